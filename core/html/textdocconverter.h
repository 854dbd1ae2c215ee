// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/html/readablecolors.h"
#include "core/html/styleresolver.h"

#include <QHash>
#include <QSize>

namespace html {

struct ConvertOptions {
    double width = 800;  // of the view, CSS pixels, before `zoom`
    double zoom = 1;     // of every length
    Scheme scheme = Scheme::Light;
    ReadableColors::Own colors = {};
    QHash<QString, QSize> pictures =
        {};                     // those that can be shown, by their src; the words stand for the others
    bool isSimplified = false;  // words, headings, lists and tables; the reader's own type and colours
};

struct TextDocHtml {
    QString html;
    double milliseconds = 0;  // that laying it out is likely to take
    int tableDepth = 0;
    int tables = 0;
    bool isTruncated = false;

    [[nodiscard]] bool isTooCostly() const;
};

// Writes a styled document in the dialect of HTML that QTextDocument understands. That knows neither boxes
// nor columns but in tables, so boxes with a ground or a border become tables of one cell, columns become
// rows, and wrappers that only wrap are dissolved: a table within a table costs it twice the time. Total,
// pure.
[[nodiscard]] TextDocHtml toTextDocHtml(const StyledDocument &document, const ConvertOptions &options);

}
