// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/datewords.h"
#include "core/search/query.h"

#include <vector>

// What a query looks for, in the order in which a sentence would say it. The words are the window's.
namespace search {

struct Clause {
    enum class Joint { First, And, Or };  // with what stands before it in the same group

    Joint joint = Joint::First;
    int depth = 0;
    bool isNegated = false;
    std::optional<Term> term;      // nullopt: a group, whose clauses follow and are one deeper
    std::optional<DayRange> days;  // of a date: which days they are now

    friend bool operator==(const Clause &, const Clause &) = default;
};

// Of everything: no clause.
[[nodiscard]] std::vector<Clause> explain(const Query &query, const DateContext &context);

}
