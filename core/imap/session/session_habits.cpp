// SPDX-License-Identifier: GPL-3.0-or-later
// What certain servers do, and what is done about it (serverquirks.h).
#include "core/imap/session/sessionprivate.h"

using namespace Qt::StringLiterals;

namespace imap {

void SessionPrivate::learnQuirks(const std::vector<QByteArray> &capabilities)
{
    for (const ServerQuirk quirk : quirksOf(m_greeting, capabilities)) {
        if (m_quirks.insert(quirk).second)
            noteHabit(quirk);
    }
    m_login.wantsIdentity = m_quirks.contains(ServerQuirk::WantsIdentity);
}

bool Session::sendsReceipts() const
{
    return d->sendsReceipts();
}

// Nothing goes out until then, not even to keep the connection alive.
void SessionPrivate::obeyThrottle(const ResponseText &text)
{
    const std::chrono::milliseconds pause = throttleOf(text);
    if (pause.count() == 0)
        return;
    noteHabit(text.text.toLower().contains("backoff") ? ServerQuirk::Throttles
                                                      : ServerQuirk::ThrottlesSilently);
    note("the server asks for a pause of "_ba + QByteArray::number(pause.count()) + " ms"_ba);
    m_pausedUntil = m_clock.monotonic() + pause;
    m_pause = m_clock.alarm(pause, [this] { enter([] {}); });
}

std::chrono::milliseconds SessionPrivate::pauseLeft() const
{
    return std::max(m_pausedUntil - m_clock.monotonic(), std::chrono::milliseconds(0));
}

// An untagged BAD belongs to no command, but where nothing follows it, it is the answer to the only one.
void SessionPrivate::heedComplaint(const ResponseText &text)
{
    constexpr std::chrono::seconds patience{30};
    const std::optional<QByteArray> tag = m_queue.onlyTag();
    if (!tag || m_queue.hasLasting())
        return;
    const int heard = m_work.responses;
    m_complaint = m_clock.alarm(patience, [this, tag = *tag, text, heard, since = m_lastActivity] {
        // Whatever came or went since, also the beginning of a literal: the command is being worked on.
        const bool hasGoneOn = m_work.responses != heard || m_lastActivity > since || m_framer.pending() > 0;
        if (!hasGoneOn)
            enter([&] { ringComplaint(tag, text); });
    });
}

void SessionPrivate::ringComplaint(const QByteArray &tag, const ResponseText &text)
{
    if (m_end || m_queue.onlyTag() != tag)
        return;
    noteHabit(ServerQuirk::OnlyUntaggedBad);
    if (std::unique_ptr<Command> command = m_queue.land(tag))
        finish(std::move(command), {tag, Status::Bad, text});
}

// Courier says in a line of its own, in front of the greeting, what its administrator should know. Once a
// password is under way, a PREAUTH is no greeting any more.
bool SessionPrivate::isGreetingAfterAlert() const
{
    const bool isSafe = m_options.security == net::Security::None || isEncrypted();
    return m_alertGreeting && isSafe && !m_credentialsShown && q.m_phase == Phase::Authenticating;
}

}
