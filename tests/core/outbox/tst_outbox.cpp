// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/outbox.h"

#include "tests/core/outbox/outboxworld.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using outbox::Looked;
using outbox::MailState;
using outbox::Trouble;
using receipts::SubmitEnd;
using Kind = outbox::RecipientState::Kind;

class TestOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mailIsHeldThenSentThenSaved();
    void mailIsTakenBackWhileItIsHeld();
    void whatIsOnItsWayIsNotTakenBack();
    void mailIsSentAtItsTime();
    void mailWaitsForALine();
    void mailIsGivenUpAfterFiveDays();
    void whoeverIsAskedAndWhoeverIsNotGetATransactionEach();
    void versionsSurviveARestart();
    void askedRecipientsAreRemembered_data();
    void askedRecipientsAreRemembered();
    void oneMailOfAnAccountIsOnItsWayAtATime();
    void nobodyKnowsAndItIsNotRepeatedByItself();
    void repeatedMailIsLookedForFirst_data();
    void repeatedMailIsLookedForFirst();
    void redirectedMailIsNotTakenForItsOriginal();
    void refusedRecipientStopsTheMail();
    void mailGoesToTheOthersAndToNobodyTwice();
    void whoeverIsRefusedForNowFollows();
    void manyRecipientsAreDividedAsTheServerWants();
    void anotherPasswordIsWaitedFor();
    void copyThatCannotBeSavedIsTriedForDays();
    void copyIsGivenUpWhenTheUserHasSeenIt();
    void serverThatSavesByItselfIsGivenTime();
    void answeredMailIsMarked();
    void restoredProfileSendsNothing();
    void whatCannotBeAMailIsRefused();
};

void TestOutbox::mailIsHeldThenSentThenSaved()
{
    FakeClock clock;
    OutboxWorld world(clock);
    auto mail = mailTo({"anna@example.org"});
    mail.draft = QUuid::createUuid();
    world.outbox->queue(mail);
    QCOMPARE(world.entry().state, MailState::Held);
    QCOMPARE(world.entry().subject, u"one"_s);
    clock.advance(9s);
    QCOMPARE(world.submissions.size(), 0U);
    clock.advance(1s);
    QCOMPARE(world.submissions.size(), 1U);
    QCOMPARE(world.entry().state, MailState::Sending);
    const auto &transaction = world.submissions[0].transaction;
    QCOMPARE(transaction.sender, "me@example.org"_ba);
    QCOMPARE(transaction.recipients.size(), 1U);
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::Accepted));
    QCOMPARE(world.entry().state, MailState::Sent);
    QCOMPARE(world.draftsSpent, std::vector{mail.draft});
    QCOMPARE(world.copies().size(), 1U);
    QCOMPARE(world.copies()[0].mailbox, "Sent"_ba);
    QCOMPARE(world.copies()[0].flags, (QByteArrayList{"\\Seen", "$MDNSent"}));
    QVERIFY(transaction.message.startsWith("Message-ID: <" + world.copies()[0].messageId + ">\r\n"));
    world.endOperations(journal::State::Done);
    QVERIFY(world.isEmpty());
    QCOMPARE(world.removed, std::vector{mail.id});
    QCOMPARE(world.states,
             (std::vector{MailState::Held, MailState::Queued, MailState::Sending, MailState::Sent,
                          MailState::Sent, MailState::Sent}));
    QCOMPARE(clock.pendingAlarms(), 0);
}

void TestOutbox::mailIsTakenBackWhileItIsHeld()
{
    FakeClock clock;
    OutboxWorld world(clock);
    auto mail = mailTo({"anna@example.org", "ben@example.org"});
    mail.draft = QUuid::createUuid();
    mail.mail.recipients[1].disposition = true;
    mail.mail.lists = {mailbox("list@example.org")};
    mail.notBefore = clock.now().addDays(1);
    world.outbox->queue(mail);
    world.restart();
    world.outbox->takeBack(mail.id);
    QVERIFY(world.isEmpty());
    QCOMPARE(world.takenBack.size(), 1U);
    const auto &back = world.takenBack[0];
    QCOMPARE(back.mail.message, mail.mail.message);
    QCOMPARE(back.draft, mail.draft);
    QCOMPARE(back.notBefore, mail.notBefore);
    QCOMPARE(back.mail.recipients.size(), 2U);
    QVERIFY(back.mail.recipients[1].disposition && !back.mail.recipients[0].disposition);
    QCOMPARE(back.mail.lists, mail.mail.lists);
    QCOMPARE(back.mail.sender, mail.mail.sender);
    QCOMPARE(back.mail.random, mail.mail.random);
    clock.advance(48h);
    QCOMPARE(world.submissions.size(), 0U);
    world.restart();
    QVERIFY(world.isEmpty());
}

