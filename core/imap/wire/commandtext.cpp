// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/commandtext.h"

#include "core/imap/wire/datetime.h"
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
bool isSentPlain(char c)
{
    return isAstringChar(c) && c != ']' && static_cast<unsigned char>(c) < 0x80;
}

bool isPlainAtom(QByteArrayView octets)
{
    return !octets.isEmpty() && !equalsUpper(octets, "NIL") && octets.size() <= longestQuoted
        && std::all_of(octets.begin(), octets.end(), isSentPlain);
}

// date-year = 4DIGIT                                                                          (RFC 3501, 9)
bool isSayable(QDate day)
{
    return day.isValid() && day.year() > 0 && day.year() <= 9999;
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
    return !flag.isEmpty() && std::all_of(flag.begin(), flag.end(), isSentPlain);
}

}

// QUOTED-CHAR = <any TEXT-CHAR except quoted-specials> / "\" quoted-specials                 (RFC 3501, 9)
bool CommandText::isQuotable(QByteArrayView octets) const
{
    static constexpr QByteArrayView notPortable("\"\\%{");
    return octets.size() <= longestQuoted && std::all_of(octets.begin(), octets.end(), [this](char c) {
               return c != '\0' && c != '\r' && c != '\n' && static_cast<unsigned char>(c) < 0x80
                   && (m_quoting == Quoting::Escapes || !notPortable.contains(c));
           });
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

CommandText &CommandText::utf8String(QByteArrayView utf8)
{
    const bool carries = utf8.size() <= longestQuoted && !hasLineBreakOrNul(utf8) && utf8.isValidUtf8();
    return carries ? raw(quoted(utf8)) : string(utf8);
}

// list-mailbox = 1*list-char / string; list-char = ATOM-CHAR / list-wildcards / resp-specials  (RFC 3501, 9)
CommandText &CommandText::listPattern(QByteArrayView pattern)
{
    const bool isPlain = !pattern.isEmpty() && !equalsUpper(pattern, "NIL") && pattern.size() <= longestQuoted
        && std::all_of(pattern.begin(), pattern.end(),
                       [](char c) { return c == '%' || c == '*' || isSentPlain(c); });
    return isPlain ? raw(pattern) : string(pattern);
}

CommandText &CommandText::uids(const UidSet &set)
{
    m_sendable = m_sendable && !set.isEmpty();
    return raw(set.toText());
}

CommandText &CommandText::messages(std::span<const SeqNum> numbers)
{
    UidSet set;  // coalesces, and prints alike
    for (const SeqNum number : numbers)
        set.add(Uid{number.value});
    m_sendable = m_sendable
        && std::none_of(numbers.begin(), numbers.end(), [](SeqNum number) { return number.value == 0; });
    return uids(set);
}

CommandText &CommandText::date(QDate day)
{
    m_sendable = m_sendable && isSayable(day);
    return m_sendable ? raw(dateText(day)) : *this;
}

CommandText &CommandText::dateTime(const QDateTime &moment)
{
    m_sendable = m_sendable && moment.isValid() && isSayable(moment.date());
    return m_sendable ? raw(dateTimeText(moment)) : *this;
}

CommandText &CommandText::partialRange(qint64 first, qint64 last)
{
    m_sendable = m_sendable && first != 0 && last != 0 && (first > 0) == (last > 0);
    return raw(QByteArray::number(first)).raw(":").raw(QByteArray::number(last));
}

CommandText &CommandText::number(quint64 value)
{
    return raw(QByteArray::number(value));
}

CommandText &CommandText::keyword(QByteArrayView keyword)
{
    m_sendable = m_sendable && isFlag(keyword) && !keyword.startsWith('\\');
    return raw(keyword);
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
    m_segments.emplace_back(Literal{std::move(octets), false});
    return *this;
}

// literal8 = "~{" number ["+"] "}" CRLF *OCTET                                               (RFC 3516, 6)
CommandText &CommandText::literal8(QByteArray octets)
{
    m_segments.emplace_back(Literal{std::move(octets), true});
    return *this;
}

CommandText &CommandText::append(const CommandText &more)
{
    m_sendable = m_sendable && more.m_sendable;
    for (const Segment &segment : more.m_segments) {
        const auto *plain = std::get_if<Plain>(&segment);
        if (plain != nullptr)
            raw(plain->octets);
        else
            m_segments.push_back(segment);
    }
    return *this;
}

}
