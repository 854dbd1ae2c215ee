// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receipts/incomingreport.h"
#include "core/receipts/recipienthistory.h"

namespace receipts {

// What we know of a message we sent. One that was submitted twice, with the request and without it, is two,
// with the same Message-ID (RFC 8098, 2.1).
struct SentMessage {
    QByteArray messageId;                   // "<…>"
    QByteArray envelopeId;                  // ENVID of its submission (RFC 3461, 4.4); empty: none
    std::vector<mime::Mailbox> recipients;  // of the envelope, so with those of Bcc
    bool asksDisposition = false;           // Disposition-Notification-To
    bool asksDelivery = false;              // NOTIFY=SUCCESS
    QDateTime sentAt;
};

// Somebody who answers under another address than the one we write to.
struct Alias {
    mime::Mailbox asked, answers;
    friend bool operator==(const Alias &, const Alias &) = default;
};

enum class MatchReason {
    // How the message was found
    ByOriginalMessageId,
    ByEnvelopeId,
    ByReturnedMessage,
    ByReference,  // In-Reply-To or References
    // How the recipient was
    ByOriginalRecipient,
    ByFinalRecipient,
    BySender,  // the report's own From
    ByAlias,
    BySoleRecipient,  // there was but one
    // What speaks against it
    NothingToMatchBy,
    MessageUnknown,
    RecipientUnknown,
    NotAskedFor,
    IdsDisagree,         // its Message-IDs are those of different messages
    EnvelopeDiffers,     // not the ENVID of our submission
    RecipientsDisagree,  // original and final recipient are two different ones of ours
    SenderDiffers,       // its From is not the recipient
    SpeaksForAnother,    // its From is another recipient of the same message
    FailedAuthentication,
    SenderNotNull,  // a delivery report that could bounce itself (RFC 3464, 2)
    DatedBeforeSending,
};

struct RecipientMatch {
    // Places in `candidates` and in its recipients; nullopt: nobody that the message went to.
    std::optional<std::size_t> sent, recipient;
    RecipientState state =
        RecipientState::None;  // what is claimed; of weight only where isBelieved(confidence)
    Confidence confidence = Confidence::Unmatched;
    std::vector<MatchReason> reasons;
    std::optional<Alias> learned;  // to be remembered for later reports
};

struct ReportMatch {
    std::optional<std::size_t> sent;                // the message it is about
    Confidence confidence = Confidence::Unmatched;  // of that
    std::vector<MatchReason> reasons;
    // One for a notification; those of a delivery report in its order; none for words alone, whose readers
    // may be led to the message but of which nothing is concluded.
    std::vector<RecipientMatch> recipients;
};

// What to look up among the sent messages before match(): few, whatever the report holds.
struct MatchKeys {
    std::vector<QByteArray> messageIds;
    QByteArray envelopeId;
};
[[nodiscard]] MatchKeys matchKeys(const IncomingReport &report);

struct MatchInput {
    std::vector<SentMessage> candidates;
    std::vector<Alias> aliases;
    QDateTime received;  // when our server got the report; invalid: its own date counts
};
// Pure. Time grows with the recipients of the report and the candidates, not with their product.
[[nodiscard]] ReportMatch match(const IncomingReport &report, const MatchInput &input);

}
