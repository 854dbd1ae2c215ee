// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that becomes a table of the dialect: boxes, columns, tables.
#include "core/html/boxwriter.h"
#include "core/html/limits.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace html {

namespace {

constexpr double tolerance = 8;  // of widths that should add up

QString placeWord(TextAlign place)
{
    return place == TextAlign::Center ? u" align=\"center\""_s
        : place == TextAlign::Right   ? u" align=\"right\""_s
                                      : QString();
}

QString verticalWord(VerticalAlign align)
{
    return align == VerticalAlign::Middle ? u" valign=\"middle\""_s
        : align == VerticalAlign::Bottom  ? u" valign=\"bottom\""_s
                                          : u" valign=\"top\""_s;
}

QString spanWords(const GridCell &cell)
{
    QString words;
    if (cell.columns > 1)
        words += u" colspan=\""_s + QString::number(cell.columns) + u'"';
    if (cell.rows > 1)
        words += u" rowspan=\""_s + QString::number(cell.rows) + u'"';
    return words;
}

bool hasBorder(const Style &style)
{
    return std::any_of(style.border.begin(), style.border.end(),
                       [](const Border &b) { return b.width >= 0.5; });
}

double sideways(const Style &style, double width)
{
    return style.padding[LeftSide].of(width) + style.padding[RightSide].of(width);
}

}

// A block, or a button, as a table of one cell. The ground is said of both: that of a cell is not drawn where
// a table is the first in it.
void BoxWriter::box(int at, const Room &room, Open &open)
{
    endParagraph(open);
    const Style &looks = style(at);
    open.space = std::max(open.space, looks.margin[TopSide].of(room.width));
    const bool isInline = looks.display == Display::Inline || looks.display == Display::InlineBlock;
    auto width = widthOf(looks, room);
    if (width)
        *width += sideways(looks, room.width);  // what is asked for is that of the content, mostly
    const bool isNarrow = width && *width < room.width - tolerance;
    const double inside = isNarrow ? *width : room.width;
    Frame frame{isNarrow ? std::optional(Length{*width, 0}) : std::optional(Length{0, 100}), 0, placeOf(at),
                groundOf(looks, room.ground)};
    if (isInline && !isNarrow)
        frame.width.reset();
    Room inner = room;
    inner.left += looks.margin[LeftSide].of(room.width);
    inner.right += looks.margin[RightSide].of(room.width);
    const QString marker = std::exchange(open.marker, {});
    putTable(frame, u"<tr>"_s + cell({{at}, {}, {}, false}, inner, inside) + u"</tr>"_s, inner, open);
    open.marker = marker;
    open.space = looks.margin[BottomSide].of(room.width);
}

void BoxWriter::table(int at, const Room &room, Open &open)
{
    endParagraph(open);
    const Grid found = gridOf(m_document, at);
    const Style &looks = style(at);
    open.space = std::max(open.space, looks.margin[TopSide].of(room.width));
    for (const int caption : found.captions)
        plainBlock(caption, room, open);
    if (found.rows.empty()) {
        if (looks.height && !looks.height->isRelative())
            open.space += looks.height->pixels;
        return;
    }
    ++m_result.tables;
    if (found.columns() == 1)
        stack(found, at, room, open);
    else
        grid(found, at, room, open);
    open.space = std::max(open.space, looks.margin[BottomSide].of(room.width));
}

// One cell below the other. Most tables of a mail are such, and only wrap what is in them.
void BoxWriter::stack(const Grid &grid, int at, const Room &room, Open &open)
{
    if (isBoxed(style(at), room) || isNarrowAndPlaced(at, room))
        framedStack(grid, at, room, open);
    else
        looseStack(grid, at, room, open);
}

void BoxWriter::framedStack(const Grid &grid, int at, const Room &room, Open &open)
{
    const Extent extent = extentOf(at, room);
    Room inner = room;
    if (grid.rows.size() > 1)
        inner.ground = groundOf(style(at), room.ground).value_or(room.ground);
    QString rows;
    for (const GridRow &row : grid.rows) {
        std::vector<int> nodes = nodesOf(row, row.cells.front());
        if (grid.rows.size() == 1)
            nodes.insert(nodes.begin(), at);
        rows += u"<tr>"_s + cell({nodes, {}, {}, false}, inner, extent.inside) + u"</tr>"_s;
    }
    Frame frame = frameOf(at, extent, room);
    if (grid.rows.size() == 1)
        frame.spacing = 0;
    putTable(frame, rows, room, open);
}

