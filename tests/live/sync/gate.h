// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/net/transport.h"

#include <memory>

namespace live {

// The line to a real server, with a test's hand on it: what we say can be held back while others do
// something, what the server offers can be kept from us, and the line can be lost.
class Gate final : public net::Transport
{
    Q_OBJECT

public:
    // `hidden`: capabilities the server seems not to have. COMPRESS is hidden anyway: a gate reads along.
    // `clock` is the line's, which may be deleted later than everything else.
    Gate(std::unique_ptr<net::Transport> line, QByteArrayList hidden, std::shared_ptr<Clock> clock);

    void open() override { m_line->open(); }
    void write(const QByteArray &octets) override;
    [[nodiscard]] QByteArray takeReceived() override { return std::exchange(m_received, {}); }
    [[nodiscard]] qsizetype receivedOctets() const override { return m_received.size(); }
    void startTls() override { m_line->startTls(); }
    [[nodiscard]] bool isEncrypted() const override { return m_line->isEncrypted(); }
    void close() override { m_line->close(); }
    void abort() override { m_line->abort(); }

    // Holds the next of our commands that contains one of these, and whatever is said behind it.
    void holdNext(const QByteArrayList &texts) { m_toHold = texts; }
    [[nodiscard]] bool isHeld() const { return m_isHeld; }
    void release();
    void cut();
    // The server is to say something: its greeting, that it idles, or the answer to a command.
    [[nodiscard]] bool isWaiting() const { return m_isConnecting || !m_unanswered.isEmpty(); }
    // For what, in a word or two.
    [[nodiscard]] QByteArray waitsFor() const
    {
        return m_isHeld ? "held" : m_isConnecting ? "connecting" : m_unanswered.join(' ');
    }

Q_SIGNALS:
    void held();
    void spoken();  // by either

private:
    void say(const QByteArray &octets);
    void receive();
    [[nodiscard]] QByteArray withoutHidden(QByteArray lines) const;

    std::shared_ptr<Clock> m_clock;
    std::unique_ptr<net::Transport> m_line;
    QByteArrayList m_hidden, m_toHold;
    QByteArray m_incoming, m_received, m_unsaid, m_idleTag;
    QByteArrayList m_unanswered;  // tags
    bool m_isHeld = false, m_isCut = false, m_isConnecting = true;
};

}
