// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/drafts.h"
#include "core/outbox/outbox.h"

#include "tests/app/receiptworld.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using outbox::MailState;
using outbox::Outbox;

namespace {

outbox::QueuedMail mailFor(const World &world, const QByteArrayList &recipients)
{
    outbox::QueuedMail mail;
    mail.id = QUuid::createUuid();
    mail.mail.account = world.account().id;
    mail.mail.message =
        "From: me@home.example\r\nTo: a@ex.org\r\nBcc: b@ex.org\r\nSubject: Offer\r\n\r\n.dot\r\n";
    mail.mail.sender = mime::parseAddressList("me@home.example").mailboxes.front();
    mail.mail.random = "0123456789abcdef";
    for (const QByteArray &recipient : recipients)
        mail.mail.recipients.push_back({mime::parseAddressList(recipient).mailboxes.front()});
    return mail;
}

outbox::OutboxEntry onlyEntry(World &world)
{
    const auto entries = world.room().outbox()->entries();
    return entries.size() == 1 ? entries.front() : outbox::OutboxEntry();
}

constexpr char introduced[] = R"(
    MS: 220 smtp.home.example
    MC: EHLO [127.0.0.1]
    MS: 250-smtp.home.example
    MS: 250 PIPELINING
    MC: MAIL FROM:<me@home.example>
    MC: RCPT TO:<a@ex.org>
)";
constexpr char accepted[] = R"(
    MS: 250 ok
    MS: 250 ok
    MC: DATA
    MS: 354 go on
    MC: <mail>
    MS: 250 queued
)";

}

// From the outbox to the servers: as in the program, with servers played by the test.
class Sending : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mailGoesOutAndItsCopyIsSaved();
    void refusedRecipientIsNamed();
    void lineLostBehindTheFinalDotIsNotRepeated();
    void uncertainMailIsLookedForThenRepeated();
    void mailOnItsWayWhenTheProgramDiesIsUncertain();
    void mailWaitsForTheNetwork();
    void copyThatIsRefusedIsSavedLater();
    void answeredMessageIsMarked();
    void draftIsReplacedOnTheServer_data();
    void draftIsReplacedOnTheServer();
};

void Sending::mailGoesOutAndItsCopyIsSaved()
{
    COVERS("SEC-125");
    World world;
    openInbox(world);
    world.room().outbox()->queue(mailFor(world, {"a@ex.org"}));
    world.play("T: 10s");
    world.play(introduced);
    world.play(accepted);
    QVERIFY(!world.lastMail().contains("b@ex.org"));  // Bcc is in no copy but our own
    QVERIFY(world.lastMail().contains("\r\n\r\n..dot\r\n"));
    QCOMPARE(world.appended().size(), 2);
    QVERIFY2(world.appended().at(0).contains(" APPEND Sent (\\Seen $MDNSent) "), world.appended().at(0));
    QVERIFY(world.appended().at(1).contains("Bcc: b@ex.org\r\n"));
    QCOMPARE(world.appended().at(1).split('\n').first(), world.lastMail().split('\n').first());
    QVERIFY(world.room().outbox()->entries().empty());
    QCOMPARE(world.submissions(), 1);
}

void Sending::refusedRecipientIsNamed()
{
    World world;
    openInbox(world);
    const auto mail = mailFor(world, {"a@ex.org", "b@ex.org"});
    world.room().outbox()->queue(mail);
    world.play("T: 10s");
    world.play(introduced);
    world.play(R"(
        MC: RCPT TO:<b@ex.org>
        MS: 250 ok
        MS: 250 ok
        MS: 550 5.1.1 nobody here
        MC: RSET
        MS: 250 ok
    )");
    QCOMPARE(onlyEntry(world).state, MailState::Failed);
    QCOMPARE(onlyEntry(world).recipients[1].enhanced, "5.1.1"_ba);
    QCOMPARE(onlyEntry(world).recipients[1].text, "nobody here"_ba);
    world.room().outbox()->sendToOthers(mail.id);
    world.settle();
    world.play(introduced);
    world.play(accepted);
    QVERIFY(world.room().outbox()->entries().empty());
}

void Sending::lineLostBehindTheFinalDotIsNotRepeated()
{
    COVERS("REL-17");
    World world;
    openInbox(world);
    world.room().outbox()->queue(mailFor(world, {"a@ex.org"}));
    world.play("T: 10s");
    world.play(introduced);
    world.play(R"(
        MS: 250 ok
        MS: 250 ok
        MC: DATA
        MS: 354 go on
        MC: <mail>
        MX
        T: 3600s
    )");
    QCOMPARE(onlyEntry(world).state, MailState::Uncertain);
    QCOMPARE(world.submissions(), 1);
    QCOMPARE(world.appended().size(), 0);
}

