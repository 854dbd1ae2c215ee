// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/likeness.h"

#include "core/search/textwords.h"

#include <algorithm>

namespace search {

namespace {

// Short words are in every subject, and so are the signs of an answer, which are short as well.
constexpr qsizetype telling = 4;
constexpr std::size_t mostWords = 4;

// The longest ones say the most.
Query aboutTheSame(const QString &subject)
{
    QStringList words = wordsOf(subject);
    words.removeDuplicates();
    words.removeIf([](const QString &word) { return word.size() < telling; });
    std::stable_sort(words.begin(), words.end(),
                     [](const QString &a, const QString &b) { return a.size() > b.size(); });
    std::vector<Query> any;
    for (const QString &word : std::as_const(words)) {
        if (any.size() < mostWords)
            any.push_back(Query::of(TextTerm{TextField::Subject, word, true}));
    }
    return Query::anyOf(std::move(any));
}

}

Query moreLike(const Likeness &message)
{
    std::vector<Query> any;
    if (!message.messageId.isEmpty())
        any.push_back(Query::of(ThreadTerm{message.messageId}));
    const Query same = aboutTheSame(message.subject);
    if (!message.list.isEmpty())
        any.push_back(Query::allOf({Query::of(TextTerm{TextField::List, message.list, true}), same}));
    else if (!message.senderAddress.isEmpty())
        any.push_back(
            Query::allOf({Query::of(TextTerm{TextField::From, message.senderAddress, true}), same}));
    return Query::anyOf(std::move(any));
}

}
