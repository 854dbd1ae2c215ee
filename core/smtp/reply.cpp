// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smtp/reply.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace smtp {

namespace {

constexpr qsizetype codeDigits = 3;

bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

// Reply-code = %x32-35 %x30-35 %x30-39                                                       (RFC 5321, 4.2)
// The second digit is not held against a server: only the first one is ever decided by.
int replyCode(QByteArrayView line) noexcept
{
    if (line.size() < codeDigits || line[0] < '2' || line[0] > '5' || !isDigit(line[1]) || !isDigit(line[2]))
        return 0;
    return (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
}

// "." 1*3digit; how long it is, or 0
qsizetype dotAndNumber(QByteArrayView text) noexcept
{
    if (text.isEmpty() || text.front() != '.')
        return 0;
    const auto end = std::find_if_not(text.begin() + 1, text.end(), isDigit);
    const qsizetype digits = end - text.begin() - 1;
    return digits >= 1 && digits <= 3 ? digits + 1 : 0;
}

// status-code = class "." subject "." detail, class as the reply code's first digit     (RFC 2034, 4; RFC
// 3463, 2)
QByteArrayView enhancedCode(QByteArrayView text, int code) noexcept
{
    if (text.isEmpty() || text.front() != '0' + code / 100 || code / 100 == 3)
        return {};
    const qsizetype subject = dotAndNumber(text.sliced(1));
    const qsizetype detail = subject == 0 ? 0 : dotAndNumber(text.sliced(1 + subject));
    const qsizetype size = 1 + subject + detail;
    if (detail == 0 || (size < text.size() && text[size] != ' '))
        return {};
    return text.first(size);
}

}

// Reply-line = *( Reply-code "-" [ textstring ] CRLF ) Reply-code [ SP textstring ] CRLF      (RFC 5321, 4.2)
// True: this was the last line.
Result<bool> ReplyReader::takeLine(QByteArrayView line)
{
    const int code = replyCode(line);
    const char mark = line.size() > codeDigits ? line[codeDigits] : ' ';
    if (code == 0 || (mark != ' ' && mark != '-') || (m_lines > 0 && code != m_reply.code))
        return Error{Error::Kind::Syntax, "SMTP reply line"_ba};
    if (line.contains('\n') || line.contains('\r') || line.contains('\0'))
        return Error{Error::Kind::Syntax, "control octet in an SMTP reply"_ba};

    QByteArrayView text = line.size() > codeDigits ? line.sliced(codeDigits + 1) : QByteArrayView();
    const QByteArrayView enhanced = enhancedCode(text, code);
    if (m_lines == 0) {
        m_reply.code = code;
        m_reply.enhanced = enhanced.toByteArray();
    } else {
        m_reply.text += '\n';
    }
    // Servers repeat the enhanced code on each line; it is told once.
    if (!enhanced.isEmpty() && enhanced == m_reply.enhanced)
        text = text.sliced(std::min(enhanced.size() + 1, text.size()));
    m_reply.text += text;
    ++m_lines;
    return mark == ' ';
}

Result<std::optional<Reply>> ReplyReader::next()
{
    while (true) {
        const qsizetype end = m_buffer.indexOf("\r\n");
        if ((end < 0 ? m_buffer.size() : end) > m_limits.lineOctets)
            return Error{Error::Kind::LimitExceeded, "SMTP reply line"_ba};
        if (end < 0)
            return std::optional<Reply>();
        const QByteArray line = m_buffer.first(end);
        m_buffer.remove(0, end + 2);
        const Result<bool> isLast = takeLine(line);
        if (!isLast)
            return isLast.error();
        if (*isLast) {
            m_lines = 0;
            return std::optional(std::exchange(m_reply, {}));
        }
        if (m_lines >= m_limits.lines)
            return Error{Error::Kind::LimitExceeded, "lines of an SMTP reply"_ba};
    }
}

}
