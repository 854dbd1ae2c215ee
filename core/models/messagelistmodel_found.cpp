// SPDX-License-Identifier: GPL-3.0-or-later
// What was found in many folders, in the place of the open folder's rows.
#include "core/models/messagelistmodel.h"

#include <algorithm>

namespace models {

namespace {

// Those of `copies` that are on their way to somewhere else are put aside.
MessageEntries withoutAway(MessageEntries copies, const IdSet &away, MessageEntries &aside)
{
    const auto isHere = [&away](const MessageEntry &entry) { return !away.contains(entry.id); };
    const auto gone = std::stable_partition(copies.begin(), copies.end(), isHere);
    aside.insert(aside.end(), gone, copies.end());
    copies.erase(gone, copies.end());
    return copies;
}

}

void MessageListModel::showFound(const std::vector<store::InsertedCopy> &copies)
{
    beginResetModel();
    m_narrowed.reset();
    m_away.clear();
    m_isWide = true;
    m_shown = withoutAway(entriesOf(copies), m_awayIds, m_away);
    endResetModel();
}

void MessageListModel::addFound(const std::vector<store::InsertedCopy> &copies)
{
    if (m_isWide)
        insertShown(m_shown, withoutAway(entriesOf(copies), m_awayIds, m_away), {});
}

void MessageListModel::hideFound(const std::vector<store::CopyId> &hidden)
{
    m_awayIds = IdSet(hidden);
    if (!m_isWide)
        return;
    Entries still;
    Entries back = withoutAway(std::exchange(m_away, {}), m_awayIds, still);
    m_away = std::move(still);
    const RowRanges ranges = rangesOf(m_shown, m_awayIds);
    for (const auto &[first, last] : ranges)
        m_away.insert(m_away.end(), m_shown.begin() + first, m_shown.begin() + last + 1);
    if (!ranges.empty())
        removeShown(m_shown, ranges);
    std::sort(back.begin(), back.end(), newerFirst);
    if (!back.empty())
        insertShown(m_shown, back, {});
}

void MessageListModel::removeFound(const std::vector<store::CopyId> &ids)
{
    if (ids.empty())
        return;
    const IdSet gone(ids);
    for (const store::CopyId id : ids)
        m_rows.remove(id);
    std::erase_if(m_away, [&gone](const MessageEntry &entry) { return gone.contains(entry.id); });
    removeShown(m_shown, rangesOf(m_shown, gone));
}

void MessageListModel::leaveFound()
{
    m_isWide = false;
    m_away.clear();
}

}
