// SPDX-License-Identifier: GPL-3.0-or-later
// The list by one of its columns.
#include "core/models/messagelistmodel.h"

#include <algorithm>

namespace models {

void MessageListModel::sortBy(const SortOrder &order, SortRanks ranks)
{
    if (order.isPlain() && m_sort.isPlain())
        return;
    if (m_isWide) {  // for the folder, when it is shown again
        m_sort = order;
        m_ranks = std::move(ranks);
        return;
    }
    beginResetModel();
    m_sort = order;
    m_ranks = std::move(ranks);
    refilter();
    endResetModel();
}

// Those that are shown keep their order. All are put in order anew where that is not so: an answer takes its
// conversation to the top, stars come and go, and what had no place yet has found one.
void MessageListModel::rank(SortRanks ranks)
{
    if (m_isWide && !m_sort.isByDate()) {  // for the folder, when it is shown again
        m_ranks = std::move(ranks);
        return;
    }
    if (!isRanked())
        return;
    const auto hasNoPlace = [this](const MessageEntry &entry) {
        return m_ranks.of(entry.id) == 0 && !isArriving(entry.id);
    };
    if (m_sort.threaded || m_sort.column == MessageColumn::Flag
        || std::any_of(m_shown.begin(), m_shown.end(), hasNoPlace)) {
        beginResetModel();
        m_ranks = std::move(ranks);
        refilter();
        endResetModel();
        return;
    }
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

void MessageListModel::refilter()
{
    m_shown = filtered();
    if (isFoldable())
        foldShown();
}

quint32 MessageListModel::beginningAt(int row) const
{
    if (!m_sort.threaded || !isRanked() || row < 0 || row >= rowCount())
        return 0;
    return m_ranks.beginning(m_ranks.of(m_shown[static_cast<std::size_t>(row)].id));
}

int MessageListModel::beginningOf(int row) const
{
    const quint32 beginning = beginningAt(row);
    while (beginning != 0 && row > 0 && beginningAt(row - 1) == beginning)
        --row;
    return row;
}

int MessageListModel::endOf(int row) const
{
    const quint32 beginning = beginningAt(row++);
    while (beginning != 0 && beginningAt(row) == beginning)
        ++row;
    return row;
}

std::vector<int> MessageListModel::conversationAt(int row) const
{
    std::vector<int> rows;
    if (row < 0 || row >= rowCount())
        return rows;
    for (int at = beginningOf(row); at < endOf(row); ++at)
        rows.push_back(at);
    return rows;
}

void MessageListModel::fold(int row, bool folded)
{
    if (!isFoldable() || row < 0 || row >= rowCount())
        return;
    const int first = beginningOf(row), end = endOf(row);
    const store::CopyId id = m_shown[static_cast<std::size_t>(first)].id;
    if (folded && end > first + 1) {
        const auto from = m_shown.begin() + first + 1, to = m_shown.begin() + end;
        beginRemoveRows({}, first + 1, end - 1);
        m_folded[id] = Entries(from, to);
        m_shown.erase(from, to);
        endRemoveRows();
    } else if (const auto at = m_folded.find(id); !folded && at != m_folded.end()) {
        const Entries others = std::move(at->second);
        m_folded.erase(at);
        if (!others.empty()) {
            beginInsertRows({}, first + 1, first + static_cast<int>(others.size()));
            m_shown.insert(m_shown.begin() + first + 1, others.begin(), others.end());
            endInsertRows();
        }
    }
    refresh(id);
}

void MessageListModel::foldAll(bool folded)
{
    if (!isFoldable())
        return;
    beginResetModel();
    m_folded.clear();
    m_shown = filtered();
    for (int row = 0; folded && row < rowCount(); row = endOf(row)) {
        if (endOf(row) > row + 1)
            m_folded[m_shown[static_cast<std::size_t>(row)].id];
    }
    foldShown();
    endResetModel();
}

// What was folded stays so while its first message is the first one.
void MessageListModel::foldShown()
{
    if (m_folded.empty())
        return;
    std::map<store::CopyId, Entries> before = std::exchange(m_folded, {});
    Entries all = std::exchange(m_shown, {});
    m_shown.reserve(all.size());
    quint32 beginning = 0;
    Entries *others = nullptr;  // of the conversation that is folded
    for (const MessageEntry &entry : all) {
        const quint32 itsBeginning = m_ranks.beginning(m_ranks.of(entry.id));
        if (itsBeginning == 0 || itsBeginning != beginning)
            others = before.contains(entry.id) ? &m_folded[entry.id] : nullptr;
        else if (others != nullptr) {
            others->push_back(entry);
            continue;
        }
        beginning = itsBeginning;
        m_shown.push_back(entry);
    }
}

void MessageListModel::keepWaiting(Entries &copies) const
{
    if (isRanked())
        std::erase_if(copies, [this](const MessageEntry &entry) {
            return m_ranks.of(entry.id) == 0 && !isArriving(entry.id);
        });
}

// What comes back into a conversation that is folded is as unseen as the rest of it.
void MessageListModel::keepFolded(Entries &copies)
{
    if (m_folded.empty() || !isFoldable())
        return;
    std::map<quint32, Entries *> folded;
    for (auto &[id, others] : m_folded)
        folded[m_ranks.beginning(m_ranks.of(id))] = &others;
    std::erase_if(copies, [&](const MessageEntry &entry) {
        const quint32 rank = m_ranks.of(entry.id);
        const auto at = rank == 0 ? folded.end() : folded.find(m_ranks.beginning(rank));
        if (at == folded.end())
            return false;
        Entries &others = *at->second;
        others.insert(std::lower_bound(others.begin(), others.end(), entry, entryOrder()), entry);
        return true;
    });
}

// Where the first message goes the others are not hidden behind it any more.
void MessageListModel::unfoldWithout(const IdSet &gone)
{
    if (m_folded.empty())
        return;
    std::vector<store::CopyId> without;
    for (auto &[id, others] : m_folded) {
        std::erase_if(others, [&gone](const auto &entry) { return gone.contains(entry.id); });
        if (gone.contains(id))
            without.push_back(id);
    }
    for (const store::CopyId id : without) {
        if (const int row = rowOf(id); row >= 0)
            fold(row, false);
        m_folded.erase(id);
    }
}

void MessageListModel::announceFolded(const IdSet &changed)
{
    for (const auto &[id, others] : m_folded) {
        if (std::any_of(others.begin(), others.end(),
                        [&changed](const auto &entry) { return changed.contains(entry.id); }))
            refresh(id);
    }
}

bool MessageListModel::hasUnreadFolded(store::CopyId first) const
{
    constexpr std::ptrdiff_t mostRead = 100;
    const auto folded = m_folded.find(first);
    if (folded == m_folded.end())
        return false;
    const Entries &others = folded->second;
    return std::any_of(others.begin(), others.begin() + std::min(std::ssize(others), mostRead),
                       [this](const MessageEntry &one) {
                           const auto item = itemOf(one.id);
                           return item && !item->flags.has(store::Flags::Seen);
                       });
}

QVariant MessageListModel::placeData(const MessageEntry &entry, int role) const
{
    if (role == ArrivingRole)
        return isArriving(entry.id);
    const quint32 rank = m_sort.threaded && isRanked() ? m_ranks.of(entry.id) : 0;
    switch (role) {
    case DepthRole: return m_ranks.depth(rank);
    case ConversationRole: {
        const int size = rank != 0 && m_ranks.depth(rank) == 0 ? m_ranks.size(rank) : 1;
        return size > 1 ? size : 0;
    }
    case FoldedRole: return isFoldable() && m_folded.contains(entry.id);
    default: return {};
    }
}

}
