// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <vector>

namespace mime {

// One line of a text for reading, as a view lays it out.
struct TextLine {
    qsizetype begin = 0, size = 0;  // in the text, without the line's end
    int depth = 0;                  // of quotation: 0 is the author's own (RFC 3676, 4.5)
    bool isSignature = false;       // "-- " or what follows it at the same depth (RFC 3676, 4.3)
    bool isContinued = false;       // goes on with the line before, which was too long for one layout

    friend bool operator==(const TextLine &, const TextLine &) = default;
};

// Lines that are quoted and follow one another, and are many.
struct LongQuote {
    std::size_t first = 0, count = 0;  // lines

    friend bool operator==(const LongQuote &, const LongQuote &) = default;
};

// The lines of a text whose line ends are LF, format=flowed already joined. No line is longer than a few
// thousand characters, whatever the text: what is longer is told in several, cut at blanks where there are
// any. Total.
[[nodiscard]] std::vector<TextLine> textLines(QStringView text);

// What may be folded without hiding what was written: of each long quotation all but its first lines. Nothing
// of a text that is quoted as a whole.
[[nodiscard]] std::vector<LongQuote> longQuotes(const std::vector<TextLine> &lines);

}
