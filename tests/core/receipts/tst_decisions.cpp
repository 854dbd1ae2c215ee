// SPDX-License-Identifier: GPL-3.0-or-later
// What is decided before and instead of sending, played through gate, claim and ledger (see receiptworld.h
// for the marks).
#include "tests/core/receipts/receiptworld.h"

using receipt_test::won, receipt_test::World;

class ReceiptDecisions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storesNothingWhereTheKeywordIsNotPermanent();
    void storesNothingInAReadOnlyMailbox();
    void offersNothingForADraft();
    void saysThatAnotherClientHasHandledIt_data();
    void saysThatAnotherClientHasHandledIt();
    void neverAnswersAReportOrAMachine_data();
    void neverAnswersAReportOrAMachine();
    void asksWhenTheAnswerWouldGoElsewhereThanTheReturnPath();
    void sendsByItselfOnlyWhenARuleSaysSoAndNothingIsOdd();
    void deniesByTheKeywordAloneAndStaysSilent();
    void deniesByARuleWithoutSending();
    void deniesLocallyWhereTheKeywordCannotBeKept();
    void letsAnAnswerFromElsewhereOverrideAnOfflineDenial();
    void remembersNotNow();
    void letsTheUserThinkBetterOfAnOfflineApproval();
};

void ReceiptDecisions::storesNothingWhereTheKeywordIsNotPermanent()
{
    COVERS("S8", "MDN-01", "MDN-02");
    World world;
    world.mailbox =
        receipt_test::mailboxKeeping({"\\draft", "\\answered", "\\flagged", "\\deleted", "\\seen"});
    PLAY(R"(
        U: Open
        G: Blocked CannotStore
    )");
    world.policy.preference = receipts::Preference::Automatic;
    PLAY(R"(
        U: Open
        G: Blocked CannotStore
        U: Send
        J: Approved
        J: Blocked
    )");  // even if somebody asked for it all the same, the claim does not store
    world.mailbox.permanentFlags = QByteArrayList();
    PLAY(R"(
        U: Open
        G: Blocked CannotStore StoreRefused
    )");
    QCOMPARE(world.submissions, 0);
}

void ReceiptDecisions::storesNothingInAReadOnlyMailbox()
{
    COVERS("MDN-34");
    World world;
    world.mailbox = receipt_test::mailboxKeeping({});
    world.mailbox.readOnly = true;
    PLAY(R"(
        U: Open
        G: Blocked ReadOnly CannotStore
        U: Send
        J: Approved
        J: Blocked
    )");
}

void ReceiptDecisions::offersNothingForADraft()
{
    COVERS("S21", "MDN-06");
    World world;
    world.flags = {"\\Draft"};
    PLAY("U: Open\n G: Nothing Draft");
    world.policy.preference = receipts::Preference::Automatic;
    PLAY("U: Open\n G: Nothing Draft");
    // A flag that came since: the claim looks itself.
    world.flags.clear();
    PLAY(R"(
        U: Send
        J: Approved
        C: UID FETCH 42 (FLAGS MODSEQ)
        S: * 7 FETCH (UID 42 FLAGS (\Draft) MODSEQ (61))
        S: OK
        J: Blocked
    )");
}

void ReceiptDecisions::saysThatAnotherClientHasHandledIt_data()
{
    QTest::addColumn<QByteArrayList>("flags");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("as written") << QByteArrayList{"$MDNSent"} << QByteArray("Blocked AnsweredElsewhere");
    QTest::newRow("odd case") << QByteArrayList{"\\Recent", "$mdnsent"}
                              << QByteArray("Blocked AnsweredElsewhere");
    QTest::newRow("Evolution's") << QByteArrayList{"Receipt-Handled"}
                                 << QByteArray("Blocked HandledByOtherClient");
}

void ReceiptDecisions::saysThatAnotherClientHasHandledIt()
{
    COVERS("S23", "MDN-05", "MDN-22", "MDN-30");
    QFETCH(QByteArrayList, flags);
    QFETCH(QByteArray, said);
    World world;
    world.flags = flags;
    world.policy.preference = receipts::Preference::Automatic;
    PLAY("U: Open\n G: " + said);
    PLAY("U: Send\n J: Approved\n C: UID FETCH 42 (FLAGS MODSEQ)\n S: * 7 FETCH (UID 42 FLAGS ("
         + flags.join(' ') + ") MODSEQ (61))\n S: OK\n J: HandledElsewhere");
    QCOMPARE(world.submissions, 0);
}

void ReceiptDecisions::neverAnswersAReportOrAMachine_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("a receipt") << QByteArray(
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=x\r\n")
                               << QByteArray("Blocked IsReport");
    QTest::newRow("a delivery report")
        << QByteArray("Content-Type: Multipart/Report; report-type=delivery-status; boundary=x\r\n")
        << QByteArray("Blocked IsReport");
    QTest::newRow("an automatic reply")
        << QByteArray("Auto-Submitted: auto-replied\r\n") << QByteArray("Blocked Automatic");
}

