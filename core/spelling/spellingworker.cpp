// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/spelling/spellingworker.h"

#include <algorithm>

namespace spelling {

namespace {

constexpr std::size_t mostOpen = 3;     // dictionaries: a large one takes tens of megabytes
constexpr qsizetype mostSuggested = 8;  // words; the rest of them nobody means

}

SpellingWorker::SpellingWorker(std::vector<Dictionary> dictionaries, OpenSpeller open, QObject *parent)
    : QObject(parent), m_dictionaries(std::move(dictionaries)), m_open(std::move(open))
{}

SpellingWorker::~SpellingWorker() = default;

const Speller *SpellingWorker::spellerFor(const QString &language)
{
    const auto isIt = [&](const auto &each) { return each.language == language; };
    const auto known = std::find_if(m_opened.begin(), m_opened.end(), isIt);
    if (known != m_opened.end()) {
        std::rotate(known, known + 1, m_opened.end());
        return m_opened.back().speller.get();
    }
    const auto dictionary = std::find_if(m_dictionaries.begin(), m_dictionaries.end(), isIt);
    if (dictionary == m_dictionaries.end())
        return nullptr;
    if (m_opened.size() >= mostOpen)
        m_opened.erase(m_opened.begin());
    m_opened.push_back({language, m_open(*dictionary)});
    return m_opened.back().speller.get();
}

void SpellingWorker::check(const QString &language, const QStringList &words)
{
    QStringList wrong;
    if (const Speller *speller = spellerFor(language)) {
        std::copy_if(words.begin(), words.end(), std::back_inserter(wrong),
                     [&](const QString &word) { return !speller->knows(word); });
    }
    Q_EMIT checked(language, words, wrong);
}

void SpellingWorker::suggest(const QString &language, const QString &word)
{
    const Speller *speller = spellerFor(language);
    const QStringList all = speller != nullptr ? speller->suggestionsFor(word) : QStringList();
    Q_EMIT suggested(language, word, all.first(std::min(all.size(), mostSuggested)));
}

}
