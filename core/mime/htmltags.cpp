// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/htmltags.h"

#include "core/mime/htmlentities.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace mime {

namespace {

struct TagLayout {
    QLatin1StringView name;
    HtmlLayout layout;
};
constexpr auto layouts = std::to_array<TagLayout>({
    {"a"_L1, HtmlLayout::Link},        {"address"_L1, HtmlLayout::Block},
    {"article"_L1, HtmlLayout::Block}, {"blockquote"_L1, HtmlLayout::Quote},
    {"body"_L1, HtmlLayout::Block},    {"br"_L1, HtmlLayout::LineBreak},
    {"center"_L1, HtmlLayout::Block},  {"dd"_L1, HtmlLayout::Block},
    {"div"_L1, HtmlLayout::Block},     {"dl"_L1, HtmlLayout::Paragraph},
    {"dt"_L1, HtmlLayout::Block},      {"footer"_L1, HtmlLayout::Block},
    {"form"_L1, HtmlLayout::Block},    {"h1"_L1, HtmlLayout::Paragraph},
    {"h2"_L1, HtmlLayout::Paragraph},  {"h3"_L1, HtmlLayout::Paragraph},
    {"h4"_L1, HtmlLayout::Paragraph},  {"h5"_L1, HtmlLayout::Paragraph},
    {"h6"_L1, HtmlLayout::Paragraph},  {"header"_L1, HtmlLayout::Block},
    {"hr"_L1, HtmlLayout::Rule},       {"img"_L1, HtmlLayout::Picture},
    {"li"_L1, HtmlLayout::Item},       {"ol"_L1, HtmlLayout::List},
    {"p"_L1, HtmlLayout::Paragraph},   {"pre"_L1, HtmlLayout::Preformatted},
    {"section"_L1, HtmlLayout::Block}, {"table"_L1, HtmlLayout::Block},
    {"td"_L1, HtmlLayout::Cell},       {"th"_L1, HtmlLayout::Cell},
    {"tr"_L1, HtmlLayout::Block},      {"ul"_L1, HtmlLayout::List},
});

constexpr std::array invisible{"noframes"_L1, "script"_L1,   "style"_L1,
                               "template"_L1, "textarea"_L1, "title"_L1};

constexpr bool isTagLetter(QChar c) noexcept
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

// Over attributes with their quotes to the ">" that ends the tag. A quote that swallows a ">" and does not
// end soon was never meant as one; the bound also keeps documents made of such quotes linear.
qsizetype tagEnd(QStringView html, qsizetype from)
{
    constexpr qsizetype reach = 500;
    QChar quote;
    qsizetype firstBracket = -1;
    for (qsizetype at = from; at < html.size() && (firstBracket < 0 || at - firstBracket < reach); ++at) {
        const QChar c = html[at];
        if (c == u'>' && quote.isNull())
            return at + 1;
        if (c == u'>' && firstBracket < 0)
            firstBracket = at;
        if (c == quote)
            quote = QChar();
        else if (quote.isNull() && (c == u'"' || c == u'\'') && html[at - 1] == u'=')
            quote = c;
    }
    return firstBracket < 0 ? html.size() : firstBracket + 1;
}

qsizetype commentEnd(QStringView html)
{
    if (html.startsWith(u"<!-->"))
        return 5;
    const qsizetype end = html.indexOf(u"-->", 4);
    return end < 0 ? html.size() : end + 3;
}

}

HtmlTag htmlTagAt(QStringView html)
{
    if (html.startsWith(u"<!--"))
        return {{}, {}, false, commentEnd(html)};
    if (html.startsWith(u"<!") || html.startsWith(u"<?")) {
        const qsizetype end = html.indexOf(u'>');
        return {{}, {}, false, end < 0 ? html.size() : end + 1};
    }
    const bool isEnd = html.startsWith(u"</");
    const qsizetype from = isEnd ? 2 : 1;
    if (html.size() <= from || !isTagLetter(html[from]))
        return {};
    qsizetype nameEnd = from;
    while (nameEnd < html.size() && !isHtmlSpace(html[nameEnd]) && html[nameEnd] != u'>'
           && html[nameEnd] != u'/')
        ++nameEnd;
    const qsizetype end = tagEnd(html, nameEnd);
    const QStringView name = html.sliced(from, std::min<qsizetype>(nameEnd - from, 20));
    return {name.toString().toLower(), html.sliced(nameEnd, end - nameEnd), isEnd, end};
}

namespace {

// The name of the next attribute, taken from `rest`; empty at the end.
QStringView takeAttributeName(QStringView &rest)
{
    qsizetype at = 0;
    while (at < rest.size() && (isHtmlSpace(rest[at]) || rest[at] == u'/'))
        ++at;
    rest = rest.sliced(at);
    for (at = 0; at < rest.size() && !isHtmlSpace(rest[at]) && rest[at] != u'=' && rest[at] != u'>';)
        ++at;
    const QStringView name = rest.first(at);
    rest = rest.sliced(at).trimmed();
    return name;
}

// The value behind "=", quoted or bare, taken from `rest`.
QStringView takeAttributeValue(QStringView &rest)
{
    rest = rest.sliced(1).trimmed();
    const QChar quote = rest.isEmpty() ? QChar() : rest.front();
    const qsizetype quoteLength = quote == u'"' || quote == u'\'' ? 1 : 0;
    const auto isInside = [&](QChar c) {
        return quoteLength > 0 ? c != quote : !isHtmlSpace(c) && c != u'>';
    };
    qsizetype end = quoteLength;
    while (end < rest.size() && isInside(rest[end]))
        ++end;
    const QStringView value = rest.sliced(quoteLength, end - quoteLength);
    rest = rest.sliced(std::min(end + quoteLength, rest.size()));
    return value;
}

}

QString attribute(const HtmlTag &tag, QStringView name)
{
    QStringView rest = tag.attributes;
    while (!rest.isEmpty()) {
        const QStringView found = takeAttributeName(rest);
        const bool hasValue = rest.startsWith(u'=');
        if (found.isEmpty() && !hasValue)
            return {};
        const QStringView value = hasValue ? takeAttributeValue(rest) : QStringView();
        if (found.compare(name, Qt::CaseInsensitive) == 0)
            return resolvedReferences(value);
    }
    return {};
}

HtmlLayout layoutOf(QStringView tagName)
{
    const auto *found =
        std::lower_bound(layouts.begin(), layouts.end(), tagName,
                         [](const TagLayout &l, QStringView n) { return l.name.compare(n) < 0; });
    return found != layouts.end() && found->name.compare(tagName) == 0 ? found->layout : HtmlLayout::Inline;
}

bool hasInvisibleText(QStringView tagName)
{
    return std::any_of(invisible.begin(), invisible.end(),
                       [&](QLatin1StringView name) { return name.compare(tagName) == 0; });
}

qsizetype lengthUpToEndTag(QStringView html, QStringView tagName)
{
    for (qsizetype at = html.indexOf(u"</"); at >= 0; at = html.indexOf(u"</", at + 2)) {
        const QStringView rest = html.sliced(at + 2);
        if (!rest.startsWith(tagName, Qt::CaseInsensitive))
            continue;
        const qsizetype end = rest.indexOf(u'>');
        return end < 0 ? html.size() : at + 2 + end + 1;
    }
    return html.size();
}

}
