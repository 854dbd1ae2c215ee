// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receipts/request.h"

#include <QMetaType>

namespace receipts {

// Where a request stands in our ledger (user.db). Numbers are stored: never renumber.
enum class LedgerState {
    None = 0,         // nothing was ever decided here
    Snoozed = 1,      // "Not now"
    Approved = 2,     // the user agreed (or a rule did); waits for the claim
    ClaimIntent = 3,  // written before the STORE goes out
    ClaimUncertain =
        4,        // the line dropped after the STORE, or the keyword is there and we cannot tell whose it is
    Claimed = 5,  // verified: ours to send
    Sending = 6,  // written before the submission starts
    SendUncertain = 7,  // no answer after the final dot: never repeated by itself
    SendFailed = 8,     // refused for good
    Sent = 9,
    Filed = 10,    // and a copy is in Sent
    Denying = 11,  // waits for the keyword
    Denied = 12,
    DeniedLocal = 13,  // the server cannot keep the keyword
    HandledElsewhere = 14,
    Blocked = 15,  // the claim was refused: see detail
};

// What the list column, the filter and the banner show.
enum class ColumnState { None, Requested, Waiting, Sent, Denied, AnsweredElsewhere, Blocked };

struct LedgerEntry {
    RequestKey key;
    LedgerState state = LedgerState::None;
    QByteArray fingerprint;
    QDateTime updated;
    QByteArray detail;  // the server's words, for people as a quotation
};

// Who asked and in which message, as that message said when somebody decided about it: so that the log can
// name it when it has gone. Anybody may have written it. Empty where nobody decided here, or a version before
// this.
struct AskedBy {
    QByteArray sender;  // addr-spec of From
    QString subject;
};

}

Q_DECLARE_METATYPE(receipts::LedgerEntry)