void TestOutbox::whatIsOnItsWayIsNotTakenBack()
{
    FakeClock clock;
    OutboxWorld world(clock);
    const auto mail = mailTo({"anna@example.org"});
    world.queueAndWait(mail);
    world.states.clear();
    world.outbox->takeBack(mail.id);
    world.outbox->giveUp(mail.id);
    world.outbox->retry(mail.id);
    QCOMPARE(world.states, std::vector(3, MailState::Sending));
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::Accepted));
    world.outbox->takeBack(mail.id);
    QCOMPARE(world.entry().state, MailState::Sent);
    QCOMPARE(world.takenBack.size(), 0U);
}

// It goes the way of any other, with the same octets.
void TestOutbox::mailIsSentAtItsTime()
{
    COVERS("SEC-127");
    FakeClock clock;
    OutboxWorld world(clock);
    auto mail = mailTo({"anna@example.org"});
    mail.notBefore = clock.now().addSecs(3600);
    world.queueAndWait(mail);
    clock.advance(30min);
    world.restart();
    QCOMPARE(world.entry().state, MailState::Held);
    clock.jump(25min);  // the computer has slept
    clock.advance(4min);
    QCOMPARE(world.submissions.size(), 0U);
    clock.advance(2min);
    QCOMPARE(world.submissions.size(), 1U);
    OutboxWorld now(clock);
    now.queueAndWait(mailTo({"anna@example.org"}));
    QCOMPARE(world.submissions[0].transaction.message, now.submissions[0].transaction.message);
    QCOMPARE(world.submissions[0].transaction.recipients, now.submissions[0].transaction.recipients);
    auto other = mailTo({"anna@example.org"}, "two");
    other.notBefore = clock.now().addDays(1);
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::Accepted));
    world.outbox->queue(other);
    world.outbox->sendNow(other.id);
    QCOMPARE(world.submissions.size(), 2U);
}

void TestOutbox::mailWaitsForALine()
{
    FakeClock clock;
    OutboxWorld world(clock);
    const auto mail = mailTo({"anna@example.org"});
    world.queueAndWait(mail);
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::TryLater));
    QCOMPARE(world.entry().state, MailState::Queued);
    QCOMPARE(world.entry().trouble, Trouble::TryLater);
    clock.advance(29s);
    QCOMPARE(world.submissions.size(), 1U);
    clock.advance(1s);
    QCOMPARE(world.submissions.size(), 2U);
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::TryLater));
    QCOMPARE(world.entry().dueAt, clock.now().addSecs(60));
    world.outbox->accountOnline(account);
    QCOMPARE(world.submissions.size(), 3U);
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::TryLater));
    world.outbox->sendNow(mail.id);
    QCOMPARE(world.submissions.size(), 4U);
    QCOMPARE(world.submissions[3].transaction.message, world.submissions[0].transaction.message);
}

void TestOutbox::mailIsGivenUpAfterFiveDays()
{
    FakeClock clock;
    OutboxWorld world(clock);
    const auto mail = mailTo({"anna@example.org"});
    world.queueAndWait(mail);
    for (int i = 0; i < 1000 && world.entry().state != MailState::Failed; ++i) {
        world.outbox->submitEnded(mail.id, ending(SubmitEnd::TryLater));
        clock.advance(1h);
    }
    QCOMPARE(world.entry().state, MailState::Failed);
    QVERIFY(world.submissions.size() > 120 && world.submissions.size() < 140);
    const auto unheard = mailTo({"anna@example.org"}, "two");
    world.queueAndWait(unheard);
    for (int i = 0; i < 500; ++i) {  // three weeks without a line
        world.outbox->submitEnded(unheard.id, {});
        clock.advance(1h);
    }
    QCOMPARE(world.entry(1).state, MailState::Sending);
    world.outbox->submitEnded(unheard.id, ending(SubmitEnd::Accepted));
    world.outbox->retry(mail.id);
    QCOMPARE(world.entry().state, MailState::Sending);
    QCOMPARE(world.looks.size(), 0U);
}

