// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/outbox.h"

#include "tests/core/outbox/outboxworld.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using outbox::MailState;
using receipts::SubmitEnd;
using Kind = outbox::RecipientState::Kind;

namespace {

const QByteArrayList people{"anna@example.org", "ben@example.org", "cleo@example.org", "dora@example.org",
                            "emil@example.org"};

QByteArrayList addressesOf(const outbox::SubmitOrder &order)
{
    QByteArrayList all;
    for (const auto &each : order.transaction.recipients)
        all.append(each.address);
    return all;
}

}

// What the user may choose about mail that could not go to all, and what becomes of it without a choice.
class OutboxChoicesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyGetsItTwiceWhoeverIsRefused_data()
    {
        QTest::addColumn<int>("refused");
        QTest::addColumn<int>("code");
        for (int refused = 0; refused < people.size(); ++refused) {
            for (const int code : {450, 451, 452, 550, 554})
                QTest::addRow("%s %d", people[refused].constData(), code) << refused << code;
        }
    }
    void nobodyGetsItTwiceWhoeverIsRefused()
    {
        COVERS("REL-41");
        QFETCH(int, refused);
        QFETCH(int, code);
        FakeClock clock;
        OutboxWorld world(clock);
        const auto mail = mailTo(people);
        const QByteArray who = people[refused];
        const auto refuses = refusing(code < 500 ? SubmitEnd::TryLater : SubmitEnd::Rejected, who, code);
        world.queueAndWait(mail);
        world.outbox->submitEnded(mail.id, refuses);
        QVERIFY(world.entry().canGoToOthers() && world.entry().canBeTakenBack());
        world.outbox->sendToOthers(mail.id);
        QByteArrayList others = people;
        others.removeAt(refused);
        QCOMPARE(addressesOf(world.submissions.back()), others);
        world.outbox->submitEnded(mail.id, ending(SubmitEnd::Accepted));
        const std::size_t soFar = world.submissions.size();
        clock.advance(2h);
        if (code >= 500) {  // left out, by the user's wish
            QCOMPARE(world.submissions.size(), soFar);
            QCOMPARE(world.entry().state, MailState::Sent);
            return;
        }
        QCOMPARE(world.submissions.size(), soFar + 1);
        QCOMPARE(addressesOf(world.submissions.back()), QByteArrayList{who});
        QVERIFY(!world.entry().canBeTakenBack());
        world.outbox->submitEnded(mail.id, ending(SubmitEnd::Accepted));
        QCOMPARE(world.entry().state, MailState::Sent);
    }

    void aLineForgetsWhatWasInVain()
    {
        FakeClock clock;
        OutboxWorld world(clock);
        const auto mail = mailTo({"anna@example.org"});
        world.queueAndWait(mail);
        for (int attempt = 0; attempt < 6; ++attempt) {
            world.outbox->submitEnded(mail.id, {});
            clock.advance(1h);
        }
        world.outbox->submitEnded(mail.id, {});
        const std::size_t before = world.submissions.size();
        world.outbox->accountOnline(account);
        QCOMPARE(world.submissions.size(), before + 1);
        world.outbox->submitEnded(mail.id, {});
        clock.advance(30s);
        QCOMPARE(world.submissions.size(), before + 2);
    }

    void isDoneWithoutAFolderForSentMail()
    {
        FakeClock clock;
        OutboxWorld world(clock);
        world.hasSent = false;
        std::vector<outbox::OutboxEntry> notKept;
        QObject::connect(world.outbox.get(), &outbox::Outbox::copyNotKept,
                         [&](const outbox::OutboxEntry &entry) { notKept.push_back(entry); });
        const auto mail = mailTo({"anna@example.org"});
        world.queueAndWait(mail);
        world.outbox->submitEnded(mail.id, ending(SubmitEnd::Accepted));
        QCOMPARE(notKept.size(), 0U);  // no folder is known yet: there may be one
        QCOMPARE(world.entry().state, MailState::Sent);
        world.hasInbox = true;
        world.outbox->accountOnline(account);
        QCOMPARE(notKept.size(), 0U);  // the list may have come in part
        clock.advance(std::chrono::minutes(5));
        QCOMPARE(notKept.size(), 1U);
        QVERIFY(world.isEmpty());
        world.restart();
        QVERIFY(world.isEmpty());
    }

    void waitsForAFolderThatIsListedLater()
    {
        FakeClock clock;
        OutboxWorld world(clock);
        world.hasSent = false;
        world.hasInbox = true;
        const auto mail = mailTo({"anna@example.org"});
        world.queueAndWait(mail);
        world.outbox->submitEnded(mail.id, ending(SubmitEnd::Accepted));
        QVERIFY(world.copies().empty());
        world.hasSent = true;
        clock.advance(std::chrono::minutes(5));
        QCOMPARE(world.copies().size(), 1U);
        world.endOperations(journal::State::Done);
        QVERIFY(world.isEmpty());
    }

    void staysADraftWhenItIsGivenUp()
    {
        FakeClock clock;
        OutboxWorld world(clock);
        auto mail = mailTo({"anna@example.org"});
        mail.draft = QUuid::createUuid();
        world.queueAndWait(mail);
        world.outbox->giveUp(mail.id);  // it is on its way
        QVERIFY(!world.isEmpty());
        world.outbox->submitEnded(mail.id, ending(SubmitEnd::Uncertain));
        QVERIFY(world.entry().waitsForUser());
        world.outbox->giveUp(mail.id);
        QVERIFY(world.isEmpty());
        QVERIFY(world.draftsSpent.empty());
    }

    void isGivenUpWhileItWaits_data()
    {
        QTest::addColumn<int>("wait");  // seconds
        QTest::newRow("it could be undone") << 0;
        QTest::newRow("for a line") << 10;
    }
    void isGivenUpWhileItWaits()
    {
        QFETCH(int, wait);
        FakeClock clock;
        OutboxWorld world(clock);
        auto mail = mailTo({"anna@example.org"});
        mail.draft = QUuid::createUuid();
        world.outbox->queue(mail);
        clock.advance(std::chrono::seconds(wait));
        if (wait > 0)
            world.outbox->submitEnded(mail.id, {});  // no line
        QVERIFY(world.entry().canGoNow());
        const std::size_t before = world.submissions.size();
        world.outbox->giveUp(mail.id);
        QVERIFY(world.isEmpty() && world.draftsSpent.empty());
        clock.advance(2h);
        world.restart();
        QCOMPARE(world.submissions.size(), before);
    }
};

POSTHORN_TEST(OutboxChoicesTest)
#include "tst_outboxchoices.moc"
