// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/operation.h"
#include "core/receipts/asking.h"
#include "core/receipts/receiptservice.h"

#include <QDateTime>
#include <QMetaType>
#include <QUuid>

#include <vector>

// Mail of ours on its way out, as values.
namespace outbox {

// What the user wants sent.
struct QueuedMail {
    QUuid id;  // made by whoever queues it; never used again
    receipts::OutgoingMail mail;
    // Send later: not before then, by the wall clock. Invalid, or in the past: when the undo time is over.
    QDateTime notBefore{};
    // Once it has been sent, the messages it answers or forwards get \Answered or $Forwarded.
    std::vector<journal::ChangeFlags> marks{};
    QUuid draft{};  // of Drafts, and gone once it has been sent; null: none
};

enum class MailState {
    Held,       // it can still be taken back without a word: undo, or send later
    Queued,     // it goes as soon as it can: a line, its turn, or the next attempt
    Sending,    // on its way: nothing can be done about it now
    Uncertain,  // the line was lost behind the last octet: nobody knows. It is never repeated by itself
    Sent,       // its copy in the folder for sent mail may still be pending
    Failed,     // it waits for the user
};

// How far it is with one recipient of the envelope.
struct RecipientState {
    enum class Kind {
        Waiting,
        Sending,
        Uncertain,
        Accepted,
        Refused,
        LeftOut,  // refused, and the user wants it sent without
    };

    QByteArray address;  // addr-spec
    Kind kind = Kind::Waiting;
    // What the server last said about this recipient; 0: nothing. A 4xx is a refusal for now (RFC 5321,
    // 4.2.1).
    int code = 0;
    QByteArray enhanced{};  // "5.1.1" (RFC 3463)
    QByteArray text{};      // the server's words

    friend bool operator==(const RecipientState &, const RecipientState &) = default;
};

// Why a mail waits or has failed, when no single recipient is the reason.
enum class Trouble {
    None,
    TryLater,          // no line, or the server said 4xx
    NotAuthenticated,  // it waits for another password
    Rejected,          // the server said 5xx to the message
    TooLarge,          // for the server's SIZE: nothing was sent (RFC 1870)
    NeedsUtf8,         // an address or a header needs SMTPUTF8, and the server has none (RFC 6531)
    NeedsEightBit,     // the message needs 8BITMIME, and the server has none (RFC 6152)
    Unsendable,        // it cannot be a mail: no recipient, message/partial, an address that is none
    RecipientsRefused,
};

// What the window shows of it.
struct OutboxEntry {
    QUuid id;
    QUuid account;
    MailState state = MailState::Queued;
    QString subject{};
    QByteArray messageId{};  // "<…>"
    QDateTime queuedAt{};
    QDateTime dueAt{};  // Held: when it goes; Queued: the next attempt, or invalid: as soon as it can
    int attempts = 0;
    Trouble trouble = Trouble::None;
    QByteArray serverText{};
    quint64 sizeLimit = 0;  // TooLarge: octets at most
    std::vector<RecipientState> recipients{};
    QUuid draft{};

    // Some have it, some have not.
    [[nodiscard]] bool isPartlySent() const;
    // Some were refused, and there are others it could go to.
    [[nodiscard]] bool canGoToOthers() const;
    [[nodiscard]] bool canBeTakenBack() const;  // it is at rest, and nobody can have it
    [[nodiscard]] bool canGoNow() const;        // it waits for its time, a line or its turn
    [[nodiscard]] bool waitsForUser() const;    // it goes again only by a wish
    // Nothing of it is under way: whoever does not have it yet need not get it.
    [[nodiscard]] bool canBeGivenUp() const;
    friend bool operator==(const OutboxEntry &, const OutboxEntry &) = default;
};

// To smtp, written down as Sending before it is given; ends exactly once (Outbox::submitEnded).
struct SubmitOrder {
    QUuid mail;
    QUuid account;
    receipts::Transaction transaction;
};
struct SubmitResult {
    receipts::SubmitEnd end = receipts::SubmitEnd::TryLater;
    Trouble trouble = Trouble::None;  // where the server's words do not tell
    QByteArray serverText{};
    std::vector<RecipientState> refused{};  // kind, code and words; the transaction went to nobody
    quint64 sizeLimit = 0;
    // The server takes no more recipients in one transaction (RFC 9422, RCPTMAX): it is to be divided.
    quint32 recipientsAtMost = 0;
    bool reportsDelivery = false;  // it offers RFC 3461
    bool isAnswered = false;       // by a server: without a line a mail waits as long as it takes
};

// To imap/sync: is a message with this Message-ID in this mailbox? Before what is uncertain is repeated.
struct LookOrder {
    QUuid mail;
    QUuid account;
    QByteArray mailbox;
    QByteArray messageId;
};
enum class Looked { Found, NotThere, NobodyKnows };

}

Q_DECLARE_METATYPE(outbox::QueuedMail)
Q_DECLARE_METATYPE(outbox::OutboxEntry)
Q_DECLARE_METATYPE(outbox::SubmitOrder)
Q_DECLARE_METATYPE(outbox::SubmitResult)
Q_DECLARE_METATYPE(outbox::LookOrder)
Q_DECLARE_METATYPE(outbox::Looked)
