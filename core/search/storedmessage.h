// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/matches.h"
#include "core/store/statements.h"

#include <array>

// What of a message in the store can be found: the one truth for the full-text index and for a look at a
// single message.
namespace search {

// The rows of cache.db, as far as they are here.
struct StoredMessage {
    qint64 octets = 0;  // RFC822.SIZE
    QString subject, sender, recipients;
    QByteArray senderAddress, messageId, receiptKey;
    qint64 thread = 0;
    bool asksForReceipt = false;
    mime::PartInfo structure;
    std::optional<QByteArray> header;
    std::vector<std::pair<QByteArray, QByteArray>> sections;  // encoded octets
};
// nullopt: there is none, or it is damaged, which is left in `statements`.
[[nodiscard]] std::optional<StoredMessage> storedMessage(store::Statements &statements, qint64 message);

// Text beyond this is not looked through.
constexpr qsizetype bodyCharacters = qsizetype{1024} * 1024;

// The text fields of MessageFacts, its attachments, size and Message-ID. Of a message whose header is not
// here yet, what the list shows; the body is every text part that is here, HTML as its words.
[[nodiscard]] MessageFacts textsOf(const StoredMessage &message);

// indexText() of each of fullTextColumns, as UTF-8.
using IndexedColumns = std::array<QByteArray, 7>;
[[nodiscard]] IndexedColumns indexedColumns(const MessageFacts &texts);

}
