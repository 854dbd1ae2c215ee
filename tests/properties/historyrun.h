// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/properties/history.h"
#include "tests/properties/modelworld.h"

struct Verdict {
    QByteArray what;  // empty: everything is as it must be
    int marks = 0;    // keywords of ours that reached the server
    int copies = 0;   // that were compared
};
// In a world that may have seen others before.
[[nodiscard]] Verdict carryOut(ModelWorld &world, const History &history);
// The shortest history found that still fails, by leaving steps out.
[[nodiscard]] History shrink(const History &history, int mostTries = 150);
