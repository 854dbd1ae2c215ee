// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace imap {

// Cuts the octet stream into whole responses, and does nothing else: literals are counted, never interpreted,
// so that message text can never be read as protocol (RFC 3501, 4.3). A frame includes its literals and its
// last CRLF; it is a slice of what was received (slice.h), not a copy. Memory grows with received octets
// only, never with an announced size. Amortised O(1) an octet.
class ResponseFramer
{
public:
    struct Limits {
        qsizetype lineOctets;   // one line without its literals
        qsizetype frameOctets;  // the whole response with its literals
    };
    explicit ResponseFramer(Limits limits) noexcept : m_limits(limits) {}

    void feed(QByteArrayView octets);
    // Empty: more octets are needed. An error is final: the stream has lost its framing, the connection must
    // be closed.
    [[nodiscard]] Result<std::optional<QByteArray>> next();
    // Octets that are buffered and not yet handed out (STARTTLS must find none; RFC 3501, 6.2.1; RFC 9051,
    // 11).
    [[nodiscard]] qsizetype pending() const noexcept { return m_buffer.size() - m_consumed; }
    // Takes them back: between two frames the stream has changed its coding (COMPRESS; RFC 4978).
    [[nodiscard]] QByteArray takePending();

private:
    void compact();
    [[nodiscard]] Result<std::optional<qsizetype>> announcedLiteral(qsizetype lineEnd) const;
    [[nodiscard]] std::optional<QByteArray> takeFrame(qsizetype end);
    [[nodiscard]] Error lost(Error::Kind kind, const QByteArray &detail);

    QByteArray m_buffer;
    qsizetype m_consumed = 0;   // handed out already; compacted now and then
    qsizetype m_lineStart = 0;  // of the line, behind the last literal, that is being read
    qsizetype m_scanned = 0;    // everything before this is known not to end the response
    std::optional<Error> m_lost;
    Limits m_limits;
};

}
