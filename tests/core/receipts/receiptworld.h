// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receipts/claim.h"
#include "core/receipts/gate.h"
#include "core/receipts/ledgerplace.h"
#include "core/receipts/receiptservice.h"
#include "core/receipts/report.h"
#include "core/receipts/request.h"
#include "core/store/writer.h"

#include <QHash>
#include <QRegularExpression>

#include <optional>

#include "tests/core/receipts/invariants.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

// Gate, claim, report and service played together over a real user.db, as a dialogue:
//   U: what the user does (Open, Send, Deny, Not now, Send again)   G: what the gate said
//   C: what would go to the IMAP server      S: what it says        J: the ledger's steps
//   T: the submission's envelope             R: its answer          A: the copy for Sent
//   X: the line drops   O: the account comes online   K: killed and started again   D: days pass
// Every line that our side produces must stand in the script, in order, and nothing else may come.
namespace receipt_test {

inline QByteArray requestHeader()
{
    return "Return-Path: <a@ex.org>\r\n"
           "Authentication-Results: mx.home.example; dmarc=pass header.from=ex.org\r\n"
           "From: Ann <a@ex.org>\r\n"
           "To: me@home.example\r\n"
           "Subject: Numbers\r\n"
           "Date: Tue, 3 Mar 2026 10:00:00 +0100\r\n"
           "Message-ID: <m1@ex.org>\r\n"
           "Disposition-Notification-To: <a@ex.org>\r\n\r\n";
}

// A mailbox that keeps the flags named; "\\*" among them: any keyword.
inline store::MailboxState mailboxKeeping(const QByteArrayList &permanentFlags)
{
    store::MailboxState state;
    state.uidValidity = {7};
    state.permanentFlags = permanentFlags;
    state.anyKeyword = permanentFlags.contains("\\*");
    return state;
}

inline QByteArray nameOf(receipts::LedgerState state)
{
    static constexpr std::array names{
        "None",    "Snoozed",       "Approved",         "ClaimIntent", "ClaimUncertain", "Claimed",
        "Sending", "SendUncertain", "SendFailed",       "Sent",        "Filed",          "Denying",
        "Denied",  "DeniedLocal",   "HandledElsewhere", "Blocked"};
    return names.at(static_cast<std::size_t>(state));
}

inline QByteArray nameOf(receipts::Block block)
{
    static constexpr std::array names{
        "NotRequested",         "Draft",          "AnsweredElsewhere",   "HandledByOtherClient",
        "CannotStore",          "ReadOnly",       "StoreRefused",        "IsReport",
        "OwnMessage",           "Newsgroup",      "MailingList",         "Automatic",
        "RequiredOption",       "NoValidAddress", "TooManyAddresses",    "Junk",
        "FailedAuthentication", "Fragment",       "NonAsciiUnsupported", "PolicyNever",
        "AlreadySent",          "AlreadyDenied",  "InProgress",          "SendingUncertain",
        "ClaimIsUncertain",     "SendingFailed"};
    return names.at(static_cast<std::size_t>(block));
}

inline QByteArray nameOf(receipts::Warning warning)
{
    static constexpr std::array names{"ReturnPathMissing",
                                      "ReturnPathDiffers",
                                      "ReturnPathSeveral",
                                      "SeveralAddresses",
                                      "NotifyDiffersFromFrom",
                                      "NotAddressedToMe",
                                      "Resent",
                                      "Encrypted",
                                      "AuthenticationUnknown",
                                      "ReadElsewhere",
                                      "NoMessageId",
                                      "KeyReusedByOtherMessage",
                                      "Old",
                                      "NotAtomic",
                                      "MarkMayBeLost",
                                      "ServerSendsReceipts",
                                      "ManyByRules"};
    return names.at(static_cast<std::size_t>(warning));
}

inline QByteArray nameOf(receipts::Verdict::Kind kind)
{
    static constexpr std::array names{"Nothing", "Blocked", "Ask", "Automatic", "Deny"};
    return names.at(static_cast<std::size_t>(kind));
}

// "Ask", "Ask ReturnPathDiffers", "Blocked CannotStore": warnings are told only where there is something to
// ask.
inline QByteArray printed(const receipts::Verdict &verdict)
{
    QByteArray text = nameOf(verdict.kind);
    for (const auto block : verdict.blocks)
        text += ' ' + nameOf(block);
    for (const auto warning : verdict.blocks.isEmpty() ? verdict.warnings : QList<receipts::Warning>())
        text += ' ' + nameOf(warning);
    return text;
}

// What follows a denial that the server keeps.
inline constexpr auto denied = R"(
    J: Denying
    C: UID FETCH 42 (FLAGS MODSEQ)
    S: * 7 FETCH (UID 42 FLAGS () MODSEQ (61))
    S: OK
    J: Denying
    C: UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS ($MDNSent)
    S: * 7 FETCH (UID 42 MODSEQ (62) FLAGS ($MDNSent))
    S: OK
    J: Denied
)";
// Consent and the STORE on its way; its success; the submission's success.
inline constexpr auto approved = R"(
    U: Open
    G: Ask
    U: Send
    J: Approved
    C: UID FETCH 42 (FLAGS MODSEQ)
    S: * 7 FETCH (UID 42 FLAGS () MODSEQ (61))
    S: OK
    J: ClaimIntent
    C: UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS ($MDNSent)
)";
inline constexpr auto won = R"(
    S: * 7 FETCH (UID 42 MODSEQ (62) FLAGS ($MDNSent))
    S: OK Store completed
    J: Claimed
    J: Sending
    T: MAIL FROM:<> RCPT TO:<a@ex.org>
)";
inline constexpr auto accepted = R"(
    R: 250 queued
    J: Sent
    A: APPEND Sent (\Seen $MDNSent)
    U: filed
    J: Filed
)";

