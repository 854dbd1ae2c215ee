// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/address.h"
#include "core/mime/header.h"
#include "core/mime/part.h"
#include "core/receipts/origin.h"

#include <QByteArray>
#include <QDateTime>
#include <QMetaType>
#include <QString>

#include <optional>
#include <vector>

namespace receipts {

// The identity of a request for as long as our ledger lives: (normalised Message-ID, our address), in
// whatever account it is; without a Message-ID that could be one, a hash of From,
// Disposition-Notification-To, Date, Subject and To in its place. `fingerprint` tells a forged reuse of a
// Message-ID (ledgerplace.h).
struct RequestKey {
    QByteArray value;
    friend bool operator==(const RequestKey &, const RequestKey &) = default;
};

// What a message says about the receipt it asks for (RFC 8098, 2), read from its header block alone. A value.
struct Request {
    RequestKey key;
    QByteArray fingerprint;               // of From, Disposition-Notification-To, Date, Subject
    std::vector<mime::Mailbox> notifyTo;  // distinct by sameAddress(), in order
    int malformedAddresses = 0;
    int requestFields = 0;  // how many Disposition-Notification-To fields
    enum class ReturnPath { Missing, Null, One, Several } returnPathKind = ReturnPath::Missing;
    mime::Mailbox returnPath;
    mime::Mailbox from;
    std::vector<mime::Mailbox> to, cc;
    QString subject;
    QDateTime date;
    QByteArray messageId;                         // "<…>" as sent; empty: none
    QByteArray references;                        // unfolded
    std::optional<QByteArray> originalRecipient;  // exactly one Original-Recipient field (MDN-86)
    bool requiredOption = false;                  // an option we do not know is marked required
    bool isReport = false;                        // multipart/report, or a notification part
    bool isFragment = false;                      // message/partial
    bool isAutomatic = false;                     // Auto-Submitted other than "no"
    bool isMailingList = false;                   // List-Id, List-Post, Precedence: list or bulk
    QByteArray listId;                            // List-Id (RFC 2919), as sent
    bool isNewsgroup = false;
    bool isResent = false;
    bool isEncrypted = false;
    Authentication authentication = Authentication::Unknown;  // what our own server found
    bool hasNonAsciiAddress = false;
};

// nullopt: the message asks for no receipt. `ownAddress` is the address the key is made for (see gate.h: the
// one among the recipients, else the account's UUID text). `authenticationServer` is the authserv-id whose
// Authentication-Results are believed (RFC 8601, 5); empty: none's, since anybody may have written them.
[[nodiscard]] std::optional<Request> readRequest(const mime::Header &header, const QByteArray &ownAddress,
                                                 const QByteArray &authenticationServer);
// A notification or delivery report somewhere among the parts (RFC 8098, 2.1: no MDN for an MDN); the header
// alone shows only multipart/report. Callers that know the structure set Request::isReport with it.
[[nodiscard]] bool hasNotificationPart(const mime::PartInfo &root);
// What tells a message from another one with the same Message-ID: Request::fingerprint.
[[nodiscard]] QByteArray requestFingerprint(const mime::Header &header);
// Sent on by somebody who is not its author (RFC 5322, 3.6.6).
[[nodiscard]] bool isResent(const mime::Header &header);
// The cheap part for a list: does it ask, and the key it would have.
[[nodiscard]] bool asksForReceipt(const mime::Header &header);
[[nodiscard]] RequestKey requestKey(const mime::Header &header, const QByteArray &ownAddress);
// The key of a request whose own key is taken by another message.
[[nodiscard]] RequestKey reusedKey(const RequestKey &taken, const QByteArray &fingerprint);

}

Q_DECLARE_METATYPE(receipts::RequestKey)
