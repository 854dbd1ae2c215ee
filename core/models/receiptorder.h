// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/messageentries.h"
#include "core/receipts/ledgerstate.h"

#include <utility>
#include <vector>

// The message list by how requests for receipts stand: which messages are shown, and which come first. Pure.
namespace models {

// How the requests of a folder stand, eight octets each. Of a message that is not in it nothing is asked.
class ReceiptStates
{
public:
    using State = std::pair<store::CopyId, receipts::ColumnState>;

    ReceiptStates() = default;
    explicit ReceiptStates(const std::vector<State> &states);
    [[nodiscard]] receipts::ColumnState of(store::CopyId id) const;
    void add(const std::vector<State> &states);  // those that are known stay as they are
    [[nodiscard]] bool isEmpty() const noexcept { return m_packed.empty(); }

private:
    std::vector<qint64> m_packed;  // the id and, in the last bits, the state; ascending
};

struct ReceiptOrder {
    bool requestsFirst = false;  // in the order of ColumnState, the newest of each first
    unsigned shown = 0;          // a bit for each ColumnState that is shown; 0: every message

    [[nodiscard]] static constexpr unsigned bit(receipts::ColumnState state) noexcept
    {
        return 1U << static_cast<unsigned>(state);
    }
    static constexpr unsigned everyRequest = 0x7eU;  // all but None
    [[nodiscard]] bool isPlain() const noexcept { return !requestsFirst && shown == 0; }
    [[nodiscard]] bool shows(receipts::ColumnState state) const noexcept
    {
        return shown == 0 || (shown & bit(state)) != 0;
    }
    friend bool operator==(const ReceiptOrder &, const ReceiptOrder &) = default;
};

// Those of `entries`, newest first, that the order shows, in its order. O(n log requests).
[[nodiscard]] MessageEntries ordered(const MessageEntries &entries, const ReceiptOrder &order,
                                     const ReceiptStates &states);

}
