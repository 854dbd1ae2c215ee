// SPDX-License-Identifier: GPL-3.0-or-later
// What the writer of boxes asks of elements before it decides what becomes of them.
#include "core/html/boxwriter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace html {

bool BoxWriter::isShown(int at) const
{
    return node(at).isText() || !style(at).isHidden;
}

bool BoxWriter::isBlank(int at) const
{
    const QString &text = node(at).text;
    return node(at).isText() && std::all_of(text.begin(), text.end(), [](QChar c) {
               return c == u' ' || c == u'\n' || c == u'\t' || c == u'\r';
           });
}

bool BoxWriter::isBlockLevel(int at) const
{
    if (node(at).isText())
        return false;
    const Display display = style(at).display;
    const bool isFloatingBlock = style(at).floats != Float::None && node(at).name != "img"_L1;
    return (display != Display::Inline && display != Display::InlineBlock && display != Display::None)
        || isFloatingBlock;
}

// Within what is inline itself; bounded, because every such element asks.
bool BoxWriter::hasBlocks(int at) const
{
    int budget = 40;
    for (int i = node(at).firstChild; i >= 0 && i != at && budget > 0; --budget) {
        if (isShown(i) && isBlockLevel(i))
            return true;
        if (node(i).firstChild >= 0) {
            i = node(i).firstChild;
            continue;
        }
        while (i != at && node(i).next < 0)
            i = node(i).parent;
        i = i == at ? at : node(i).next;
    }
    return false;
}

bool BoxWriter::isColumn(int at) const
{
    const Style &looks = style(at);
    if (node(at).name == "img"_L1 || node(at).name == "a"_L1)
        return false;
    if (looks.floats != Float::None && (looks.width || looks.display == Display::Table))
        return true;
    return looks.display == Display::Cell
        || (looks.display == Display::InlineBlock && (looks.width || hasBlocks(at)));
}

// Room around words made of the height of their line alone, as Outlook wants it.
bool BoxWriter::isTall(const Style &looks)
{
    return looks.display == Display::InlineBlock && looks.lineHeight >= 1.8;
}

// Words in a box of their own: a ground or a border, and room around them.
bool BoxWriter::isButton(int at) const
{
    const Style &looks = style(at);
    const bool isInline = looks.display == Display::Inline || looks.display == Display::InlineBlock;
    // Some make the room of a thick border in the same colour.
    const bool isRoomy = looks.padding[LeftSide].pixels + looks.border[LeftSide].width >= 4
        && looks.padding[TopSide].pixels + looks.border[TopSide].width >= 2;
    // The ground may be that of the cell around it.
    const bool isSeen =
        looks.background || looks.border[LeftSide].width > 0 || looks.display == Display::InlineBlock;
    return isInline && (isRoomy || isTall(looks)) && isSeen && !m_options.isSimplified && !hasBlocks(at);
}

// Nothing is beside it on its line.
bool BoxWriter::standsAlone(int at) const
{
    const auto isBoundary = [this](int i) {
        return i < 0 || node(i).name == "br"_L1 || (!node(i).isText() && isBlockLevel(i));
    };
    int next = node(at).next;
    while (next >= 0 && (isBlank(next) || !isShown(next)))
        next = node(next).next;
    int before = -1;
    int budget = 200;  // every button asks
    const int parent = node(at).parent;
    for (int i = node(parent).firstChild; i >= 0 && i != at; i = node(i).next) {
        if (--budget < 0)
            return false;
        if (!isBlank(i) && isShown(i))
            before = i;
    }
    return isBoundary(next) && isBoundary(before) && (isBlockLevel(parent) || parent == 0);
}

bool BoxWriter::isBoxed(const Style &looks, const Room &room) const
{
    constexpr int mostBoxes = 6;  // around one another; deeper ones are only moved in
    if (m_options.isSimplified || room.tables >= mostBoxes)
        return false;
    const bool hasBorder = std::any_of(looks.border.begin(), looks.border.end(),
                                       [](const Border &border) { return border.width >= 0.5; });
    const auto ground = groundOf(looks, room.ground);
    return hasBorder || (ground && *ground != room.ground);
}

bool BoxWriter::isNarrowAndPlaced(int at, const Room &room) const
{
    const auto width = widthOf(style(at), room);
    return width && *width < room.width - 16 && placeOf(at) != TextAlign::Start && room.tables < 4
        && !m_options.isSimplified;
}

TextAlign BoxWriter::placeOf(int at) const
{
    const Style &looks = style(at);
    if (looks.autoLeft)
        return looks.autoRight ? TextAlign::Center : TextAlign::Right;
    if (looks.display == Display::Inline || looks.display == Display::InlineBlock)
        return looks.align;
    const bool isCentred = node(at).parent >= 0 && style(node(at).parent).centersBlocks;
    return isCentred ? TextAlign::Center : TextAlign::Start;
}

// That it asks for, in this room; nullopt: as wide as it can or needs to be.
std::optional<double> BoxWriter::widthOf(const Style &looks, const Room &room) const
{
    std::optional<double> width;
    if (looks.width)
        width = looks.width->of(room.width);
    if (looks.maxWidth)
        width = std::min(width.value_or(room.width), looks.maxWidth->of(room.width));
    return width;
}

std::optional<Color> BoxWriter::groundOf(const Style &looks, const Color &behind) const
{
    if (!looks.background || m_options.isSimplified)
        return std::nullopt;
    if (looks.background->alpha >= 0.98)
        return m_colors.ground(*looks.background);
    return over(m_colors.ground({looks.background->red, looks.background->green, looks.background->blue, 1}),
                behind)
            == behind
        ? std::nullopt
        : std::optional(over(
            {looks.background->red, looks.background->green, looks.background->blue, looks.background->alpha},
            behind));
}

std::vector<int> BoxWriter::shownChildren(int at) const
{
    std::vector<int> shown;
    for (int i = node(at).firstChild; i >= 0; i = node(i).next) {
        if (isShown(i) && !isBlank(i))
            shown.push_back(i);
    }
    return shown;
}

std::vector<int> BoxWriter::columnsFrom(int at) const
{
    std::vector<int> members;
    for (int i = at; i >= 0; i = node(i).next) {
        if (isBlank(i) || !isShown(i))
            continue;
        if (node(i).isText() || !isColumn(i))
            break;
        members.push_back(i);
    }
    return members;
}

}
