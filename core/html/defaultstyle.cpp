// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/defaultstyle.h"

#include "core/html/limits.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace html {

namespace {

struct Default {
    QLatin1StringView name;
    Display display = Display::Inline;
    double size = 1;       // of the font above
    double marginEms = 0;  // above and below
    double indent = 0;     // pixels
    int weight = 0;        // 0: as above
};
constexpr auto defaults = std::to_array<Default>({
    {"address"_L1, Display::Block},
    {"article"_L1, Display::Block},
    {"aside"_L1, Display::Block},
    {"b"_L1, Display::Inline, 1, 0, 0, 700},
    {"big"_L1, Display::Inline, 1.2},
    {"blockquote"_L1, Display::Block, 1, 1, 40},
    {"body"_L1, Display::Block},
    {"caption"_L1, Display::Caption},
    {"center"_L1, Display::Block},
    {"col"_L1, Display::Column},
    {"colgroup"_L1, Display::Column},
    {"dd"_L1, Display::Block, 1, 0, 40},
    {"details"_L1, Display::Block},
    {"div"_L1, Display::Block},
    {"dl"_L1, Display::Block, 1, 1},
    {"dt"_L1, Display::Block},
    {"figcaption"_L1, Display::Block},
    {"figure"_L1, Display::Block, 1, 1, 40},
    {"footer"_L1, Display::Block},
    {"h1"_L1, Display::Block, 2, 0.67, 0, 700},
    {"h2"_L1, Display::Block, 1.5, 0.83, 0, 700},
    {"h3"_L1, Display::Block, 1.17, 1, 0, 700},
    {"h4"_L1, Display::Block, 1, 1.33, 0, 700},
    {"h5"_L1, Display::Block, 0.83, 1.67, 0, 700},
    {"h6"_L1, Display::Block, 0.67, 2.33, 0, 700},
    {"header"_L1, Display::Block},
    {"hr"_L1, Display::Block, 1, 0.5},
    {"li"_L1, Display::ListItem},
    {"main"_L1, Display::Block},
    {"nav"_L1, Display::Block},
    {"ol"_L1, Display::Block, 1, 1},
    {"p"_L1, Display::Block, 1, 1},
    {"pre"_L1, Display::Block, 0.9, 1},
    {"section"_L1, Display::Block},
    {"small"_L1, Display::Inline, 0.83},
    {"strong"_L1, Display::Inline, 1, 0, 0, 700},
    {"sub"_L1, Display::Inline, 0.83},
    {"summary"_L1, Display::Block},
    {"sup"_L1, Display::Inline, 0.83},
    {"table"_L1, Display::Table},
    {"tbody"_L1, Display::RowGroup},
    {"td"_L1, Display::Cell},
    {"tfoot"_L1, Display::RowGroup},
    {"th"_L1, Display::Cell, 1, 0, 0, 700},
    {"thead"_L1, Display::RowGroup},
    {"tr"_L1, Display::Row},
    {"ul"_L1, Display::Block, 1, 1},
});

bool isOneOf(const QString &name, std::initializer_list<QLatin1StringView> names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

void applyInlineDefaults(Style &style, const Node &element)
{
    const QString &name = element.name;
    if (isOneOf(name, {"i"_L1, "em"_L1, "cite"_L1, "dfn"_L1, "var"_L1, "address"_L1}))
        style.italic = true;
    if (isOneOf(name, {"code"_L1, "kbd"_L1, "samp"_L1, "tt"_L1, "pre"_L1}))
        style.family = Family::Monospace;
    if (isOneOf(name, {"u"_L1, "ins"_L1}))
        style.underline = true;
    if (isOneOf(name, {"s"_L1, "strike"_L1, "del"_L1}))
        style.strikeThrough = true;
    if (name == "sub"_L1 || name == "sup"_L1)
        style.verticalAlign = name == "sub"_L1 ? VerticalAlign::Sub : VerticalAlign::Super;
    if (name == "pre"_L1)
        style.whiteSpace = WhiteSpace::PreWrap;
    if (name == "mark"_L1)
        style.background = Color{255, 255, 0, 1};
    if (name == "a"_L1 && element.has(u"href"))
        style.usesLinkColor = style.underline = true;
}

std::optional<Length> sizeOf(const QString &value)
{
    auto length = css::parseLength(value, {});
    if (!length || length->pixels < 0 || length->percent < 0)
        return std::nullopt;
    return length;
}

void applyAlignment(Style &style, const Node &element, const QString &align)
{
    const bool isTable = element.name == "table"_L1;
    if (isTable || element.name == "hr"_L1) {
        style.autoLeft = align == "center"_L1 || align == "right"_L1;
        style.autoRight = align == "center"_L1;
    }
    if (isTable || element.name == "img"_L1)
        style.floats = align == "left"_L1 ? Float::Left : align == "right"_L1 ? Float::Right : Float::None;
    if (isTable || element.name == "hr"_L1 || element.name == "img"_L1)
        return;
    style.align = align == "center"_L1 || align == "middle"_L1 ? TextAlign::Center
        : align == "right"_L1                                  ? TextAlign::Right
        : align == "justify"_L1                                ? TextAlign::Justify
                                                               : TextAlign::Left;
    style.centersBlocks = style.align == TextAlign::Center;
}

void applyFontElement(Style &style, const Node &element)
{
    static constexpr std::array sizes{10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0};
    const QString size = element.attribute(u"size");
    if (const auto number = css::parseNumber(size)) {
        const bool isStep = size.startsWith(u'+') || size.startsWith(u'-');
        const int place = static_cast<int>(*number) + (isStep ? 2 : -1);
        style.fontSize = sizes[static_cast<std::size_t>(std::clamp(place, 0, 6))];
    }
    if (const auto color = css::parseLegacyColor(element.attribute(u"color"))) {
        style.color = color;
        style.usesLinkColor = false;
    }
    const QString face = element.attribute(u"face").toLower();
    if (face.contains("courier"_L1) || face.contains("mono"_L1))
        style.family = Family::Monospace;
    else if (face.contains("times"_L1) || face.contains("georgia"_L1))
        style.family = Family::Serif;
}

void applyTableAttributes(Style &style, const Node &element)
{
    if (const auto spacing = sizeOf(element.attribute(u"cellspacing")))
        style.cellSpacing = std::min(spacing->pixels, 60.0);
    const auto border = sizeOf(element.attribute(u"border"));
    for (Border &side : style.border)
        side.width = border ? std::min(border->pixels, 40.0) : 0;
}

void applyCellAttributes(Style &style, const Node &table)
{
    if (const auto padding = sizeOf(table.attribute(u"cellpadding")))
        style.padding.fill({std::min(padding->pixels, 200.0), 0});
    const auto border = sizeOf(table.attribute(u"border"));
    for (Border &side : style.border)
        side.width = border && border->pixels > 0 ? 1 : 0;
}

VerticalAlign verticalAlignOf(const QString &value)
{
    const QString word = value.toLower();
    return word == "top"_L1   ? VerticalAlign::Top
        : word == "bottom"_L1 ? VerticalAlign::Bottom
                              : VerticalAlign::Middle;
}

// Attributes that say how something looks, whatever the element is.
struct AttributeRule {
    QLatin1StringView name;
    void (*apply)(Style &, const Node &, const QString &value);
};
constexpr auto attributeRules = std::to_array<AttributeRule>({
    {"bgcolor"_L1,
     [](Style &style, const Node &, const QString &value) {
         if (const auto color = css::parseLegacyColor(value))
             style.background = color;
     }},
    {"text"_L1,
     [](Style &style, const Node &, const QString &value) {
         if (const auto color = css::parseLegacyColor(value))
             style.color = color;
     }},
    {"width"_L1,
     [](Style &style, const Node &element, const QString &value) {
         if (element.name != "body"_L1)
             style.width = sizeOf(value);
     }},
    {"height"_L1, [](Style &style, const Node &, const QString &value) { style.height = sizeOf(value); }},
    {"align"_L1,
     [](Style &style, const Node &element, const QString &value) {
         applyAlignment(style, element, value.trimmed().toLower());
     }},
    {"valign"_L1,
     [](Style &style, const Node &, const QString &value) { style.verticalAlign = verticalAlignOf(value); }},
    {"dir"_L1,
     [](Style &style, const Node &, const QString &value) {
         style.isRightToLeft = value.toLower() == "rtl"_L1;
     }},
    {"nowrap"_L1, [](Style &style, const Node &, const QString &) { style.whiteSpace = WhiteSpace::NoWrap; }},
    {"hidden"_L1, [](Style &style, const Node &, const QString &) { style.display = Display::None; }},
});

}

void applyDefaults(Style &style, const Node &element)
{
    const auto found =
        std::lower_bound(defaults.begin(), defaults.end(), element.name,
                         [](const Default &d, const QString &name) { return d.name.compare(name) < 0; });
    if (found != defaults.end() && found->name == element.name) {
        style.display = found->display;
        style.fontSize *= found->size;
        style.margin[TopSide] = style.margin[BottomSide] = {found->marginEms * style.fontSize, 0};
        style.margin[LeftSide] = {found->indent, 0};
        if (found->weight > 0)
            style.weight = found->weight;
    }
    applyInlineDefaults(style, element);
    if (style.display == Display::Table) {
        // As browsers do: <center> and align=center move a table, and not the words in it; text-align does.
        if (style.centersBlocks || style.align == TextAlign::Justify)
            style.align = TextAlign::Start;
        style.centersBlocks = false;
    }
    if (style.display == Display::Cell) {
        style.padding.fill({1, 0});
        style.verticalAlign = VerticalAlign::Middle;
        if (element.name == "th"_L1)
            style.align = TextAlign::Center;
    }
    if (element.name == "center"_L1) {
        style.align = TextAlign::Center;
        style.centersBlocks = true;
    }
    if (element.name == "ul"_L1 || element.name == "ol"_L1) {
        style.padding[LeftSide] = {40, 0};
        style.listStyle = element.name == "ol"_L1 ? ListStyle::Decimal : ListStyle::Disc;
    }
}

void applyAttributes(Style &style, const Node &element, const Node *table)
{
    if (style.display == Display::Table)
        applyTableAttributes(style, element);
    if (style.display == Display::Cell && table != nullptr)
        applyCellAttributes(style, *table);
    if (element.name == "font"_L1)
        applyFontElement(style, element);
    for (const auto &[name, value] : element.attributes) {
        const auto *found =
            std::find_if(attributeRules.begin(), attributeRules.end(),
                         [&name = name](const AttributeRule &rule) { return rule.name == name; });
        if (found != attributeRules.end())
            found->apply(style, element, value);
    }
}

}
