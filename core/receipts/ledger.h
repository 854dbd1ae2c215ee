// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/journal/operation.h"
#include "core/receipts/ledgerstate.h"
#include "core/receipts/report.h"
#include "core/store/database.h"

#include <optional>
#include <vector>

namespace receipts {

// One request in the ledger, with everything that is needed to go on after a restart, even when the message
// is gone.
struct LedgerRecord {
    RequestKey key;
    LedgerState state = LedgerState::None;
    QDateTime updated;
    QByteArray fingerprint;
    QByteArray serverText;
    QUuid account;
    journal::Target target;
    Report report;
    bool condstore = false;
    bool intentOpen = false;  // a STORE may have gone out whose answer never came
    int attempts = 0;         // submissions that ended with "try later"
    QDateTime firstAttempt;   // invalid: none yet
    AskedBy askedBy;

    [[nodiscard]] LedgerEntry entry() const { return {key, state, fingerprint, updated, serverText}; }
};

// What the append-only table tells of the past: a change of state (its LedgerState), or one of these. Stored
// numbers.
enum class LedgerEvent {
    SecondConsent = 100,  // "Send again", by the user
    IntentToDeny = 101,   // the state stays Denying while its claim runs
    ClaimGivenUp = 102,
};

// The receipt tables of user.db: state and event in one transaction. Lives in the store thread.
class Ledger
{
public:
    explicit Ledger(const store::Database &user) : m_user(user) {}

    [[nodiscard]] Result<std::optional<LedgerRecord>> find(const RequestKey &key) const;
    [[nodiscard]] Result<std::vector<LedgerRecord>> all() const;  // in the order of their last change
    // Durable when it returns. `event` is stored beside the new state's number when given.
    [[nodiscard]] Result<void> write(const LedgerRecord &record,
                                     std::optional<LedgerEvent> event = std::nullopt) const;

private:
    const store::Database &m_user;
};

[[nodiscard]] QByteArray serialize(
    const LedgerRecord &record);  // versioned; key, state and time have their own columns
[[nodiscard]] bool deserialize(const QByteArray &octets, LedgerRecord &record);

}
