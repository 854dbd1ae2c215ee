// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace html {

// A document with its nesting bounded, for a parser whose cost grows with every element that is open. Start
// tags beyond `mostOpen` are taken out with their end tags; the text stays. It counts rather too many than
// too few: end tags close only what they would certainly close (HTML Living Standard, 13.2.6). Frame sets, at
// which the parser would destroy the tree it has made, lose their name. One pass.
struct BoundedSource {
    QByteArray octets;
    int dropped = 0;
};
[[nodiscard]] BoundedSource boundedNesting(const QByteArray &source, int mostOpen);

}
