// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/receiptworld.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using receipts::Decision;
using receipts::LedgerState;

namespace {

// The claim, with the tag of its first command.
QByteArray claim(int tag)
{
    QByteArray script = R"(
        C: a1 UID FETCH 42 (FLAGS MODSEQ)
        S: * 1 FETCH (UID 42 FLAGS () MODSEQ (61))
        S: a1 OK done
        C: a2 UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS ($MDNSent)
        S: * 1 FETCH (UID 42 MODSEQ (62) FLAGS ($MDNSent))
        S: a2 OK Store completed
    )";
    return script.replace("a2", 'a' + QByteArray::number(tag + 1))
        .replace("a1", 'a' + QByteArray::number(tag));
}

constexpr char greeted[] = R"(
    MS: 220 smtp.home.example
    MC: EHLO [127.0.0.1]
    MS: 250 smtp.home.example
)";

void onSend(World &world, const ReceiptFixture &fixture = {})
{
    world.on("send", [&world, fixture] {
        world.room().receipts()->decide(decision(world, Decision::Kind::Send, fixture));
    });
}

// INBOX open, and the user has agreed: the claim is won and the submission server has greeted.
void goToSubmission(World &world)
{
    openInbox(world);
    onSend(world);
    world.play(("U: send\n" + claim(5)).constData());
}

constexpr char selectedAgain[] = R"(
    S: * 1 EXISTS
    S: * OK [PERMANENTFLAGS (\Seen \*)] kept
    S: * OK [UIDVALIDITY 7] valid
    S: * OK [UIDNEXT 43] next
    S: * OK [HIGHESTMODSEQ 61] highest
)";

}

// What servers refuse, and what is not to leave: on the wire.
class ReceiptRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReadOnlyMailboxIsSelectedOnceMoreAndNothingIsStored_data();
    void aReadOnlyMailboxIsSelectedOnceMoreAndNothingIsStored();
    void aMailboxThatCanBeWrittenAgainIsClaimedIn();
    void aRefusedNullSenderIsShownAndNoOtherIsTried();
    void theUsersExceptionPutsTheReceiptsOwnAddressThere_data();
    void theUsersExceptionPutsTheReceiptsOwnAddressThere();
    void noReportOfAReceiptsDeliveryIsWanted();
    void nothingOfWhatWasDecryptedLeaves_data();
    void nothingOfWhatWasDecryptedLeaves();
    void whatIsDoneToTheMessageLaterSendsNoSecond();
    void anotherProgramOfTheSamePersonSendsNothing();
};

void ReceiptRefusals::aReadOnlyMailboxIsSelectedOnceMoreAndNothingIsStored_data()
{
    QTest::addColumn<bool>("atOnce");
    QTest::newRow("opened so") << true;
    QTest::newRow("given up to another program since") << false;
}

void ReceiptRefusals::aReadOnlyMailboxIsSelectedOnceMoreAndNothingIsStored()
{
    COVERS("S9", "MDN-34");
    QFETCH(bool, atOnce);
    World world;
    openInbox(world, {.access = atOnce ? "READ-ONLY"_ba : "READ-WRITE"_ba});
    onSend(world);
    if (!atOnce)
        world.play("S: * OK [READ-ONLY] lock surrendered");
    world.playOn(("U: send\nC: a5 SELECT INBOX (CONDSTORE)\n" + QByteArray(selectedAgain)
                  + "S: a5 OK [READ-ONLY] no\n")
                     .constData());
    QCOMPARE(world.ledgerStates(), (std::vector{LedgerState::Approved, LedgerState::Blocked}));
    QVERIFY(!world.everythingSent().contains("UID STORE"));
    QCOMPARE(world.everythingSent().count(" SELECT INBOX"), 2);
    QCOMPARE(world.submissions(), 0);
}

void ReceiptRefusals::aMailboxThatCanBeWrittenAgainIsClaimedIn()
{
    COVERS("S9", "MDN-34");
    World world;
    openInbox(world, {.access = "READ-ONLY"});
    onSend(world);
    world.playOn(("U: send\nC: a5 SELECT INBOX (CONDSTORE)\n" + QByteArray(selectedAgain)
                  + "S: a5 OK [READ-WRITE] yes\n" + claim(6))
                     .constData());
    QCOMPARE(world.ledgerStates().back(), LedgerState::Sending);
    QCOMPARE(world.submissions(), 1);
}

