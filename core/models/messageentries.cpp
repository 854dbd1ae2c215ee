// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/messageentries.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace models {

MessageEntries entriesOf(const std::vector<store::InsertedCopy> &copies)
{
    MessageEntries entries;
    entries.reserve(copies.size());
    for (const store::InsertedCopy &copy : copies) {
        const qint64 seconds = std::clamp<qint64>(copy.date / 1000, 0, std::numeric_limits<quint32>::max());
        entries.push_back({copy.id, copy.uid, static_cast<quint32>(seconds)});
    }
    if (!std::is_sorted(entries.begin(), entries.end(), newerFirst))
        std::sort(entries.begin(), entries.end(), newerFirst);
    return entries;
}

IdSet::IdSet(std::vector<store::CopyId> ids)
    : m_ids(std::move(ids)), m_maybe(std::bit_ceil(m_ids.size() * 16 + 1))
{
    std::sort(m_ids.begin(), m_ids.end());
    for (const store::CopyId id : m_ids)
        m_maybe[place(id)] = true;
}

bool IdSet::contains(store::CopyId id) const
{
    return m_maybe[place(id)] && std::binary_search(m_ids.begin(), m_ids.end(), id);
}

RowRanges rangesOf(const MessageEntries &entries, const IdSet &ids)
{
    RowRanges ranges;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!ids.contains(entries[i].id))
            continue;
        const int row = static_cast<int>(i);
        if (!ranges.empty() && ranges.back().second == row - 1)
            ranges.back().second = row;
        else
            ranges.emplace_back(row, row);
    }
    return ranges;
}

MessageEntries without(const MessageEntries &entries, const RowRanges &ranges)
{
    MessageEntries left;
    left.reserve(entries.size());
    auto from = entries.begin();
    for (const auto &[first, last] : ranges) {
        left.insert(left.end(), from, entries.begin() + first);
        from = entries.begin() + last + 1;
    }
    left.insert(left.end(), from, entries.end());
    return left;
}

MessageEntries merged(const MessageEntries &a, const MessageEntries &b, EntryOrder order)
{
    MessageEntries all;
    all.reserve(a.size() + b.size());
    std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all), order);
    return all;
}

std::vector<EntryRun> runsOf(const MessageEntries &entries, const MessageEntries &sorted, EntryOrder order)
{
    std::vector<EntryRun> runs;
    auto place = entries.begin();
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        place = std::lower_bound(place, entries.end(), sorted[i], order);
        const auto at = place - entries.begin();
        const auto index = static_cast<std::ptrdiff_t>(i);
        if (!runs.empty() && runs.back().at == at)
            runs.back().last = index + 1;
        else
            runs.push_back({at, index, index + 1});
    }
    return runs;
}

void unite(store::FolderChange &change, store::FolderChange next)
{
    if (next.emptied) {
        change = std::move(next);
        return;
    }
    if (!next.removed.empty()) {
        const IdSet gone(next.removed);
        std::erase_if(change.inserted, [&gone](const auto &copy) { return gone.contains(copy.id); });
        std::erase_if(change.changed, [&gone](store::CopyId id) { return gone.contains(id); });
    }
    const auto append = [](auto &to, const auto &from) { to.insert(to.end(), from.begin(), from.end()); };
    append(change.inserted, next.inserted);
    append(change.changed, next.changed);
    append(change.removed, next.removed);
    append(change.contentArrived, next.contentArrived);
}

}
