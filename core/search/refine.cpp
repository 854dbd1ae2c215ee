// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/refine.h"

#include <algorithm>

namespace search {

using namespace Qt::StringLiterals;

namespace {

const QueryPiece *find(const ParsedQuery &parsed, const Query &query)
{
    const auto piece = std::find_if(parsed.pieces.begin(), parsed.pieces.end(),
                                    [&](const QueryPiece &one) { return one.query == query; });
    return piece == parsed.pieces.end() ? nullptr : &*piece;
}

// What stands there is one term among others then. A quotation that does not end would swallow it, and a
// backslash its first letter.
QString withAppended(const QString &text, const QString &added, const QueryLanguage &language)
{
    if (text.trimmed().isEmpty())
        return added;
    const ParsedQuery parsed = parseQuery(text, language);
    const bool isChoice = std::any_of(parsed.pieces.begin(), parsed.pieces.end(),
                                      [](const QueryPiece &one) { return one.isChoice; });
    const QString between = text.back().isSpace() ? QString() : u" "_s;
    const QString together = isChoice ? u'(' + text + u") "_s + added : text + between + added;
    const ParsedQuery more = parseQuery(added, language), all = parseQuery(together, language);
    const Query wanted = Query::allOf({parsed.query, more.query});
    const bool areApart = std::all_of(more.pieces.begin(), more.pieces.end(),
                                      [&](const QueryPiece &one) { return find(all, one.query) != nullptr; });
    // Where something was not closed it would take in what is added: then it is written as it was understood.
    return all.query == wanted && areApart ? together : canonicalText(wanted);
}

bool isDate(const Query &query)
{
    if (query.form == Query::Form::Single)
        return std::holds_alternative<DateTerm>(query.term);
    return !query.parts.empty() && std::all_of(query.parts.begin(), query.parts.end(), isDate);
}

}

std::optional<Refinement> refinementOf(const ParsedQuery &parsed, const Query &piece)
{
    if (find(parsed, piece) != nullptr)
        return Refinement::Only;
    if (find(parsed, piece.negated()) != nullptr)
        return Refinement::Without;
    return std::nullopt;
}

QString refined(const QString &text, const Query &piece, Refinement how, const QueryLanguage &language)
{
    const Query wanted = how == Refinement::Only ? piece : piece.negated();
    const ParsedQuery parsed = parseQuery(text, language);
    if (const QueryPiece *there = find(parsed, wanted))
        return withoutPiece(text, *there).trimmed();
    if (const QueryPiece *opposite = find(parsed, wanted.negated()))
        return withAppended(withoutPiece(text, *opposite), canonicalText(wanted), language);
    return withAppended(text, canonicalText(wanted), language);
}

QString withDays(const QString &text, QDate first, QDate last, const QueryLanguage &language)
{
    QString left = text;
    const auto pieces = parseQuery(text, language).pieces;
    for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {  // from the end: places stay true
        if (!piece->isChoice && isDate(piece->query))
            left = withoutPiece(left, *piece);
    }
    if (!first.isValid() || !last.isValid())
        return left.trimmed();
    const Query since = Query::of(DateTerm{DateRelation::Since, Days{first, first}});
    const Query until = Query::of(DateTerm{DateRelation::Until, Days{last, last}});
    if (first == last)
        return withAppended(left, canonicalText(Query::of(DateTerm{DateRelation::On, Days{first, last}})),
                            language);
    return withAppended(left, canonicalText(Query::allOf({since, until})), language);
}

}
