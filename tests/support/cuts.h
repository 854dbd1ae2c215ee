// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>

namespace posthorn_test {

// How the servers of scripts cut their lines in two: before this octet of each.
struct Cut {
    qsizetype at = 0;       // 0: not at all
    qsizetype longest = 0;  // line there was to be cut
};
Cut &cut();

// Each function of each registered class (or of the one named) once for each place where the lines of its
// scripts can be cut. The result is main()'s.
int runAtEveryCut(const QString &only);

}
