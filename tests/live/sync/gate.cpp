// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/sync/gate.h"

#include <algorithm>
#include <cstdio>

namespace live {

namespace {

// POSTHORN_TRACE: what is said, on the error output.
void trace(const void *line, const char *direction, const QByteArray &octets)
{
    static const bool wanted = qEnvironmentVariableIsSet("POSTHORN_TRACE");
    if (wanted)
        std::fprintf(stderr, "%p %s %s\n", line, direction, octets.constData());
}

}

Gate::Gate(std::unique_ptr<net::Transport> line, QByteArrayList hidden, std::shared_ptr<Clock> clock)
    : m_clock(std::move(clock)), m_line(std::move(line)), m_hidden(std::move(hidden))
{
    m_hidden.append("COMPRESS=DEFLATE");
    connect(m_line.get(), &net::Transport::connected, this, &net::Transport::connected);
    connect(m_line.get(), &net::Transport::encrypted, this, &net::Transport::encrypted);
    connect(m_line.get(), &net::Transport::certificateRejected, this, &net::Transport::certificateRejected);
    connect(m_line.get(), &net::Transport::received, this, &Gate::receive);
    connect(m_line.get(), &net::Transport::closed, this, [this](const Error &why) {
        m_isConnecting = false;
        m_isHeld = false;
        m_unanswered.clear();
        Q_EMIT closed(m_isCut ? Error{Error::Kind::ConnectionLost, "cut by the test"} : why);
    });
}

void Gate::write(const QByteArray &octets)
{
    const auto isMeant = [&octets](const QByteArray &text) { return octets.contains(text); };
    if (!m_isHeld && std::any_of(m_toHold.begin(), m_toHold.end(), isMeant)) {
        m_isHeld = true;
        Q_EMIT held();
    }
    if (m_isHeld) {
        m_unsaid += octets;
        return;
    }
    say(octets);
}

void Gate::say(const QByteArray &octets)
{
    for (const QByteArray &line : octets.split('\n')) {
        if (line.startsWith("DONE"))
            m_unanswered.append(m_idleTag);
        else if (line.trimmed().endsWith(" IDLE")) {
            m_idleTag = line.left(line.indexOf(' '));
            m_unanswered.append("+");
        } else if (line.startsWith('a') && line.indexOf(' ') > 1)
            m_unanswered.append(line.left(line.indexOf(' ')));
    }
    trace(this, "C:", octets);
    m_line->write(octets);
    Q_EMIT spoken();
}

void Gate::release()
{
    m_toHold.clear();
    if (std::exchange(m_isHeld, false))
        say(std::exchange(m_unsaid, {}));
}

void Gate::cut()
{
    m_isCut = true;
    m_line->abort();
}

// Whole lines, so that a capability is never half of one.
void Gate::receive()
{
    m_incoming += m_line->takeReceived();
    const qsizetype whole = m_incoming.lastIndexOf('\n') + 1;
    if (whole == 0)
        return;
    const QByteArray lines = withoutHidden(m_incoming.first(whole));
    m_incoming.remove(0, whole);
    m_isConnecting = false;
    for (const QByteArray &line : lines.split('\n')) {
        const QByteArray tag = line.trimmed().split(' ').front();
        m_unanswered.removeAll(tag);
        if (tag == m_idleTag)
            m_unanswered.removeAll("+");
    }
    trace(this, "S:", lines);
    m_received += lines;
    Q_EMIT spoken();
    Q_EMIT received();
}

QByteArray Gate::withoutHidden(QByteArray lines) const
{
    if (!lines.contains("CAPABILITY"))
        return lines;
    for (const QByteArray &word : m_hidden) {
        for (const char *end : {" ", "]", "\r\n"})
            lines.replace(' ' + word + end, end);
    }
    return lines;
}

}
