// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace mime {

// What lies between "<" and ">", as far as plain text needs it. Comments, doctypes and processing
// instructions are tags without a name.
struct HtmlTag {
    QString name;            // lower case, at most 20 characters
    QStringView attributes;  // unparsed; points into the document
    bool isEnd = false;
    qsizetype size = 0;  // with both brackets; 0: this "<" begins no tag
};

[[nodiscard]] HtmlTag htmlTagAt(QStringView html);
// The value of an attribute with its character references resolved; empty when there is none.
[[nodiscard]] QString attribute(const HtmlTag &tag, QStringView name);

enum class HtmlLayout {
    Inline,
    Block,
    Paragraph,
    LineBreak,
    Cell,
    Rule,
    Quote,
    Preformatted,
    List,
    Item,
    Link,
    Picture
};
[[nodiscard]] HtmlLayout layoutOf(QStringView tagName);

// script, style and other elements whose content is nothing to read.
[[nodiscard]] bool hasInvisibleText(QStringView tagName);
// From behind the start tag of such an element to behind its end tag, or to the end of the document.
[[nodiscard]] qsizetype lengthUpToEndTag(QStringView html, QStringView tagName);

[[nodiscard]] constexpr bool isHtmlSpace(QChar c) noexcept
{
    return c == u' ' || c == u'\t' || c == u'\n' || c == u'\r' || c == u'\f';
}

}
