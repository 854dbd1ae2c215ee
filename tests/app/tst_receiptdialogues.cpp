// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/outcome.h"

#include "tests/app/receiptworld.h"
#include "tests/support/testcase.h"

using receipts::LedgerState;
using Kind = receipts::Decision::Kind;

// The life of one receipt on the wire: what the IMAP server, the submission server and the ledger see, in
// order.
class ReceiptDialogues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void claimsConditionallyThenSendsThenFiles();
    void claimsPlainlyWhereOnlyTheKeywordIsPermitted();
    void sendsNothingWhenAnotherClientWonTheRace();
    void twoOfOneMomentAreToldApartWhereBothAreGranted_data();
    void twoOfOneMomentAreToldApartWhereBothAreGranted();
    void sendsNothingWhenTheServerRefusesTheKeyword();
    void sendsNothingWhenTheMessageIsGone();
    void theFlagsOfAGhostAreNoConsent();
    void sendsNothingWhenTheMailboxCannotKeepTheKeyword_data();
    void sendsNothingWhenTheMailboxCannotKeepTheKeyword();
    void denyingSetsTheKeywordAndSendsNothing();
    void theSecondSendOfOneRequestIsIgnored();
    void asksAPersonAfterTheLineDroppedBehindTheStore();
    void claimsAgainWhenTheStoreNeverArrived();
    void neverRepeatsASubmissionThatMayHaveGoneOut();
    void triesALaterSubmissionAgainWithoutASecondClaim();
    void takesAnApprovedRequestUpAfterARestart();
    void neverReadsABodyOrClearsAKeyword();
    void theCopyInSentIsMadeOnceHoweverTheProgramDies();
    void aRefusedCopyIsTriedAgainAtTheNextStart_data();
    void aRefusedCopyIsTriedAgainAtTheNextStart();
    void aThrottledCopyIsMadeAfterThePause();
    void aThrottledClaimGoesOnAfterThePause();
    void aMissingFolderForTheCopyIsMadeOnRequest_data();
    void aMissingFolderForTheCopyIsMadeOnRequest();
    void aRefusedPasswordWaitsForAnotherOne();
};

namespace {

constexpr char claimWon[] = R"(
    U: send
    C: a5 UID FETCH 42 (FLAGS MODSEQ)
    S: * 1 FETCH (UID 42 FLAGS () MODSEQ (61))
    S: a5 OK done
    C: a6 UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS ($MDNSent)
    S: * 1 FETCH (UID 42 MODSEQ (62) FLAGS ($MDNSent))
    S: a6 OK Store completed
)";

void onSend(World &world, Kind kind = Kind::Send, const ReceiptFixture &fixture = {})
{
    world.on("send",
             [&world, kind, fixture] { world.room().receipts()->decide(decision(world, kind, fixture)); });
}

}

void ReceiptDialogues::claimsConditionallyThenSendsThenFiles()
{
    COVERS("S1", "MDN-15", "MDN-76", "MDN-78", "MDN-35");
    World world;
    openInbox(world);
    onSend(world);
    world.play(claimWon);
    QCOMPARE(world.ledgerStates(),
             (std::vector{LedgerState::Approved, LedgerState::ClaimIntent, LedgerState::Claimed,
                          LedgerState::Sending}));
    world.play(acceptedSubmission);
    QVERIFY(
        world.lastMail().contains("Content-Type: multipart/report; report-type=disposition-notification"));
    QVERIFY(world.lastMail().contains("Final-Recipient: rfc822;me@home.example"));
    QCOMPARE(world.ledgerStates().back(), LedgerState::Filed);
    QCOMPARE(world.submissions(), 1);
    QCOMPARE(world.appended().size(), 2);
    QVERIFY2(world.appended().at(0).contains(" APPEND Sent (\\Seen $MDNSent) "), world.appended().at(0));
    QCOMPARE(world.appended().at(1), world.lastMail());
}

