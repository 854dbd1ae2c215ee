// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/styleproperties.h"

#include "core/html/csssyntax.h"
#include "core/html/limits.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace html {

Style Style::inherited() const
{
    Style style;
    style.color = color;
    style.usesLinkColor = usesLinkColor;
    style.fontSize = fontSize;
    style.family = family;
    style.weight = weight;
    style.italic = italic;
    style.underline = underline;
    style.strikeThrough = strikeThrough;
    style.align = align;
    style.centersBlocks = centersBlocks;
    style.whiteSpace = whiteSpace;
    style.textCase = textCase;
    style.listStyle = listStyle;
    style.isRightToLeft = isRightToLeft;
    style.isInvisible = isInvisible;
    style.lineHeight = lineHeight;
    style.variables = variables;
    return style;
}

namespace {

struct Argument {
    Style &style;
    const QString &value;  // in lower case, but for names of fonts
    const PropertyContext &context;

    [[nodiscard]] css::LengthContext lengths() const { return {style.fontSize, 16, context.viewport}; }
    [[nodiscard]] std::optional<Length> length(QStringView text) const
    {
        return css::parseLength(text, lengths());
    }
};

template <typename T>
struct Word {
    QLatin1StringView text;
    T value;
};

template <typename T, std::size_t N>
void setByWord(T &target, const QString &word, const Word<T> (&table)[N])
{
    for (const Word<T> &entry : table) {
        if (entry.text == word)
            target = entry.value;
    }
}

void setColor(std::optional<Color> &target, const QString &value)
{
    if (value == "initial"_L1 || value == "unset"_L1 || value == "none"_L1)
        target.reset();
    else if (const auto color = css::parseColor(value))
        target = color;
}

void applyColor(const Argument &in)
{
    in.style.usesLinkColor = in.value == "inherit"_L1 && in.context.parent.usesLinkColor;
    if (in.value == "inherit"_L1)
        in.style.color = in.context.parent.color;
    else
        setColor(in.style.color, in.value);
}

// Of a gradient the first colour: text that is made for it stays readable.
void applyBackground(const Argument &in)
{
    if (in.value == "none"_L1)
        in.style.background.reset();
    for (const QString &layer : css::split(in.value, u',')) {
        for (const QString &word : css::split(layer, u' ')) {
            if (const auto color = css::parseColor(word)) {
                in.style.background = color;
                continue;
            }
            if (!word.contains("gradient("_L1))
                continue;
            const QString inside = word.mid(word.indexOf(u'(') + 1).chopped(1);
            for (const QString &stop : css::split(inside, u',')) {
                const auto color = css::parseColor(css::split(stop, u' ').value(0));
                if (color && !in.style.background)
                    in.style.background = color;
            }
        }
    }
}

void applyFontSize(const Argument &in)
{
    static constexpr Word<double> sizes[] = {{"xx-small"_L1, 9}, {"x-small"_L1, 10}, {"small"_L1, 13},
                                             {"medium"_L1, 16},  {"large"_L1, 18},   {"x-large"_L1, 24},
                                             {"xx-large"_L1, 32}};
    const double above = in.context.parent.fontSize;
    double size = in.style.fontSize;
    setByWord(size, in.value, sizes);
    if (in.value == "smaller"_L1 || in.value == "larger"_L1)
        size = in.value == "smaller"_L1 ? above / 1.2 : above * 1.2;
    else if (const auto length = css::parseLength(in.value, {above, 16, in.context.viewport}))
        size = length->of(above);
    in.style.fontSize = std::clamp(size, 0.0, 200.0);
}

void applyFamily(const Argument &in)
{
    const QString names = in.value.toLower();
    const auto has = [&](QLatin1StringView name) { return names.contains(name); };
    const bool isSans = has("sans"_L1) || has("arial"_L1) || has("helvetica"_L1) || has("verdana"_L1);
    const bool isSerif = has("serif"_L1) || has("times"_L1) || has("georgia"_L1) || has("garamond"_L1);
    if (has("mono"_L1) || has("courier"_L1) || has("consolas"_L1) || has("menlo"_L1))
        in.style.family = Family::Monospace;
    else if (isSerif && !isSans)
        in.style.family = Family::Serif;
    else if (names != "inherit"_L1)
        in.style.family = Family::Default;
}

void applyWeight(const Argument &in)
{
    if (in.value == "bold"_L1 || in.value == "bolder"_L1)
        in.style.weight = 700;
    else if (in.value == "normal"_L1 || in.value == "lighter"_L1)
        in.style.weight = 400;
    else if (const auto number = css::parseNumber(in.value))
        in.style.weight = static_cast<int>(std::clamp(*number, 100.0, 900.0));
}

void applyLineHeight(const Argument &in)
{
    if (in.value == "normal"_L1)
        in.style.lineHeight = 0;
    else if (const auto number = css::parseNumber(in.value))
        in.style.lineHeight = std::clamp(*number, 0.0, 5.0);
    else if (const auto length = in.length(in.value); length && in.style.fontSize > 0)
        in.style.lineHeight = std::clamp(length->of(in.style.fontSize) / in.style.fontSize, 0.0, 5.0);
}

// font = [ style || weight ] size [ / line-height ] family                              (CSS Fonts 4, 2.7)
void applyFont(const Argument &in)
{
    const QStringList words = css::split(in.value, u' ');
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString size = words.at(i).section(u'/', 0, 0);
        if (words.at(i) == "italic"_L1) {
            in.style.italic = true;
        } else if (words.at(i) == "bold"_L1
                   || (css::parseNumber(words.at(i)) && !words.at(i).contains(u'/'))) {
            applyWeight({in.style, words.at(i), in.context});
        } else if (css::parseLength(size, {})) {
            applyFontSize({in.style, size, in.context});
            if (words.at(i).contains(u'/'))
                applyLineHeight({in.style, words.at(i).section(u'/', 1), in.context});
            const QString family = words.mid(i + 1).join(u' ');
            if (!family.isEmpty())
                applyFamily({in.style, family, in.context});
            return;
        }
    }
}