void TestOutbox::whoeverIsAskedAndWhoeverIsNotGetATransactionEach()
{
    COVERS("MDN-42");
    FakeClock clock;
    OutboxWorld world(clock);
    auto mail = mailTo({"anna@example.org", "ben@example.org"});
    mail.mail.recipients[1].disposition = true;
    world.queueAndWait(mail);
    QCOMPARE(world.submissions.size(), 1U);
    QCOMPARE(world.submissions[0].transaction.recipients[0].address, "ben@example.org"_ba);
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::Accepted));
    QCOMPARE(world.submissions.size(), 2U);
    QCOMPARE(world.submissions[1].transaction.recipients[0].address, "anna@example.org"_ba);
    QVERIFY(!world.submissions[1].transaction.message.contains("Disposition-Notification-To"));
    QCOMPARE(world.copies().size(), 1U);
    QVERIFY(world.draftsSpent.empty());
    QVERIFY(world.entry().isPartlySent());
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::TryLater));
    world.restart();
    clock.advance(1h);
    QCOMPARE(world.submissions.size(), 3U);  // to her alone
    QCOMPARE(world.submissions[2].transaction.message, world.submissions[1].transaction.message);
    QCOMPARE(world.submissions[2].transaction.recipients, world.submissions[1].transaction.recipients);
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::Accepted));
    QCOMPARE(world.copies().size(), 1U);
    QCOMPARE(world.entry().state, MailState::Sent);
}

// What is kept and what is sent of an encrypted mail is its encrypted octets.
void TestOutbox::versionsSurviveARestart()
{
    FakeClock clock;
    OutboxWorld world(clock);
    auto mail = mailTo({"anna@example.org", "carl@example.org"});
    mail.mail.versions = {{{mailbox("anna@example.org")}, "Subject: one\r\n\r\nfor Anna\r\n"},
                          {{mailbox("carl@example.org")}, "Subject: one\r\n\r\nfor Carl\r\n"}};
    world.outbox->queue(mail);
    world.restart();
    clock.advance(outbox::Outbox::undoFor);
    QCOMPARE(world.submissions.size(), 1U);
    QVERIFY(world.submissions[0].transaction.message.endsWith("for Anna\r\n"));
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::Accepted));
    QCOMPARE(world.submissions.size(), 2U);
    QVERIFY(world.submissions[1].transaction.message.endsWith("for Carl\r\n"));
    QCOMPARE(world.submissions[1].transaction.recipients.size(), 1U);
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::Accepted));
    QVERIFY(world.copies().at(0).message.endsWith("Hello\r\n"));
}

void TestOutbox::askedRecipientsAreRemembered_data()
{
    QTest::addColumn<bool>("disposition");
    QTest::addColumn<bool>("offersReports");
    QTest::addColumn<int>("remembered");
    QTest::newRow("receipt") << true << false << 1;
    QTest::newRow("report, offered") << false << true << 1;
    QTest::newRow("report, not offered") << false << false << 0;
}

void TestOutbox::askedRecipientsAreRemembered()
{
    QFETCH(bool, disposition);
    QFETCH(bool, offersReports);
    QFETCH(int, remembered);
    FakeClock clock;
    OutboxWorld world(clock);
    auto mail = mailTo({"anna@example.org"});
    mail.mail.recipients[0].disposition = disposition;
    mail.mail.recipients[0].delivery = !disposition;
    world.queueAndWait(mail);
    auto end = ending(SubmitEnd::Accepted);
    end.reportsDelivery = offersReports;
    world.outbox->submitEnded(mail.id, end);
    QCOMPARE(int(world.accepted.size()), remembered);
    const auto sent = receipts::sentBefore(world.user->database, 10, std::nullopt);
    QCOMPARE(int(sent->size()), remembered);
}