void ReceiptDialogues::claimsPlainlyWhereOnlyTheKeywordIsPermitted()
{
    COVERS("S2", "MDN-24");
    ReceiptFixture fixture;
    fixture.permanentFlags = "\\Seen \\Answered \\Flagged \\Deleted \\Draft $MDNSent";
    fixture.capabilities = "IMAP4rev1";
    World world;
    openInbox(world, fixture);
    onSend(world);
    world.play(R"(
        U: send
        C: a4 UID FETCH 42 (FLAGS)
        S: * 1 FETCH (UID 42 FLAGS ())
        S: a4 OK done
        C: a5 UID STORE 42 +FLAGS ($MDNSent)
        S: * 1 FETCH (UID 42 FLAGS ($MDNSent))
        S: a5 OK done
    )");
    world.play(acceptedSubmission);
    QCOMPARE(world.submissions(), 1);
    QVERIFY(!world.everythingSent().contains("UNCHANGEDSINCE"));
}

void ReceiptDialogues::sendsNothingWhenAnotherClientWonTheRace()
{
    COVERS("S4", "MDN-05");
    World world;
    openInbox(world);
    onSend(world);
    world.play(R"(
        U: send
        C: a5 UID FETCH 42 (FLAGS MODSEQ)
        S: * 1 FETCH (UID 42 FLAGS () MODSEQ (61))
        S: a5 OK done
        C: a6 UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS ($MDNSent)
        S: * 1 FETCH (UID 42 MODSEQ (62) FLAGS ($MDNSent))
        S: a6 OK [MODIFIED 42] Conditional store failed
    )");
    QCOMPARE(world.submissions(), 0);
    QCOMPARE(world.ledgerStates().back(), LedgerState::HandledElsewhere);
}

// Dovecot answers OK to both, with one MODSEQ; FLAGS go to the one that has changed nothing.
void ReceiptDialogues::twoOfOneMomentAreToldApartWhereBothAreGranted_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("isOurs");
    QTest::newRow("first") << QByteArray("S: * 1 FETCH (UID 42 MODSEQ (62))") << true;
    QTest::newRow("second") << QByteArray("S: * 1 FETCH (UID 42 MODSEQ (62) FLAGS ($MDNSent))") << false;
}

void ReceiptDialogues::twoOfOneMomentAreToldApartWhereBothAreGranted()
{
    COVERS("MDN-35", "MDN-51");
    QFETCH(QByteArray, answer);
    QFETCH(bool, isOurs);
    ReceiptFixture fixture;
    fixture.capabilities += " THREAD=REFS I18NLEVEL=1";
    World world;
    openInbox(world, fixture);
    onSend(world);
    QByteArray script = R"(
        U: send
        C: a5 UID FETCH 42 (FLAGS MODSEQ)
        S: * 1 FETCH (UID 42 FLAGS () MODSEQ (61))
        S: a5 OK done
        C: a6 UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS.SILENT ($MDNSent)
        @answer@
        S: a6 OK Store completed
    )";
    if (isOurs)
        script += R"(
        C: a7 UID FETCH 42 (FLAGS MODSEQ)
        S: * 1 FETCH (UID 42 FLAGS ($MDNSent) MODSEQ (62))
        S: a7 OK done
    )";
    world.play(script.replace("@answer@", answer).constData());
    if (isOurs)
        world.play(acceptedSubmission);
    QCOMPARE(world.submissions(), isOurs ? 1 : 0);
    QCOMPARE(world.ledgerStates().back(), isOurs ? LedgerState::Filed : LedgerState::HandledElsewhere);
}

void ReceiptDialogues::sendsNothingWhenTheServerRefusesTheKeyword()
{
    COVERS("S7", "MDN-03", "MDN-04");
    ReceiptFixture fixture;
    fixture.capabilities = "IMAP4rev1";
    World world;
    openInbox(world, fixture);
    onSend(world);
    world.play(R"(
        U: send
        C: a4 UID FETCH 42 (FLAGS)
        S: * 1 FETCH (UID 42 FLAGS ())
        S: a4 OK done
        C: a5 UID STORE 42 +FLAGS ($MDNSent)
        S: a5 NO STORE failed : no space left to store $MDNSent keyword
    )");
    QCOMPARE(world.submissions(), 0);
    QCOMPARE(world.ledgerStates().back(), LedgerState::Blocked);
    QVERIFY(world.ledger().back().detail.contains("no space left"));
    QCOMPARE(world.statuses().back().kind, accounts::Status::Kind::Online);  // the session goes on
}

