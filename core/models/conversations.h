// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sortvalue.h"

#include <atomic>
#include <vector>

namespace store {
class Reader;
}

// The conversations of a folder, as the list shows them: one after the other, the one with the newest message
// first; in each the message that began it, and below every message what answers it, oldest first.
namespace models {

struct Conversations {
    std::vector<store::CopyId> inOrder;
    std::vector<quint8> depths;  // of each; 0: a conversation begins
};

// `values` newest first. Who answers whom is what the messages say (RFC 5322, 3.6.4): the nearest of its
// ancestors that is here. Of a conversation that began elsewhere the oldest message here stands for it.
// Total: messages that are each other's ancestors, or thousands that name each other in a row, are in it once
// each. O(n log n).
[[nodiscard]] Conversations conversationsOf(const std::vector<store::ThreadValue> &values);

// Those of a folder in the store. For any thread, with its own reader; soon ends with nothing when nobody
// wants it any more.
[[nodiscard]] Conversations conversationsOf(const store::Reader &reader, store::FolderId folder,
                                            const std::atomic<bool> &isWanted);

}
