// SPDX-License-Identifier: GPL-3.0-or-later
// Duplicate, missing and forged Message-IDs: at most one receipt, and no mail silences another one's request.
#include "core/receipts/ownaddress.h"

#include "tests/core/receipts/receiptworld.h"

using namespace Qt::StringLiterals;
using namespace receipts;
using receipt_test::requestHeader;
using receipt_test::World;

namespace {

// The same Message-ID, and everything else that a stranger does not know.
QByteArray forgedHeader()
{
    return requestHeader().replace("Subject: Numbers", "Subject: Hello");
}

QByteArray denial()
{
    return QByteArray("U: Open\n G: Ask\n U: Deny") + receipt_test::denied;
}

QByteArray approvedInAmber()
{
    return QByteArray(receipt_test::approved).replace("G: Ask", "G: Ask KeyReusedByOtherMessage");
}

RequestKey keyOf(const QByteArray &octets, const QByteArray &own = "me@home.example")
{
    return requestKey(mime::Header::parse(octets), own);
}

RequestKey keyWithId(const QByteArray &fields)
{
    return keyOf(requestHeader().replace("Message-ID: <m1@ex.org>\r\n", fields));
}

}

class LedgerPlaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersTheGenuineRequestAfterAForgedOneWasDenied();
    void answersEachOnceWhenTheForgedOneWasAnswered();
    void letsARulesAnswerWaitForAPerson();
    void takesNoDecisionUnderAnotherMessagesKey();
    void answersADuplicateOnce();
    void tellsMessagesWithoutAMessageIdApart_data();
    void tellsMessagesWithoutAMessageIdApart();
    void hasOneKeyInAllAccounts();
    void keepsAnEntryThatCannotBeRead();
};

void LedgerPlaceTest::answersTheGenuineRequestAfterAForgedOneWasDenied()
{
    COVERS("MDN-51");
    World world;
    world.header = forgedHeader();
    PLAY(denial());
    PLAY("M: 1");
    world.header = requestHeader();
    PLAY(approvedInAmber());
    PLAY(receipt_test::won);
    PLAY(receipt_test::accepted);
    PLAY("U: Open\n G: Blocked AlreadySent");
    QCOMPARE(world.submissions, 1);
    QVERIFY(world.lastMessage.contains("Original-Message-ID: <m1@ex.org>"));
    // The forged one stays denied, also after a restart.
    PLAY("K: \n J: Denied \n J: Filed");
    PLAY("U: Open\n G: Blocked AlreadySent");
    world.header = forgedHeader();
    PLAY("U: Open\n G: Blocked AlreadyDenied");
    QCOMPARE(world.submissions, 1);
}

void LedgerPlaceTest::answersEachOnceWhenTheForgedOneWasAnswered()
{
    COVERS("MDN-51");
    World world;
    world.header = forgedHeader();
    for (const QByteArray &consent : {QByteArray(receipt_test::approved), approvedInAmber()}) {
        PLAY(consent);
        PLAY(receipt_test::won);
        PLAY(receipt_test::accepted);
        PLAY("U: Open\n G: Blocked AlreadySent\n U: Send\n J: Filed");
        world.header = requestHeader();
    }
    PLAY("U: Open\n G: Blocked AlreadySent");
    QCOMPARE(world.submissions, 2);
}

void LedgerPlaceTest::letsARulesAnswerWaitForAPerson()
{
    World world;
    world.header = forgedHeader();
    PLAY(denial());
    world.header = requestHeader();
    for (const Preference preference : {Preference::Automatic, Preference::Deny}) {
        world.policy.preference = preference;
        PLAY("U: Open\n G: Ask KeyReusedByOtherMessage");
    }
    QCOMPARE(world.submissions, 0);
}

// A window that has not heard of the other message yet.
void LedgerPlaceTest::takesNoDecisionUnderAnotherMessagesKey()
{
    World world;
    Decision unaware = world.decision(Decision::Kind::Send);
    world.header = forgedHeader();
    PLAY(denial());
    QCOMPARE(unaware.key, world.place().key);
    for (const auto kind : {Decision::Kind::Send, Decision::Kind::Deny, Decision::Kind::NotNow}) {
        unaware.kind = kind;
        world.service().decide(unaware);
        PLAY("J: Denied");
    }
    QCOMPARE(world.state(), LedgerState::Denied);
    world.header = requestHeader();
    PLAY("U: Open\n G: Ask KeyReusedByOtherMessage");
    QCOMPARE(world.state(), LedgerState::None);
}

