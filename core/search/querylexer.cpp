// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/querylexer.h"

#include <algorithm>

namespace search {

namespace {

// A key's name is made of letters, so that a time of day is a word; so is what begins with a drive's letter.
bool isKeyName(QStringView name)
{
    const bool isDrive = name.size() == 1 && name.front().unicode() < 0x80;
    return !name.isEmpty() && !isDrive
        && std::all_of(name.begin(), name.end(), [](QChar c) { return c.isLetter(); });
}

}

void QueryLexer::skipBlanks() noexcept
{
    while (isAtBlank())
        ++m_at;
}

QueryToken QueryLexer::next(Place place)
{
    skipBlanks();
    if (atEnd())
        return {QueryToken::Kind::End, {}, {m_at, m_at}};
    const QChar c = m_text[m_at];
    const auto sign = [this](QueryToken::Kind kind) {
        ++m_at;
        return QueryToken{kind, {}, {m_at - 1, m_at}};
    };
    if (c == u'(')
        return sign(QueryToken::Kind::Open);
    if (c == u')')
        return sign(QueryToken::Kind::Close);
    if (opensPhrase(c))
        return phrase();
    // A "-" alone is a dash between words.
    const bool isBeforeSomething = m_at + 1 < m_text.size() && !m_text[m_at + 1].isSpace();
    if (c == u'-' && place == Place::Anywhere && isBeforeSomething)
        return sign(QueryToken::Kind::Minus);
    return word(place);
}

bool QueryLexer::takeEscaped(QString &text)
{
    if (m_text[m_at] != u'\\' || m_at + 1 >= m_text.size() || !isSpecial(m_text[m_at + 1]))
        return false;
    text += m_text[m_at + 1];
    m_at += 2;
    return true;
}

QueryToken QueryLexer::phrase()
{
    QueryToken token{QueryToken::Kind::Phrase, {}, {m_at, m_at}};
    const bool isStraight = m_text[m_at] == u'"';
    ++m_at;
    token.isClosed = false;
    while (!atEnd() && !token.isClosed) {
        if (takeEscaped(token.text))
            continue;
        const QChar c = m_text[m_at];
        token.isClosed = isStraight ? c == u'"' : opensPhrase(c);
        if (!token.isClosed)
            token.text += c;
        ++m_at;
    }
    token.where.to = m_at;
    return token;
}

QueryToken QueryLexer::word(Place place)
{
    QueryToken token{QueryToken::Kind::Word, {}, {m_at, m_at}};
    while (!atEnd()) {
        if (takeEscaped(token.text)) {
            token.isPlain = false;
            continue;
        }
        const QChar c = m_text[m_at];
        if (c.isSpace() || c == u'(' || c == u')' || opensPhrase(c))
            break;
        ++m_at;
        if (c == u':' && place == Place::Anywhere && token.isPlain && isKeyName(token.text)) {
            token.kind = QueryToken::Kind::Key;
            break;
        }
        token.text += c;
    }
    token.where.to = m_at;
    return token;
}

}