void TestOutbox::oneMailOfAnAccountIsOnItsWayAtATime()
{
    FakeClock clock;
    OutboxWorld world(clock);
    const auto first = mailTo({"anna@example.org"});
    const auto second = mailTo({"anna@example.org"}, "two");
    auto elsewhere = mailTo({"anna@example.org"}, "three");
    elsewhere.mail.account = QUuid::createUuid();
    for (const auto &mail : {first, second, elsewhere})
        world.outbox->queue(mail);
    clock.advance(10s);
    QCOMPARE(world.submissions.size(), 2U);
    QCOMPARE(world.submissions[0].mail, first.id);
    QCOMPARE(world.submissions[1].mail, elsewhere.id);
    world.outbox->submitEnded(first.id, ending(SubmitEnd::TryLater));  // nobody waits behind it
    QCOMPARE(world.submissions.size(), 3U);
    QCOMPARE(world.submissions[2].mail, second.id);
    clock.advance(1h);
    QCOMPARE(world.submissions.size(), 3U);
}

void TestOutbox::nobodyKnowsAndItIsNotRepeatedByItself()
{
    FakeClock clock;
    OutboxWorld world(clock);
    const auto mail = mailTo({"anna@example.org"});
    world.queueAndWait(mail);
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::Uncertain));
    QCOMPARE(world.entry().state, MailState::Uncertain);
    QCOMPARE(world.entry().recipients[0].kind, Kind::Uncertain);
    clock.advance(240h);
    world.outbox->accountOnline(account);
    world.outbox->sendNow(mail.id);
    world.outbox->sendToOthers(mail.id);
    world.restart();
    world.outbox->accountOnline(account);
    clock.advance(240h);
    QCOMPARE(world.submissions.size(), 1U);
    QCOMPARE(world.entry().state, MailState::Uncertain);
    world.outbox->giveUp(mail.id);
    QVERIFY(world.isEmpty());
}

void TestOutbox::repeatedMailIsLookedForFirst_data()
{
    QTest::addColumn<Looked>("found");
    QTest::addColumn<MailState>("state");
    QTest::addColumn<int>("submissions");
    QTest::newRow("there") << Looked::Found << MailState::Sent << 1;
    QTest::newRow("not there") << Looked::NotThere << MailState::Sending << 2;
    QTest::newRow("nobody knows") << Looked::NobodyKnows << MailState::Queued << 1;
}

void TestOutbox::repeatedMailIsLookedForFirst()
{
    QFETCH(Looked, found);
    QFETCH(MailState, state);
    QFETCH(int, submissions);
    FakeClock clock;
    OutboxWorld world(clock);
    const auto mail = mailTo({"anna@example.org"});
    world.queueAndWait(mail);
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::Uncertain));
    world.outbox->retry(mail.id);
    QCOMPARE(world.looks.size(), 1U);
    QCOMPARE('<' + world.looks[0].messageId + '>', world.entry().messageId);
    QCOMPARE(world.submissions.size(), 1U);
    world.outbox->lookEnded(mail.id, found);
    QCOMPARE(world.entry().state, state);
    QCOMPARE(int(world.submissions.size()), submissions);
    if (found == Looked::NotThere) {
        QCOMPARE(world.submissions[1].transaction.message, world.submissions[0].transaction.message);
    } else if (found == Looked::NobodyKnows) {
        clock.advance(30s);
        QCOMPARE(world.looks.size(), 2U);
    }
}

// It is called like the mail it was made of, which may well be in the folder for sent mail.
void TestOutbox::redirectedMailIsNotTakenForItsOriginal()
{
    FakeClock clock;
    OutboxWorld world(clock);
    auto mail = mailTo({"anna@example.org"});
    mail.mail.message =
        "Resent-From: me@example.org\r\nMessage-ID: <old@example.org>\r\n" + mail.mail.message;
    world.queueAndWait(mail);
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::Uncertain));
    world.outbox->retry(mail.id);
    QCOMPARE(world.looks.size(), 0U);
    QCOMPARE(world.submissions.size(), 2U);
}

void TestOutbox::refusedRecipientStopsTheMail()
{
    FakeClock clock;
    OutboxWorld world(clock);
    const auto mail = mailTo({"anna@example.org", "ben@example.org"});
    world.queueAndWait(mail);
    world.outbox->submitEnded(mail.id, refusing(SubmitEnd::Rejected, "ben@example.org", 550));
    const auto entry = world.entry();
    QCOMPARE(entry.state, MailState::Failed);
    QCOMPARE(entry.trouble, Trouble::RecipientsRefused);
    QVERIFY(!entry.isPartlySent() && entry.canGoToOthers());
    QCOMPARE(entry.recipients[0].kind, Kind::Waiting);
    QCOMPARE(entry.recipients[1],
             (outbox::RecipientState{"ben@example.org", Kind::Refused, 550, "5.1.1", "Nobody here"}));
    world.restart();
    QCOMPARE(world.entry(), entry);
    clock.advance(240h);
    QCOMPARE(world.submissions.size(), 1U);
    world.outbox->takeBack(mail.id);
    QCOMPARE(world.takenBack.size(), 1U);
}