void LedgerPlaceTest::answersADuplicateOnce()
{
    COVERS("MDN-51", "MDN-69");
    World world;
    PLAY(receipt_test::approved);
    PLAY(receipt_test::won);
    PLAY(receipt_test::accepted);
    // Once more by another way: other trace fields, folded anew, in another account.
    world.header =
        "Received: by list.example\r\n" + requestHeader().replace("Subject: Numbers", "Subject:\r\n Numbers");
    PLAY("U: Open\n G: Blocked AlreadySent\n U: Send\n J: Filed");
    QCOMPARE(world.submissions, 1);
}

void LedgerPlaceTest::tellsMessagesWithoutAMessageIdApart_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("isMissing");
    const auto row = [](const char *name, const QByteArray &fields, bool isMissing = true) {
        QTest::newRow(name) << fields << isMissing;
    };
    row("none", {});
    row("empty", "Message-ID:\r\n");
    row("empty brackets", "Message-ID: <>\r\n");
    row("words", "Message-ID: <NO MESSAGE ID>\r\n");
    row("no left side", "Message-ID: <@ex.org>\r\n");
    row("no right side", "Message-ID: <m1@>\r\n");
    row("not ASCII", "Message-ID: <m\xc3\xbc@ex.org>\r\n");
    row("without an end", "Message-ID: <m1@ex.org\r\n");
    row("longer than a line", "Message-ID: <" + QByteArray(2000, 'm') + "@ex.org>\r\n");
    row("two", "Message-ID: <m1@ex.org>\r\nMessage-ID: <m2@ex.org>\r\n");
    row("one twice", "Message-ID: <m1@ex.org>\r\nMessage-Id: <m1@ex.org>\r\n", false);
    row("in other words", "message-id:\r\n\t(x) <m1@ex.org> (y)\r\n", false);
    row("without brackets", "Message-ID: m1@ex.org\r\n", false);
}

void LedgerPlaceTest::tellsMessagesWithoutAMessageIdApart()
{
    QFETCH(QByteArray, fields);
    QFETCH(bool, isMissing);
    QCOMPARE(keyWithId(fields) == keyOf(requestHeader()), !isMissing);
    if (!isMissing)
        return;
    QCOMPARE(keyWithId(fields), keyWithId({}));  // by the other fields alone
    const QByteArray message = requestHeader().replace("Message-ID: <m1@ex.org>\r\n", fields);
    for (const char *field : {"Subject: ", "To: ", "From: ", "Date: ", "Disposition-Notification-To: "}) {
        const QByteArray other = QByteArray(message).replace(field, QByteArray(field) + 'x');
        QVERIFY2(keyOf(message) != keyOf(other), field);
    }
    QVERIFY(keyOf(message) == keyOf("Received: by mx\r\n" + QByteArray(message).replace("To: ", "To:\r\n ")));
}

void LedgerPlaceTest::hasOneKeyInAllAccounts()
{
    const auto header = mime::Header::parse(requestHeader());
    const auto keyIn = [&](const QUuid &account, const QByteArrayList &addresses) {
        return requestKey(header, ownAddressFor(header, addresses, account));
    };
    const QUuid first = QUuid::createUuidV5(QUuid(), u"1"_s), second = QUuid::createUuidV5(QUuid(), u"2"_s);
    QVERIFY(keyIn(first, {"me@home.example"}) == keyIn(second, {"other@home.example", "me@HOME.example"}));
    // Not addressed to us: each account was sent a copy of its own.
    QVERIFY(keyIn(first, {"hidden@home.example"}) == keyIn(first, {}));
    QVERIFY(keyIn(first, {}) != keyIn(second, {}));
}

void LedgerPlaceTest::keepsAnEntryThatCannotBeRead()
{
    const LedgerEntry damaged{{"k"}, LedgerState::Sent, {}, {}, {}};
    const auto place = placeInLedger({"k"}, "f", [&](const RequestKey &key) {
        return key == damaged.key ? std::optional(damaged) : std::nullopt;
    });
    QVERIFY(!place.isReused && place.entry);
    QCOMPARE(place.key, damaged.key);
}

POSTHORN_TEST(LedgerPlaceTest)
#include "tst_ledgerplace.moc"
