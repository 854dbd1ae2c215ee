// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/html/document.h"

#include <QString>

#include <vector>

namespace html {

// A place in a document that one of its own links leads to.
struct Anchor {
    int node = 0;
    QString name;
};

// Those that there are, in the document's order, each once; what no link names is none. Pure.
[[nodiscard]] std::vector<Anchor> anchorsOf(const CleanDocument &document);

}
