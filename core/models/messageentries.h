// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changes.h"

#include <utility>
#include <vector>

// What MessageListModel keeps of a message, and what it does with many of them. Pure.
namespace models {

// store::InsertedCopy, smaller: a million of them are kept. Dates of mail are whole seconds; what is before
// 1970 or after 2106 counts as then.
struct MessageEntry {
    store::CopyId id;
    imap::Uid uid;
    quint32 date = 0;
};
static_assert(sizeof(MessageEntry) == 16);
using MessageEntries = std::vector<MessageEntry>;

// The store's order: newest first, a later UID first on the same date.
[[nodiscard]] inline bool newerFirst(const MessageEntry &a, const MessageEntry &b) noexcept
{
    return std::pair(a.date, a.uid) > std::pair(b.date, b.uid);
}
// Newest first, or the oldest; or, before that, requests for receipts as these states say (receiptorder.h),
// or by these places (sortorder.h).
class ReceiptStates;
class SortRanks;
struct EntryOrder {
    const ReceiptStates *requests = nullptr;
    const SortRanks *ranks = nullptr;
    bool oldestFirst = false;
    [[nodiscard]] bool operator()(const MessageEntry &a, const MessageEntry &b) const
    {
        if (requests != nullptr)
            return requestFirst(a, b);
        if (ranks != nullptr)
            return ranked(a, b);
        return oldestFirst ? newerFirst(b, a) : newerFirst(a, b);
    }
    [[nodiscard]] bool requestFirst(const MessageEntry &a, const MessageEntry &b) const;
    [[nodiscard]] bool ranked(const MessageEntry &a, const MessageEntry &b) const;
};
[[nodiscard]] MessageEntries entriesOf(const std::vector<store::InsertedCopy> &copies);  // newest first

// Which of many messages are in a set of some: most are not, and that is told without a search.
class IdSet
{
public:
    explicit IdSet(std::vector<store::CopyId> ids);
    [[nodiscard]] bool contains(store::CopyId id) const;

private:
    [[nodiscard]] std::size_t place(store::CopyId id) const noexcept
    {
        return static_cast<std::size_t>(id.value) & (m_maybe.size() - 1);
    }
    std::vector<store::CopyId> m_ids;  // ascending
    std::vector<bool> m_maybe;         // by the last bits of an id; a power of two of them
};

// Contiguous row ranges [first, last] of the entries that are in the set.
using RowRanges = std::vector<std::pair<int, int>>;
[[nodiscard]] RowRanges rangesOf(const MessageEntries &entries, const IdSet &ids);
[[nodiscard]] MessageEntries without(const MessageEntries &entries, const RowRanges &ranges);
[[nodiscard]] MessageEntries merged(const MessageEntries &a, const MessageEntries &b, EntryOrder order = {});

// A run of `sorted` that goes in before one existing row.
struct EntryRun {
    std::ptrdiff_t at, first, last;
};
[[nodiscard]] std::vector<EntryRun> runsOf(const MessageEntries &entries, const MessageEntries &sorted,
                                           EntryOrder order = {});

// Both changes of one folder in one, so that the views have one update: `next` came after `change`.
void unite(store::FolderChange &change, store::FolderChange next);

}
