// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/queryparser.h"

// A search as it is typed, made narrower by a click. What is added is a piece of its own, in the English
// words; the rest stays as its author wrote it. Reading the text again gives the query that was meant.
namespace search {

enum class Refinement { Only, Without };

// The text with the piece (a single term) or its opposite. What is there already goes out again, and its
// opposite is turned around.
[[nodiscard]] QString refined(const QString &text, const Query &piece, Refinement how,
                              const QueryLanguage &language = {});
// Whether the text has it among its pieces, and how; nullopt: it has not.
[[nodiscard]] std::optional<Refinement> refinementOf(const ParsedQuery &parsed, const Query &piece);

// The text for these days alone, both included: what it said of dates before goes out. Null dates: none.
[[nodiscard]] QString withDays(const QString &text, QDate first, QDate last,
                               const QueryLanguage &language = {});

}
