// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/changecollector.h"

#include "core/models/messageentries.h"

#include <algorithm>

namespace {

std::size_t messageCount(const store::ChangeSet &changes)
{
    std::size_t count = 0;
    for (const store::FolderChange &change : changes.folders)
        count += change.inserted.size() + change.changed.size() + change.removed.size();
    return count;
}

template <typename List, typename Key>
auto *entryOf(List &list, Key key, const decltype(key(list.front())) &wanted)
{
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const auto &known) { return key(known) == wanted; });
    return found == list.end() ? nullptr : &*found;
}

}

bool ChangeCollector::mayWait(const store::ChangeSet &changes)
{
    const auto now = m_clock.monotonic();
    if (!m_since || now - *m_since >= between) {
        m_since = now;
        m_hadLarge = false;
        m_rowsPassed = 0;
    }
    const std::size_t count = messageCount(changes);
    if (count == 0)
        return false;
    const bool isLarge = count >= largeChange;
    const bool waits = m_rowsPassed > rowsBetween || (isLarge && m_hadLarge);
    m_hadLarge = m_hadLarge || isLarge;
    m_rowsPassed += m_rows();
    return waits;
}

void ChangeCollector::take(const store::ChangeSet &changes)
{
    if (!mayWait(changes)) {
        flush();
        m_apply(changes);
        return;
    }
    add(changes);
    if (!m_due)
        m_due = m_clock.alarm(between, [this] { flush(); });
}

void ChangeCollector::flush()
{
    m_due.reset();
    if (m_waiting.empty())
        return;
    m_since = m_clock.monotonic();
    m_hadLarge = true;
    for (const store::ChangeSet &changes : std::exchange(m_waiting, {}))
        m_apply(changes);
}

// What is told of one account in a row becomes one, with the last word on each folder.
void ChangeCollector::add(const store::ChangeSet &next)
{
    if (m_waiting.empty() || m_waiting.back().account != next.account || !next.foldersRemoved.empty()) {
        m_waiting.push_back(next);
        return;
    }
    store::ChangeSet &last = m_waiting.back();
    for (const store::Folder &folder : next.foldersChanged) {
        const auto id = [](const store::Folder &known) { return known.id; };
        if (auto *known = entryOf(last.foldersChanged, id, folder.id))
            *known = folder;
        else
            last.foldersChanged.push_back(folder);
    }
    for (const store::FolderChange &change : next.folders) {
        const auto id = [](const store::FolderChange &known) { return known.folder; };
        if (auto *known = entryOf(last.folders, id, change.folder))
            models::unite(*known, change);
        else
            last.folders.push_back(change);
    }
}
