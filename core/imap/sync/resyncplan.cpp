// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/resyncplan.h"

#include <algorithm>
#include <span>

namespace imap::sync {

namespace {

void sortAndUnite(std::vector<store::FlagsSeen> &seen)
{
    std::stable_sort(seen.begin(), seen.end(), [](const auto &a, const auto &b) { return a.uid < b.uid; });
    auto keep = seen.begin();
    for (auto it = seen.begin(); it != seen.end(); ++it) {
        if (keep != seen.begin() && std::prev(keep)->uid == it->uid)
            *std::prev(keep) = *it;
        else
            *keep++ = *it;
    }
    seen.erase(keep, seen.end());
}

}

ResyncPlan planResync(const std::vector<store::FlagsSeen> &known, std::vector<store::FlagsSeen> server)
{
    sortAndUnite(server);
    ResyncPlan plan;
    auto ours = known.begin();
    auto theirs = server.begin();
    while (ours != known.end() || theirs != server.end()) {
        if (theirs == server.end() || (ours != known.end() && ours->uid < theirs->uid)) {
            plan.vanished.push_back(ours->uid);
            ++ours;
        } else if (ours == known.end() || theirs->uid < ours->uid) {
            plan.missing.push_back(theirs->uid);
            ++theirs;
        } else {
            if (ours->flags != theirs->flags)
                plan.flagsChanged.push_back(*theirs);
            ++ours;
            ++theirs;
        }
    }
    std::reverse(plan.missing.begin(), plan.missing.end());
    return plan;
}

std::vector<UidSet> fetchWindows(const std::vector<Uid> &newestFirst, std::size_t first, std::size_t largest)
{
    std::vector<UidSet> windows;
    std::size_t size = first;
    for (std::size_t at = 0; at < newestFirst.size();) {
        const std::size_t count = std::min(size, newestFirst.size() - at);
        windows.push_back(UidSet::of(std::span(newestFirst).subspan(at, count)));
        at += count;
        size = std::min(size * 2, largest);
    }
    return windows;
}

}
