// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/operation.h"
#include "core/receipts/gate.h"
#include "core/receipts/receiptservice.h"
#include "core/receipts/report.h"

#include <optional>

// A message that asks for a receipt, as it is shown now: everything the banner and the dialog are about. A
// value.
struct ReceiptCase {
    receipts::Request request;
    receipts::Verdict verdict;
    std::optional<receipts::LedgerEntry> ledger;
    journal::Target target;
    QUuid account;
    mime::Mailbox answerFrom;  // for whom the receipt would speak
    bool condstore = false;
    bool hasSender = false;               // accounts::Account::receiptsFromAddress
    QList<QByteArray> ownAddresses = {};  // for whom else it could speak
    QByteArray header = {};               // of the message, to be returned if the user wants that
    QString language = {};                // the sender's, by a guess; empty: nothing tells

    // The report is for the caller to add when it is Send.
    [[nodiscard]] receipts::Decision decision(receipts::Decision::Kind kind) const;
    // What the receipt says unless a person changes it, dated `now` and with a Message-ID of its own.
    [[nodiscard]] receipts::ReportOptions reportOptions(const QDateTime &now) const;
    // Subject and text of it in another language, or for another of the addresses.
    void word(receipts::ReportOptions &options, const QString &inLanguage) const;
};