// Each row is a box of its own, or none.
void BoxWriter::looseStack(const Grid &grid, int at, const Room &room, Open &open)
{
    const Extent extent = extentOf(at, room);
    Room inner = room;
    inner.right += room.width - extent.inside;
    inner.width = extent.inside;
    for (const GridRow &row : grid.rows) {
        const std::vector<int> nodes = nodesOf(row, row.cells.front());
        if (std::none_of(nodes.begin(), nodes.end(), [&](int i) { return isBoxed(style(i), inner); })) {
            plainBlock(nodes.back(), inner, open);
            continue;
        }
        // A button, mostly: the width is said of the cell.
        Frame frame{std::nullopt, 0, placeOf(at), groundOf(style(nodes.back()), room.ground)};
        double width = extent.inside;
        if (style(at).width) {
            frame.width = Length{0, 100};
        } else if (const auto own = widthOf(style(nodes.back()), inner)) {
            width = *own;
            frame.width = Length{width, 0};
        }
        putTable(frame, u"<tr>"_s + cell({nodes, {}, {}, false}, inner, width) + u"</tr>"_s, inner, open);
    }
}

// The row and the cell, as far as there are elements for them.
std::vector<int> BoxWriter::nodesOf(const GridRow &row, const GridCell &cell)
{
    return row.node >= 0 ? std::vector{row.node, cell.node} : std::vector{cell.node};
}

BoxWriter::Extent BoxWriter::extentOf(int at, const Room &room) const
{
    const auto width = widthOf(style(at), room);
    const bool isNarrow = width && *width < room.width - tolerance;
    return {isNarrow ? *width : room.width, isNarrow};
}

BoxWriter::Frame BoxWriter::frameOf(int table, const Extent &extent, const Room &room) const
{
    const Style &looks = style(table);
    Frame frame{std::nullopt, std::min(looks.cellSpacing, 20.0), placeOf(table),
                groundOf(looks, room.ground)};
    if (looks.width)
        frame.width = extent.isNarrow ? Length{extent.inside, 0} : Length{0, 100};
    return frame;
}

void BoxWriter::grid(const Grid &grid, int at, const Room &room, Open &open)
{
    const Extent extent = extentOf(at, room);
    Room inner = room;
    inner.ground = groundOf(style(at), room.ground).value_or(room.ground);
    QString rows;
    for (const GridRow &row : grid.rows) {
        Edges edges{at, {}};
        edges.isThere[TopSide] = &row == &grid.rows.front();
        edges.isThere[BottomSide] = &row == &grid.rows.back();
        rows += u"<tr>"_s + gridRow(row, edges, inner, extent.inside) + u"</tr>"_s;
    }
    putTable(frameOf(at, extent, room), rows, room, open);
}

// Cells have what they ask for, if there is so much, and share the rest; else all are the same.
QString BoxWriter::gridRow(const GridRow &row, Edges edges, const Room &room, double inside)
{
    double known = 0;
    int unknown = 0;
    for (const GridCell &one : row.cells) {
        const auto wanted = style(one.node).width;
        known += wanted ? wanted->of(inside) : 0;
        unknown += wanted ? 0 : 1;
    }
    const bool fits = known <= inside + tolerance;
    const double share = fits ? std::max(inside - known, 40.0) / std::max(unknown, 1)
                              : inside / static_cast<double>(row.cells.size());
    const bool isFromRight = style(edges.table).isRightToLeft;
    QString cells;
    for (const GridCell &one : row.cells) {
        const auto wanted = fits ? style(one.node).width : std::nullopt;
        edges.isThere[isFromRight ? RightSide : LeftSide] = &one == &row.cells.front();
        edges.isThere[isFromRight ? LeftSide : RightSide] = &one == &row.cells.back();
        cells +=
            cell({nodesOf(row, one), one, wanted, true, edges}, room, wanted ? wanted->of(inside) : share);
    }
    return cells;
}

