// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace mime {

// Keep: the blank at the end of a flowed line is part of the text. Remove: it was added (RFC 3676, 4.1, for
// scripts without blanks between words).
enum class DelSp { Keep, Remove };

// format=flowed lines (ended by LF) joined to paragraphs; quote marks are put back as "> " and ">> " (RFC
// 3676, 4).
[[nodiscard]] QString unflowed(QStringView text, DelSp delSp);

// A line as people write and see it: "> > text" and ">> text" are both quoted twice.
struct QuotedLine {
    qsizetype depth = 0;
    QStringView text;
};
[[nodiscard]] QuotedLine quotedLine(QStringView line);

// The reverse, for text we send: its lines, of any length, as flowed ones of about 72 columns that end with
// LF. Blanks at the end of lines are lost (but for a signature's), control characters, too.
struct FlowedText {
    QString text;
    DelSp delSp = DelSp::Keep;  // Remove only where words without blanks between them had to be cut
};
[[nodiscard]] FlowedText flowed(QStringView text);

}
