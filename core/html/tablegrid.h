// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/html/styleresolver.h"

#include <vector>

namespace html {

struct GridCell {
    int node = -1;
    int columns = 1, rows = 1;  // that it spans
};
struct GridRow {
    int node = -1;  // -1: nothing says something about it
    std::vector<GridCell> cells;
};

// The visible rows and cells of a table, however they are wrapped. What is in it and in no cell is a cell of
// its own.
struct Grid {
    std::vector<GridRow> rows;
    std::vector<int> captions;
    [[nodiscard]] int columns() const;
};
[[nodiscard]] Grid gridOf(const StyledDocument &document, int table);

}
