// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/searchtext.h"

#include <QStringList>

#include <algorithm>

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

CommandText searchCriteria(QStringView text)
{
    const QStringList words = searchWords(text);
    CommandText criteria;
    const bool ascii = std::all_of(words.begin(), words.end(), [](const QString &word) {
        return std::all_of(word.begin(), word.end(), [](QChar c) { return c.unicode() < 0x80; });
    });
    if (!ascii)
        criteria.raw("CHARSET UTF-8 ");
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (i > 0)
            criteria.space();
        criteria.raw("TEXT ").string(words.at(i).toUtf8());
    }
    return criteria;
}

}