void Sending::uncertainMailIsLookedForThenRepeated()
{
    World world;
    openInbox(world);
    const auto mail = mailFor(world, {"a@ex.org"});
    world.room().outbox()->queue(mail);
    world.play("T: 10s");
    world.play(introduced);
    world.play(R"(
        MS: 250 ok
        MS: 250 ok
        MC: DATA
        MS: 354 go on
        MC: <mail>
        MX
    )");
    const QByteArray first = world.lastMail();
    world.room().outbox()->retry(mail.id);
    world.settle();
    QVERIFY(world.everythingSent().contains(" SEARCH HEADER Message-ID "));
    world.play(introduced);
    world.play(accepted);
    QCOMPARE(world.lastMail(), first);
    QVERIFY(world.room().outbox()->entries().empty());
}

void Sending::mailOnItsWayWhenTheProgramDiesIsUncertain()
{
    COVERS("REL-17");
    World world;
    openInbox(world);
    world.room().outbox()->queue(mailFor(world, {"a@ex.org"}));
    world.play("T: 10s");
    world.play(introduced);
    world.restart();
    world.room().restore();
    QCOMPARE(onlyEntry(world).state, MailState::Uncertain);
    QCOMPARE(world.submissions(), 1);
}

void Sending::mailWaitsForTheNetwork()
{
    World world;
    openInbox(world);
    world.room().outbox()->queue(mailFor(world, {"a@ex.org"}));
    world.play("T: 10s\nMX");
    QCOMPARE(onlyEntry(world).state, MailState::Queued);
    QCOMPARE(onlyEntry(world).trouble, outbox::Trouble::TryLater);
    world.play("T: 30s");
    world.play(introduced);
    world.play(accepted);
    QVERIFY(world.room().outbox()->entries().empty());
    QCOMPARE(world.submissions(), 2);
}

void Sending::copyThatIsRefusedIsSavedLater()
{
    COVERS("REL-39");
    World world;
    openInbox(world);
    world.refuseNextAppend();
    world.room().outbox()->queue(mailFor(world, {"a@ex.org"}));
    world.play("T: 10s");
    world.play(introduced);
    world.play(accepted);
    QCOMPARE(onlyEntry(world).state, MailState::Sent);
    world.play("T: 60s");
    QVERIFY(world.room().outbox()->entries().empty());
    QCOMPARE(world.submissions(), 1);
}

void Sending::answeredMessageIsMarked()
{
    World world;
    openInbox(world);
    auto mail = mailFor(world, {"a@ex.org"});
    const journal::Target answered{world.account().id, "INBOX", {7}, {42}, "m1@ex.org", {}};
    mail.marks = {{journal::Targets::of(answered), "\\Answered", true}};
    world.room().outbox()->queue(mail);
    world.play("T: 10s");
    world.play(introduced);
    world.playOn(accepted);
    world.play(R"(
        C: a5 UID STORE 42 +FLAGS (\Answered)
        S: * 1 FETCH (UID 42 FLAGS (\Answered) MODSEQ (62))
        S: a5 OK done
    )");
    QVERIFY(world.room().journal()->pending().empty());
}

void Sending::draftIsReplacedOnTheServer_data()
{
    QTest::addColumn<bool>("offersReplace");
    QTest::newRow("REPLACE") << true;
    QTest::newRow("APPEND, then the older one goes") << false;
}

void Sending::draftIsReplacedOnTheServer()
{
    QFETCH(bool, offersReplace);
    World world;
    world.haveFolders({"INBOX", "Sent", "Drafts"});
    if (offersReplace)
        world.offerOnTheOther("REPLACE");
    openInbox(world);
    outbox::Draft draft;
    draft.id = QUuid::createUuid();
    draft.account = world.account().id;
    draft.composition = "one";
    draft.message = "From: me@home.example\r\nSubject: Draft\r\n\r\none\r\n";
    QSignalSpy saved(world.room().drafts(), &outbox::Drafts::savedOnServer);
    world.room().drafts()->save(draft);
    world.play("T: 1s");
    QCOMPARE(saved.size(), 1);
    QVERIFY2(world.appended().at(0).contains(" APPEND Drafts (\\Draft \\Seen $MDNSent) "),
             world.appended().at(0));
    draft.message.replace("one", "two");
    world.room().drafts()->save(draft);
    world.play("T: 1s");
    QCOMPARE(saved.size(), 2);
    QCOMPARE(world.appended().size(), 4);
    QCOMPARE(world.appended().at(2).contains(" UID REPLACE 1 Drafts (\\Draft \\Seen $MDNSent) "),
             offersReplace);
    QVERIFY(world.appended().at(3).endsWith("two\r\n"));
    QVERIFY(!world.everythingSent().contains("EXPUNGE"));
    world.play("T: 10s");
    QVERIFY(world.everythingSent().contains(" SEARCH HEADER Message-ID "));
    QVERIFY(world.room().journal()->pending().empty());
}

POSTHORN_TEST(Sending)
#include "tst_sending.moc"
