// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/spelling/dictionary.h"

#include <QDir>
#include <QFile>

#include <map>

using namespace Qt::StringLiterals;

namespace spelling {

QStringList dictionaryFolders()
{
    QStringList folders = qEnvironmentVariable("DICPATH").split(u':', Qt::SkipEmptyParts);
    folders.removeIf([](const QString &folder) { return !QDir::isAbsolutePath(folder); });
    folders += {u"/usr/share/hunspell"_s, u"/usr/share/myspell/dicts"_s, u"/usr/local/share/hunspell"_s};
    return folders;
}

std::vector<Dictionary> dictionariesIn(const QStringList &folders)
{
    std::map<QString, Dictionary> found;
    for (const QString &folder : folders) {
        const QStringList names = QDir(folder).entryList({u"*.dic"_s}, QDir::Files, QDir::Name);
        for (const QString &name : names) {
            const QString language = name.chopped(4);
            const QString path = folder + u'/' + language;
            // Others lie there, too: hyphenation, and synonyms.
            if (!language.startsWith(u"hyph_"_s) && QFile::exists(path + u".aff"_s))
                found.try_emplace(language, Dictionary{language, path});
        }
    }
    std::vector<Dictionary> all;
    all.reserve(found.size());
    for (const auto &[language, dictionary] : found)
        all.push_back(dictionary);
    return all;
}

}
