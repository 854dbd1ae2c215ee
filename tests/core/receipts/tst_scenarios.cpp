// SPDX-License-Identifier: GPL-3.0-or-later
// The scenarios of the receipt design, played through gate, claim, report and ledger (see receiptworld.h for
// the marks).
#include "tests/core/receipts/receiptworld.h"

using receipt_test::accepted, receipt_test::approved, receipt_test::won, receipt_test::World;
using receipts::LedgerState;

class ReceiptScenarios : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void claimsRecordsAndSendsInThatOrder();
    void claimsWithAPlainStoreWhereTheServerHasNoCondstore();
    void sendsWhenTheOtherClientLost();
    void sendsNothingWhenTheOtherClientWon();
    void triesAgainWhenAnotherFlagChanged();
    void waitsAfterFiveSpuriousFailures();
    void doesNotTakeAnOkWithoutFetchForAWin();
    void sendsNothingWhenTheServerRefusesTheKeyword();
    void noticesThatAnOkStoredNothing();
    void asksAfterALineLostBetweenStoreAndAnswer();
    void claimsAgainWhenTheLostStoreLeftNothing();
    void sendsOnceAfterBeingKilledBetweenClaimAndSubmission();
    void neverRepeatsByItselfAfterALineLostAtTheFinalDot();
    void keepsTheKeywordAndShowsAPermanentRefusal();
    void showsARefusedNullSenderAndTriesNoOther();
    void retriesTemporaryFailuresUntilTheOneSuccess();
    void givesUpAfterFiveDaysOfTemporaryFailures();
    void ignoresTheSecondOfTwoWindows();
    void letsAnAnswerFromElsewhereOvertakeAnOfflineApproval();
    void neverSendsUnchangedsinceZeroNorAfterNomodseq();
    void fallsBackWhenTheServerRejectsTheCondition();
    void sendsNothingForAMessageThatIsGone();
};

void ReceiptScenarios::claimsRecordsAndSendsInThatOrder()
{
    COVERS("S1", "MDN-12", "MDN-21");
    World world;
    PLAY(approved);
    QCOMPARE(world.submissions, 0);
    PLAY(won);
    PLAY(accepted);
    QCOMPARE(world.submissions, 1);
    QVERIFY(world.lastMessage.contains("Disposition: manual-action/MDN-sent-manually; displayed\r\n"));
}

void ReceiptScenarios::claimsWithAPlainStoreWhereTheServerHasNoCondstore()
{
    COVERS("S2", "MDN-24");
    World world;
    world.condstore = false;
    world.mailbox = receipt_test::mailboxKeeping(
        {"\\seen", "\\answered", "\\flagged", "\\deleted", "\\draft", "$mdnsent"});
    PLAY(R"(
        U: Open
        G: Ask NotAtomic
        U: Send
        J: Approved
        C: UID FETCH 42 (FLAGS)
        S: * 7 FETCH (UID 42 FLAGS ())
        S: OK
        J: ClaimIntent
        C: UID STORE 42 +FLAGS ($MDNSent)
        S: * 7 FETCH (UID 42 FLAGS ($MDNSent))
        S: OK
        J: Claimed
        J: Sending
        T: MAIL FROM:<> RCPT TO:<a@ex.org>
    )");
    PLAY(accepted);
}

void ReceiptScenarios::sendsWhenTheOtherClientLost()
{
    COVERS("S3", "MDN-35");
    World world;
    PLAY(approved);
    PLAY(R"(
        S: * 7 FETCH (FLAGS (\Recent $MDNSent) UID 42 MODSEQ (62))
        S: OK Completed
        J: Claimed
        J: Sending
        T: MAIL FROM:<> RCPT TO:<a@ex.org>
    )");
}

