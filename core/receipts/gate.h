// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receipts/ledgerstate.h"
#include "core/receipts/policyrules.h"
#include "core/receipts/request.h"
#include "core/store/rows.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace receipts {

// Why no receipt can go out from here. Never overridable.
enum class Block {
    NotRequested,
    Draft,
    AnsweredElsewhere /* $MDNSent */,
    HandledByOtherClient /* receipt-handled */,
    CannotStore,
    ReadOnly,
    StoreRefused,
    IsReport,
    OwnMessage,
    Newsgroup,
    MailingList,
    Automatic,
    RequiredOption,
    NoValidAddress,
    TooManyAddresses,
    Junk,
    FailedAuthentication,
    Fragment,
    NonAsciiUnsupported,
    PolicyNever,
    AlreadySent,
    AlreadyDenied,
    InProgress,
    SendingUncertain,
    ClaimIsUncertain,
    SendingFailed,  // refused by the submission server: "Send again" is the way out
};

// Why it looks odd: forces a question whatever the rules say, and is told in the dialog.
enum class Warning {
    ReturnPathMissing,
    ReturnPathDiffers,
    ReturnPathSeveral,
    SeveralAddresses,
    NotifyDiffersFromFrom,
    NotAddressedToMe,
    Resent,
    Encrypted,
    AuthenticationUnknown,
    ReadElsewhere,
    NoMessageId,
    KeyReusedByOtherMessage,
    Old /* sent longer ago than a missing mark proves anything */,
    NotAtomic /* no CONDSTORE */,
    MarkMayBeLost /* a server from before IMAP4rev1: what is remembered here must do */,
    ServerSendsReceipts /* by itself: Exchange */,
    ManyByRules /* went out within the hour: somebody may be making them go */,
};

// An hour, without a question. What is sent to many, or in many variants, must not turn a rule into a machine
// that answers as fast as messages are opened (RFC 8098, 6.4).
inline constexpr int mostByRules = 20;

// Everything the decision depends on. Pure data: no I/O.
struct GateInput {
    Request request;
    store::Flags flags;                          // server truth
    std::optional<store::MailboxState> mailbox;  // nullopt: never opened: nothing can be claimed
    store::FolderRole role = store::FolderRole::None;
    QList<QByteArray> ownAddresses;     // addr-specs of all identities
    std::optional<LedgerEntry> ledger;  // LedgerPlace::entry
    bool keyIsReused = false;           // LedgerPlace::isReused
    Policy policy;
    bool condstore = false;
    bool isOldServer = false;          // from before IMAP4rev1: its keywords may not last
    bool serverSendsReceipts = false;  // by itself, unless somebody has switched that off
    int byRulesLately = 0;             // receipts that rules have sent within the last hour
    QDateTime now;                     // invalid: not known, and nothing is old
};

struct Verdict {
    enum class Kind { Nothing, Blocked, Ask, Automatic, Deny };
    Kind kind = Kind::Nothing;
    QList<Block> blocks;
    QList<Warning> warnings;
    QByteArray answerFrom;  // which own address the receipt would speak for (MDN-77); empty when none matches
    Policy policy;

    friend bool operator==(const Verdict &, const Verdict &) = default;
};

[[nodiscard]] Verdict decide(const GateInput &input);
// The state for the list, from what a row knows (cheap).
[[nodiscard]] ColumnState columnState(bool asksForReceipt, const store::Flags &flags, LedgerState ledger);

}