// Boxes beside each other, as many in a row as have room.
void BoxWriter::columns(const std::vector<int> &members, const Room &room, Open &open)
{
    endParagraph(open);
    const double share = room.width / static_cast<double>(members.size());
    const auto widthAt = [&](std::size_t i) {
        return node(members[i]).isText() ? std::nullopt : widthOf(style(members[i]), room);
    };
    for (std::size_t from = 0; from < members.size();) {
        std::size_t end = from;
        double used = 0;
        QString cells;
        for (; end < members.size(); ++end) {
            const auto wanted = widthAt(end);
            const double width = wanted.value_or(share);
            if (end > from && used + width > room.width + tolerance)
                break;
            used += width;
            const auto written =
                wanted && *wanted < room.width ? std::optional(Length{*wanted, 0}) : std::nullopt;
            cells += cell({{members[end]}, {}, written, true}, room, std::min(width, room.width));
        }
        const TextAlign place = placeOfColumns(members[from], end - from == 1);
        const bool isFull =
            place != TextAlign::Right && (used > room.width - 3 * tolerance || end - from == 1);
        putTable({isFull ? std::optional(Length{0, 100}) : std::nullopt, 0, place, {}},
                 u"<tr>"_s + cells + u"</tr>"_s, room, open);
        from = end;
    }
}

TextAlign BoxWriter::placeOfColumns(int first, bool isAlone) const
{
    if (isAlone && style(first).floats == Float::Right)
        return TextAlign::Right;
    return style(node(first).parent).align == TextAlign::Center ? TextAlign::Center : TextAlign::Start;
}

// The one block that is in it, with the row and the cell when that is a table of one cell, from the outside
// in; nothing when there is more.
std::vector<int> BoxWriter::onlyBoxIn(int outer) const
{
    const std::vector<int> inside = shownChildren(outer);
    if (inside.size() != 1 || node(inside.front()).isText() || !isBlockLevel(inside.front()))
        return {};
    const int box = inside.front();
    if (style(box).display != Display::Table)
        return {box};
    const Grid grid = gridOf(m_document, box);
    if (grid.rows.size() != 1 || grid.rows.front().cells.size() != 1 || !grid.captions.empty())
        return {};
    std::vector<int> nodes = nodesOf(grid.rows.front(), grid.rows.front().cells.front());
    nodes.insert(nodes.begin(), box);
    return nodes;
}

// Would one cell look like a box in a box?
bool BoxWriter::canMerge(int outer, const std::vector<int> &inner, const Room &room) const
{
    const Style &box = style(inner.front());
    const bool isOrdinary = box.display == Display::Block || box.display == Display::Table;
    const bool isNarrow = (box.width && !box.width->isRelative()) || box.maxWidth;
    const bool isLine = node(inner.front()).name == "hr"_L1 || node(inner.front()).name.size() == 2;
    const bool isPicture = node(inner.front()).name == "img"_L1;
    if (!isOrdinary || isNarrow || isLine || isPicture)
        return false;
    const bool outerIsThin = sideways(style(outer), 100) < 1 && style(outer).padding[TopSide].pixels < 1
        && !hasBorder(style(outer));
    return outerIsThin || std::all_of(inner.begin(), inner.end(), [&](int i) {
               return !groundOf(style(i), room.ground) && !hasBorder(style(i));
           });
}

// As long as a cell has only one block, and that would be a box in a box: both become one.
void BoxWriter::unwrap(Cell &cell, const Room &room) const
{
    for (int steps = 0; steps < limits::depth; ++steps) {
        const std::vector<int> inner = onlyBoxIn(cell.nodes.back());
        if (inner.empty() || !canMerge(cell.nodes.back(), inner, room))
            return;
        cell.nodes.insert(cell.nodes.end(), inner.begin(), inner.end());
    }
}

// The dialect draws no border around a table: the cells at its edges have it.
QString BoxWriter::borders(const Cell &cell) const
{
    static constexpr std::array names{"top"_L1, "right"_L1, "bottom"_L1, "left"_L1};
    QString result;
    for (std::size_t side = 0; side < 4; ++side) {
        std::vector<int> nodes = cell.nodes;
        if (cell.edges.isThere[side])
            nodes.push_back(cell.edges.table);
        const auto found = std::find_if(nodes.begin(), nodes.end(),
                                        [&](int at) { return style(at).border[side].width >= 0.5; });
        if (found == nodes.end())
            continue;
        const Border &border = style(*found).border[side];
        const Color color = m_colors.line(border.color.value_or(Color{128, 128, 128, 1}));
        const bool isBroken = border.style == "dotted"_L1 || border.style == "dashed"_L1;
        result += u"; border-"_s + names[side] + u':' + pixels(border.width) + u"px "_s
            + (isBroken ? border.style : u"solid"_s) + u' ' + color.name();
    }
    return result;
}

