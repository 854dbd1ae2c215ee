// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/completion.h"
#include "core/search/explanation.h"
#include "core/search/queryparser.h"

#include <algorithm>

// What must hold for any text that is typed as a query. The fuzz target and the tests share it.
namespace fuzz {

inline bool isWithin(const search::TextRange &range, const QString &text)
{
    return range.from >= 0 && range.from <= range.to && range.to <= text.size();
}

// Reading is total, what is noted and what is a piece has its place, and the whole is what its pieces say.
// What is printed is read as the same, unless that is longer or deeper than a query may be.
inline bool query(QByteArrayView octets)
{
    const QString text = QString::fromUtf8(octets);
    const search::ParsedQuery parsed = search::parseQuery(text);
    qsizetype before = 0;
    std::vector<search::Query> all;
    for (const search::QueryPiece &piece : parsed.pieces) {
        if (!isWithin(piece.where, text) || piece.where.from < before || piece.where.length() == 0)
            return false;
        before = piece.where.to;
        all.push_back(piece.query);
    }
    for (const search::QueryNote &note : parsed.notes) {
        if (!isWithin(note.where, text))
            return false;
    }
    if (!(search::Query::allOf(std::move(all)) == parsed.query))
        return false;
    const search::Completion completion = search::complete(text, text.size() / 2, {{}, {}, {}, {}, {}});
    if (!isWithin(completion.replaced, text))
        return false;
    using Kind = search::QueryNote::Kind;
    const search::ParsedQuery again = search::parseQuery(search::canonicalText(parsed.query));
    const bool isTooMuch =
        std::any_of(again.notes.begin(), again.notes.end(), [](const search::QueryNote &note) {
            return note.kind == Kind::TooLong || note.kind == Kind::TooDeep
                || note.kind == Kind::TooManyTerms;
        });
    return isTooMuch || again.query == parsed.query;
}

}