void ReceiptScenarios::sendsNothingWhenTheOtherClientWon()
{
    COVERS("S4", "MDN-35");
    World world;
    PLAY(approved);
    PLAY(R"(
        S: * 7 FETCH (UID 42 MODSEQ (62) FLAGS ($MDNSent))
        S: OK [MODIFIED 42] Conditional store failed
        J: HandledElsewhere
        O:
        K:
        J: HandledElsewhere
        O:
        U: Send
        J: HandledElsewhere
    )");
    QCOMPARE(world.submissions, 0);
}

void ReceiptScenarios::triesAgainWhenAnotherFlagChanged()
{
    COVERS("S5", "MDN-36");
    World world;
    PLAY(approved);
    PLAY(R"(
        S: * 7 FETCH (UID 42 MODSEQ (116) FLAGS (\Seen \Recent))
        S: OK [MODIFIED 42]
        C: UID FETCH 42 (FLAGS MODSEQ)
        S: * 7 FETCH (UID 42 MODSEQ (116) FLAGS (\Seen \Recent))
        S: OK
        J: ClaimIntent
        C: UID STORE 42 (UNCHANGEDSINCE 116) +FLAGS ($MDNSent)
        S: * 7 FETCH (UID 42 MODSEQ (117) FLAGS (\Seen \Recent $MDNSent))
        S: OK
        J: Claimed
        J: Sending
        T: MAIL FROM:<> RCPT TO:<a@ex.org>
        R: 250
        J: Sent
        A: APPEND Sent (\Seen $MDNSent)
    )");
    QCOMPARE(world.submissions, 1);
}

void ReceiptScenarios::waitsAfterFiveSpuriousFailures()
{
    COVERS("S5");
    World world;
    PLAY(approved);
    for (int round = 1; round < 5; ++round) {
        PLAY(R"(
            S: OK [MODIFIED 42]
            C: UID FETCH 42 (FLAGS MODSEQ)
            S: * 7 FETCH (UID 42 FLAGS () MODSEQ (61))
            S: OK
            J: ClaimIntent
            C: UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS ($MDNSent)
        )");
    }
    PLAY(R"(
        S: OK [MODIFIED 42]
        J: Approved
        O:
        C: UID FETCH 42 (FLAGS MODSEQ)
    )");
    QCOMPARE(world.submissions, 0);
}

void ReceiptScenarios::doesNotTakeAnOkWithoutFetchForAWin()
{
    COVERS("S6");
    World world;
    PLAY(approved);
    PLAY(R"(
        S: OK Store completed
        C: UID FETCH 42 (FLAGS)
        S: * 7 FETCH (UID 42 FLAGS (\Recent $MDNSent))
        S: OK
        J: ClaimUncertain
    )");
    QCOMPARE(world.submissions, 0);
}

void ReceiptScenarios::sendsNothingWhenTheServerRefusesTheKeyword()
{
    COVERS("S7", "MDN-03", "MDN-04");
    World world;
    PLAY(approved);
    PLAY(R"(
        S: NO STORE failed : no space left to store $MDNSent keyword
        J: Blocked
        U: Open
        G: Blocked StoreRefused
        O:
        K:
        J: Blocked
        O:
    )");
    QCOMPARE(world.submissions, 0);
}

void ReceiptScenarios::noticesThatAnOkStoredNothing()
{
    COVERS("S10", "S11", "MDN-04");
    World world;
    PLAY(approved);
    PLAY(R"(
        S: * FLAGS (\Seen $MDNSent)
        S: * OK [PERMANENTFLAGS (\Seen)]
        S: * 7 FETCH (UID 42 MODSEQ (62) FLAGS (\Seen \Recent))
        S: OK Store completed
        C: UID FETCH 42 (FLAGS)
        S: * 7 FETCH (UID 42 FLAGS (\Seen \Recent))
        S: OK
        J: Blocked
    )");
    QCOMPARE(world.submissions, 0);
}

