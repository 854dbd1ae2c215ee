// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/commandtext.h"

#include "core/imap/wire/mailboxname.h"
#include "core/imap/wire/octets.h"

#include <algorithm>

namespace imap {

namespace {

// A quoted string longer than this goes as a literal: old servers have short line buffers (RFC
// 2683, 3.2.1.5).
constexpr qsizetype longestQuoted = 1000;

bool hasLineBreakOrNul(QByteArrayView octets)
{
    return std::any_of(octets.begin(), octets.end(),
                       [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

// "]" could stand in an astring, but not every server knows that; so it is quoted.
bool isPlainAtom(QByteArrayView octets)
{
    return !octets.isEmpty() && !equalsUpper(octets, "NIL") && octets.size() <= longestQuoted
        && std::all_of(octets.begin(), octets.end(), [](char c) {
               return isAstringChar(c) && c != ']' && static_cast<unsigned char>(c) < 0x80;
           });
}

// QUOTED-CHAR = <any TEXT-CHAR except quoted-specials> / "\" quoted-specials                 (RFC 3501, 9)
bool isQuotable(QByteArrayView octets)
{
    return octets.size() <= longestQuoted && std::all_of(octets.begin(), octets.end(), [](char c) {
               return c != '\0' && c != '\r' && c != '\n' && static_cast<unsigned char>(c) < 0x80;
           });
}

QByteArray quoted(QByteArrayView octets)
{
    QByteArray out;
    out.reserve(octets.size() + 2);
    out.append('"');
    for (const char c : octets) {
        if (c == '"' || c == '\\')
            out.append('\\');
        out.append(c);
    }
    return out.append('"');
}

// flag = "\" atom / atom; "]" is no ATOM-CHAR                                                (RFC 3501, 9)
bool isFlag(QByteArrayView flag)
{
    if (flag.startsWith('\\'))
        flag = flag.sliced(1);
    return !flag.isEmpty() && std::all_of(flag.begin(), flag.end(), [](char c) {
        return isAstringChar(c) && c != ']' && static_cast<unsigned char>(c) < 0x80;
    });
}

}

CommandText &CommandText::raw(QByteArrayView octets)
{
    m_sendable = m_sendable && !hasLineBreakOrNul(octets);
    if (m_segments.empty() || !std::holds_alternative<Plain>(m_segments.back()))
        m_segments.emplace_back(Plain{});
    std::get<Plain>(m_segments.back()).octets.append(octets);
    return *this;
}

CommandText &CommandText::astring(QByteArrayView octets)
{
    return isPlainAtom(octets) ? raw(octets) : string(octets);
}

CommandText &CommandText::mailbox(QByteArrayView rawName)
{
    return isInbox(rawName) ? raw("INBOX") : astring(rawName);
}

CommandText &CommandText::string(QByteArrayView octets)
{
    return isQuotable(octets) ? raw(quoted(octets)) : literal(octets.toByteArray());
}

CommandText &CommandText::uids(const UidSet &set)
{
    m_sendable = m_sendable && !set.isEmpty();
    return raw(set.toText());
}

CommandText &CommandText::number(quint64 value)
{
    return raw(QByteArray::number(value));
}

CommandText &CommandText::flags(const std::vector<QByteArray> &flags)
{
    QByteArray list("(");
    for (const QByteArray &flag : flags) {
        m_sendable = m_sendable && isFlag(flag);
        if (list.size() > 1)
            list.append(' ');
        list.append(flag);
    }
    return raw(list.append(')'));
}

CommandText &CommandText::secretString(const Secret &value)
{
    const QByteArray &octets = value.reveal();
    if (isQuotable(octets)) {
        m_segments.emplace_back(Confidential{Secret(quoted(octets))});
    } else {
        m_sendable = m_sendable && !octets.contains('\0');
        m_segments.emplace_back(ConfidentialLiteral{value});
    }
    return *this;
}

CommandText &CommandText::secretRaw(const Secret &octets)
{
    m_sendable = m_sendable && !hasLineBreakOrNul(octets.reveal());
    m_segments.emplace_back(Confidential{octets});
    return *this;
}

// literal = "{" number "}" CRLF *CHAR8, and CHAR8 excludes NUL                               (RFC 3501, 9)
CommandText &CommandText::literal(QByteArray octets)
{
    m_sendable = m_sendable && !octets.contains('\0');
    m_segments.emplace_back(Literal{std::move(octets)});
    return *this;
}

}