void applyDecoration(const Argument &in)
{
    if (in.value.contains("none"_L1))
        in.style.underline = in.style.strikeThrough = false;
    in.style.underline = in.style.underline || in.value.contains("underline"_L1);
    in.style.strikeThrough = in.style.strikeThrough || in.value.contains("line-through"_L1);
}

void applyAlign(const Argument &in)
{
    static constexpr Word<TextAlign> words[] = {{"left"_L1, TextAlign::Left},
                                                {"right"_L1, TextAlign::Right},
                                                {"center"_L1, TextAlign::Center},
                                                {"justify"_L1, TextAlign::Justify},
                                                {"start"_L1, TextAlign::Start},
                                                {"end"_L1, TextAlign::Right},
                                                {"-webkit-center"_L1, TextAlign::Center}};
    setByWord(in.style.align, in.value, words);
    if (in.value != "center"_L1 && in.value != "inherit"_L1)
        in.style.centersBlocks = in.value == "-webkit-center"_L1;
}

void applyWhiteSpace(const Argument &in)
{
    static constexpr Word<WhiteSpace> words[] = {{"normal"_L1, WhiteSpace::Normal},
                                                 {"nowrap"_L1, WhiteSpace::NoWrap},
                                                 {"pre"_L1, WhiteSpace::Pre},
                                                 {"pre-wrap"_L1, WhiteSpace::PreWrap},
                                                 {"break-spaces"_L1, WhiteSpace::PreWrap},
                                                 {"pre-line"_L1, WhiteSpace::PreLine}};
    setByWord(in.style.whiteSpace, in.value, words);
}

void applyCase(const Argument &in)
{
    static constexpr Word<Case> words[] = {{"none"_L1, Case::AsIs},
                                           {"uppercase"_L1, Case::Upper},
                                           {"lowercase"_L1, Case::Lower},
                                           {"capitalize"_L1, Case::Capitals}};
    setByWord(in.style.textCase, in.value, words);
}

