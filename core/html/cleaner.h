// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/html/document.h"

#include <QStringView>

namespace html {

// Reads HTML as the HTML Living Standard says, and keeps what can do nothing: elements and attributes of a
// list; links to pages and mailboxes; pictures as names of resources. Scripts, forms, frames, objects,
// drawings, everything that loads or acts is gone. Total and bounded for any text (limits.h); pure; any
// thread. What is hidden by its style is still in it.
[[nodiscard]] CleanDocument clean(QStringView source);

}
