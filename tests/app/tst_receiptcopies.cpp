// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/targetsearch.h"
#include "core/receipts/request.h"

#include "tests/app/receiptworld.h"
#include "tests/support/testcase.h"

using receipts::LedgerState;
using Kind = receipts::Decision::Kind;

namespace {

QByteArray filled(QByteArray script)
{
    return script.replace("@who@", imap::sync::likenessItems);
}

// The message as it answers when it is asked who it is.
QByteArray who(const QByteArray &flags)
{
    const QByteArray fields = "Message-ID: <m1@ex.org>\r\n\r\n";
    return "S: * 1 FETCH (UID 42 FLAGS (" + flags
        + ") INTERNALDATE \" 1-Jan-2026 10:00:00 +0000\" RFC822.SIZE 900 BODY[HEADER.FIELDS (DATE SUBJECT "
          "FROM "
          "MESSAGE-ID)] {"
        + QByteArray::number(fields.size()) + "}␍␊" + QByteArray(fields).replace("\r\n", "␍␊") + ")\n";
}

// A receipt as it goes without trouble.
void send(World &world)
{
    world.on("send", [&world] { world.room().receipts()->decide(decision(world, Kind::Send)); });
    world.play(R"(
        U: send
        C: a5 UID FETCH 42 (FLAGS MODSEQ)
        S: * 1 FETCH (UID 42 FLAGS () MODSEQ (61))
        S: a5 OK done
        C: a6 UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS ($MDNSent)
        S: * 1 FETCH (UID 42 MODSEQ (62) FLAGS ($MDNSent))
        S: a6 OK Store completed
    )");
    world.play(acceptedSubmission);
}

journal::Targets target(World &world)
{
    return journal::Targets::of({world.account().id, "INBOX", {7}, {42}, "m1@ex.org", {}});
}

}

// What else happens to a message that has been answered.
class ReceiptCopies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingThatIsDoneAfterwardsAsksOrSendsAgain();
    void aClaimIsNotGivenUpForAModSeqThatMovedByItself();
    void theKeywordIsKnownWithoutASearchForIt();
    void anIMAP4rev2ServerIsNoOther();
    void aRequestOfWhichTheServerHasLostTheMarkIsAnswered_data();
    void aRequestOfWhichTheServerHasLostTheMarkIsAnswered();
};

void ReceiptCopies::nothingThatIsDoneAfterwardsAsksOrSendsAgain()
{
    COVERS("MDN-20", "S20", "MDN-51", "MDN-52");
    ReceiptFixture fixture;
    fixture.capabilities = "IMAP4rev1 CONDSTORE ENABLE UNSELECT UIDPLUS MOVE";
    World world;
    openInbox(world, fixture);
    world.on("copy", [&world] {
        world.room().journal()->append(journal::CopyMessages{target(world), "Sent"});
    });
    world.on("move", [&world] {
        world.room().journal()->append(
            journal::MoveMessages{target(world), "Sent", journal::MoveMessages::Wish::Delete});
    });
    send(world);
    QCOMPARE(world.ledgerStates().back(), LedgerState::Filed);
    world.play(filled("U: copy\nC: a7 UID FETCH 42 (@who@)\n" + who("$mdnsent")
                      + "S: a7 OK\nC: a8 STATUS Sent (UIDNEXT UIDVALIDITY)\n"
                        "S: * STATUS Sent (UIDNEXT 76 UIDVALIDITY 9)\nS: a8 OK\nC: a9 UID COPY 42 Sent\n"
                        "S: a9 OK [COPYUID 9 42 76] copied\n"
                        "U: move\nC: a10 UID FETCH 42 (@who@)\n"
                      + who("$mdnsent")
                      + "S: a10 OK\nC: a11 STATUS Sent (UIDNEXT UIDVALIDITY)\n"
                        "S: * STATUS Sent (UIDNEXT 77 UIDVALIDITY 9)\nS: a11 OK\nC: a12 UID MOVE 42 Sent\n"
                        "S: * OK [COPYUID 9 42 77] moved\nS: * 1 EXPUNGE\nS: a12 OK done\n")
                   .constData());
    world.settle();
    // The copies were looked after, on the other connection, where there are none.
    for (const char *uid : {"76", "77"})
        QVERIFY2(world.everythingSent().contains(filled(QByteArray("UID FETCH ") + uid + " (@who@)")), uid);
    QVERIFY(world.room().journal()->pending().empty());
    const qsizetype before = world.everythingSent().size();
    for (const quint32 uid : {76U, 77U}) {
        auto again = decision(world, Kind::Send);
        again.target.mailbox = "Sent";
        again.target.validity = {9};
        again.target.uid = {uid};
        world.room().receipts()->decide(again);
        world.settle();
    }
    QCOMPARE(world.everythingSent().size(), before);
    QCOMPARE(world.submissions(), 1);
    QCOMPARE(world.everythingSent().count("+FLAGS ($MDNSent)"), 1);
    QCOMPARE(world.ledgerStates().back(), LedgerState::Filed);
}