void applyListStyle(const Argument &in)
{
    static constexpr Word<ListStyle> words[] = {{"disc"_L1, ListStyle::Disc},
                                                {"circle"_L1, ListStyle::Circle},
                                                {"square"_L1, ListStyle::Square},
                                                {"decimal"_L1, ListStyle::Decimal},
                                                {"lower-alpha"_L1, ListStyle::LowerAlpha},
                                                {"lower-latin"_L1, ListStyle::LowerAlpha},
                                                {"upper-alpha"_L1, ListStyle::UpperAlpha},
                                                {"lower-roman"_L1, ListStyle::LowerRoman},
                                                {"upper-roman"_L1, ListStyle::UpperRoman},
                                                {"none"_L1, ListStyle::None}};
    for (const QString &word : css::split(in.value, u' '))
        setByWord(in.style.listStyle, word, words);
}

void applyDisplay(const Argument &in)
{
    static constexpr Word<Display> words[] = {{"inline"_L1, Display::Inline},
                                              {"inline-block"_L1, Display::InlineBlock},
                                              {"inline-table"_L1, Display::InlineBlock},
                                              {"block"_L1, Display::Block},
                                              {"flow-root"_L1, Display::Block},
                                              {"grid"_L1, Display::Block},
                                              {"list-item"_L1, Display::ListItem},
                                              {"table"_L1, Display::Table},
                                              {"table-row-group"_L1, Display::RowGroup},
                                              {"table-header-group"_L1, Display::RowGroup},
                                              {"table-footer-group"_L1, Display::RowGroup},
                                              {"table-row"_L1, Display::Row},
                                              {"table-cell"_L1, Display::Cell},
                                              {"table-caption"_L1, Display::Caption},
                                              {"flex"_L1, Display::FlexRow},
                                              {"inline-flex"_L1, Display::FlexRow},
                                              {"none"_L1, Display::None}};
    setByWord(in.style.display, in.value, words);
}

void applyFlexDirection(const Argument &in)
{
    if (in.style.display == Display::FlexRow && in.value.startsWith("column"_L1))
        in.style.display = Display::FlexColumn;
    in.style.isReverse = in.value.endsWith("-reverse"_L1);
}

void applyVisibility(const Argument &in)
{
    if (in.value == "visible"_L1)
        in.style.isInvisible = false;
    else if (in.value == "hidden"_L1 || in.value == "collapse"_L1)
        in.style.isInvisible = true;
}

void applyOpacity(const Argument &in)
{
    if (const auto number = css::parseNumber(in.value); number && *number < 0.05)
        in.style.isHidden = true;
}

void applyVerticalAlign(const Argument &in)
{
    static constexpr Word<VerticalAlign> words[] = {
        {"baseline"_L1, VerticalAlign::Baseline}, {"top"_L1, VerticalAlign::Top},
        {"text-top"_L1, VerticalAlign::Top},      {"middle"_L1, VerticalAlign::Middle},
        {"bottom"_L1, VerticalAlign::Bottom},     {"sub"_L1, VerticalAlign::Sub},
        {"super"_L1, VerticalAlign::Super}};
    setByWord(in.style.verticalAlign, in.value, words);
}

void applyFloat(const Argument &in)
{
    static constexpr Word<Float> words[] = {
        {"left"_L1, Float::Left}, {"right"_L1, Float::Right}, {"none"_L1, Float::None}};
    setByWord(in.style.floats, in.value, words);
}

void applyMargin(const Argument &in, int side)
{
    const auto at = static_cast<std::size_t>(side);
    const bool isAuto = in.value == "auto"_L1;
    if (side == LeftSide)
        in.style.autoLeft = isAuto;
    if (side == RightSide)
        in.style.autoRight = isAuto;
    const auto length = in.length(in.value);
    // What would be drawn over something else is not moved there.
    if (isAuto || (length && (length->pixels < 0 || length->percent < 0)))
        in.style.margin[at] = {};
    else if (length)
        in.style.margin[at] = *length;
}

void applyPadding(const Argument &in, int side)
{
    if (const auto length = in.length(in.value); length && length->pixels >= 0 && length->percent >= 0)
        in.style.padding[static_cast<std::size_t>(side)] = *length;
}