// RFC 2180, 4.1.3: no flags at all is what some servers tell of a message that was expunged.
void ReceiptDialogues::theFlagsOfAGhostAreNoConsent()
{
    COVERS("MA-22");
    ReceiptFixture fixture;
    fixture.capabilities = "IMAP4rev1";
    World world;
    openInbox(world, fixture);
    onSend(world);
    world.play("U: send\nC: a4 UID FETCH 42 (FLAGS)\nS: * 1 FETCH (UID 42 FLAGS ())\n"
               "S: a4 OK [EXPUNGEISSUED] some are gone\nC: a5 NOOP\nS: * 1 EXPUNGE\nS: a5 OK\n"
               "C: a6 UID FETCH 42 (FLAGS)\nS: a6 OK");
    QCOMPARE(world.submissions(), 0);
    QVERIFY(!world.everythingSent().contains("STORE"));
}

void ReceiptDialogues::sendsNothingWhenTheMessageIsGone()
{
    COVERS("S34");
    ReceiptFixture fixture;
    fixture.capabilities = "IMAP4rev1";
    World world;
    openInbox(world, fixture);
    onSend(world);
    world.play(R"(
        U: send
        C: a4 UID FETCH 42 (FLAGS)
        S: * 1 FETCH (UID 42 FLAGS ())
        S: a4 OK done
        C: a5 UID STORE 42 +FLAGS ($MDNSent)
        S: a5 OK Store completed
        C: a6 UID FETCH 42 (FLAGS)
        S: a6 OK Fetch completed
    )");
    QCOMPARE(world.submissions(), 0);
    QVERIFY(world.ledgerStates().back() != LedgerState::Claimed);
}

void ReceiptDialogues::sendsNothingWhenTheMailboxCannotKeepTheKeyword_data()
{
    QTest::addColumn<QByteArray>("permanentFlags");
    QTest::newRow("system flags alone") << QByteArray("\\Draft \\Answered \\Flagged \\Deleted \\Seen");
    QTest::newRow("none at all") << QByteArray();
}

void ReceiptDialogues::sendsNothingWhenTheMailboxCannotKeepTheKeyword()
{
    COVERS("S8", "MDN-01", "MDN-02");
    QFETCH(QByteArray, permanentFlags);
    ReceiptFixture fixture;
    fixture.permanentFlags = permanentFlags;
    World world;
    openInbox(world, fixture);
    onSend(world);
    world.play("U: send");
    QVERIFY(!world.everythingSent().contains("UID STORE"));
    QCOMPARE(world.submissions(), 0);
    QCOMPARE(world.ledgerStates().back(), LedgerState::Blocked);
}

void ReceiptDialogues::denyingSetsTheKeywordAndSendsNothing()
{
    COVERS("S28", "MDN-12", "MDN-14");
    World world;
    openInbox(world);
    onSend(world, Kind::Deny);
    world.play(claimWon);
    QCOMPARE(world.submissions(), 0);
    QCOMPARE(world.ledgerStates().back(), LedgerState::Denied);
    // The keyword has come to the list as well: no client, this one included, offers anything any more.
    const auto folder = world.reader().folder(world.account().id, "INBOX");
    const auto row = world.reader().row(*world.reader().find(folder->id, imap::Uid{42}));
    QVERIFY(row->flags.has(store::Flags::MdnSent));
}

void ReceiptDialogues::theSecondSendOfOneRequestIsIgnored()
{
    COVERS("S30", "MDN-51");
    World world;
    openInbox(world);
    onSend(world);
    world.play(claimWon);
    world.play("U: send");
    world.play(acceptedSubmission);
    world.play("U: send");
    QCOMPARE(world.submissions(), 1);
    QCOMPARE(world.everythingSent().count("+FLAGS ($MDNSent)"), 1);
}

