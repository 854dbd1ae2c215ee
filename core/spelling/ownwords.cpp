// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/spelling/ownwords.h"

#include "core/base/privatefile.h"

#include <QFile>

#include <algorithm>

namespace spelling {

namespace {

constexpr qint64 largest = qint64{4} * 1024 * 1024;  // octets; nobody has written more

QString lowered(const QString &word)
{
    return word.left(1).toLower() + word.mid(1);
}

}

OwnWords::OwnWords(QString path) : m_path(std::move(path))
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const auto lines = QString::fromUtf8(file.read(largest)).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines)
        m_words.insert(line.trimmed());
}

bool OwnWords::has(const QString &word) const
{
    return m_words.contains(word) || m_words.contains(lowered(word));
}

Result<void> OwnWords::keep() const
{
    QStringList sorted(m_words.cbegin(), m_words.cend());
    std::sort(sorted.begin(), sorted.end());
    return replacePrivateFile(m_path, sorted.join(u'\n').toUtf8() + '\n');
}

}
