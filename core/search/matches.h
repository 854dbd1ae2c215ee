// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/datewords.h"
#include "core/search/query.h"
#include "core/store/rows.h"

#include <QStringList>

#include <vector>

// What a query means, said of one message. The questions to the store and to a server are measured by it.
namespace search {

struct AttachmentFacts {
    QString name;
    QByteArray mediaType;  // "image/png", lower case
};
[[nodiscard]] AttachmentKind kindOf(const AttachmentFacts &attachment);  // Any: none of the others

// What of a folder and its account a query may name.
struct FolderFacts {
    QString name;                   // the whole name, decoded
    std::optional<char> delimiter;  // nullopt: flat
    store::FolderRole role = store::FolderRole::None;
    QStringList account;  // the account's names and addresses
};
[[nodiscard]] bool isIn(const FolderTerm &term, const FolderFacts &folder);
[[nodiscard]] bool isOf(const AccountTerm &term, const FolderFacts &folder);

enum class ReceiptState { NotAsked, Waiting, Sent, Denied, Blocked };

// A copy of a message, as far as a query can ask for it. Addresses are text: "Bob <bob@ex.org>".
struct MessageFacts {
    FolderFacts folder;
    QString from, to, cc, bcc, subject, body, list;
    std::vector<AttachmentFacts> attachments;
    store::Flags flags;
    quint64 octets = 0;
    QDateTime date;  // as the list shows it; null: nobody knows, and no date is right
    ReceiptState receipt = ReceiptState::NotAsked;
    QString messageId;         // without angle brackets
    QStringList conversation;  // Message-IDs of its thread
};

[[nodiscard]] bool matches(const Query &query, const MessageFacts &message, const DateContext &context);

// The bit that says it and whether it must be set.
struct StateBit {
    store::Flags::Bit bit;
    bool isSet;
};
[[nodiscard]] StateBit bitOf(State state);

}
