// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/html/anchors.h"
#include "core/html/paragraph.h"
#include "core/html/tablegrid.h"
#include "core/html/textdocconverter.h"

namespace html {

// Where something is to be put: how much room there is, what is behind it, and how far it is moved in. CSS
// pixels.
struct Room {
    double width = 800;          // between the edges
    double left = 0, right = 0;  // from the edges of the surrounding cell
    Color ground{255, 255, 255, 1};
    int tables = 0;                       // around it
    QString link = {};                    // that it is in
    std::optional<Color> highlight = {};  // of the words
};

// Writes boxes: the flow of blocks, tables, columns. Used by toTextDocHtml() alone. Its recursion is as deep
// as the document, which the cleaner limits.
class BoxWriter
{
public:
    BoxWriter(const StyledDocument &document, const ConvertOptions &options);
    [[nodiscard]] TextDocHtml write();

private:
    // One cell, or the whole document, in the making.
    struct Open {
        Paragraph paragraph;
        int paragraphOf = 0;  // the block whose lines they are
        Room paragraphRoom = {};
        std::optional<TextAlign> place = {};  // of its lines, when not that of the block
        QString marker = {};                  // in front of the next words: "•"
        QString html = {};
        double space = 0;  // due before what comes next
        double above = 0;  // was due before the first
        bool isEmpty = true;
    };
    // The sides of a cell that are those of its table.
    struct Edges {
        int table = -1;
        Sides<bool> isThere = {};
    };
    struct Cell {
        std::vector<int> nodes;  // whose looks it has, from the outside in; the last has the content
        GridCell span = {};
        std::optional<Length> width = {};
        bool isBesideOthers = false;
        Edges edges = {};
    };
    // How wide a box is in its room, and whether that is less than all of it.
    struct Extent {
        double inside = 0;
        bool isNarrow = false;
    };
    struct Frame {
        std::optional<Length> width = {};
        double spacing = 0;
        TextAlign place = TextAlign::Start;
        std::optional<Color> ground = {};
    };

    // Questions
    [[nodiscard]] const Node &node(int at) const
    {
        return m_document.document.nodes[static_cast<std::size_t>(at)];
    }
    [[nodiscard]] const Style &style(int at) const { return m_document.style(at); }
    [[nodiscard]] bool isShown(int at) const;
    [[nodiscard]] bool isBlank(int at) const;
    [[nodiscard]] bool isBlockLevel(int at) const;
    [[nodiscard]] bool hasBlocks(int at) const;
    [[nodiscard]] bool isColumn(int at) const;
    [[nodiscard]] bool isButton(int at) const;
    [[nodiscard]] static bool isTall(const Style &looks);
    [[nodiscard]] bool standsAlone(int at) const;
    [[nodiscard]] bool isBoxed(const Style &style, const Room &room) const;
    [[nodiscard]] bool isNarrowAndPlaced(int at, const Room &room) const;
    [[nodiscard]] TextAlign placeOf(int at) const;
    [[nodiscard]] std::optional<double> widthOf(const Style &style, const Room &room) const;
    [[nodiscard]] std::optional<Color> groundOf(const Style &style, const Color &behind) const;
    [[nodiscard]] std::vector<int> shownChildren(int at) const;
    [[nodiscard]] std::vector<int> columnsFrom(int at) const;
    [[nodiscard]] QString pixels(double value) const { return number(value * m_options.zoom); }

    // The flow (boxwriter.cpp)
    void children(int parent, int block, const Room &room, Open &open);
    int child(int at, int block, const Room &room, Open &open);
    void leaf(int at, int block, const Room &room, Open &open);
    void enter(int block, const Room &room, Open &open);
    [[nodiscard]] Style looksOfWords(int at) const;
    void text(int at, int block, const Room &room, Open &open);
    void picture(int at, int block, const Room &room, Open &open);
    void blockPicture(int at, const Room &room, Open &open);
    void floatingPicture(int at, const Room &room, Open &open);
    [[nodiscard]] std::optional<QSize> sizeOf(int picture, const Room &room) const;
    [[nodiscard]] QString pictureMarkup(int at, const QSize &size, const Room &room) const;
    void anchors(int at, Open &open);
    void block(int at, const Room &room, Open &open);
    void plainBlock(int at, const Room &room, Open &open);
    void flow(int at, const Room &room, Open &open);
    [[nodiscard]] QString markerOf(int at);
    void rule(int at, const Room &room, Open &open);
    void endParagraph(Open &open);
    void put(const QString &html, Open &open);
    [[nodiscard]] double takeSpace(Open &open) const;
    [[nodiscard]] Open opened() const { return {Paragraph(m_colors, m_options.zoom)}; }
    void count(double milliseconds, const Room &room);

    // Tables (boxtables.cpp)
    void box(int at, const Room &room, Open &open);
    void table(int at, const Room &room, Open &open);
    void stack(const Grid &grid, int at, const Room &room, Open &open);
    void framedStack(const Grid &grid, int at, const Room &room, Open &open);
    void looseStack(const Grid &grid, int at, const Room &room, Open &open);
    void grid(const Grid &grid, int at, const Room &room, Open &open);
    [[nodiscard]] QString gridRow(const GridRow &row, Edges edges, const Room &room, double inside);
    void columns(const std::vector<int> &members, const Room &room, Open &open);
    [[nodiscard]] TextAlign placeOfColumns(int first, bool isAlone) const;
    [[nodiscard]] QString cell(Cell cell, const Room &room, double width);
    [[nodiscard]] Open content(int at, const Room &room);
    [[nodiscard]] std::optional<Color> takeLooks(const Cell &cell, Room &inner, Sides<double> &padding) const;
    void unwrap(Cell &cell, const Room &room) const;
    [[nodiscard]] std::vector<int> onlyBoxIn(int outer) const;
    [[nodiscard]] bool canMerge(int outer, const std::vector<int> &inner, const Room &room) const;
    void putTable(const Frame &frame, const QString &rows, const Room &room, Open &open);
    [[nodiscard]] QString borders(const Cell &cell) const;
    [[nodiscard]] QString widthWord(const std::optional<Length> &width) const;
    [[nodiscard]] Extent extentOf(int at, const Room &room) const;
    [[nodiscard]] Frame frameOf(int table, const Extent &extent, const Room &room) const;
    [[nodiscard]] static std::vector<int> nodesOf(const GridRow &row, const GridCell &cell);

    const StyledDocument &m_document;
    const ConvertOptions &m_options;
    ReadableColors m_colors;
    std::vector<Anchor> m_anchors;
    std::size_t m_nextAnchor = 0;  // not written yet
    TextDocHtml m_result;
    struct ListPlace {
        int next = -1;
        int number = 0;
    };
    QHash<int, ListPlace> m_lists;  // by their elements: which item is the next, and its number
};

}
