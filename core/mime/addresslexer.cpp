// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/addresslexer.h"

#include "core/mime/encodedword.h"
#include "core/mime/octets.h"

#include <array>

namespace mime {

namespace {

using Kind = AddressToken::Kind;

// How far an encoded word in a phrase may reach. It may hold commas or brackets that it should not; without a
// bound a field made of word beginnings would be read again and again.
constexpr qsizetype longestEncodedWord = 1000;

constexpr std::array<char, 6> specials{'<', '>', '@', ',', ';', ':'};

constexpr bool isSpecial(char c) noexcept
{
    return std::find(specials.begin(), specials.end(), c) != specials.end();
}

// One octet that lives as long as the program: there are many of them.
QByteArray specialText(char c)
{
    return QByteArray::fromRawData(std::find(specials.begin(), specials.end(), c), 1);
}

constexpr bool endsWord(char c) noexcept
{
    return isSpecial(c) || isControl(c) || c == ' ' || c == '(' || c == '"';
}

}

std::optional<AddressToken> AddressLexer::next()
{
    bool space = false;
    while (!m_rest.isEmpty() && (isControl(m_rest.front()) || m_rest.front() == ' ')) {
        m_rest = m_rest.sliced(1);  // controls are in no token (NUL or line ends inside an address)
        space = true;
    }
    if (m_rest.isEmpty())
        return std::nullopt;
    const char c = m_rest.front();
    AddressToken token;
    if (isSpecial(c)) {
        token = {Kind::Special, specialText(c), false};
        m_rest = m_rest.sliced(1);
    } else if (c == '"' && m_quotesEnd) {
        token = quotedString();
    } else if (c == '(') {
        token = comment();
    } else if (c == '[') {
        token = domainLiteral();
    } else {
        token = word();
    }
    token.spaceBefore = space;
    return token;
}

AddressToken AddressLexer::quotedString()
{
    // As far as it can be taken as it stands.
    qsizetype at = 1;
    while (at < m_rest.size() && m_rest[at] != '"' && m_rest[at] != '\\' && !isLineEnd(m_rest[at]))
        ++at;
    QByteArray text = m_rest.sliced(1, at - 1).toByteArray();
    for (; at < m_rest.size(); ++at) {
        if (m_rest[at] == '"') {
            m_rest = m_rest.sliced(at + 1);
            return {Kind::Quoted, text, false};
        }
        if (m_rest[at] == '\\' && at + 1 < m_rest.size())
            ++at;
        if (!isLineEnd(m_rest[at]))
            text += m_rest[at];
    }
    m_quotesEnd = false;
    return word();
}

AddressToken AddressLexer::comment()
{
    QByteArray text;
    int depth = 1;
    qsizetype at = 1;
    for (; at < m_rest.size() && depth > 0; ++at) {
        const char c = m_rest[at];
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == '\\' && at + 1 < m_rest.size())
            ++at;
        if (depth > 0 && !isLineEnd(m_rest[at]))
            text += m_rest[at];
    }
    m_rest = m_rest.sliced(at);
    return {Kind::Comment, text, false};
}

AddressToken AddressLexer::domainLiteral()
{
    QByteArray text("[");
    for (qsizetype at = 1; at < m_rest.size(); ++at) {
        if (m_rest[at] == '[' || (isSpecial(m_rest[at]) && m_rest[at] != ':'))
            break;  // no literal; this also keeps the search for its end short
        if (m_rest[at] == '\\' && at + 1 < m_rest.size())
            ++at;
        if (!isSpace(m_rest[at]))
            text += m_rest[at];
        if (m_rest[at] == ']') {
            m_rest = m_rest.sliced(at + 1);
            return {Kind::Literal, text, false};
        }
    }
    return word();
}

AddressToken AddressLexer::word()
{
    if (const auto encoded = encodedWordAtStart(m_rest, longestEncodedWord)) {
        const QByteArray text = m_rest.first(encoded->size).toByteArray();
        m_rest = m_rest.sliced(encoded->size);
        return {Kind::Word, text, false};
    }
    qsizetype at = 1;  // the first character is taken whatever it is
    while (at < m_rest.size() && !endsWord(m_rest[at]))
        ++at;
    const QByteArray text = m_rest.first(at).toByteArray();
    m_rest = m_rest.sliced(at);
    return {Kind::Word, text, false};
}

}
