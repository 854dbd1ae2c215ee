// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/journal/operation.h"
#include "core/mime/listpost.h"
#include "core/receipts/sentmail.h"

#include <QByteArray>
#include <QDateTime>
#include <QUuid>

#include <optional>
#include <vector>

// Asking others for receipts: what a mail of ours must be, and in how many submissions it goes out, so that
// the right people are asked (RFC 8098, 2; RFC 3461). Pure; others submit, save and remember.
namespace receipts {

// A recipient of the envelope, of To, Cc or Bcc, and what is wanted of him.
struct AskedRecipient {
    mime::Mailbox mailbox;
    bool disposition = false;  // a read receipt
    bool delivery = false;     // a report of delivery
    // Also where it is a mailing list that we know: the user has read the warning. Its members would be
    // asked, and could become known (RFC 8098, 5).
    bool evenOfList = false;
};

struct OutgoingMail {
    QUuid account;
    // CRLF, as it was composed, or received where it is redirected. It says of itself nothing about receipts:
    // such fields are taken away. A Message-ID it has is kept.
    QByteArray message;
    mime::Mailbox sender;  // becomes MAIL FROM and so Return-Path, and where receipts go; empty: null
    std::vector<AskedRecipient> recipients;
    std::vector<mime::Mailbox> lists;  // mailing lists that are known: listAddresses() of mail that came
    QByteArray random;                 // 16 octets or more, for what must be unique
    // What some of the recipients get in the place of `message`, which is for Sent then: the same mail,
    // encrypted so that only those can read it, and none of them sees from it who else has it.
    struct Version {
        std::vector<mime::Mailbox> recipients = {};
        QByteArray message = {};
        friend bool operator==(const Version &, const Version &) = default;
    };
    std::vector<Version> versions = {};
};

struct AskingWarning {
    enum class Kind {
        // Not asked after all:
        MailingList,   // `mailbox` is one
        Newsgroup,     // the message goes to newsgroups, too (RFC 8098, 2.1)
        Redirected,    // the answers to somebody else's mail would come to us
        Notification,  // a report never asks (RFC 8098, 2.1)
        NullSender,    // nothing could come back
        // Asked all the same:
        MailingListAsked,
    };
    Kind kind = Kind::MailingList;
    mime::Mailbox mailbox = {};  // of a list
    friend bool operator==(const AskingWarning &, const AskingWarning &) = default;
};

// One submission. Those of one mail have no recipient in common.
struct Transaction {
    struct Recipient {
        QByteArray address;  // addr-spec
        bool asksDelivery = false;
        friend bool operator==(const Recipient &, const Recipient &) = default;
    };

    QByteArray sender;  // addr-spec, and the same in Disposition-Notification-To: whoever answers by a rule
                        // compares that with Return-Path (RFC 8098, 2.1)
    std::vector<Recipient> recipients;
    bool asksDisposition = false;
    QByteArray envelopeId;
    QByteArray message;  // CRLF
    // What reports are matched with: for rememberSent(), when the server has taken it.
    std::optional<SentMail> record;
};

struct AskingPlan {
    QByteArray messageId;  // "<…>", of all of them
    // At most two: who is asked for a receipt, and who is not. Of mail with versions two for each of them.
    std::vector<Transaction> transactions;
    QByteArray copy;  // for Sent: as the first one, and with Bcc
    std::vector<AskingWarning> warnings;
};

// Unsupported: message/partial, which cannot carry a request (RFC 8098, 2.4). Syntax: no recipient, or
// nothing to make a unique name of.
[[nodiscard]] Result<AskingPlan> planAsking(const OutgoingMail &mail);

// Every copy of a mail of ours has $MDNSent, so that nobody is asked for a receipt by it (RFC 3503, 3.3).
[[nodiscard]] journal::AppendMessage copyForSent(const AskingPlan &plan, const QUuid &account,
                                                 const QByteArray &mailbox, const QDateTime &when);

using mime::listAddresses;  // of mail that came, for OutgoingMail::lists

}