void TestOutbox::mailGoesToTheOthersAndToNobodyTwice()
{
    FakeClock clock;
    OutboxWorld world(clock);
    const auto mail = mailTo({"anna@example.org", "ben@example.org", "cleo@example.org"});
    world.queueAndWait(mail);
    world.outbox->submitEnded(mail.id, refusing(SubmitEnd::Rejected, "ben@example.org", 550));
    world.outbox->sendToOthers(mail.id);
    QCOMPARE(world.submissions.size(), 2U);
    const auto &to = world.submissions[1].transaction.recipients;
    QCOMPARE(to.size(), 2U);
    QCOMPARE(to[0].address, "anna@example.org"_ba);
    QCOMPARE(to[1].address, "cleo@example.org"_ba);
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::Accepted));
    QCOMPARE(world.entry().state, MailState::Sent);
    QCOMPARE(world.entry().recipients[1].kind, Kind::LeftOut);
    world.outbox->retry(mail.id);
    QCOMPARE(world.submissions.size(), 2U);
}

void TestOutbox::whoeverIsRefusedForNowFollows()
{
    FakeClock clock;
    OutboxWorld world(clock);
    const auto mail = mailTo({"anna@example.org", "ben@example.org"});
    world.queueAndWait(mail);
    world.outbox->submitEnded(mail.id, refusing(SubmitEnd::TryLater, "anna@example.org", 450));
    QCOMPARE(world.entry().state, MailState::Queued);
    QCOMPARE(world.entry().trouble, Trouble::RecipientsRefused);
    clock.advance(30s);
    QCOMPARE(world.submissions[1].transaction.recipients.size(), 2U);  // both or none
    world.outbox->submitEnded(mail.id, refusing(SubmitEnd::TryLater, "anna@example.org", 450));
    world.outbox->sendToOthers(mail.id);
    QCOMPARE(world.submissions[2].transaction.recipients.size(), 1U);
    QCOMPARE(world.submissions[2].transaction.recipients[0].address, "ben@example.org"_ba);
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::Accepted));
    QCOMPARE(world.entry().state, MailState::Queued);
    clock.advance(1h);
    QCOMPARE(world.submissions.size(), 4U);
    QCOMPARE(world.submissions[3].transaction.recipients.size(), 1U);
    QCOMPARE(world.submissions[3].transaction.recipients[0].address, "anna@example.org"_ba);
    world.outbox->submitEnded(mail.id, refusing(SubmitEnd::Rejected, "anna@example.org", 550));
    QCOMPARE(world.entry().state, MailState::Failed);
    QVERIFY(world.entry().isPartlySent());
    world.outbox->takeBack(mail.id);  // somebody has it
    QCOMPARE(world.takenBack.size(), 0U);
}

void TestOutbox::manyRecipientsAreDividedAsTheServerWants()
{
    FakeClock clock;
    OutboxWorld world(clock);
    QByteArrayList many;
    for (int i = 0; i < 5; ++i)
        many.append("a" + QByteArray::number(i) + "@example.org");
    const auto mail = mailTo(many);
    world.queueAndWait(mail);
    auto tooMany = ending(SubmitEnd::Rejected);
    tooMany.recipientsAtMost = 2;
    world.outbox->submitEnded(mail.id, tooMany);
    QByteArrayList reached;
    for (std::size_t i = 1; i < world.submissions.size() && i < 10; ++i) {
        for (const auto &each : world.submissions[i].transaction.recipients)
            reached.append(each.address);
        world.outbox->submitEnded(mail.id, ending(SubmitEnd::Accepted));
    }
    QCOMPARE(reached, many);
    QCOMPARE(world.submissions.size(), 4U);
    QCOMPARE(world.entry().state, MailState::Sent);
}