// One to four values for the sides, in the order of CSS Box Model 4.
template <typename F>
void forSides(const Argument &in, F apply)
{
    const QStringList words = css::split(in.value, u' ');
    if (words.isEmpty() || words.size() > 4)
        return;
    const auto word = [&](qsizetype wanted, qsizetype otherwise) {
        return wanted < words.size() ? wanted : otherwise;
    };
    const qsizetype right = word(1, 0);
    const std::array<qsizetype, 4> places{0, right, word(2, 0), word(3, right)};
    for (int side = TopSide; side <= LeftSide; ++side)
        apply(Argument{in.style, words.at(places[static_cast<std::size_t>(side)]), in.context}, side);
}

void applyBorderWidth(const Argument &in, int side)
{
    static constexpr Word<double> words[] = {{"thin"_L1, 1}, {"medium"_L1, 3}, {"thick"_L1, 5}};
    double &width = in.style.border[static_cast<std::size_t>(side)].width;
    setByWord(width, in.value, words);
    if (const auto length = in.length(in.value); length && length->pixels >= 0)
        width = std::min(length->pixels, 40.0);
}

bool isBorderStyle(const QString &word)
{
    static const QStringList styles{u"none"_s,   u"hidden"_s, u"solid"_s, u"dotted"_s, u"dashed"_s,
                                    u"double"_s, u"groove"_s, u"ridge"_s, u"inset"_s,  u"outset"_s};
    return styles.contains(word);
}

void applyBorderStyle(const Argument &in, int side)
{
    if (isBorderStyle(in.value))
        in.style.border[static_cast<std::size_t>(side)].style = in.value;
}

void applyBorder(const Argument &in, int side)
{
    Border &border = in.style.border[static_cast<std::size_t>(side)];
    border = {3, u"none"_s, std::nullopt};
    for (const QString &word : css::split(in.value, u' ')) {
        if (isBorderStyle(word))
            border.style = word;
        else if (const auto color = css::parseColor(word))
            border.color = color;
        else
            applyBorderWidth({in.style, word, in.context}, side);
    }
}

void applySize(std::optional<Length> &target, const Argument &in)
{
    if (in.value == "auto"_L1 || in.value == "none"_L1 || in.value == "initial"_L1)
        target.reset();
    else if (const auto length = in.length(in.value); length && length->pixels >= 0 && length->percent >= 0)
        target = length;
}

