// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/queryparser.h"

namespace search {

// What stands in the text of a query, one after another. A key is what is before the first colon of a word.
struct QueryToken {
    enum class Kind { End, Open, Close, Minus, Word, Phrase, Key };
    Kind kind = Kind::End;
    QString text;  // without quotes and "\"; of a key its name
    TextRange where;
    bool isPlain = true;   // of a word: nothing in it was said with "\"
    bool isClosed = true;  // of a phrase
};

// Reads token by token, without copying the text. It never fails and never stands still before the end.
class QueryLexer
{
public:
    explicit QueryLexer(QStringView text) noexcept : m_text(text) {}

    // A word behind a key is only its value: "-" and ":" mean nothing in it.
    enum class Place { Anywhere, BehindKey };
    [[nodiscard]] QueryToken next(Place place = Place::Anywhere);
    void skip() { (void)next(); }
    [[nodiscard]] QueryToken peek() const { return QueryLexer(*this).next(); }
    void skipBlanks() noexcept;
    [[nodiscard]] bool atEnd() const noexcept { return m_at >= m_text.size(); }
    [[nodiscard]] bool isAtBlank() const { return !atEnd() && m_text[m_at].isSpace(); }
    [[nodiscard]] qsizetype position() const noexcept { return m_at; }
    void goTo(qsizetype position) noexcept { m_at = position; }
    void goToEnd() noexcept { m_at = m_text.size(); }
    [[nodiscard]] QStringView slice(TextRange range) const
    {
        return m_text.sliced(range.from, range.length());
    }

private:
    [[nodiscard]] QueryToken phrase();
    [[nodiscard]] QueryToken word(Place place);
    [[nodiscard]] bool takeEscaped(QString &text);

    QStringView m_text;
    qsizetype m_at = 0;
};

}