void ReceiptDialogues::asksAPersonAfterTheLineDroppedBehindTheStore()
{
    COVERS("S12");
    World world;
    openInbox(world);
    onSend(world);
    world.play(R"(
        U: send
        C: a5 UID FETCH 42 (FLAGS MODSEQ)
        S: * 1 FETCH (UID 42 FLAGS () MODSEQ (61))
        S: a5 OK done
        C: a6 UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS ($MDNSent)
        X
    )");
    ReceiptFixture answered{.flags = "$MDNSent", .kept = true};
    world.restart();
    openInbox(world, answered);
    world.play(R"(
        C: a4 UID FETCH 42 (FLAGS MODSEQ)
        S: * 1 FETCH (UID 42 FLAGS ($MDNSent) MODSEQ (62))
        S: a4 OK done
    )");
    QCOMPARE(world.submissions(), 0);
    QCOMPARE(world.ledgerStates().back(), LedgerState::ClaimUncertain);
}

void ReceiptDialogues::claimsAgainWhenTheStoreNeverArrived()
{
    World world;
    openInbox(world);
    onSend(world);
    world.play(R"(
        U: send
        C: a5 UID FETCH 42 (FLAGS MODSEQ)
        S: * 1 FETCH (UID 42 FLAGS () MODSEQ (61))
        S: a5 OK done
        C: a6 UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS ($MDNSent)
        X
    )");
    world.restart();
    openInbox(world, {.kept = true});
    world.play(R"(
        C: a4 UID FETCH 42 (FLAGS MODSEQ)
        S: * 1 FETCH (UID 42 FLAGS () MODSEQ (61))
        S: a4 OK done
        C: a5 UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS ($MDNSent)
        S: * 1 FETCH (UID 42 MODSEQ (62) FLAGS ($MDNSent))
        S: a5 OK done
    )");
    world.play(acceptedSubmission);
    QCOMPARE(world.submissions(), 1);
}

void ReceiptDialogues::neverRepeatsASubmissionThatMayHaveGoneOut()
{
    COVERS("S14");
    World world;
    openInbox(world);
    onSend(world);
    world.play(claimWon);
    QByteArray script = acceptedSubmission;
    world.play(script.replace("MS: 250 queued", "MX").constData());
    QCOMPARE(world.ledgerStates().back(), LedgerState::SendUncertain);
    const QByteArray first = world.lastMail();
    for (int start = 0; start < 3; ++start) {
        world.restart();
        openInbox(world, {.flags = "$MDNSent", .kept = true});
        QCOMPARE(world.submissions(), 1);
    }
    world.on("again",
             [&world, key = world.ledger().back().key] { world.room().receipts()->sendAnyway(key); });
    world.play("U: again");
    world.play(acceptedSubmission);
    QCOMPARE(world.submissions(), 2);
    QCOMPARE(world.lastMail(), first);  // the same Message-ID, octet by octet
}

void ReceiptDialogues::triesALaterSubmissionAgainWithoutASecondClaim()
{
    COVERS("S17");
    World world;
    openInbox(world);
    onSend(world);
    world.play(claimWon);
    world.play(R"(
        MS: 421 4.3.2 not now
    )");
    QCOMPARE(world.ledgerStates().back(), LedgerState::Claimed);
    world.play("T: 2min");
    world.play(acceptedSubmission);
    QCOMPARE(world.submissions(), 2);
    QCOMPARE(world.everythingSent().count("+FLAGS ($MDNSent)"), 1);
    QCOMPARE(world.ledgerStates().back(), LedgerState::Filed);
}

void ReceiptDialogues::takesAnApprovedRequestUpAfterARestart()
{
    COVERS("S13");
    World world;
    openInbox(world);
    onSend(world);
    world.play(R"(
        U: send
        C: a5 UID FETCH 42 (FLAGS MODSEQ)
        X
    )");
    world.restart();
    openInbox(world, {.kept = true});
    QByteArray script = claimWon;
    script.replace("U: send", "").replace("a5", "a4").replace("a6", "a5");
    world.play(script.constData());
    world.play(acceptedSubmission);
    QCOMPARE(world.submissions(), 1);
}

