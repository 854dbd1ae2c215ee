// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/query.h"
#include "core/search/querywords.h"

#include <QString>

#include <vector>

// Text as people type it. Total: whatever is typed is some query, and what was not understood is a note.
//
//     query   = either *( "or" either )
//     either  = 1*( [ "and" ] single )
//     single  = [ "-" / "not" ] ( "(" query ")" / word / phrase / key ":" value )
//     value   = word / phrase / "(" query ")"      the key holds for every word in the parentheses
//     phrase  = quote text quote                   “ ” „ are quotes as well
//
// "\" takes the meaning from the character behind it. Behind a key of dates a value may go on for some words
// without quotes: before:last week.
namespace search {

namespace querylimits {
constexpr qsizetype characters = 4096;
constexpr int depth = 8;  // the parser of SQLite has a stack of a hundred places
constexpr int terms = 256;
}

// Half open, in UTF-16 units of the text.
struct TextRange {
    qsizetype from = 0, to = 0;
    [[nodiscard]] qsizetype length() const noexcept { return to - from; }
    friend bool operator==(const TextRange &, const TextRange &) = default;
};

struct QueryNote {
    enum class Kind {
        UnclosedQuote,        // the phrase goes to the end
        UnclosedParenthesis,  // so does the group
        StrayParenthesis,     // one is closed that was not opened: it is left out
        MissingOperand,       // nothing behind "or" or "not": it is a word
        MissingValue,         // nothing behind the colon: it is left out
        UnknownKey,           // it is a word, with its colon
        UnknownValue,         // of is:, has: and receipt:; key and value are a word
        UnreadableDate,       // likewise
        UnreadableSize,       // likewise
        TooLong,              // the rest is left out
        TooDeep,              // these parentheses are left out
        TooManyTerms          // the rest is left out
    };
    Kind kind = Kind::UnknownKey;
    TextRange where;
    friend bool operator==(const QueryNote &, const QueryNote &) = default;
};

// One of the terms and groups that must all be true, and where it stands with its sign. When the whole is a
// choice ("a or b") it is the only one.
struct QueryPiece {
    Query query;
    TextRange where;
    bool isChoice = false;
    friend bool operator==(const QueryPiece &, const QueryPiece &) = default;
};

struct ParsedQuery {
    Query query;
    std::vector<QueryNote> notes;
    std::vector<QueryPiece> pieces;
};

[[nodiscard]] ParsedQuery parseQuery(QStringView text, const QueryLanguage &language = {});

// The text without one of its pieces, and with it turned into its opposite. It is what parseQuery() got.
[[nodiscard]] QString withoutPiece(const QString &text, const QueryPiece &piece);
[[nodiscard]] QString withPieceNegated(const QString &text, const QueryPiece &piece,
                                       const QueryLanguage &language = {});

}
