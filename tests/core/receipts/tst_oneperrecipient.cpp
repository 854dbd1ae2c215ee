// SPDX-License-Identifier: GPL-3.0-or-later
// One receipt for a recipient, and whose it is: forwarded mail, aliases, and marks that others set or clear.
#include "core/receipts/ownaddress.h"

#include "tests/core/receipts/receiptworld.h"

using namespace Qt::StringLiterals;
using namespace receipts;
using receipt_test::accepted, receipt_test::approved, receipt_test::won, receipt_test::World;

class OnePerRecipient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoForwardsAndWhoGetsItMayAnswerOnceEach();
    void domainsThatMeanTheSameAreNotTheSame_data();
    void domainsThatMeanTheSameAreNotTheSame();
    void aMarkThatOthersClearBringsNoSecondReceipt();
    void aMarkThatOthersSetSilencesAndProvesNothing();
    void anAnsweredMessageStaysSoWhateverElseIsMarked_data();
    void anAnsweredMessageStaysSoWhateverElseIsMarked();
};

namespace {

QByteArray keyIn(const QByteArray &header, const QByteArrayList &ownAddresses, const QUuid &account)
{
    const auto parsed = mime::Header::parse(header);
    return requestKey(parsed, ownAddressFor(parsed, ownAddresses, account)).value;
}

}

// A redirected message keeps its Message-ID and its To; each of the two has a place of its own in the ledger,
// and the second one is asked by a person.
void OnePerRecipient::whoForwardsAndWhoGetsItMayAnswerOnceEach()
{
    COVERS("MDN-68");
    const QByteArray original = receipt_test::requestHeader();
    const QByteArray redirected =
        "Resent-From: me@home.example\r\nResent-To: other@home.example\r\n" + original;
    const QUuid mine = QUuid::createUuid(), theirs = QUuid::createUuid();
    const QByteArray forwarder = keyIn(original, {"me@home.example"}, mine);
    QCOMPARE(keyIn(redirected, {"me@home.example"}, mine), forwarder);  // one person, one request
    QVERIFY(keyIn(redirected, {"other@home.example"}, theirs) != forwarder);

    World world;
    PLAY(approved);
    PLAY(won);
    PLAY(accepted);
    world.policy.preference = Preference::Automatic;
    world.header = redirected;  // it comes back to who forwarded it
    PLAY("U: Open\n G: Blocked AlreadySent");

    World another;  // and to somebody new, who has not answered
    another.header = redirected;
    another.policy.preference = Preference::Automatic;
    QCOMPARE(another.play("U: Open\n G: Ask Resent"), QByteArray());
}

void OnePerRecipient::domainsThatMeanTheSameAreNotTheSame_data()
{
    QTest::addColumn<QByteArray>("returnPath");
    QTest::newRow("a host of the domain") << "a@mail.ex.org"_ba;
    QTest::newRow("www") << "a@www.ex.org"_ba;
    QTest::newRow("another top-level domain") << "a@ex.com"_ba;
    QTest::newRow("a domain that ends like it") << "a@evil-ex.org"_ba;
    QTest::newRow("a domain that begins like it") << "a@ex.org.evil.example"_ba;
    QTest::newRow("googlemail of gmail") << "a@googlemail.com"_ba;
}

void OnePerRecipient::domainsThatMeanTheSameAreNotTheSame()
{
    COVERS("MDN-60");
    QFETCH(QByteArray, returnPath);
    World world;
    world.policy.preference = Preference::Automatic;
    QCOMPARE(world.verdict().kind, Verdict::Kind::Automatic);
    world.header.replace("Return-Path: <a@ex.org>", "Return-Path: <" + returnPath + '>');
    if (returnPath == "a@googlemail.com")
        world.header.replace("Disposition-Notification-To: <a@ex.org>",
                             "Disposition-Notification-To: <a@gmail.com>");
    QCOMPARE(world.verdict().kind, Verdict::Kind::Ask);
    QVERIFY(world.verdict().warnings.contains(Warning::ReturnPathDiffers));
}

// RFC 3503, 6, has no security of its own: whoever has the right to write in a mailbox can set and clear the
// mark. So it may silence, and never lets anything out.
void OnePerRecipient::aMarkThatOthersClearBringsNoSecondReceipt()
{
    COVERS("MDN-28", "MDN-51");
    World world;
    PLAY(approved);
    PLAY(won);
    PLAY(accepted);
    world.policy.preference = Preference::Automatic;
    world.flags = {"$MDNSent"};
    PLAY("U: Open\n G: Blocked AlreadySent");
    world.flags = {};  // somebody has cleared it
    PLAY("U: Open\n G: Blocked AlreadySent\n U: Send\n J: Filed\n K:\n J: Filed\n U: Open\n G: Blocked "
         "AlreadySent");
    QCOMPARE(world.submissions, 1);
}

void OnePerRecipient::aMarkThatOthersSetSilencesAndProvesNothing()
{
    COVERS("MDN-28");
    World world;
    world.policy.preference = Preference::Automatic;
    world.flags = {"$MDNSent"};
    PLAY("U: Open\n G: Blocked AnsweredElsewhere");
    QCOMPARE(world.submissions, 0);
    QCOMPARE(columnState(true, store::flagsFromNames(world.flags), LedgerState::None),
             ColumnState::AnsweredElsewhere);  // and not ColumnState::Sent
}

void OnePerRecipient::anAnsweredMessageStaysSoWhateverElseIsMarked_data()
{
    QTest::addColumn<QByteArrayList>("flags");
    QTest::addColumn<int>("role");
    const auto row = [](const char *name, const QByteArrayList &flags, store::FolderRole role) {
        QTest::newRow(name) << flags << static_cast<int>(role);
    };
    row("replied", {"\\Seen", "\\Answered"}, store::FolderRole::Inbox);
    row("forwarded", {"\\Seen", "$Forwarded"}, store::FolderRole::Inbox);
    row("deleted", {"\\Seen", "\\Deleted"}, store::FolderRole::Inbox);
    row("in Trash", {"\\Seen"}, store::FolderRole::Trash);
    row("moved, and the mark lost", {}, store::FolderRole::None);
    row("unread again", {}, store::FolderRole::Inbox);
}

void OnePerRecipient::anAnsweredMessageStaysSoWhateverElseIsMarked()
{
    COVERS("MDN-20");
    QFETCH(QByteArrayList, flags);
    QFETCH(int, role);
    World world;
    PLAY(approved);
    PLAY(won);
    PLAY(accepted);
    world.policy.preference = Preference::Automatic;
    world.flags = flags;
    world.role = static_cast<store::FolderRole>(role);
    PLAY("U: Open\n G: Blocked AlreadySent\n U: Send\n J: Filed\n O:\n D: 40\n U: Open\n G: Blocked "
         "AlreadySent");
    QCOMPARE(world.submissions, 1);
}

POSTHORN_TEST(OnePerRecipient)
#include "tst_oneperrecipient.moc"
