// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/ledgerplace.h"

namespace receipts {

bool isOfOtherMessage(const LedgerEntry &entry, const QByteArray &fingerprint)
{
    return !entry.fingerprint.isEmpty() && !fingerprint.isEmpty() && entry.fingerprint != fingerprint;
}

LedgerPlace placeInLedger(const RequestKey &key, const QByteArray &fingerprint, const LedgerLookup &lookup)
{
    auto entry = lookup(key);
    if (!entry || !isOfOtherMessage(*entry, fingerprint))
        return {key, false, std::move(entry)};
    const RequestKey own = reusedKey(key, fingerprint);
    return {own, true, lookup(own)};
}

}