// Somebody has stored what was there already: a server may count that as a change.
void ReceiptCopies::aClaimIsNotGivenUpForAModSeqThatMovedByItself()
{
    COVERS("MDN-38", "MDN-36");
    World world;
    openInbox(world);
    world.on("send", [&world] { world.room().receipts()->decide(decision(world, Kind::Send)); });
    world.play(R"(
        U: send
        C: a5 UID FETCH 42 (FLAGS MODSEQ)
        S: * 1 FETCH (UID 42 FLAGS () MODSEQ (61))
        S: a5 OK done
        C: a6 UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS ($MDNSent)
        S: * 1 FETCH (UID 42 MODSEQ (62) FLAGS ())
        S: a6 OK [MODIFIED 42] Conditional store failed
        T: 1s
        C: a7 UID FETCH 42 (FLAGS MODSEQ)
        S: * 1 FETCH (UID 42 FLAGS () MODSEQ (62))
        S: a7 OK done
        C: a8 UID STORE 42 (UNCHANGEDSINCE 62) +FLAGS ($MDNSent)
        S: * 1 FETCH (UID 42 MODSEQ (63) FLAGS ($MDNSent))
        S: a8 OK Store completed
    )");
    world.play(acceptedSubmission);
    QCOMPARE(world.submissions(), 1);
    QCOMPARE(world.ledgerStates().back(), LedgerState::Filed);
}

// Some servers answer BAD to SEARCH KEYWORD where nobody has used the word yet (Kerio).
void ReceiptCopies::theKeywordIsKnownWithoutASearchForIt()
{
    COVERS("MDN-23", "MDN-05");
    World world;
    openInbox(world, {.flags = "$MDNSent"});
    const auto row = world.reader().row(copyOf(world, {42}));
    QVERIFY(row && row->flags.has(store::Flags::MdnSent));
    world.on("send", [&world] { world.room().receipts()->decide(decision(world, Kind::Send)); });
    world.play("U: send\nC: a5 UID FETCH 42 (FLAGS MODSEQ)\n"
               "S: * 1 FETCH (UID 42 FLAGS ($mdnsent) MODSEQ (61))\nS: a5 OK");
    QCOMPARE(world.ledgerStates().back(), LedgerState::HandledElsewhere);
    QVERIFY(!world.everythingSent().contains("KEYWORD"));
    QCOMPARE(world.submissions(), 0);
}

// RFC 9051 has the keyword itself (2.3.2), and sends to RFC 3503 for what it means.
void ReceiptCopies::anIMAP4rev2ServerIsNoOther()
{
    COVERS("MDN-29");
    ReceiptFixture fixture;
    fixture.capabilities = "IMAP4rev2 CONDSTORE ENABLE";
    World world;
    openInbox(world, fixture);
    world.on("send", [&world] { world.room().receipts()->decide(decision(world, Kind::Send)); });
    world.play(R"(
        C: a5 IDLE
        S: + idling
        U: send
        C: DONE
        S: a5 OK
        C: a6 UID FETCH 42 (FLAGS MODSEQ)
        S: * 1 FETCH (UID 42 FLAGS () MODSEQ (61))
        S: a6 OK done
        C: a7 UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS ($MDNSent)
        S: * 1 FETCH (UID 42 MODSEQ (62) FLAGS ($MDNSent))
        S: a7 OK Store completed
        C: a8 IDLE
        S: + idling
    )");
    world.play(acceptedSubmission);
    QCOMPARE(world.submissions(), 1);
    QCOMPARE(world.ledgerStates().back(), LedgerState::Filed);
}

void ReceiptCopies::aRequestOfWhichTheServerHasLostTheMarkIsAnswered_data()
{
    QTest::addColumn<bool>("isOther");
    QTest::newRow("the same message") << false;
    QTest::newRow("another one with its Message-ID") << true;
}

// Answered by another client, and copied to where the keyword is not kept: nobody else could tell any more.
void ReceiptCopies::aRequestOfWhichTheServerHasLostTheMarkIsAnswered()
{
    COVERS("S18", "MDN-25");
    QFETCH(bool, isOther);
    World world;
    openInbox(world);
    const auto wanted = decision(world, Kind::Send);
    auto copy = wanted.target;
    copy.mailbox = "Shared";
    copy.uid = {2};
    if (isOther)
        copy.fingerprint = "another";
    world.room().receipts()->rememberAnswered(wanted.key, copy);
    QCOMPARE(world.ledgerStates().back(), LedgerState::HandledElsewhere);
    if (isOther) {  // that silences nobody: the genuine one has a place of its own
        auto genuine = wanted;
        genuine.key = receipts::reusedKey(wanted.key, wanted.fingerprint);
        world.on("send", [&world, genuine] { world.room().receipts()->decide(genuine); });
        world.play("U: send\nC: a5 UID FETCH 42 (FLAGS MODSEQ)\n"
                   "S: * 1 FETCH (UID 42 FLAGS ($MDNSent) MODSEQ (61))\nS: a5 OK");
        QCOMPARE(world.ledger().back().key.value, genuine.key.value);
        return;
    }
    world.on("send", [&world, wanted] { world.room().receipts()->decide(wanted); });
    world.play("U: send");
    QCOMPARE(world.submissions(), 0);
    QVERIFY(!world.everythingSent().contains("$MDNSent"));
    // And what is known already stands.
    const std::size_t told = world.ledger().size();
    world.room().receipts()->rememberAnswered(wanted.key, copy);
    QCOMPARE(world.ledger().size(), told);
}

POSTHORN_TEST(ReceiptCopies)
#include "tst_receiptcopies.moc"