void ReceiptScenarios::asksAfterALineLostBetweenStoreAndAnswer()
{
    COVERS("S12");
    World world;
    PLAY(approved);
    PLAY(R"(
        X:
        O:
        C: UID FETCH 42 (FLAGS MODSEQ)
        S: * 7 FETCH (UID 42 FLAGS ($MDNSent) MODSEQ (62))
        S: OK
        J: ClaimUncertain
    )");
    QCOMPARE(world.submissions, 0);
    world.flags = {"$MDNSent"};
    PLAY(R"(
        U: Open
        G: Blocked ClaimIsUncertain
        U: Send again
        J: Claimed
        J: Sending
        T: MAIL FROM:<> RCPT TO:<a@ex.org>
    )");
}

void ReceiptScenarios::claimsAgainWhenTheLostStoreLeftNothing()
{
    COVERS("S12");
    World world;
    PLAY(approved);
    PLAY(R"(
        K:
        J: ClaimIntent
        C: UID FETCH 42 (FLAGS MODSEQ)
        S: * 7 FETCH (UID 42 FLAGS () MODSEQ (61))
        S: OK
        J: ClaimIntent
        C: UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS ($MDNSent)
    )");
    PLAY(won);
    QCOMPARE(world.submissions, 1);
}

void ReceiptScenarios::sendsOnceAfterBeingKilledBetweenClaimAndSubmission()
{
    World world;
    PLAY(approved);
    PLAY(won);
    PLAY("R: 421 shutting down\n J: Claimed");  // durable: Claimed, and the process dies
    PLAY(R"(
        K:
        J: Claimed
        J: Sending
        T: MAIL FROM:<> RCPT TO:<a@ex.org>
    )");
    PLAY(accepted);
    PLAY("K:\n J: Filed");
}

void ReceiptScenarios::neverRepeatsByItselfAfterALineLostAtTheFinalDot()
{
    COVERS("S14");
    World world;
    PLAY(approved);
    PLAY(won);
    const QByteArray first = world.lastMessage;
    PLAY("R: lost\n J: SendUncertain");
    for (int restarts = 0; restarts < 3; ++restarts)
        PLAY("K:\n J: SendUncertain\n O:\n D: 6");
    QCOMPARE(world.submissions, 1);
    PLAY(R"(
        U: Send again
        J: Claimed
        J: Sending
        T: MAIL FROM:<> RCPT TO:<a@ex.org>
    )");
    QCOMPARE(world.lastMessage, first);  // the same Message-ID, and everything else
    QVERIFY(first.contains("\r\nMessage-ID: <"));
}

void ReceiptScenarios::keepsTheKeywordAndShowsAPermanentRefusal()
{
    COVERS("S15");
    World world;
    PLAY(approved);
    PLAY(won);
    PLAY(R"(
        R: 550 5.7.1 rejected
        J: SendFailed
        O:
        U: Send again
        J: Claimed
        J: Sending
        T: MAIL FROM:<> RCPT TO:<a@ex.org>
    )");  // by hand, and without a new claim
}

void ReceiptScenarios::showsARefusedNullSenderAndTriesNoOther()
{
    World world;
    PLAY(approved);
    PLAY(won);
    PLAY("R: 550 5.7.60 not allowed\n J: SendFailed\n O:\n D: 7");
    QCOMPARE(world.submissions, 1);
}

void ReceiptScenarios::retriesTemporaryFailuresUntilTheOneSuccess()
{
    COVERS("S17");
    World world;
    PLAY(approved);
    PLAY(won);
    const QByteArray again("\n J: Sending\n T: MAIL FROM:<> RCPT TO:<a@ex.org>");
    PLAY("R: 421 later\n J: Claimed\n M: 1" + again);
    PLAY("R: 421 later\n J: Claimed\n M: 1\n M: 1" + again);
    PLAY("R: 421 later\n J: Claimed\n M: 3\n M: 1" + again);
    PLAY(accepted);
    PLAY("D: 9\n O:");
    QCOMPARE(world.submissions, 4);
}

