// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/resyncplan.h"

#include "core/imap/wire/limits.h"

#include <algorithm>
#include <span>

namespace imap::sync {

namespace {

// A line with so much in it every server takes (wire/limits.h).
constexpr qsizetype longestSet = 7000;
// A mailbox this small is looked at first: that costs little, and tells afterwards whether everything came.
constexpr quint32 small = 500;

void sortAndUnite(std::vector<store::FlagsSeen> &seen)
{
    const auto before = [](const auto &a, const auto &b) { return a.uid < b.uid; };
    if (!std::is_sorted(seen.begin(), seen.end(), before))
        std::stable_sort(seen.begin(), seen.end(), before);
    auto keep = seen.begin();
    for (auto it = seen.begin(); it != seen.end(); ++it) {
        if (keep != seen.begin() && std::prev(keep)->uid == it->uid)
            *std::prev(keep) = *it;
        else if (it->uid.value != 0)
            *keep++ = *it;
    }
    seen.erase(keep, seen.end());
}

// What the server says of UIDs and mod-sequences contradicts itself, or what it has said before.
bool hasContradiction(const KeptMailbox &kept, const SelectedMailbox &selected)
{
    const Uid next = selected.uidNext;
    const bool goesBack = next.value != 0 && next < kept.uidNext;
    const bool isCrowded = next.value != 0 && selected.exists >= next.value;
    return goesBack || isCrowded || selected.highestModSeq < kept.inStepWith;
}

}

FirstLook firstLook(const KeptMailbox &kept, const SelectedMailbox &selected, bool modSeqs,
                    const ResyncAnswer &told)
{
    using How = FirstLook::How;
    const bool hasModSeqs = modSeqs && !selected.noModSeq && selected.highestModSeq.value != 0
        && selected.uidValidity.value != 0 && !selected.uidNotSticky && !selected.sessionLocal;
    const ModSeq reaches = hasModSeqs ? selected.highestModSeq : ModSeq{};
    if (selected.exists == 0)
        return {How::Nothing, {}, reaches};
    const bool isOther = kept.validity.value == 0 || kept.validity != selected.uidValidity;
    if (kept.isEmpty || isOther) {
        const bool isCountable = selected.uidNext.value > selected.exists && !selected.sessionLocal;
        return {selected.exists > small && isCountable ? How::Everything : How::Flags, {}, reaches};
    }
    if (!hasModSeqs || kept.inStepWith.value == 0 || hasContradiction(kept, selected))
        return {How::Flags, {}, reaches};
    if (told.isWhole && told.since.value != 0 && told.since <= kept.inStepWith)
        return {How::Told, told.since, reaches};
    if (selected.highestModSeq == kept.inStepWith)
        return {How::Nothing, {}, reaches};
    return {How::Changes, kept.inStepWith, reaches};
}

ResyncPlan planResync(const std::vector<store::FlagsSeen> &known, std::vector<store::FlagsSeen> server,
                      const UidSet &there)
{
    sortAndUnite(server);
    ResyncPlan plan;
    auto ours = known.begin();
    auto theirs = server.begin();
    while (ours != known.end() || theirs != server.end()) {
        if (theirs == server.end() || (ours != known.end() && ours->uid < theirs->uid)) {
            if (!there.contains(ours->uid))
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

ResyncPlan planChanges(const std::vector<Uid> &kept, std::vector<store::FlagsSeen> changed,
                       const UidSet &vanished)
{
    sortAndUnite(changed);
    ResyncPlan plan;
    // Both ascending, so that neither a set of all UIDs nor one of a million ranges costs more than its size.
    auto from = kept.begin();
    auto alive = changed.begin();
    for (const UidRange &range : vanished.ranges()) {
        from = std::lower_bound(from, kept.end(), range.first);
        for (; from != kept.end() && *from <= range.last; ++from) {
            alive = std::find_if(alive, changed.end(), [&](const auto &each) { return each.uid >= *from; });
            if (alive == changed.end() || alive->uid != *from)
                plan.vanished.push_back(*from);
        }
    }
    auto ours = kept.begin();
    for (store::FlagsSeen &each : changed) {
        ours = std::lower_bound(ours, kept.end(), each.uid);
        if (ours != kept.end() && *ours == each.uid)
            plan.flagsChanged.push_back(std::move(each));
        else
            plan.missing.push_back(each.uid);
    }
    std::reverse(plan.missing.begin(), plan.missing.end());
    return plan;
}

ResyncPlan planUids(const std::vector<Uid> &kept, const UidSet &there, std::vector<store::FlagsSeen> changed)
{
    ResyncPlan plan;
    if (there.count() > limits::foundMessages)
        return plan;  // nobody has so many messages, and they are not counted out
    auto ours = kept.begin();
    for (const UidRange &range : there.ranges()) {
        for (; ours != kept.end() && *ours < range.first; ++ours)
            plan.vanished.push_back(*ours);
        for (quint64 uid = range.first.value; uid <= range.last.value; ++uid) {
            if (ours != kept.end() && ours->value == uid)
                ++ours;
            else
                plan.missing.push_back(Uid{static_cast<quint32>(uid)});
        }
    }
    plan.vanished.insert(plan.vanished.end(), ours, kept.end());
    std::reverse(plan.missing.begin(), plan.missing.end());
    sortAndUnite(changed);
    std::erase_if(changed, [&](const auto &each) {
        return !there.contains(each.uid) || !std::binary_search(kept.begin(), kept.end(), each.uid);
    });
    plan.flagsChanged = std::move(changed);
    return plan;
}

std::vector<Uid> keptAfter(const std::vector<Uid> &kept, const ResyncPlan &plan)
{
    std::vector<Uid> left, all;
    left.reserve(kept.size());
    std::set_difference(kept.begin(), kept.end(), plan.vanished.begin(), plan.vanished.end(),
                        std::back_inserter(left));
    all.reserve(left.size() + plan.missing.size());
    std::merge(left.begin(), left.end(), plan.missing.rbegin(), plan.missing.rend(), std::back_inserter(all));
    return all;
}

bool fits(quint64 messages, const Count &count)
{
    return messages <= count.exists && messages + count.late >= count.exists;
}

bool isBelow(const std::vector<Uid> &ascending, Uid uidNext)
{
    return uidNext.value == 0 || ascending.empty() || ascending.back() < uidNext;
}

bool isMassLoss(quint64 vanished, quint64 kept)
{
    return vanished > 50 && vanished * 5 > kept;
}

std::vector<UidSet> fetchWindows(const std::vector<Uid> &newestFirst, std::size_t first, std::size_t largest)
{
    std::vector<UidSet> windows;
    std::size_t size = first;
    for (std::size_t at = 0; at < newestFirst.size();) {
        const std::size_t count = std::min(size, newestFirst.size() - at);
        const auto pieces = UidSet::of(std::span(newestFirst).subspan(at, count)).split(longestSet);
        windows.insert(windows.end(), pieces.rbegin(), pieces.rend());
        at += count;
        size = std::min(size * 2, largest);
    }
    return windows;
}

UidRanges::UidRanges(Uid uidNext, quint32 exists)
    : m_next(std::max<quint64>(uidNext.value, 1)),
      m_span(std::max<quint64>(m_next * 1000 / std::max<quint32>(exists, 1), 1))
{}

std::optional<UidRange> UidRanges::next(quint32 messages)
{
    if (isAtEnd())
        return std::nullopt;
    const quint64 span = std::max<quint64>(m_span * messages / 1000, 1);
    const quint64 last = m_next - 1;
    m_next = last > span ? m_next - span : 1;
    return UidRange{Uid{static_cast<quint32>(m_next)}, Uid{static_cast<quint32>(last)}};
}

}
