// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/html/document.h"
#include "core/html/style.h"

namespace html {

// What browsers do with an element by themselves (HTML Living Standard, 15.3). `style` has what is inherited.
void applyDefaults(Style &style, const Node &element);

// Attributes that say how something looks (15.3.10 …): weaker than any sheet. `table` is the one a cell is
// in, or null.
void applyAttributes(Style &style, const Node &element, const Node *table);

}
