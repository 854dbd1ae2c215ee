// SPDX-License-Identifier: GPL-3.0-or-later
// Silence of the server, and our own (RFC 3501, 5.4; RFC 2177, 3).
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/sessionprivate.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace imap {

namespace {

constexpr std::chrono::seconds patienceWithCancelled{30};

}

bool SessionPrivate::isWaitingForServer() const
{
    if (!m_started || m_end)
        return false;
    // An IDLE that has begun is silent for as long as nothing happens; one that was ended owes its answer.
    return !m_greeted || m_tlsStarting || (m_queue.isFlying() && !m_queue.hasLasting());
}

void SessionPrivate::watch()
{
    if (!isWaitingForServer()) {
        m_watchdog.reset();
        return;
    }
    if (m_watchdog)
        return;  // it looks at m_lastActivity when it rings, so that octets need not re-arm it
    m_watchdog = m_clock.alarm(patienceLeft(), [this] {
        m_watchdog.reset();
        enter([this] { ringWatchdog(); });
    });
}

std::chrono::milliseconds SessionPrivate::patienceLeft() const
{
    const auto now = m_clock.monotonic();
    if (!m_greeted)
        return m_options.greetingTimeout - (now - m_lastActivity);
    const std::chrono::milliseconds silence = m_options.commandTimeout - (now - m_lastActivity);
    if (!m_queue.isFlying())
        return silence;
    const std::chrono::milliseconds left =
        std::min<std::chrono::milliseconds>(silence, m_options.commandDeadline - (now - m_lastUseful));
    // Others need not wait long behind what was cancelled: a new connection is soon made.
    if (m_queue.isWaiting() && m_queue.isFlyingForNobody())
        return std::min<std::chrono::milliseconds>(left, patienceWithCancelled - (now - m_cancelledAt));
    return left;
}

void SessionPrivate::ringWatchdog()
{
    if (isWaitingForServer() && patienceLeft() <= std::chrono::milliseconds(0))
        end(Ending::Abort, {Error::Kind::Timeout, "no answer from the server"_ba});
}

// UW servers of the older levels' time log out after 30 minutes, and silence is all they understand by
// idling.
std::chrono::minutes SessionPrivate::autologout() const
{
    constexpr std::chrono::minutes ofOldServers{25};
    return m_dialect.isLegacy() ? std::min(m_options.autologout, ofOldServers) : m_options.autologout;
}

void SessionPrivate::guardAutologout()
{
    const auto silent = m_clock.monotonic() - m_lastSent;
    m_autologout = m_clock.alarm(autologout() - silent, [this] {
        m_autologout.reset();
        enter([this] { ringAutologout(); });
    });
}

void SessionPrivate::ringAutologout()
{
    if (m_end)
        return;
    if (m_clock.monotonic() - m_lastSent >= autologout()) {
        if (m_queue.hasLasting())
            m_endingWanted = true;
        else if (isIdle() && !isPaused())
            m_queue.add(std::make_unique<NoopCommand>());
        m_lastSent = m_clock.monotonic();  // asked for; the next look is a whole span away
    }
    guardAutologout();
}

}
