// SPDX-License-Identifier: GPL-3.0-or-later
// The list by one of its columns.
#include "core/models/messagelistmodel.h"

#include <algorithm>

namespace models {

void MessageListModel::sortBy(const SortOrder &order, SortRanks ranks)
{
    if (order.isPlain() && m_sort.isPlain())
        return;
    beginResetModel();
    m_sort = order;
    m_ranks = std::move(ranks);
    m_shown = filtered();
    endResetModel();
}

// Those that are shown keep their order, whatever they would be by now: a star that was just set moves
// nothing.
void MessageListModel::rank(SortRanks ranks)
{
    if (!isRanked())
        return;
    std::vector<store::CopyId> shownIds;
    shownIds.reserve(m_shown.size());
    for (const MessageEntry &entry : m_shown)
        shownIds.push_back(entry.id);
    const IdSet known(std::move(shownIds));
    m_ranks = std::move(ranks);
    Entries fresh;
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(fresh),
                 [&](const MessageEntry &entry) { return !known.contains(entry.id) && passes(entry); });
    std::sort(fresh.begin(), fresh.end(), entryOrder());
    insertShown(m_shown, fresh, entryOrder());
}

}