QString BoxWriter::cell(Cell cell, const Room &room, double width)
{
    if (!m_options.isSimplified && !node(cell.nodes.back()).isText() && node(cell.nodes.back()).name != "a"_L1
        && node(cell.nodes.back()).name != "table"_L1)
        unwrap(cell, room);
    const int inside = cell.nodes.back();
    if (node(inside).name == "table"_L1)
        cell.nodes.pop_back();  // it has its looks itself
    Room inner{width, 0, 0, room.ground, room.tables + 1, room.link, {}};
    Sides<double> padding{};
    const auto ground = takeLooks(cell, inner, padding);
    inner.width = std::max(width - padding[LeftSide] - padding[RightSide], 40.0);
    const Open open = content(inside, inner);
    padding[TopSide] += open.above;
    padding[BottomSide] += open.space;
    count(0.03, inner);
    return u"<td"_s + (cell.isBesideOthers ? verticalWord(style(inside).verticalAlign) : QString())
        + widthWord(cell.width) + spanWords(cell.span)
        + (ground ? u" bgcolor=\""_s + ground->name() + u'"' : QString()) + u" style=\"padding:"_s
        + pixels(padding[TopSide]) + u"px "_s + pixels(padding[RightSide]) + u"px "_s
        + pixels(padding[BottomSide]) + u"px "_s + pixels(padding[LeftSide]) + u"px"_s + borders(cell)
        + u"\">"_s + open.html + u"</td>"_s;
}

// The room that all boxes of a cell leave for what is in it, and what is behind that.
std::optional<Color> BoxWriter::takeLooks(const Cell &cell, Room &inner, Sides<double> &padding) const
{
    std::optional<Color> ground;
    for (const int at : cell.nodes) {
        const Style &looks = style(at);
        for (std::size_t side = 0; side < 4; ++side) {
            const double margin = at == cell.nodes.front() ? 0 : looks.margin[side].of(inner.width);
            padding[side] += looks.padding[side].of(inner.width) + margin;
        }
        if (isTall(looks)) {
            const double room = (looks.lineHeight - 1.2) * looks.fontSize / 2;
            padding[TopSide] += room;
            padding[BottomSide] += room;
        }
        if (const auto own = groundOf(looks, inner.ground)) {
            ground = own;
            inner.ground = *own;
        }
    }
    return ground;
}

// What is in a cell; never quite nothing, or the engine would make it higher than it is.
BoxWriter::Open BoxWriter::content(int at, const Room &room)
{
    Open open = opened();
    if (node(at).isText() || (node(at).firstChild < 0 && !isBlockLevel(at)))
        child(at, at, room, open);
    else if (node(at).name == "table"_L1)
        table(at, room, open);
    else
        flow(at, room, open);
    endParagraph(open);
    if (!open.isEmpty)
        return open;
    put(u"<p style=\"margin:0\"><span style=\"font-size:1px\">&#160;</span></p>"_s, open);
    const auto &height = style(at).height;
    if (height && !height->isRelative())
        open.above += std::min(height->pixels, 400.0);
    return open;
}

QString BoxWriter::widthWord(const std::optional<Length> &width) const
{
    if (!width)
        return {};
    return u" width=\""_s + (width->isRelative() ? number(width->percent) + u'%' : pixels(width->pixels))
        + u'"';
}

void BoxWriter::putTable(const Frame &frame, const QString &rows, const Room &room, Open &open)
{
    QString tag = u"<table border=\"0\" cellpadding=\"0\" cellspacing=\""_s + pixels(frame.spacing) + u'"';
    tag += widthWord(frame.width) + placeWord(frame.place);
    if (frame.ground)
        tag += u" bgcolor=\""_s + frame.ground->name() + u'"';
    QString margins;
    const auto margin = [&](QLatin1StringView side, double value) {
        if (value > 0)
            margins += u"margin-"_s + side + u':' + pixels(value) + u"px; "_s;
    };
    margin("top"_L1, takeSpace(open));
    margin("left"_L1, room.left);
    margin("right"_L1, room.right);
    if (!margins.isEmpty())
        tag += u" style=\""_s + margins.trimmed() + u'"';
    put(tag + u'>' + rows + u"</table>"_s, open);
}

}
