// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/html/readablecolors.h"
#include "core/html/style.h"

#include <QString>

namespace html {

// One paragraph in the making: runs of text and pictures with their looks written out, blanks collapsed as
// CSS Text 3 has it.
class Paragraph
{
public:
    Paragraph(const ReadableColors &colors, double zoom) : m_colors(colors), m_zoom(zoom) {}

    struct Run {
        const Style &style;
        Color ground;
        std::optional<Color> background;  // of the words themselves
        QString link = {};                // empty: none
    };
    void addText(const QString &text, const Run &run);
    void addMarkup(const QString &markup);  // a picture: it counts as a word
    void addAnchor(const QString &name);    // a place that links lead to: at what is added next
    void addLineBreak();

    // Nothing to be seen is in it.
    [[nodiscard]] bool isEmpty() const noexcept { return !m_hasContent; }
    [[nodiscard]] int runs() const noexcept { return m_runs; }
    [[nodiscard]] int lineBreaks() const noexcept { return m_lineBreaks; }
    [[nodiscard]] qsizetype length() const noexcept { return m_length; }
    // Characters of scripts that take longer to be laid out than Latin, Greek and Cyrillic ones.
    [[nodiscard]] qsizetype laborious() const noexcept { return m_laborious; }
    [[nodiscard]] QString take();

private:
    [[nodiscard]] QString looks(const Run &run) const;
    [[nodiscard]] QString collapsed(const QString &text, WhiteSpace how);
    void write(const QString &text, const Run &run);

    const ReadableColors &m_colors;
    double m_zoom;
    QString m_html;
    QString m_open;  // start tag of the run that is open
    QString m_close;
    qsizetype m_length = 0;
    qsizetype m_laborious = 0;
    int m_lineBreaks = 0;
    int m_runs = 0;
    bool m_hasContent = false;
    bool m_endsWithBlank = true;  // also at the beginning of a line
};

// "12.5", without an exponent and with no more digits than can be seen.
[[nodiscard]] QString number(double value);
// With places to break in what has none.
[[nodiscard]] QString withBreaks(const QString &text);

}
