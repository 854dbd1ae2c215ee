// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/conversations.h"
#include "core/models/messagecolumns.h"
#include "core/models/messageentries.h"

#include <atomic>
#include <vector>

namespace store {
class Reader;
}

// The message list by one of its columns. What the rows say is not in the list's memory, and a million of
// them are not read in the window's thread: another thread reads them and makes an order, and of that the
// list gets each message's place.
namespace models {

struct SortOrder {
    MessageColumn column = MessageColumn::Date;
    bool descending = true;
    bool threaded = false;  // by conversations, the one with the newest message first: the rest says nothing

    [[nodiscard]] bool isPlain() const noexcept { return isByDate() && descending; }
    [[nodiscard]] bool isByDate() const noexcept { return column == MessageColumn::Date && !threaded; }
    friend bool operator==(const SortOrder &, const SortOrder &) = default;
};

// Receipts have an order of their own (receiptorder.h), and of several folders only search results are shown.
[[nodiscard]] bool isSortable(MessageColumn column) noexcept;
// What most people mean who ask for that column: A to Z, but the largest, the starred and the newest first.
[[nodiscard]] SortOrder firstOrderOf(MessageColumn column) noexcept;

// Each message's place in an order. Four octets a message where the ids are near each other, else sixteen;
// and five more by conversations.
class SortRanks
{
public:
    SortRanks() = default;
    explicit SortRanks(const std::vector<store::CopyId> &inOrder);
    explicit SortRanks(Conversations conversations);
    // From 1 on; 0: it was not there when the order was made.
    [[nodiscard]] quint32 of(store::CopyId id) const;
    // Of a place in a conversation: how many messages are above it, the place of the first one, and how many
    // there are from that one on.
    [[nodiscard]] int depth(quint32 rank) const;
    [[nodiscard]] quint32 beginning(quint32 rank) const;
    [[nodiscard]] int size(quint32 rank) const;
    [[nodiscard]] std::size_t size() const noexcept { return m_size; }

private:
    qint64 m_lowest = 0;
    std::vector<quint32> m_near;                           // by the id's distance from the lowest
    std::vector<std::pair<store::CopyId, quint32>> m_far;  // ascending, when they are too far apart
    std::size_t m_size = 0;
    std::vector<quint8> m_depths;       // by rank, from 0
    std::vector<quint32> m_beginnings;  // ranks, likewise
};

// `entries` by their places, those without one first. O(n).
[[nodiscard]] MessageEntries inOrder(const MessageEntries &entries, const SortRanks &ranks);

// The messages of a folder in that order, the newest first among equals. Texts without case and accents, and
// subjects without what answers and forwards put before them. `byRecipients`: the column of senders shows
// those. For any thread, with its own reader; soon ends with nothing when nobody wants it any more.
[[nodiscard]] std::vector<store::CopyId> sortedCopies(const store::Reader &reader, store::FolderId folder,
                                                      const SortOrder &order, bool byRecipients,
                                                      const std::atomic<bool> &isWanted);

}
