// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/framer.h"

#include "core/imap/wire/octets.h"
#include "core/imap/wire/slice.h"

#include <algorithm>
#include <cstring>

namespace imap {

namespace {

bool isConditionWord(QByteArrayView word)
{
    for (const QByteArrayView condition : {"OK", "NO", "BAD", "BYE", "PREAUTH"}) {
        if (equalsUpper(word, condition))
            return true;
    }
    return false;
}

// resp-cond-state, tagged or not, and continue-req end in free text, and servers quote mailbox names there: a
// name that ends in "{5}" announces nothing. The offset at which the text or the code begins; nullopt: other
// data.
std::optional<qsizetype> textStart(QByteArrayView response)
{
    if (response.startsWith('+'))
        return 1;
    constexpr qsizetype longestPrefix = 256;  // a tag of ours and a word; keeps each look short
    response = response.first(std::min(response.size(), longestPrefix));
    qsizetype word = response.indexOf(' ');
    if (word < 0)
        return std::nullopt;
    while (word < response.size() && response[word] == ' ')
        ++word;
    const qsizetype end = response.indexOf(' ', word);
    if (end < 0 || !isConditionWord(response.sliced(word, end - word)))
        return std::nullopt;
    return end + 1;
}

// Whether a response code has come to its "]"; quoted strings may hold one.
bool closesCode(QByteArrayView line)
{
    bool quoted = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (quoted && line[i] == '\\')
            ++i;
        else if (line[i] == '"')
            quoted = !quoted;
        else if (line[i] == ']' && !quoted)
            return true;
    }
    return false;
}

// What stands between the last "{" and the "}" that ends the line; nullopt when the line does not end so.
std::optional<QByteArrayView> lastBraces(QByteArrayView line)
{
    if (!line.endsWith('}'))
        return std::nullopt;
    constexpr qsizetype longest = 64;  // leading zeros are legal, a number of this length is not honest
    const qsizetype from = std::max<qsizetype>(0, line.size() - longest);
    const qsizetype open = line.sliced(from).lastIndexOf('{');
    if (open < 0)
        return std::nullopt;
    return line.sliced(from + open + 1).chopped(1);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

struct Announcement {
    enum class Form { None, Size, Malformed };
    Form form = Form::None;
    quint64 octets = 0;  // saturated
};

// literal = "{" number ["+"] "}"; "{}", "{+}" and "{-1}" have no meaning we could go on with.
Announcement announcement(QByteArrayView braces)
{
    if (braces.endsWith('+'))
        braces.chop(1);
    if (braces.isEmpty()
        || (braces.startsWith('-') && std::all_of(braces.begin() + 1, braces.end(), isDigit)))
        return {.form = Announcement::Form::Malformed};
    if (!std::all_of(braces.begin(), braces.end(), isDigit))
        return {};
    constexpr quint64 ceiling = quint64{1} << 60;
    quint64 octets = 0;
    for (const char c : braces)
        octets = std::min(ceiling, octets * 10 + static_cast<quint64>(c - '0'));
    return {.form = Announcement::Form::Size, .octets = octets};
}

}

void ResponseFramer::feed(QByteArrayView octets)
{
    if (m_lost)
        return;  // a stream that lost its framing is not kept
    compact();
    m_buffer.append(octets);
}

Result<std::optional<QByteArray>> ResponseFramer::next()
{
    while (!m_lost) {
        if (m_scanned >= m_buffer.size())
            return std::optional<QByteArray>();
        const qsizetype end = m_buffer.indexOf("\r\n", m_scanned);
        if ((end < 0 ? m_buffer.size() : end) - m_lineStart > m_limits.lineOctets)
            return lost(Error::Kind::LimitExceeded, "a line without an end");
        if (end < 0) {
            m_scanned = m_buffer.size() - (m_buffer.endsWith('\r') ? 1 : 0);
            if (m_scanned - m_consumed > m_limits.frameOctets)
                return lost(Error::Kind::LimitExceeded, "a response without an end");
            return std::optional<QByteArray>();
        }
        const auto literal = announcedLiteral(end);
        if (!literal)
            return lost(literal.error().kind, literal.error().detail);
        if (!*literal)
            return takeFrame(end + 2);
        m_lineStart = m_scanned = end + 2 + **literal;
    }
    return *m_lost;
}

// The size of the literal that the line before `lineEnd` announces. Its octets are not looked at, only waited
// for.
Result<std::optional<qsizetype>> ResponseFramer::announcedLiteral(qsizetype lineEnd) const
{
    const QByteArrayView line = QByteArrayView(m_buffer).sliced(m_lineStart, lineEnd - m_lineStart);
    const auto braces = lastBraces(line);
    if (!braces)
        return std::optional<qsizetype>();
    const auto announced = announcement(*braces);
    if (announced.form == Announcement::Form::None)
        return std::optional<qsizetype>();
    const QByteArrayView response = QByteArrayView(m_buffer).sliced(m_consumed, lineEnd - m_consumed);
    if (const auto text = textStart(response)) {
        const bool inCode = response.size() > *text && response[*text] == '[';
        if (!inCode || closesCode(m_lineStart == m_consumed ? line.sliced(*text) : line))
            return std::optional<qsizetype>();
    }
    if (announced.form == Announcement::Form::Malformed)
        return Error{Error::Kind::Syntax, "a literal without a size"};
    if (announced.octets > static_cast<quint64>(m_limits.frameOctets)
        || static_cast<qsizetype>(announced.octets) > m_limits.frameOctets - (lineEnd + 2 - m_consumed))
        return Error{Error::Kind::LimitExceeded,
                     "a literal of " + QByteArray::number(announced.octets) + " octets"};
    return std::optional<qsizetype>(static_cast<qsizetype>(announced.octets));
}

std::optional<QByteArray> ResponseFramer::takeFrame(qsizetype end)
{
    QByteArray frame = sliceOf(m_buffer, QByteArrayView(m_buffer).sliced(m_consumed, end - m_consumed));
    m_consumed = m_lineStart = m_scanned = end;
    if (end == m_buffer.size()) {  // a large one is then the only owner of its memory
        m_buffer = QByteArray();
        m_consumed = m_lineStart = m_scanned = 0;
    }
    return frame;
}

QByteArray ResponseFramer::takePending()
{
    QByteArray rest = m_buffer.sliced(m_consumed);
    m_buffer.clear();
    m_consumed = m_lineStart = m_scanned = 0;
    return rest;
}

// What is left moves to the front once at least as much has been handed out: each octet is moved once on
// average. Where frames still share the buffer, it moves to a new one.
void ResponseFramer::compact()
{
    const qsizetype left = m_buffer.size() - m_consumed;
    if (m_consumed == 0 || (m_buffer.isDetached() && m_consumed < left))
        return;
    if (m_buffer.isDetached()) {
        std::memmove(m_buffer.data(), m_buffer.constData() + m_consumed, static_cast<std::size_t>(left));
        m_buffer.resize(left);
    } else {
        m_buffer = QByteArray(m_buffer.constData() + m_consumed, left);
    }
    m_lineStart -= m_consumed;
    m_scanned -= m_consumed;
    m_consumed = 0;
}

Error ResponseFramer::lost(Error::Kind kind, const QByteArray &detail)
{
    m_lost = Error{kind, detail};
    m_buffer = QByteArray();
    m_consumed = m_lineStart = m_scanned = 0;
    return *m_lost;
}

}
