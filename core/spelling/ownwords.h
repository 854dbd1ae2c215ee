// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QSet>
#include <QString>

namespace spelling {

// Words that the user has said are right: a line for each in a private file, in UTF-8, which may be edited by
// hand. A value: keep() can be done with a copy in another thread.
class OwnWords
{
public:
    // A file that is not there, or cannot be read, has no words.
    explicit OwnWords(QString path);

    // As it was learned, and with a capital at the beginning of a sentence.
    [[nodiscard]] bool has(const QString &word) const;
    void add(const QString &word) { m_words.insert(word); }
    // Writes all of them; blocking.
    [[nodiscard]] Result<void> keep() const;

private:
    QString m_path;
    QSet<QString> m_words;
};

}
