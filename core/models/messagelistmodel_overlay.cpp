// SPDX-License-Identifier: GPL-3.0-or-later
// What the user did and the server has not done yet, over the rows of the store.
#include "core/models/messagelistmodel.h"

#include <algorithm>

namespace models {

namespace {

IdSet idsOf(const MessageEntries &entries)
{
    std::vector<store::CopyId> ids;
    ids.reserve(entries.size());
    for (const MessageEntry &entry : entries)
        ids.push_back(entry.id);
    return IdSet(std::move(ids));
}

}

void MessageListModel::setOverlay(std::vector<imap::Uid> hidden,
                                  const std::vector<store::InsertedCopy> &arriving)
{
    std::sort(hidden.begin(), hidden.end());
    if (hidden != m_hiddenUids)
        hide(hidden);

    Entries wanted = entriesOf(arriving);
    IdSet now = idsOf(wanted);
    std::vector<store::CopyId> gone;
    for (const MessageEntry &entry : m_arriving) {
        if (!now.contains(entry.id))
            gone.push_back(entry.id);
    }
    Entries fresh;
    std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(fresh),
                 [this](const MessageEntry &entry) { return !isArriving(entry.id); });
    m_arriving = std::move(wanted);
    m_arrivingIds = std::move(now);
    if (!gone.empty())
        take(gone);
    if (!fresh.empty())
        insert(std::move(fresh));
}

bool MessageListModel::isArriving(store::CopyId id) const
{
    return m_arrivingIds.contains(id);
}

bool MessageListModel::isHidden(imap::Uid uid) const
{
    return uid.value != 0 && std::binary_search(m_hiddenUids.begin(), m_hiddenUids.end(), uid);
}

// Of what the store tells: the hidden ones are put aside.
void MessageListModel::keepHidden(Entries &copies)
{
    if (m_hiddenUids.empty())
        return;
    const auto shownOnes = std::stable_partition(copies.begin(), copies.end(),
                                                 [this](const auto &copy) { return isHidden(copy.uid); });
    const IdSet known = idsOf(m_hidden);
    std::copy_if(copies.begin(), shownOnes, std::back_inserter(m_hidden),
                 [&known](const auto &copy) { return !known.contains(copy.id); });
    copies.erase(copies.begin(), shownOnes);
}

void MessageListModel::hide(const std::vector<imap::Uid> &uids)
{
    const bool addsSome = !std::includes(m_hiddenUids.begin(), m_hiddenUids.end(), uids.begin(), uids.end());
    m_hiddenUids = uids;
    Entries back;
    std::erase_if(m_hidden, [&](const MessageEntry &entry) {
        if (!isHidden(entry.uid))
            back.push_back(entry);
        return !isHidden(entry.uid);
    });
    if (addsSome) {
        std::vector<store::CopyId> ids;
        for (const MessageEntry &entry : m_all) {
            if (isHidden(entry.uid)) {
                m_hidden.push_back(entry);
                ids.push_back(entry.id);
            }
        }
        if (!ids.empty())
            take(ids);
    }
    std::sort(back.begin(), back.end(), newerFirst);
    if (!back.empty())
        insert(std::move(back));
}

}
