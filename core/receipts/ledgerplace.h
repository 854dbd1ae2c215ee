// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receipts/ledgerstate.h"

#include <functional>
#include <optional>

namespace receipts {

// Where a request stands in the ledger. A Message-ID can be forged, or kept by a message that was changed on
// its way, so the key of a request may be taken by another message: same key, other fingerprint. What was
// decided about that one says nothing about this one, which has a place of its own, and is never answered
// without a question.
struct LedgerPlace {
    RequestKey key;                    // for the decision and everything that follows
    bool isReused = false;             // the request's own key is another message's
    std::optional<LedgerEntry> entry;  // nullopt: nothing was decided yet
};

using LedgerLookup = std::function<std::optional<LedgerEntry>(const RequestKey &)>;
[[nodiscard]] LedgerPlace placeInLedger(const RequestKey &key, const QByteArray &fingerprint,
                                        const LedgerLookup &lookup);
// Both must be known to differ: an entry that cannot be read any more holds for whoever has its key.
[[nodiscard]] bool isOfOtherMessage(const LedgerEntry &entry, const QByteArray &fingerprint);

}
