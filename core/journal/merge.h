// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/operation.h"

namespace journal {

// What becomes of the queue when `next` is wished: entries that have not started and that it makes needless
// go, and what is left to be done comes behind the rest. The queue has the same effect as before with `next`
// behind it. The last wish wins, with one operation: of contrary flags the earlier is replaced and not only
// dropped, since what the server has may be neither what the first wish was made on nor what the last one
// wants. Pure.
struct Merge {
    std::vector<qint64> withdrawn;
    std::vector<Operation> added;
    std::optional<qint64> already;  // wished before in the same words: nothing to do
};
[[nodiscard]] Merge merge(const std::vector<Entry> &pending, const Operation &next);

}
