// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/transport.h"

#include <memory>

// A line on which the program dies (SIGKILL) at something it says:
//
//     "before TEXT"   when it is about to say it: nothing of it leaves
//     "behind TEXT"   when it has been said, and the answer is not there yet
//     "answered TEXT" when the answer has come, and nobody here has read it
//
// An empty wish: never.
class Tripwire final : public net::Transport
{
    Q_OBJECT

public:
    Tripwire(std::unique_ptr<net::Transport> line, const QByteArray &wish);

    void open() override { m_line->open(); }
    void write(const QByteArray &octets) override;
    [[nodiscard]] QByteArray takeReceived() override { return m_line->takeReceived(); }
    [[nodiscard]] qsizetype receivedOctets() const override { return m_line->receivedOctets(); }
    void startTls() override { m_line->startTls(); }
    [[nodiscard]] bool isEncrypted() const override { return m_line->isEncrypted(); }
    void close() override { m_line->close(); }
    void abort() override { m_line->abort(); }

    [[noreturn]] static void die();

private:
    std::unique_ptr<net::Transport> m_line;
    QByteArray m_when, m_text;
    bool m_isSaid = false;
};
