// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace spelling {

// Words of one language that are on this computer, as Hunspell's pair of files.
struct Dictionary {
    QString language{};  // "de_DE"
    QString path{};      // of both files, without ".aff" and ".dic"

    friend bool operator==(const Dictionary &, const Dictionary &) = default;
};

// Where distributions put them, and DICPATH before that, as Hunspell's own program has it.
[[nodiscard]] QStringList dictionaryFolders();
// One for each language, the first that is found, sorted by language. Reads names alone.
[[nodiscard]] std::vector<Dictionary> dictionariesIn(const QStringList &folders);

// Knows the words of one dictionary. Reading it takes a tenth of a second, suggestions sometimes longer: not
// for the window's thread.
class Speller
{
public:
    virtual ~Speller() = default;

    [[nodiscard]] virtual bool knows(const QString &word) const = 0;
    [[nodiscard]] virtual QStringList suggestionsFor(const QString &word) const = 0;  // the likeliest first
};

[[nodiscard]] bool isAvailable() noexcept;  // Hunspell, in this build
using OpenSpeller = std::function<std::unique_ptr<Speller>(const Dictionary &)>;
// Null: the files cannot be read, are in an unknown charset, or this was built without Hunspell.
[[nodiscard]] std::unique_ptr<Speller> openSpeller(const Dictionary &dictionary);

}
