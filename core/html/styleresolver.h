// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/html/document.h"
#include "core/html/style.h"
#include "core/html/stylesheet.h"

#include <vector>

namespace html {

// A document with the style of each of its elements. It knows nothing of what will show it. A value.
struct StyledDocument {
    CleanDocument document;
    std::vector<Style> styles = {};  // of the elements, in their order
    std::vector<int> styleOf = {};   // for each node its place in `styles`; of a text that of its element
    bool isMadeForDark = false;      // for a dark scheme, and the sheet had rules for it
    bool isTruncated = false;        // a limit was reached: some of it has no style

    [[nodiscard]] const Style &style(int node) const
    {
        return styles[static_cast<std::size_t>(styleOf[static_cast<std::size_t>(node)])];
    }
};

// The cascade (CSS Cascade 4): what browsers do by themselves, attributes that say how something looks, the
// sheets by specificity and order, what is important. Also marks which remote pictures cannot be seen. Total,
// bounded, pure.
[[nodiscard]] StyledDocument resolveStyles(CleanDocument document, const Medium &medium);

}
