// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/uidset.h"
#include "core/store/changes.h"

#include <vector>

namespace imap::sync {

// What differs between what is kept and what the server has, after a full look ("UID FETCH 1:* (UID FLAGS)").
// Pure.
struct ResyncPlan {
    std::vector<Uid> vanished;  // kept, but no longer there; ascending
    std::vector<store::FlagsSeen> flagsChanged;
    std::vector<Uid> missing;  // there, but not kept; newest (highest UID) first

    [[nodiscard]] bool isUpToDate() const noexcept
    {
        return vanished.empty() && flagsChanged.empty() && missing.empty();
    }
};

// Both ascending by UID; repeats in `server` count once, the last one.
[[nodiscard]] ResyncPlan planResync(const std::vector<store::FlagsSeen> &known,
                                    std::vector<store::FlagsSeen> server);

// The windows in which missing messages are fetched: the first one a screenful, so that something can be
// painted at once, then growing to `largest` (bounded commands keep other work from waiting).
[[nodiscard]] std::vector<UidSet> fetchWindows(const std::vector<Uid> &newestFirst, std::size_t first = 100,
                                               std::size_t largest = 500);

}
