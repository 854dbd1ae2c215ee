// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/capabilities.h"
#include "core/imap/wire/commandtext.h"

#include <functional>
#include <vector>

namespace imap {

// Writes commands: tags, CRLF, and literals, which wait for the server's "+" unless it takes them at once
// (RFC 3501, 2.2.1; RFC 7888). One command at a time can be waiting; the caller starts no other until then.
class Sender
{
public:
    struct Piece {
        QByteArray octets;
        QByteArray shown;  // for the log: secrets are "***", long literals their size
    };
    using Write = std::function<void(const Piece &)>;

    explicit Sender(Write write) : m_write(std::move(write)) {}

    // [a-z][0-9]+, never the same twice on one connection.
    [[nodiscard]] QByteArray nextTag();
    // Whether every line of the command keeps to that many octets.
    [[nodiscard]] static bool fits(const CommandText &text, qsizetype longestLine);

    void begin(const QByteArray &tag, const CommandText &text, const Capabilities &server);
    // A line without a tag: "DONE", an answer to a challenge.
    void line(const CommandText &text);

    [[nodiscard]] bool isWaiting() const noexcept { return !m_waitingTag.isEmpty(); }
    [[nodiscard]] bool isWaitingFor(const QByteArray &tag) const noexcept { return m_waitingTag == tag; }
    void proceed();  // "+" has come
    void drop();     // NO or BAD has come instead: nothing more of this command is sent

private:
    void writeUntilLiteral();

    Write m_write;
    quint64 m_lastTag = 0;
    QByteArray m_waitingTag;      // of the command whose literal waits for "+"
    std::vector<Piece> m_pieces;  // what is still to be written of it, one literal ahead of each pause
    std::size_t m_next = 0;
};

}