void ReceiptDialogues::neverReadsABodyOrClearsAKeyword()
{
    COVERS("S31", "MDN-13", "MDN-27", "I4-153", "I4-172");
    World world;
    openInbox(world);
    onSend(world);
    world.play(claimWon);
    world.play(acceptedSubmission);
    const QByteArray sent = world.everythingSent();
    QVERIFY(sent.contains("BODY.PEEK["));
    QVERIFY(!sent.contains("BODY["));
    QVERIFY(!sent.contains("-FLAGS"));
    QVERIFY(!sent.contains(" FLAGS ($"));
    QVERIFY(!sent.contains("\\Seen)"));  // only the saved copy carries it, with the keyword
}

// The copy is there and the journal knows it; the ledger does not yet.
void ReceiptDialogues::theCopyInSentIsMadeOnceHoweverTheProgramDies()
{
    World world;
    openInbox(world);
    onSend(world);
    QObject::disconnect(&world.engine(), &app::Engine::filed, nullptr, nullptr);
    world.play(claimWon);
    world.play(acceptedSubmission);
    QCOMPARE(world.appended().size(), 2);
    QVERIFY(world.room().journal()->pending().empty());
    QCOMPARE(world.ledgerStates().back(), LedgerState::Sent);
    world.restart();
    openInbox(world, {.flags = "$MDNSent", .kept = true});
    QCOMPARE(world.appended().size(), 2);
    QCOMPARE(world.ledgerStates().back(), LedgerState::Filed);
    QVERIFY(world.room().journal()->pending().empty());
}

void ReceiptDialogues::aRefusedCopyIsTriedAgainAtTheNextStart_data()
{
    QTest::addColumn<QByteArray>("refusal");
    QTest::newRow("no room") << QByteArray("NO [OVERQUOTA] full");
    QTest::newRow("too many") << QByteArray("NO [LIMIT] later");
    QTest::newRow("too large") << QByteArray("NO [TOOBIG] no");
    QTest::newRow("no word") << QByteArray("NO no");
}

void ReceiptDialogues::aRefusedCopyIsTriedAgainAtTheNextStart()
{
    COVERS("I4-132");
    QFETCH(QByteArray, refusal);
    World world;
    openInbox(world);
    onSend(world);
    world.refuseNextAppend(refusal);
    world.play(claimWon);
    world.play(acceptedSubmission);
    QCOMPARE(world.appended().size(), 0);
    QCOMPARE(world.ledgerStates().back(), LedgerState::Sent);
    world.restart();
    openInbox(world, {.flags = "$MDNSent", .kept = true});
    QCOMPARE(world.appended().size(), 2);
    QCOMPARE(world.ledgerStates().back(), LedgerState::Filed);
}

void ReceiptDialogues::aThrottledCopyIsMadeAfterThePause()
{
    World world;
    openInbox(world);
    onSend(world);
    world.refuseNextAppend("BAD Request is throttled. Suggested Backoff Time: 5000 milliseconds");
    world.play(claimWon);
    world.play(acceptedSubmission);
    world.play("T: 4s");
    QCOMPARE(world.appended().size(), 0);
    QCOMPARE(world.ledgerStates().back(), LedgerState::Sent);
    world.play("T: 2s");
    QCOMPARE(world.appended().size(), 2);
    QCOMPARE(world.ledgerStates().back(), LedgerState::Filed);
    QCOMPARE(world.submissions(), 1);
}

void ReceiptDialogues::aThrottledClaimGoesOnAfterThePause()
{
    World world;
    openInbox(world);
    onSend(world);
    world.play(R"(
        U: send
        C: a5 UID FETCH 42 (FLAGS MODSEQ)
        S: * 1 FETCH (UID 42 FLAGS () MODSEQ (61))
        S: a5 OK done
        C: a6 UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS ($MDNSent)
        S: a6 BAD Request is throttled. Suggested Backoff Time: 5000 milliseconds
        T: 4s
    )");
    QCOMPARE(world.ledgerStates().back(), LedgerState::ClaimIntent);
    world.play(R"(
        T: 2s
        C: a7 UID FETCH 42 (FLAGS MODSEQ)
        S: * 1 FETCH (UID 42 FLAGS () MODSEQ (61))
        S: a7 OK done
        C: a8 UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS ($MDNSent)
        S: * 1 FETCH (UID 42 MODSEQ (62) FLAGS ($MDNSent))
        S: a8 OK Store completed
    )");
    world.play(acceptedSubmission);
    QCOMPARE(world.submissions(), 1);
    QCOMPARE(world.ledgerStates().back(), LedgerState::Filed);
}

