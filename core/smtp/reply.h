// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/smtp/submission.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace smtp {

struct ReplyLimits {
    qsizetype lineOctets = 4096;  // RFC 5321, 4.5.3.1.5 asks for 512; servers with long words exist
    qsizetype lines = 256;
};

// Cuts the server's octets into replies (RFC 5321, 4.2) and reads the enhanced status code (RFC 2034; RFC
// 3463, 2). After an error the stream cannot be followed any more: close the connection.
class ReplyReader
{
public:
    explicit ReplyReader(ReplyLimits limits = {}) noexcept : m_limits(limits) {}

    void feed(QByteArrayView octets) { m_buffer.append(octets); }
    // Empty: need more octets.
    [[nodiscard]] Result<std::optional<Reply>> next();
    // Nothing received that is not yet part of a reply handed out. Before any order is sent this must be
    // true: what is left over answers a question that was not asked.
    [[nodiscard]] bool isEmpty() const noexcept { return m_buffer.isEmpty() && m_lines == 0; }

private:
    [[nodiscard]] Result<bool> takeLine(QByteArrayView line);

    ReplyLimits m_limits;
    QByteArray m_buffer;
    Reply m_reply;  // the lines of it read so far
    qsizetype m_lines = 0;
};

}
