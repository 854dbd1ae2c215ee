// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/tablegrid.h"

#include "core/html/limits.h"

#include <algorithm>

namespace html {

namespace {

class GridReader
{
public:
    explicit GridReader(const StyledDocument &document) : m_document(document) {}

    Grid read(int table)
    {
        readRows(table);
        std::erase_if(m_grid.rows, [](const GridRow &row) { return row.cells.empty(); });
        return std::move(m_grid);
    }

private:
    template <typename F>
    void forChildren(int parent, F apply)
    {
        const auto &nodes = m_document.document.nodes;
        for (int at = nodes[static_cast<std::size_t>(parent)].firstChild; at >= 0;
             at = nodes[static_cast<std::size_t>(at)].next) {
            if (!nodes[static_cast<std::size_t>(at)].isText() && !m_document.style(at).isHidden)
                apply(at, m_document.style(at).display);
        }
    }

    void readRows(int parent)
    {
        bool openRow = false;
        forChildren(parent, [&](int at, Display display) {
            if (display == Display::RowGroup) {
                readRows(at);
            } else if (display == Display::Row) {
                m_grid.rows.push_back({at, {}});
                forChildren(at, [&](int cell, Display) { addCell(cell); });
            } else if (display == Display::Caption) {
                m_grid.captions.push_back(at);
            } else if (display != Display::Column) {
                // Cells without a row stand beside each other; anything else takes a row.
                if (display != Display::Cell || !openRow)
                    m_grid.rows.push_back({-1, {}});
                addCell(at);
                openRow = display == Display::Cell;
                return;
            }
            openRow = false;
        });
    }

    void addCell(int at)
    {
        const Node &node = m_document.document.nodes[static_cast<std::size_t>(at)];
        const auto span = [&](QStringView name) {
            return std::clamp(node.attribute(name).trimmed().toInt(), 1, limits::span);
        };
        m_grid.rows.back().cells.push_back({at, span(u"colspan"), span(u"rowspan")});
    }

    const StyledDocument &m_document;
    Grid m_grid;
};

}

int Grid::columns() const
{
    int most = 0;
    for (const GridRow &row : rows) {
        int columns = 0;
        for (const GridCell &cell : row.cells)
            columns += cell.columns;
        // Most rows of a table of one column span what only its neighbours in other tables have.
        most = std::max(most, row.cells.size() == 1 ? 1 : columns);
    }
    return most;
}

Grid gridOf(const StyledDocument &document, int table)
{
    return GridReader(document).read(table);
}

}
