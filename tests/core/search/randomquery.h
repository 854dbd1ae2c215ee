// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/matches.h"
#include "core/search/query.h"

#include <QRandomGenerator>

// Queries and messages drawn by a seed: of words that are hard to write, or of such that are often found.
class RandomQueries
{
public:
    enum class Words { Nasty, Common };
    RandomQueries(quint32 seed, Words words) : m_random(seed), m_words(words) {}

    // One that the functions of Query could have made.
    [[nodiscard]] search::Query query(int depth)
    {
        const int form = depth == 0 ? 0 : below(8);
        if (form < 4)
            return search::Query::of(term());
        if (form == 4)
            return query(depth - 1).negated();
        std::vector<search::Query> parts;
        for (int i = 2 + below(2); i > 0; --i)
            parts.push_back(query(depth - 1));
        return form < 7 ? search::Query::allOf(std::move(parts)) : search::Query::anyOf(std::move(parts));
    }
    [[nodiscard]] search::Term term();
    [[nodiscard]] search::MessageFacts message(const std::vector<search::FolderFacts> &folders);
    [[nodiscard]] QString octets();  // anything that a keyboard could send
    [[nodiscard]] int below(int limit) { return static_cast<int>(m_random.bounded(limit)); }

private:
    [[nodiscard]] QString word();
    [[nodiscard]] QString text();
    [[nodiscard]] search::DateValue date();
    template <typename Enum>
    [[nodiscard]] Enum oneOf(Enum last)
    {
        return static_cast<Enum>(below(static_cast<int>(last) + 1));
    }

    QRandomGenerator m_random;
    Words m_words;
};
