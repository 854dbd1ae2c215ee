// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/searchtext.h"

#include <QStringList>

namespace imap::sync {

QStringList searchWords(QStringView text)
{
    QStringList words;
    QString word;
    bool quoted = false;
    const auto end = [&] {
        if (!word.trimmed().isEmpty())
            words.append(word.trimmed());
        word.clear();
    };
    for (const QChar c : text) {
        if (c == QLatin1Char('"')) {
            end();
            quoted = !quoted;
        } else if (c.isSpace() && !quoted) {
            end();
        } else if (c.unicode() >= 0x20) {  // control characters cannot be meant
            word.append(c);
        }
    }
    end();
    return words;
}

std::optional<SearchKey> searchCriteria(QStringView text)
{
    std::vector<SearchKey> words;
    for (const QString &word : searchWords(text))
        words.push_back(SearchKey::contains(SearchKey::Field::Text, word));
    return words.empty() ? std::nullopt : std::optional(SearchKey::allOf(words));
}

}