class World
{
public:
    // What the scenario starts from; change before the first play(). Another header is another message.
    QByteArray header = requestHeader();
    QByteArrayList flags;
    store::MailboxState mailbox = mailboxKeeping({"\\seen", "\\*"});
    bool condstore = true;
    receipts::Policy policy;
    store::FolderRole role = store::FolderRole::Inbox;
    bool online = true;

    FakeClock clock;
    int submissions = 0;  // submitRequested() seen
    QByteArray lastMessage;

    World();
    ~World();

    // An empty answer: all went as written.
    [[nodiscard]] QByteArray play(const QByteArray &script);
    [[nodiscard]] receipts::Verdict verdict() const;
    [[nodiscard]] receipts::LedgerState state() const
    {
        const auto entry = place().entry;
        return entry ? entry->state : receipts::LedgerState::None;
    }
    [[nodiscard]] receipts::ReceiptService &service() { return *m_service; }
    [[nodiscard]] receipts::Decision decision(receipts::Decision::Kind kind) const;
    [[nodiscard]] receipts::Request request() const;
    [[nodiscard]] receipts::LedgerPlace place() const;

private:
    enum class Expecting { Nothing, Fetch, Store, Verify };

    void start();
    void say(const QByteArray &line) { m_said.append(line); }
    void perform(char who, const QByteArray &text);
    void user(const QByteArray &text);
    void serverSays(const QByteArray &text);
    void tagged(const QByteArray &text);
    void submissionAnswered(const QByteArray &text);
    void beginClaim(const receipts::ClaimOrder &order);
    void run(const receipts::Claim::Step &step);
    void fetch(bool withModSeq, Expecting then);
    void store(const receipts::Claim::Store &store);
    void end(receipts::ClaimEnd end, const QByteArray &text = {});

    QTemporaryDir m_folder;
    Invariants m_invariants;
    std::optional<store::UserDatabase> m_user;
    std::unique_ptr<receipts::ReceiptService> m_service;
    QByteArrayList m_said;
    QHash<QByteArray, receipts::LedgerEntry> m_entries;
    receipts::RequestKey m_key;
    std::optional<receipts::Claim> m_claim;
    Expecting m_expecting = Expecting::Nothing;
    QList<receipts::Claim::Echo> m_echoes;
};

}

#define PLAY(script) QCOMPARE(world.play(script), QByteArray())
