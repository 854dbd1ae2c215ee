// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <vector>

// What of a text that is being written is worth asking a dictionary about, and in which language it is. Pure.
namespace spelling {

struct WordAt {
    qsizetype begin = 0;  // UTF-16 units
    qsizetype size = 0;

    friend bool operator==(const WordAt &, const WordAt &) = default;
};

// The words of one line, without what is nobody's spelling: what is quoted (RFC 3676, 4.5), addresses, URLs,
// paths, anything with a digit, abbreviations in capitals and names with capitals within.
[[nodiscard]] std::vector<WordAt> wordsIn(QStringView line);
// The one that this place is in, or at the edge of; size 0: none.
[[nodiscard]] WordAt wordAt(QStringView line, qsizetype place);

// Letters that a dictionary of this language ("de_DE") can know: nobody's Greek is wrong English.
[[nodiscard]] bool isInScriptOf(QStringView word, QStringView language);

}