void ReceiptRefusals::aRefusedNullSenderIsShownAndNoOtherIsTried()
{
    COVERS("S16", "MDN-78");
    const QByteArray refused = QByteArray(greeted) + "MC: MAIL FROM:<>\nMS: 550 5.7.60 not allowed\n";
    World world;
    goToSubmission(world);
    world.play(refused.constData());
    QCOMPARE(world.ledgerStates().back(), LedgerState::SendFailed);
    QVERIFY(world.ledger().back().detail.contains("not allowed"));
    QCOMPARE(world.submissions(), 1);
    for (int day = 0; day < 6; ++day)
        world.play("T: 1440min");
    world.restart();
    openInbox(world, {.flags = "$MDNSent", .kept = true});
    QCOMPARE(world.submissions(), 1);
    world.on("again",
             [&world, key = world.ledger().back().key] { world.room().receipts()->sendAnyway(key); });
    world.playOn(("U: again\n" + refused).constData());
    QCOMPARE(world.submissions(), 2);
    QCOMPARE(world.ledgerStates().back(), LedgerState::SendFailed);
    QVERIFY(!world.everythingSent().contains("MAIL FROM:<m"));
}

void ReceiptRefusals::theUsersExceptionPutsTheReceiptsOwnAddressThere_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::newRow("the account's address") << "me@home.example"_ba;
    QTest::newRow("an alias, which hides it") << "shop@alias.example"_ba;
}

void ReceiptRefusals::theUsersExceptionPutsTheReceiptsOwnAddressThere()
{
    COVERS("S16");
    QFETCH(QByteArray, from);
    World world;
    world.putAddressOnReceipts();
    openInbox(world);
    world.on("send", [&world, from] {
        Decision send = decision(world, Decision::Kind::Send);
        send.report.message.replace("me@home.example", from);
        world.room().receipts()->decide(send);
    });
    world.play(("U: send\n" + claim(5)).constData());
    world.play((QByteArray(greeted) + "MC: MAIL FROM:<" + from + ">\nMS: 250 ok\nMC: RCPT TO:<a@ex.org>\n")
                   .constData());
}

void ReceiptRefusals::noReportOfAReceiptsDeliveryIsWanted()
{
    COVERS("MDN-109");
    World world;
    goToSubmission(world);
    world.play(R"(
        MS: 220 smtp.home.example
        MC: EHLO [127.0.0.1]
        MS: 250-smtp.home.example
        MS: 250 DSN
        MC: MAIL FROM:<>
        MS: 250 ok
        MC: RCPT TO:<a@ex.org> NOTIFY=NEVER
    )");
    QVERIFY(world.ledgerStates().back() != LedgerState::Sent);  // that was all so far
}

// PGP/MIME whose subject is protected: what was decrypted is made up here, and whoever builds the report may
// even offer it.
void ReceiptRefusals::nothingOfWhatWasDecryptedLeaves_data()
{
    QTest::addColumn<QByteArray>("offered");
    QTest::addColumn<int>("parts");
    QTest::newRow("no header") << ""_ba << 2;
    QTest::newRow("the outer header") << "outer"_ba << 3;
    QTest::newRow("the inner header") << "inner"_ba << 2;
    QTest::newRow("the outer one and the text") << "all"_ba << 3;
}