void ReceiptScenarios::givesUpAfterFiveDaysOfTemporaryFailures()
{
    COVERS("S17");
    World world;
    PLAY(approved);
    PLAY(won);
    int hours = 0;
    while (world.state() == LedgerState::Sending && hours < 1000) {
        const QByteArray unexpected =
            world.play("R: 421 later\n J: Claimed\n M: 60\n J: Sending\n T: MAIL FROM:<> RCPT TO:<a@ex.org>");
        QVERIFY(unexpected.isEmpty() || world.state() == LedgerState::SendFailed);
        ++hours;
    }
    QCOMPARE(world.state(), LedgerState::SendFailed);
    QCOMPARE(hours, 5 * 24 + 1);
}

void ReceiptScenarios::ignoresTheSecondOfTwoWindows()
{
    COVERS("S30", "MDN-51");
    World world;
    PLAY(approved);
    PLAY("U: Send\n J: ClaimIntent\n U: Deny\n J: ClaimIntent\n U: Not now\n J: ClaimIntent\n O:");
    PLAY(won);
    PLAY("U: Send\n J: Sending\n U: Send again\n J: Sending\n O:");
    PLAY(accepted);
    PLAY("U: Send\n J: Filed\n U: Send again\n J: Filed\n R: 250\n O:\n K:\n J: Filed\n O:\n U: Send\n J: "
         "Filed");
    QCOMPARE(world.submissions, 1);
}

void ReceiptScenarios::letsAnAnswerFromElsewhereOvertakeAnOfflineApproval()
{
    COVERS("S32");
    World world;
    world.online = false;
    PLAY(R"(
        U: Send
        J: Approved
        K:
        J: Approved
        O:
        C: UID FETCH 42 (FLAGS MODSEQ)
        S: * 7 FETCH (UID 42 FLAGS ($MDNSent) MODSEQ (62))
        S: OK
        J: HandledElsewhere
    )");
    QCOMPARE(world.submissions, 0);
}

void ReceiptScenarios::neverSendsUnchangedsinceZeroNorAfterNomodseq()
{
    COVERS("S33", "MDN-37");
    World zero;
    QCOMPARE(zero.play("U: Send\n J: Approved\n C: UID FETCH 42 (FLAGS MODSEQ)\n S: * 7 FETCH (UID 42 FLAGS "
                       "() MODSEQ (0))\n S: OK\n"
                       "J: ClaimIntent\n C: UID STORE 42 +FLAGS ($MDNSent)"),
             QByteArray());
    World noModSeq;
    noModSeq.mailbox.noModSeq = true;
    QCOMPARE(
        noModSeq.play(
            "U: Open\n G: Ask NotAtomic\n U: Send\n J: Approved\n C: UID FETCH 42 (FLAGS)\n"
            "S: * 7 FETCH (UID 42 FLAGS ())\n S: OK\n J: ClaimIntent\n C: UID STORE 42 +FLAGS ($MDNSent)"),
        QByteArray());
}

void ReceiptScenarios::fallsBackWhenTheServerRejectsTheCondition()
{
    COVERS("S33", "MDN-37");
    World world;
    PLAY(approved);
    PLAY(R"(
        S: BAD unknown parameter UNCHANGEDSINCE
        C: UID FETCH 42 (FLAGS MODSEQ)
        S: * 7 FETCH (UID 42 FLAGS ())
        S: OK
        J: ClaimIntent
        C: UID STORE 42 +FLAGS ($MDNSent)
        S: * 7 FETCH (UID 42 FLAGS ($MDNSent))
        S: OK
        J: Claimed
        J: Sending
        T: MAIL FROM:<> RCPT TO:<a@ex.org>
    )");
}

void ReceiptScenarios::sendsNothingForAMessageThatIsGone()
{
    COVERS("S34");
    World world;
    PLAY(approved);
    PLAY(R"(
        S: OK Store completed
        C: UID FETCH 42 (FLAGS)
        S: OK
        J: Snoozed
        O:
        U: Open
        G: Ask
    )");  // another copy of it may be decided about
    QCOMPARE(world.submissions, 0);
}

POSTHORN_TEST(ReceiptScenarios)
#include "tst_scenarios.moc"
