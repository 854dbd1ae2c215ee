// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/facets.h"

// Days put together to as many bars as there is room for.
namespace search {

struct TimeBin {
    QDate first, last;  // both included; whole units, also at the ends
    qint64 messages = 0;
    friend bool operator==(const TimeBin &, const TimeBin &) = default;
};
struct TimeBins {
    DateUnit unit = DateUnit::Day;
    std::vector<TimeBin> bins;  // one behind the other, with those that have none
    friend bool operator==(const TimeBins &, const TimeBins &) = default;
};

// The smallest unit that needs no more than `most` bars (and never fewer than one) for all the days; years
// when none does, and then the last ones. `days` ascend.
[[nodiscard]] TimeBins timeBins(const std::vector<DayCount> &days, Qt::DayOfWeek firstDayOfWeek, int most);

}
