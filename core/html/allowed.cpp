// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/allowed.h"

#include <QLatin1StringView>

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace html {

namespace {

constexpr auto elements = std::to_array<QLatin1StringView>({
    "a"_L1,       "abbr"_L1,   "acronym"_L1, "address"_L1,    "article"_L1,  "aside"_L1, "b"_L1,
    "bdi"_L1,     "bdo"_L1,    "big"_L1,     "blockquote"_L1, "body"_L1,     "br"_L1,    "caption"_L1,
    "center"_L1,  "cite"_L1,   "code"_L1,    "col"_L1,        "colgroup"_L1, "dd"_L1,    "del"_L1,
    "details"_L1, "dfn"_L1,    "div"_L1,     "dl"_L1,         "dt"_L1,       "em"_L1,    "figcaption"_L1,
    "figure"_L1,  "font"_L1,   "footer"_L1,  "h1"_L1,         "h2"_L1,       "h3"_L1,    "h4"_L1,
    "h5"_L1,      "h6"_L1,     "header"_L1,  "hr"_L1,         "i"_L1,        "img"_L1,   "ins"_L1,
    "kbd"_L1,     "li"_L1,     "main"_L1,    "mark"_L1,       "nav"_L1,      "ol"_L1,    "p"_L1,
    "pre"_L1,     "q"_L1,      "s"_L1,       "samp"_L1,       "section"_L1,  "small"_L1, "span"_L1,
    "strike"_L1,  "strong"_L1, "sub"_L1,     "summary"_L1,    "sup"_L1,      "table"_L1, "tbody"_L1,
    "td"_L1,      "tfoot"_L1,  "th"_L1,      "thead"_L1,      "tr"_L1,       "tt"_L1,    "u"_L1,
    "ul"_L1,      "var"_L1,    "wbr"_L1,
});

// What acts, loads, asks or draws by itself, and text that browsers show only where something fails.
constexpr auto nothing = std::to_array<QLatin1StringView>({
    "applet"_L1,   "audio"_L1,    "base"_L1,   "canvas"_L1, "datalist"_L1,  "embed"_L1,    "frame"_L1,
    "frameset"_L1, "iframe"_L1,   "input"_L1,  "link"_L1,   "math"_L1,      "meta"_L1,     "noembed"_L1,
    "noframes"_L1, "noscript"_L1, "object"_L1, "param"_L1,  "plaintext"_L1, "portal"_L1,   "script"_L1,
    "select"_L1,   "source"_L1,   "style"_L1,  "svg"_L1,    "template"_L1,  "textarea"_L1, "title"_L1,
    "track"_L1,    "video"_L1,    "xmp"_L1,
});

constexpr auto attributes = std::to_array<QLatin1StringView>({
    "align"_L1,       "alt"_L1,     "bgcolor"_L1, "border"_L1,  "bordercolor"_L1, "cellpadding"_L1,
    "cellspacing"_L1, "class"_L1,   "color"_L1,   "colspan"_L1, "dir"_L1,         "face"_L1,
    "height"_L1,      "hidden"_L1,  "id"_L1,      "lang"_L1,    "link"_L1,        "noshade"_L1,
    "nowrap"_L1,      "rowspan"_L1, "size"_L1,    "span"_L1,    "start"_L1,       "style"_L1,
    "text"_L1,        "title"_L1,   "type"_L1,    "valign"_L1,  "value"_L1,       "width"_L1,
});

constexpr bool isSorted(const auto &table)
{
    return std::is_sorted(table.begin(), table.end(), [](QLatin1StringView a, QLatin1StringView b) {
        return std::string_view(a.data(), static_cast<std::size_t>(a.size()))
            < std::string_view(b.data(), static_cast<std::size_t>(b.size()));
    });
}
static_assert(isSorted(elements) && isSorted(nothing) && isSorted(attributes));

constexpr bool has(const auto &table, QStringView name) noexcept
{
    const auto found = std::lower_bound(table.begin(), table.end(), name,
                                        [](QLatin1StringView a, QStringView b) { return a.compare(b) < 0; });
    return found != table.end() && found->compare(name) == 0;
}

}

Keep keepOf(QStringView element) noexcept
{
    if (has(elements, element))
        return Keep::Element;
    const bool isWords =
        element == "o:p"_L1 || element.startsWith("st1:"_L1);  // of Word; its others are drawings
    return has(nothing, element) || (element.contains(u':') && !isWords) ? Keep::Nothing : Keep::Content;
}

bool isAllowedAttribute(QStringView element, QStringView attribute) noexcept
{
    const bool isForBody = attribute == "link"_L1 || attribute == "text"_L1;
    return has(attributes, attribute) && (!isForBody || element == "body"_L1);
}

}
