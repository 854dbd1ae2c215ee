// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/reader/banner.h"
#include "widgets/receipts/receiptcase.h"

#include <QCoreApplication>

#include <optional>

enum class ReceiptAction {
    Preview,
    Decline,
    NotNow,
    SendAnyway,
    AlwaysForSender,
    NeverForSender,
    NeverForDomain,
    Rules,
};

// Says what the gate and the ledger decided, in sentences. It never says "sent" of what another program did:
// its mark on the server means only that the request was handled (RFC 3503, 3).
class ReceiptWords
{
    Q_DECLARE_TR_FUNCTIONS(ReceiptWords)

public:
    [[nodiscard]] static QString block(receipts::Block block, const ReceiptCase &receipt);
    [[nodiscard]] static QString warning(receipts::Warning warning, const ReceiptCase &receipt);
    // Warnings that turn the banner and the dialog amber; the others are only told.
    [[nodiscard]] static bool isOdd(receipts::Warning warning);
    // Those that are worth saying: of two that say the same, one.
    [[nodiscard]] static QList<receipts::Warning> said(const ReceiptCase &receipt);
    [[nodiscard]] static QString rule(const receipts::Policy &policy);
    [[nodiscard]] static QString whose(const receipts::PolicyRule &rule);  // "everybody at “example.org”"
    [[nodiscard]] static QString preference(receipts::Preference preference);
    // What the verdict comes to, in a sentence.
    [[nodiscard]] static QString outcome(const ReceiptCase &receipt);
    [[nodiscard]] static QString why(const ReceiptCase &receipt);  // the rule, then each block and warning

    // nullopt: nothing to say.
    [[nodiscard]] static std::optional<BannerContent> banner(const ReceiptCase &receipt);

    [[nodiscard]] static QList<BannerContent::Action> rulesFor(const ReceiptCase &receipt);

    // What a server means for receipts, for the page of its account.
    [[nodiscard]] static QString server(bool sendsReceipts, const std::optional<store::MailboxState> &inbox);

    [[nodiscard]] static QString asker(const ReceiptCase &receipt);  // "Ann <ann@example.org>"
    [[nodiscard]] static QString addresses(const std::vector<mime::Mailbox> &mailboxes);

private:
    [[nodiscard]] static BannerContent blockedBanner(const ReceiptCase &receipt);
};
