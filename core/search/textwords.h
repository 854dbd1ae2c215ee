// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

// What a word is: the one truth for the index, for what is asked of it, and for a look at a single message.
namespace search {

// Letters, digits and the marks on them, folded: without case and accents ("Łódź" is "lodz", "Straße" is
// "strasse"). In scripts that put no blanks between words each character is a word, and so is a symbol, so
// that any piece of such text is found as a row of them.
[[nodiscard]] QStringList wordsOf(QStringView text);

// Those words with blanks between: what the full-text index is given. Its tokenizer is FTS5's "ascii", which
// takes them apart at the blanks and changes nothing.
[[nodiscard]] QString indexText(QStringView text);

// The same for what is looked for: no more words than anybody means.
[[nodiscard]] QStringList soughtWords(QStringView text);

// The pieces of a text that are without blanks and signs, as they were written: for a server. Where no blanks
// are put a piece is as long as it goes.
[[nodiscard]] QStringList writtenWords(QStringView text);

// Case and accents folded, all else as it is.
[[nodiscard]] QString folded(QStringView text);

}