using Apply = void (*)(const Argument &);
struct Property {
    QLatin1StringView name;
    Apply apply;
};
// clang-format off
constexpr auto properties = std::to_array<Property>({
    {"background"_L1,        applyBackground},
    {"background-color"_L1,  [](const Argument &in) { setColor(in.style.background, in.value); }},
    {"background-image"_L1,  [](const Argument &in) { if (!in.style.background) applyBackground(in); }},
    {"border"_L1,            [](const Argument &in) { for (int side = TopSide; side <= LeftSide; ++side) applyBorder(in, side); }},
    {"border-bottom"_L1,     [](const Argument &in) { applyBorder(in, BottomSide); }},
    {"border-color"_L1,      [](const Argument &in) { forSides(in, [](const Argument &one, int side) { setColor(one.style.border[static_cast<std::size_t>(side)].color, one.value); }); }},
    {"border-left"_L1,       [](const Argument &in) { applyBorder(in, LeftSide); }},
    {"border-right"_L1,      [](const Argument &in) { applyBorder(in, RightSide); }},
    {"border-style"_L1,      [](const Argument &in) { forSides(in, applyBorderStyle); }},
    {"border-top"_L1,        [](const Argument &in) { applyBorder(in, TopSide); }},
    {"border-width"_L1,      [](const Argument &in) { forSides(in, applyBorderWidth); }},
    {"color"_L1,             applyColor},
    {"direction"_L1,         [](const Argument &in) { in.style.isRightToLeft = in.value == "rtl"_L1; }},
    {"display"_L1,           applyDisplay},
    {"flex-direction"_L1,    applyFlexDirection},
    {"flex-flow"_L1,         applyFlexDirection},
    {"float"_L1,             applyFloat},
    {"font"_L1,              applyFont},
    {"font-family"_L1,       applyFamily},
    {"font-size"_L1,         applyFontSize},
    {"font-style"_L1,        [](const Argument &in) { in.style.italic = in.value == "italic"_L1 || in.value == "oblique"_L1; }},
    {"font-weight"_L1,       applyWeight},
    {"height"_L1,            [](const Argument &in) { applySize(in.style.height, in); }},
    {"line-height"_L1,       applyLineHeight},
    {"list-style"_L1,        applyListStyle},
    {"list-style-type"_L1,   applyListStyle},
    {"margin"_L1,            [](const Argument &in) { forSides(in, applyMargin); }},
    {"margin-bottom"_L1,     [](const Argument &in) { applyMargin(in, BottomSide); }},
    {"margin-left"_L1,       [](const Argument &in) { applyMargin(in, LeftSide); }},
    {"margin-right"_L1,      [](const Argument &in) { applyMargin(in, RightSide); }},
    {"margin-top"_L1,        [](const Argument &in) { applyMargin(in, TopSide); }},
    {"max-height"_L1,        [](const Argument &in) { applySize(in.style.maxHeight, in); }},
    {"max-width"_L1,         [](const Argument &in) { applySize(in.style.maxWidth, in); }},
    {"opacity"_L1,           applyOpacity},
    {"overflow"_L1,          [](const Argument &in) { in.style.clipsOverflow = in.value.startsWith("hidden"_L1) || in.value.startsWith("clip"_L1); }},
    {"padding"_L1,           [](const Argument &in) { forSides(in, applyPadding); }},
    {"padding-bottom"_L1,    [](const Argument &in) { applyPadding(in, BottomSide); }},
    {"padding-left"_L1,      [](const Argument &in) { applyPadding(in, LeftSide); }},
    {"padding-right"_L1,     [](const Argument &in) { applyPadding(in, RightSide); }},
    {"padding-top"_L1,       [](const Argument &in) { applyPadding(in, TopSide); }},
    {"text-align"_L1,        applyAlign},
    {"text-decoration"_L1,   applyDecoration},
    {"text-decoration-line"_L1, applyDecoration},
    {"text-transform"_L1,    applyCase},
    {"vertical-align"_L1,    applyVerticalAlign},
    {"visibility"_L1,        applyVisibility},
    {"white-space"_L1,       applyWhiteSpace},
    {"width"_L1,             [](const Argument &in) { applySize(in.style.width, in); }},
});
// clang-format on

}

void applyProperty(Style &style, const QString &property, const QString &value,
                   const PropertyContext &context)
{
    const auto found =
        std::lower_bound(properties.begin(), properties.end(), property,
                         [](const Property &p, const QString &name) { return p.name.compare(name) < 0; });
    if (found != properties.end() && found->name.compare(property) == 0)
        found->apply({style, property.startsWith("font"_L1) ? value : value.toLower(), context});
}

namespace {

std::optional<QString> resolved(const QString &value, const QHash<QString, QString> &variables, int depth)
{
    const qsizetype at = value.indexOf("var("_L1);
    if (at < 0)
        return value;
    if (depth > limits::variableNesting)
        return std::nullopt;
    int open = 0;
    qsizetype end = at + 3;
    for (; end < value.size(); ++end) {
        open += value[end] == u'(' ? 1 : value[end] == u')' ? -1 : 0;
        if (open == 0)
            break;
    }
    const QString inside = value.mid(at + 4, end - at - 4);
    const QString name = inside.section(u',', 0, 0).trimmed();
    const auto known = variables.constFind(name);
    if (known == variables.constEnd() && !inside.contains(u','))
        return std::nullopt;
    const QString put = known != variables.constEnd() ? *known : inside.section(u',', 1).trimmed();
    const QString whole = value.first(at) + put + value.mid(end + 1);
    if (whole.size() > limits::attributeLength)
        return std::nullopt;
    return resolved(whole, variables, depth + 1);
}

}

std::optional<QString> withVariables(const QString &value, const QHash<QString, QString> &variables)
{
    return resolved(value, variables, 0);
}

}