void ReceiptDecisions::neverAnswersAReportOrAMachine()
{
    COVERS("S24", "MDN-50");
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, said);
    World world;
    world.header = field + world.header;
    world.policy.preference = receipts::Preference::Automatic;
    PLAY("U: Open\n G: " + said);
    QCOMPARE(world.submissions, 0);
}

void ReceiptDecisions::asksWhenTheAnswerWouldGoElsewhereThanTheReturnPath()
{
    COVERS("S25", "MDN-54", "MDN-67");
    World world;
    world.header.replace("Return-Path: <a@ex.org>", "Return-Path: <b@ex.org>");
    world.policy.preference = receipts::Preference::Automatic;
    PLAY("U: Open\n G: Ask ReturnPathDiffers");
    QCOMPARE(world.submissions, 0);
    PLAY(R"(
        U: Send
        J: Approved
        C: UID FETCH 42 (FLAGS MODSEQ)
        S: * 7 FETCH (UID 42 FLAGS () MODSEQ (61))
        S: OK
        J: ClaimIntent
        C: UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS ($MDNSent)
    )");
    PLAY(won);
    QVERIFY(world.lastMessage.contains("Disposition: manual-action/MDN-sent-manually; displayed\r\n"));
}

void ReceiptDecisions::sendsByItselfOnlyWhenARuleSaysSoAndNothingIsOdd()
{
    COVERS("MDN-53", "MDN-90", "MDN-10");
    World world;
    PLAY("U: Open\n G: Ask");  // a fresh profile
    world.policy.preference = receipts::Preference::Automatic;
    PLAY(R"(
        U: Open
        G: Automatic
        J: Approved
        C: UID FETCH 42 (FLAGS MODSEQ)
        S: * 7 FETCH (UID 42 FLAGS () MODSEQ (61))
        S: OK
        J: ClaimIntent
        C: UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS ($MDNSent)
    )");
    PLAY(won);
    QVERIFY(world.lastMessage.contains("Disposition: manual-action/MDN-sent-automatically; displayed\r\n"));
    QVERIFY(world.lastMessage.contains("\r\nAuto-Submitted: auto-replied\r\n"));
}

void ReceiptDecisions::deniesByTheKeywordAloneAndStaysSilent()
{
    COVERS("S28", "MDN-12", "MDN-14", "MDN-26");
    World world;
    PLAY(QByteArray("U: Open\n G: Ask\n U: Deny") + receipt_test::denied);
    PLAY(R"(
        U: Open
        G: Blocked AlreadyDenied
        U: Send
        J: Denied
        O:
        K:
        J: Denied
        O:
    )");
    QCOMPARE(world.submissions, 0);
    World secondClient;
    secondClient.flags = {"$MDNSent"};
    QCOMPARE(secondClient.play("U: Open\n G: Blocked AnsweredElsewhere"), QByteArray());
}

void ReceiptDecisions::deniesByARuleWithoutSending()
{
    COVERS("MDN-11");
    World world;
    world.policy.preference = receipts::Preference::Deny;
    PLAY(QByteArray("U: Open\n G: Deny") + receipt_test::denied);
    QCOMPARE(world.submissions, 0);
}

void ReceiptDecisions::deniesLocallyWhereTheKeywordCannotBeKept()
{
    World world;
    PLAY(R"(
        U: Deny
        J: Denying
        C: UID FETCH 42 (FLAGS MODSEQ)
        S: * 7 FETCH (UID 42 FLAGS () MODSEQ (61))
        S: OK
        J: Denying
        C: UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS ($MDNSent)
        S: NO [LIMIT] too many keywords
        J: DeniedLocal
        U: Open
        G: Blocked AlreadyDenied
    )");
}

void ReceiptDecisions::letsAnAnswerFromElsewhereOverrideAnOfflineDenial()
{
    World world;
    world.online = false;
    PLAY(R"(
        U: Deny
        J: Denying
        O:
        C: UID FETCH 42 (FLAGS MODSEQ)
        S: * 7 FETCH (UID 42 FLAGS ($MDNSent) MODSEQ (62))
        S: OK
        J: HandledElsewhere
    )");
}

void ReceiptDecisions::remembersNotNow()
{
    COVERS("MDN-14", "MDN-49");
    World world;
    world.policy.preference = receipts::Preference::Automatic;
    PLAY("U: Not now\n J: Snoozed\n K:\n J: Snoozed\n O:\n U: Open\n G: Ask");
    QCOMPARE(world.submissions, 0);
}

void ReceiptDecisions::letsTheUserThinkBetterOfAnOfflineApproval()
{
    World world;
    world.online = false;
    PLAY("U: Send\n J: Approved\n U: Not now\n J: Snoozed\n O:\n U: Open\n G: Ask");
}

POSTHORN_TEST(ReceiptDecisions)
#include "tst_decisions.moc"