// The folder for it was deleted, or is called otherwise now: it is not made again unless somebody says so.
void ReceiptDialogues::aMissingFolderForTheCopyIsMadeOnRequest_data()
{
    QTest::addColumn<bool>("atAppend");
    QTest::newRow("known from SELECT") << false;
    QTest::newRow("known from APPEND") << true;
}

void ReceiptDialogues::aMissingFolderForTheCopyIsMadeOnRequest()
{
    COVERS("I4-132", "MA-11");
    QFETCH(bool, atAppend);
    World world;
    openInbox(world);
    onSend(world);
    if (atAppend)
        world.refuseNextAppend("NO [TRYCREATE] not there");
    else
        world.lose("Sent");
    world.haveFolders({"INBOX"});
    world.play(claimWon);
    world.play(acceptedSubmission);
    QCOMPARE(world.everythingSent().count(" CREATE Sent\r\n"), 0);
    QCOMPARE(world.appended().size(), 0);
    journal::Journal &journal = *world.room().journal();
    QCOMPARE(journal.failures().size(), size_t{1});
    QCOMPARE(journal::mailboxToCreate(journal.failures()[0]), std::optional(QByteArray("Sent")));
    world.on("yes", [&] {
        journal.append(journal::CreateFolder{world.account().id, "Sent"});
        journal.retry(journal.failures()[0].id);
    });
    world.play("U: yes");
    QCOMPARE(world.everythingSent().count(" CREATE Sent\r\n"), 1);
    QCOMPARE(world.everythingSent().count(" SUBSCRIBE Sent\r\n"), 1);
    QCOMPARE(world.appended().size(), 2);
    QCOMPARE(world.ledgerStates().back(), LedgerState::Filed);
}

void ReceiptDialogues::aRefusedPasswordWaitsForAnotherOne()
{
    World world;
    world.requireSubmissionLogin();
    openInbox(world);
    onSend(world);
    const auto providing = [&](const char *password) {
        return
            [&world, password] { world.engine().provideCredentials(world.account().id, Secret(password)); };
    };
    world.on("wrong", providing("wrong"));
    world.on("right", providing("right"));
    const QSignalSpy refused(&world.engine(), &app::Engine::credentialsRefused);
    const QSignalSpy alerted(&world.engine(), &app::Engine::alerted);
    world.play("U: wrong");
    world.play(claimWon);
    world.play(R"(
        MS: 220 smtp.home.example
        MC: EHLO [127.0.0.1]
        MS: 250-smtp.home.example
        MS: 250 AUTH PLAIN
        MC: AUTH PLAIN AG1lAHdyb25n
        MS: 535 5.7.8 wrong
    )");
    QCOMPARE(world.ledgerStates().back(), LedgerState::Claimed);  // nothing was sent, nothing is lost
    QCOMPARE(refused.size(), 1);
    QCOMPARE(alerted.first().at(1).toByteArray(), "wrong");
    Q_EMIT world.engine().accountOnline(world.account().id);
    world.play("T: 2min");
    QCOMPARE(world.submissions(), 1);  // the same password is not tried again
    world.play(R"(
        U: right
        MS: 220 smtp.home.example
        MC: EHLO [127.0.0.1]
        MS: 250-smtp.home.example
        MS: 250 AUTH PLAIN
        MC: AUTH PLAIN AG1lAHJpZ2h0
        MS: 235 in
        MC: MAIL FROM:<>
        MS: 250 ok
        MC: RCPT TO:<a@ex.org>
        MS: 250 ok
        MC: DATA
        MS: 354 go on
        MC: <mail>
        MS: 250 queued
    )");
    QCOMPARE(world.ledgerStates().back(), LedgerState::Filed);
}

POSTHORN_TEST(ReceiptDialogues)

#include "tst_receiptdialogues.moc"