void ReceiptRefusals::nothingOfWhatWasDecryptedLeaves()
{
    COVERS("S29", "MDN-74");
    QFETCH(QByteArray, offered);
    QFETCH(int, parts);
    ReceiptFixture fixture;
    fixture.header.replace("Subject: Offer", "Subject: ...");
    fixture.header.insert(fixture.header.size() - 2,
                          "MIME-Version: 1.0\r\nContent-Type: multipart/encrypted; "
                          "protocol=\"application/pgp-encrypted\"; boundary=b\r\n");
    const QByteArray inner = QByteArray(fixture.header).replace("Subject: ...", "Subject: Merger");
    const QByteArray text = "We buy them on Friday.\r\n";
    World world;
    openInbox(world, fixture);
    world.on("send", [&] {
        Decision send = decision(world, Decision::Kind::Send, fixture);
        const auto request =
            receipts::readRequest(mime::Header::parse(fixture.header), "me@home.example", {});
        receipts::ReportOptions options;
        options.from = {u"Me"_s, "me", "home.example"};
        options.subject = u"Read: "_s + request->subject;
        options.humanText = u"It was displayed."_s;
        options.date = world.clock().now();
        options.messageIdRandom = "0123456789abcdef";
        options.includeHeaders = offered == "outer" ? fixture.header
            : offered == "inner"                    ? inner
            : offered == "all"                      ? fixture.header + text
                                                    : QByteArray();
        send.report = receipts::buildReport(*request, options);
        world.room().receipts()->decide(send);
    });
    world.play(("U: send\n" + claim(5)).constData());
    world.play(acceptedSubmission);
    const auto sent = mime::parseMessage(world.lastMail()).root;
    QCOMPARE(static_cast<int>(sent.parts.size()), parts);
    QByteArray decoded = world.lastMail();
    for (const mime::ParsedPart &part : sent.parts)
        decoded += mime::decodeTransfer(part.body, part.info.encoding);
    QVERIFY(!decoded.contains("Merger") && !decoded.contains("buy"));
    if (parts == 3) {
        QCOMPARE(sent.parts[2].info.type + '/' + sent.parts[2].info.subtype, "text/rfc822-headers"_ba);
        QVERIFY(decoded.contains("Subject: ...\r\n"));
    }
}

// Replied to, forwarded, moved and deleted: RFC 8098, 2.1 has one receipt, whatever comes afterwards.
void ReceiptRefusals::whatIsDoneToTheMessageLaterSendsNoSecond()
{
    COVERS("MDN-20", "MDN-51");
    World world;
    goToSubmission(world);
    world.play(acceptedSubmission);
    QCOMPARE(world.ledgerStates().back(), LedgerState::Filed);
    const auto target = decision(world, Decision::Kind::Send).target;
    const auto change = [&](const QByteArray &flag) {
        world.on(flag, [&world, target, flag] {
            world.room().journal()->append(journal::ChangeFlags{journal::Targets::of(target), flag, true});
        });
        world.playOn(("U: " + flag).constData());
    };
    change("\\Answered");
    change("$Forwarded");
    world.on("move", [&world, target] {
        world.room().journal()->append(journal::MoveMessages{journal::Targets::of(target), "Sent"});
    });
    world.playOn("U: move");
    world.on("remove", [&world, target] {
        world.room().journal()->append(journal::RemoveMessages{journal::Targets::of(target)});
    });
    world.playOn("U: remove\nT: 10min");
    world.on("send", [&world] {  // whoever asks once more, of the copy elsewhere
        Decision again = decision(world, Decision::Kind::Send);
        again.target.mailbox = "Sent";
        again.target.uid = {1};
        world.room().receipts()->decide(again);
    });
    world.playOn("U: send\nT: 10min");
    QVERIFY(world.everythingSent().contains("\\Answered"));
    QCOMPARE(world.everythingSent().count("+FLAGS ($MDNSent)"), 1);
    QCOMPARE(world.submissions(), 1);
    QCOMPARE(world.ledgerStates().back(), LedgerState::Filed);
}

// RFC 8098, 2.1: what RFC 3503 is for.
void ReceiptRefusals::anotherProgramOfTheSamePersonSendsNothing()
{
    COVERS("MDN-52");
    World first, second;
    goToSubmission(first);
    first.play(acceptedSubmission);
    openInbox(second);  // it has looked before the first one answered, and knows nothing of that
    onSend(second);
    second.play(R"(
        U: send
        C: a5 UID FETCH 42 (FLAGS MODSEQ)
        S: * 1 FETCH (UID 42 FLAGS ($MDNSent) MODSEQ (62))
        S: a5 OK done
    )");
    QCOMPARE(first.submissions() + second.submissions(), 1);
    QCOMPARE(second.ledgerStates().back(), LedgerState::HandledElsewhere);
    QVERIFY(!second.everythingSent().contains("UID STORE"));
}

POSTHORN_TEST(ReceiptRefusals)

#include "tst_receiptrefusals.moc"
