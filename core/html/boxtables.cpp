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
// NOLINTNEXTLINE(readability-function-cognitive-complexity): one walk down a table
void BoxWriter::stack(const Grid &grid, int at, const Room &room, Open &open)
{
    const Style &looks = style(at);
    const bool isFramed = isBoxed(looks, room) || isNarrowAndPlaced(at, room);
    auto width = widthOf(looks, room);
    const bool isNarrow = width && *width < room.width - tolerance;
    const double inside = isNarrow ? *width : room.width;
    Room inner = room;
    if (isNarrow && !isFramed) {
        inner.right += room.width - *width;
        inner.width = *width;
    }
    QString rows;
    for (const GridRow &row : grid.rows) {
        std::vector<int> nodes;
        if (isFramed && grid.rows.size() == 1)
            nodes.push_back(at);
        if (row.node >= 0)
            nodes.push_back(row.node);
        nodes.push_back(row.cells.front().node);
        const bool isBoxedRow =
            std::any_of(nodes.begin(), nodes.end(), [&](int i) { return isBoxed(style(i), inner); });
        if (isFramed)
            rows += u"<tr>"_s + cell({nodes, {}, {}, false}, room, inside) + u"</tr>"_s;
        else if (isBoxedRow)
            putTable({looks.width ? std::optional(Length{0, 100}) : std::nullopt, 0, placeOf(at),
                      groundOf(style(nodes.back()), room.ground)},
                     u"<tr>"_s + cell({nodes, {}, {}, false}, inner, inside) + u"</tr>"_s, inner, open);
        else
            plainBlock(row.cells.front().node, inner, open);
    }
    if (!isFramed)
        return;
    Frame frame{std::nullopt, grid.rows.size() > 1 ? std::min(looks.cellSpacing, 20.0) : 0, placeOf(at), {}};
    frame.ground = groundOf(looks, room.ground);
    if (looks.width)
        frame.width = isNarrow ? Length{*width, 0} : Length{0, 100};
    putTable(frame, rows, room, open);
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): rows and their cells
void BoxWriter::grid(const Grid &grid, int at, const Room &room, Open &open)
{
    const Style &looks = style(at);
    const auto width = widthOf(looks, room);
    const bool isNarrow = width && *width < room.width - tolerance;
    const double inside = isNarrow ? *width : room.width;
    Room inner = room;
    if (const auto ground = groundOf(looks, room.ground))
        inner.ground = *ground;
    QString rows;
    for (const GridRow &row : grid.rows) {
        double known = 0;
        int unknown = 0;
        for (const GridCell &one : row.cells) {
            const auto wanted = style(one.node).width;
            known += wanted ? wanted->of(inside) : 0;
            unknown += wanted ? 0 : 1;
        }
        const bool fits = known <= inside + tolerance;
        const double rest = std::max(inside - known, 40.0) / std::max(unknown, 1);
        rows += u"<tr>"_s;
        for (const GridCell &one : row.cells) {
            std::vector<int> nodes;
            if (row.node >= 0)
                nodes.push_back(row.node);
            nodes.push_back(one.node);
            const auto wanted = fits ? style(one.node).width : std::nullopt;
            const double share = inside / static_cast<double>(row.cells.size());
            rows += cell({nodes, one, wanted, true}, inner,
                         wanted     ? wanted->of(inside)
                             : fits ? rest
                                    : share);
        }
        rows += u"</tr>"_s;
    }
    Frame frame{std::nullopt, std::min(looks.cellSpacing, 20.0), placeOf(at), groundOf(looks, room.ground)};
    if (looks.width)
        frame.width = isNarrow ? Length{*width, 0} : Length{0, 100};
    putTable(frame, rows, room, open);
}

// Boxes beside each other, as many in a row as have room.
void BoxWriter::columns(const std::vector<int> &members, const Room &room, Open &open)
{
    endParagraph(open);
    const double share = room.width / static_cast<double>(members.size());
    for (std::size_t from = 0; from < members.size();) {
        std::size_t end = from;
        double used = 0;
        QString cells;
        for (; end < members.size(); ++end) {
            const auto wanted =
                node(members[end]).isText() ? std::nullopt : widthOf(style(members[end]), room);
            const double width = wanted.value_or(share);
            if (end > from && used + width > room.width + tolerance)
                break;
            used += width;
            const auto written =
                wanted && *wanted < room.width ? std::optional(Length{*wanted, 0}) : std::nullopt;
            cells += cell({{members[end]}, {}, written, true}, room, std::min(width, room.width));
        }
        const bool isFull = used > room.width - 3 * tolerance;
        const TextAlign place = style(node(members[from]).parent).align == TextAlign::Center
            ? TextAlign::Center
            : TextAlign::Start;
        putTable({isFull || end - from == 1 ? std::optional(Length{0, 100}) : std::nullopt, 0, place, {}},
                 u"<tr>"_s + cells + u"</tr>"_s, room, open);
        from = end;
    }
}

