// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace compose {

// Formatted text as far as Posthorn writes it: no colours, sizes, fonts or tables. A value that an editor is
// filled from and read into, and from which both forms of a mail are made, so that neither can say what the
// other does not.
struct Run {
    QString text{};
    bool isBold = false;
    bool isItalic = false;
    QString link{};        // http, https or mailto; anything else is written as text
    QByteArray picture{};  // Content-ID of an inline picture, without brackets; `text` stands in for it

    friend bool operator==(const Run &, const Run &) = default;
};

struct Paragraph {
    enum class Kind { Text, Bullet, Number };

    Kind kind = Kind::Text;
    int level = 0;  // of a list within lists, from 0
    int quote = 0;  // depth of quotation; 0: the author's own words
    std::vector<Run> runs{};

    friend bool operator==(const Paragraph &, const Paragraph &) = default;
};

struct RichText {
    std::vector<Paragraph> paragraphs{};

    friend bool operator==(const RichText &, const RichText &) = default;
};

// A whole HTML document without style sheets, for text/html (RFC 2854). Nothing in it is markup but what this
// writes.
[[nodiscard]] QString htmlOf(const RichText &text);
// The same words for text/plain: lines that end with LF, quotation marks, list marks, links behind their
// text.
[[nodiscard]] QString plainTextOf(const RichText &text);
// Plain text to begin formatting with: its quotation marks become depths.
[[nodiscard]] RichText richTextOf(QStringView plain);

}
