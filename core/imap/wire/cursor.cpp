// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/cursor.h"

#include "core/imap/wire/knownwords.h"
#include "core/imap/wire/octets.h"
#include "core/imap/wire/quirks.h"

#include <cstring>
#include <limits>

namespace imap {

namespace {

QByteArray unescaped(QByteArrayView octets)
{
    QByteArray plain;
    plain.reserve(octets.size());
    for (qsizetype i = 0; i < octets.size(); ++i) {
        if (octets[i] == '\\' && i + 1 < octets.size())
            ++i;
        plain.append(octets[i]);
    }
    return plain;
}

constexpr quint64 maxModSeq = (quint64{1} << 63) - 1;

}

QByteArray StringToken::kept() const
{
    if (isNil)
        return {};
    return isEscaped ? unescaped(octets) : imap::kept(octets);
}

std::optional<QByteArray> StringToken::keptUnlessNil() const
{
    if (isNil)
        return std::nullopt;
    return kept();
}

QByteArray StringToken::keptUpper() const
{
    if (isNil)
        return {};
    return isEscaped ? unescaped(octets).toUpper() : imap::keptUpper(octets);
}

QByteArray Cursor::keep(const StringToken &token) const
{
    const bool isSlice = m_owner != nullptr && !token.isNil && !token.isEscaped;
    return isSlice ? imap::kept(token.octets, *m_owner) : token.kept();
}

std::optional<QByteArray> Cursor::keepUnlessNil(const StringToken &token) const
{
    if (token.isNil)
        return std::nullopt;
    return keep(token);
}

bool Cursor::isStringNext() const noexcept
{
    const char c = peek();
    return c == '"' || c == '{' || (c == '~' && peekAhead(1) == '{');
}

bool Cursor::isNilNext() const noexcept
{
    Cursor look(rest());
    return look.acceptNil();
}

bool Cursor::acceptWord(QByteArrayView upper) noexcept
{
    const qsizetype size = upper.size();
    if (m_end - m_at < size || !equalsUpper({m_at, size}, upper))
        return false;
    if (m_end - m_at > size && !endsWord(m_at[size]))
        return false;
    m_at += size;
    return true;
}

bool Cursor::acceptOctets(QByteArrayView octets) noexcept
{
    if (m_end - m_at < octets.size()
        || std::memcmp(m_at, octets.data(), static_cast<size_t>(octets.size())) != 0)
        return false;
    m_at += octets.size();
    return true;
}

bool Cursor::acceptSpaces()
{
    if (!accept(' '))
        return false;
    if (isNext(' ')) {
        tolerate(Quirk::ExtraSpace);
        while (accept(' ')) {}
    }
    return true;
}

QByteArrayView Cursor::acceptUntil(char stop) noexcept
{
    const char *const from = m_at;
    if (m_at != m_end) {
        const void *at = std::memchr(m_at, stop, static_cast<size_t>(m_end - m_at));
        m_at = at != nullptr ? static_cast<const char *>(at) : m_end;
    }
    return {from, m_at - from};
}

QByteArrayView Cursor::takeRest() noexcept
{
    const QByteArrayView all = rest();
    m_at = m_end;
    return all;
}

QByteArrayView Cursor::acceptName() noexcept
{
    const char *const from = m_at;
    while (m_at != m_end && !endsWord(*m_at))
        ++m_at;
    return {from, m_at - from};
}

void Cursor::expect(char c)
{
    if (!accept(c))
        fail(QByteArrayView(&c, 1));
}

void Cursor::space()
{
    if (!acceptSpaces())
        fail("a space");
}

void Cursor::closeList()
{
    acceptSpaces();
    expect(')');
}

// atom = 1*ATOM-CHAR                                                                         (RFC 3501, 9)
QByteArrayView Cursor::atom()
{
    const char *const from = m_at;
    while (m_at != m_end && isAstringChar(*m_at))
        ++m_at;
    if (m_at == from)
        fail("an atom");
    return {from, m_at - from};
}

// flag = "\Answered" / … / flag-keyword / flag-extension                                     (RFC 3501, 9)
QByteArrayView Cursor::flag()
{
    const char *const from = m_at;
    while (m_at != m_end && *m_at != ' ' && *m_at != '(' && *m_at != ')')
        ++m_at;
    if (m_at == from)
        fail("a flag");
    return {from, m_at - from};
}

// number = 1*DIGIT ; (0 <= n < 4,294,967,296)                                                (RFC 3501, 9)
quint32 Cursor::number()
{
    const quint64 value = number64();
    if (value <= std::numeric_limits<quint32>::max())
        return static_cast<quint32>(value);
    fail("a number below 2^32");
    return 0;
}

// nz-number = digit-nz *DIGIT                                                                (RFC 3501, 9)
quint32 Cursor::nonZeroNumber()
{
    const quint32 value = number();
    if (value == 0 && !failed())
        tolerate(Quirk::ZeroForNonZero);
    return value;
}

// number64 = 1*DIGIT ; here the full unsigned range                                          (RFC 9051, 9)
quint64 Cursor::number64()
{
    constexpr quint64 max = std::numeric_limits<quint64>::max();
    const char *const from = m_at;
    quint64 value = 0;
    while (isDigitNext()) {
        const auto digit = static_cast<quint64>(*m_at - '0');
        if (value > (max - digit) / 10) {
            fail("a number below 2^64");
            return 0;
        }
        value = value * 10 + digit;
        ++m_at;
    }
    if (m_at == from)
        fail("a number");
    return value;
}

quint64 Cursor::size()
{
    if (isDigitNext()) {
        const char *const from = m_at;
        const quint64 value = number64();
        if (atEnd() || endsWord(*m_at))
            return value;
        m_at = from;
    }
    tolerate(Quirk::SizeNotANumber);
    if (isStringNext())
        return leadingNumber(string().octets);
    return leadingNumber(acceptName());
}

// mod-sequence-value = 1*DIGIT ; positive unsigned 63-bit                                    (RFC 7162, 7)
std::optional<quint64> Cursor::modSeq()
{
    if (isNext('-')) {
        tolerate(Quirk::NegativeModSeq);
        acceptName();
        return std::nullopt;
    }
    const quint64 value = number64();
    if (value <= maxModSeq)
        return value;
    tolerate(Quirk::NegativeModSeq);
    return std::nullopt;
}

// string = quoted / literal; literal8 = "~{" number ["+"] "}" CRLF *OCTET          (RFC 3501, 9; RFC 3516, 6)
StringToken Cursor::string()
{
    if (accept('"'))
        return quoted();
    accept('~');
    if (accept('{'))
        return literal();
    fail("a string");
    return {};
}

// quoted = DQUOTE *QUOTED-CHAR DQUOTE                                                        (RFC 3501, 9)
StringToken Cursor::quoted()
{
    const char *const from = m_at;
    bool isEscaped = false;
    for (; m_at != m_end; ++m_at) {
        if (*m_at == '"')
            return {{from, m_at++ - from}, false, isEscaped};
        if (*m_at == '\\') {
            isEscaped = true;
            if (++m_at == m_end)
                break;
        }
    }
    fail("the closing quote");
    return {};
}

// literal = "{" number ["+"] "}" CRLF *CHAR8                                                 (RFC 3501, 9)
StringToken Cursor::literal()
{
    const quint64 size = number64();
    accept('+');
    if (!acceptOctets("}\r\n") || size > static_cast<quint64>(m_end - m_at)) {
        fail("a literal");
        return {};
    }
    const QByteArrayView octets(m_at, static_cast<qsizetype>(size));
    m_at += octets.size();
    return {octets, false, false};
}

// nstring = string / nil                                                                     (RFC 3501, 9)
StringToken Cursor::nstring()
{
    if (isNext('"')) {
        ++m_at;
        return quoted();
    }
    if (acceptNil())
        return StringToken::nil();
    return string();
}

// astring = 1*ASTRING-CHAR / string                                                          (RFC 3501, 9)
StringToken Cursor::astring()
{
    if (isStringNext())
        return string();
    return {atom(), false, false};
}

void Cursor::skipToken()
{
    if (isStringNext()) {
        string();
        return;
    }
    const char *const from = m_at;
    while (m_at != m_end && *m_at != ' ' && *m_at != '(' && *m_at != ')' && *m_at != '"')
        ++m_at;
    if (m_at == from)
        fail("a value");
}

void Cursor::skipValue()
{
    if (accept('('))
        skipRestOfList();
    else
        skipToken();
}

void Cursor::skipRestOfList()
{
    for (qsizetype depth = 1; depth > 0 && !failed();) {
        if (accept(' '))
            continue;
        if (accept('('))
            ++depth;
        else if (accept(')'))
            --depth;
        else
            skipToken();
    }
}

void Cursor::fail(QByteArrayView expected)
{
    fail(Error::Kind::Syntax, expected);
}

void Cursor::failLimit(QByteArrayView what)
{
    fail(Error::Kind::LimitExceeded, what);
}

void Cursor::fail(Error::Kind kind, QByteArrayView what)
{
    if (!m_error) {
        const QByteArrayView verb =
            kind == Error::Kind::Syntax ? QByteArrayView("expected ") : QByteArrayView("limit: ");
        m_error = Error{kind,
                        verb.toByteArray() + what.toByteArray() + " at octet "
                            + QByteArray::number(m_at - m_begin)};
    }
    m_at = m_end;
}

}