void TestOutbox::anotherPasswordIsWaitedFor()
{
    FakeClock clock;
    OutboxWorld world(clock);
    const auto mail = mailTo({"anna@example.org"});
    world.queueAndWait(mail);
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::NotAuthenticated));
    QCOMPARE(world.entry().trouble, Trouble::NotAuthenticated);
    clock.advance(240h);
    QCOMPARE(world.submissions.size(), 1U);
    world.outbox->accountOnline(account);
    QCOMPARE(world.submissions.size(), 2U);
}

void TestOutbox::copyThatCannotBeSavedIsTriedForDays()
{
    COVERS("REL-39");
    FakeClock clock;
    OutboxWorld world(clock);
    const auto mail = mailTo({"anna@example.org"});
    world.hasSent = false;
    world.queueAndWait(mail);
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::Accepted));
    QCOMPARE(world.copies().size(), 0U);
    world.hasSent = true;
    world.outbox->accountOnline(account);
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(world.copies().size(), 1U);
        world.endOperations(journal::State::Failed);
        QCOMPARE(world.copies().size(), 0U);
        if (i == 5)
            world.restart();
        clock.advance(1h);
    }
    QCOMPARE(world.entry().state, MailState::Sent);
    world.endOperations(journal::State::Done);
    QVERIFY(world.isEmpty());
    QCOMPARE(world.submissions.size(), 1U);
}

void TestOutbox::copyIsGivenUpWhenTheUserHasSeenIt()
{
    FakeClock clock;
    OutboxWorld world(clock);
    const auto mail = mailTo({"anna@example.org"});
    world.queueAndWait(mail);
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::Accepted));
    world.endOperations(journal::State::Failed);
    world.journal->forget(world.journal->failures().front().id);
    QVERIFY(world.isEmpty());
}

void TestOutbox::serverThatSavesByItselfIsGivenTime()
{
    COVERS("REL-40");
    QVERIFY(outbox::filesSentMail("smtp.gmail.com") && outbox::filesSentMail("SMTP.office365.com"));
    QVERIFY(!outbox::filesSentMail("smtp.example.org") && !outbox::filesSentMail("notgmail.com"));
    FakeClock clock;
    OutboxWorld world(clock);
    const auto mail = mailTo({"anna@example.org"});
    world.outbox->knowHabit(account, true);
    world.queueAndWait(mail);
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::Accepted));
    clock.advance(19s);
    QCOMPARE(world.copies().size(), 0U);
    clock.advance(1s);
    QCOMPARE(world.copies().size(), 1U);  // it is looked for by its Message-ID before it is saved
    QVERIFY(!world.copies()[0].messageId.isEmpty());
}

void TestOutbox::answeredMailIsMarked()
{
    FakeClock clock;
    OutboxWorld world(clock);
    auto mail = mailTo({"anna@example.org"});
    const journal::Target answered{account, "INBOX", {7}, {42}, "asks@example.org", {}};
    mail.marks = {{journal::Targets::of(answered), "\\Answered", true}};
    world.queueAndWait(mail);
    QVERIFY(world.journal->pending().empty());
    world.outbox->submitEnded(mail.id, ending(SubmitEnd::Accepted));
    const auto pending = world.journal->pending();
    QCOMPARE(pending.size(), 2U);
    QCOMPARE(std::get<journal::ChangeFlags>(pending[0].operation), mail.marks[0]);
    world.journal->record(pending[0].id, journal::State::Done, {});
    world.restart();
    QCOMPARE(world.journal->pending().size(), 1U);  // not marked once more
}

void TestOutbox::restoredProfileSendsNothing()
{
    FakeClock clock;
    OutboxWorld world(clock);
    const auto mail = mailTo({"anna@example.org"});
    world.outbox->queue(mail);
    world.outbox->putAside();
    world.outbox->restore();
    clock.advance(240h);
    QCOMPARE(world.entry().state, MailState::Uncertain);
    QCOMPARE(world.submissions.size(), 0U);
    world.outbox->retry(mail.id);
    QCOMPARE(world.looks.size(), 1U);
}

void TestOutbox::whatCannotBeAMailIsRefused()
{
    FakeClock clock;
    OutboxWorld world(clock);
    world.outbox->queue(mailTo({}));
    QCOMPARE(world.notQueued, 1);
    QVERIFY(world.isEmpty());
}

POSTHORN_TEST(TestOutbox)
#include "tst_outbox.moc"