// As long as a cell has only one block, and that would be a box in a box: both become one.
// NOLINTNEXTLINE(readability-function-cognitive-complexity): one condition after the other
void BoxWriter::unwrap(Cell &cell, const Room &room) const
{
    for (int steps = 0; steps < limits::depth; ++steps) {
        const int outer = cell.nodes.back();
        const std::vector<int> inside = shownChildren(outer);
        if (inside.size() != 1 || node(inside.front()).isText() || !isBlockLevel(inside.front()))
            return;
        std::vector<int> inner{inside.front()};
        if (style(inner.front()).display == Display::Table) {
            const Grid grid = gridOf(m_document, inner.front());
            if (grid.rows.size() != 1 || grid.rows.front().cells.size() != 1 || !grid.captions.empty())
                return;
            if (grid.rows.front().node >= 0)
                inner.push_back(grid.rows.front().node);
            inner.push_back(grid.rows.front().cells.front().node);
        }
        const auto isPlain = [&](int i) { return !groundOf(style(i), room.ground) && !hasBorder(style(i)); };
        const bool innerIsPlain = std::all_of(inner.begin(), inner.end(), isPlain);
        const bool outerIsThin = sideways(style(outer), 100) < 1 && style(outer).padding[TopSide].pixels < 1
            && !hasBorder(style(outer));
        const Style &box = style(inner.front());
        const bool isNarrow = box.width && !box.width->isRelative();
        const bool isOrdinary = box.display == Display::Block || box.display == Display::Table;
        if ((!innerIsPlain && !outerIsThin) || isNarrow || box.maxWidth || !isOrdinary
            || node(inner.front()).name == "hr"_L1 || node(inner.front()).name.size() == 2)
            return;
        cell.nodes.insert(cell.nodes.end(), inner.begin(), inner.end());
    }
}

QString BoxWriter::borders(const Cell &cell) const
{
    static constexpr std::array names{"top"_L1, "right"_L1, "bottom"_L1, "left"_L1};
    QString result;
    for (std::size_t side = 0; side < 4; ++side) {
        for (const int at : cell.nodes) {
            const Border &border = style(at).border[side];
            if (border.width < 0.5)
                continue;
            const Color color = m_colors.line(border.color.value_or(Color{128, 128, 128, 1}));
            const QString drawn =
                border.style == "dotted"_L1 || border.style == "dashed"_L1 ? border.style : u"solid"_s;
            result += u"; border-"_s + names[side] + u':' + pixels(border.width) + u"px "_s + drawn + u' '
                + color.name();
            break;
        }
    }
    return result;
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): one attribute after the other
QString BoxWriter::cell(Cell cell, const Room &room, double width)
{
    if (!m_options.isSimplified && !node(cell.nodes.back()).isText()
        && node(cell.nodes.back()).name != "a"_L1)
        unwrap(cell, room);
    Room inner{width, 0, 0, room.ground, room.tables + 1, room.link, {}};
    Sides<double> padding{};
    std::optional<Color> ground;
    for (const int at : cell.nodes) {
        const Style &looks = style(at);
        for (std::size_t side = 0; side < 4; ++side)
            padding[side] +=
                looks.padding[side].of(width) + (at != cell.nodes.front() ? looks.margin[side].of(width) : 0);
        if (const auto own = groundOf(looks, inner.ground)) {
            ground = own;
            inner.ground = *own;
        }
    }
    inner.width = std::max(width - padding[LeftSide] - padding[RightSide], 40.0);
    const int content = cell.nodes.back();
    const Style &looks = style(content);
    Open open = opened();
    if (node(content).isText() || (node(content).firstChild < 0 && !isBlockLevel(content)))
        child(content, content, inner, open);
    else
        children(content, content, inner, open);
    endParagraph(open);
    if (open.isEmpty) {
        put(u"<p style=\"margin:0\"><span style=\"font-size:1px\">&#160;</span></p>"_s, open);
        if (looks.height && !looks.height->isRelative())
            open.above += std::min(looks.height->pixels, 400.0);
    }
    padding[TopSide] += open.above;
    padding[BottomSide] += open.space;
    count(0.03, inner);
    QString tag = u"<td"_s + (cell.isBesideOthers ? verticalWord(looks.verticalAlign) : QString());
    if (cell.width)
        tag += u" width=\""_s
            + (cell.width->isRelative() ? number(cell.width->percent) + u'%' : pixels(cell.width->pixels))
            + u'"';
    if (cell.span.columns > 1)
        tag += u" colspan=\""_s + QString::number(cell.span.columns) + u'"';
    if (cell.span.rows > 1)
        tag += u" rowspan=\""_s + QString::number(cell.span.rows) + u'"';
    if (ground)
        tag += u" bgcolor=\""_s + ground->name() + u'"';
    tag += u" style=\"padding:"_s + pixels(padding[TopSide]) + u"px "_s + pixels(padding[RightSide])
        + u"px "_s + pixels(padding[BottomSide]) + u"px "_s + pixels(padding[LeftSide]) + u"px"_s
        + borders(cell) + u"\">"_s;
    return tag + open.html + u"</td>"_s;
}

void BoxWriter::putTable(const Frame &frame, const QString &rows, const Room &room, Open &open)
{
    QString tag = u"<table border=\"0\" cellpadding=\"0\" cellspacing=\""_s + pixels(frame.spacing) + u'"';
    if (frame.width)
        tag += u" width=\""_s
            + (frame.width->isRelative() ? number(frame.width->percent) + u'%' : pixels(frame.width->pixels))
            + u'"';
    tag += placeWord(frame.place);
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
