// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/part.h"
#include "core/models/peoplemodel.h"
#include "widgets/composer/composerdesk.h"
#include "widgets/composer/composereditor.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/composer/filebar.h"
#include "widgets/reader/banner.h"

#include <QFile>
#include <QMessageBox>
#include <QTemporaryDir>

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using compose::Composition;

namespace {

accounts::Account account()
{
    accounts::Account one;
    one.id = QUuid::createUuid();
    one.personName = u"René"_s;
    one.smtp.endpoint.host = u"smtp.home.example"_s;
    one.address = u"rene@home.example"_s;
    one.aliases = {u"club@home.example"_s};
    return one;
}

// What the desk has asked for, in its order.
struct Office {
    Office()
    {
        QObject::connect(&desk, &ComposerDesk::attachWanted, &desk,
                         [this](const QUuid &, const QByteArray &octets) {
                             order.append("attach");
                             attached.append(octets);
                         });
        QObject::connect(&desk, &ComposerDesk::draftWanted, &desk, [this](const outbox::Draft &draft) {
            order.append(draft.message.isEmpty() ? "draft" : "draft and message");
            drafts.push_back(draft);
        });
        QObject::connect(&desk, &ComposerDesk::draftDropWanted, &desk, [this] { order.append("drop"); });
        QObject::connect(&desk, &ComposerDesk::draftLoadWanted, &desk, [this] { order.append("load"); });
        QObject::connect(&desk, &ComposerDesk::takeBackWanted, &desk, [this] { order.append("take back"); });
        QObject::connect(&desk, &ComposerDesk::queueWanted, &desk, [this](const outbox::QueuedMail &mail) {
            order.append("queue");
            queued.push_back(mail);
        });
    }

    [[nodiscard]] Composition letter() const
    {
        Composition mail = compose::newMail(desk.identities().front());
        mail.to = {{.mailbox = {u"Ann"_s, "ann", "example.net"}},
                   {.mailbox = {{}, "bob", "example.net"}, .isExempt = true}};
        mail.subject = u"Lunch"_s;
        mail.text = u"Today?"_s;
        return mail;
    }

    FakeClock clock;
    accounts::Account one = account();
    QByteArrayList order, attached;
    std::vector<outbox::Draft> drafts;
    std::vector<outbox::QueuedMail> queued;
    ComposerDesk desk{{clock, [this] { return QList{one}; }}, nullptr};
};

}

class ComposerDeskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheDraftBeforeItQueuesTheMail()
    {
        COVERS("SEC-125");
        Office office;
        Composition mail = office.letter();
        mail.asksReceipt = true;
        mail.bcc = {{.mailbox = {{}, "eve", "example.net"}}};
        mail.attachments = {compose::attachmentOf("%PDF", u"a.pdf"_s, "application/pdf")};
        office.desk.open(mail, {})->send();
        QCOMPARE(office.order, (QByteArrayList{"attach", "draft", "queue"}));
        const outbox::QueuedMail &queued = office.queued.front();
        QCOMPARE(queued.draft, office.drafts.front().id);
        QCOMPARE(office.drafts.front().attachments.front(), outbox::digestOf("%PDF"));
        QCOMPARE(queued.mail.sender.addrSpec(), "rene@home.example"_ba);
        QCOMPARE(queued.mail.recipients.size(), 3U);
        QVERIFY(queued.mail.recipients[0].disposition && !queued.mail.recipients[1].disposition);
        const auto plan = receipts::planAsking(queued.mail);
        QVERIFY(static_cast<bool>(plan));
        QCOMPARE(plan->transactions.size(), 2U);
        for (const receipts::Transaction &each : plan->transactions)
            QVERIFY(!each.message.contains("eve@") && each.message.contains("Subject: Lunch"));
        QVERIFY(plan->copy.contains("Bcc: eve@example.net"));
        QVERIFY(office.desk.people().isWrittenTo({{}, "ann", "example.net"}));
    }

    void opensAgainWhatIsTakenBack()
    {
        Office office;
        QSignalSpy offered(&office.desk, &ComposerDesk::undoOffered),
            settled(&office.desk, &ComposerDesk::settled);
        office.desk.open(office.letter(), {})->send();
        QTRY_COMPARE(office.desk.windows().size(), 0);
        const QUuid id = office.queued.front().id;
        office.desk.showEntry(
            {.id = id, .account = office.one.id, .state = outbox::MailState::Held, .subject = u"Lunch"_s});
        QCOMPARE(offered.size(), 1);
        office.desk.showTakenBack(office.queued.front());
        QCOMPARE(settled.size(), 1);
        QCOMPARE(office.desk.windows().size(), 1);
        QCOMPARE(office.desk.windows().front()->composition().text, u"Today?\n"_s);
        office.desk.windows().front()->send();
        QCOMPARE(office.queued.back().draft, office.queued.front().draft);
        QVERIFY(office.queued.back().id != office.queued.front().id);
    }

    void keepsTheChosenTimeOfWhatIsTakenBack_data()
    {
        QTest::addColumn<bool>("isOfThisRun");
        QTest::newRow("of this run") << true;
        QTest::newRow("of an earlier run") << false;
    }
    void keepsTheChosenTimeOfWhatIsTakenBack()
    {
        QFETCH(bool, isOfThisRun);
        Office office;
        const QDateTime evening = office.clock.now().addSecs(6 * 3600);
        office.desk.open(office.letter(), {})->sendAt(evening);
        QTRY_COMPARE(office.desk.windows().size(), 0);
        const outbox::QueuedMail mail = office.queued.front();
        const outbox::OutboxEntry entry{
            .id = mail.id, .account = office.one.id, .state = outbox::MailState::Held, .draft = mail.draft};
        if (isOfThisRun) {
            office.desk.takeBack(mail.id);
            office.desk.showTakenBack(mail);
        } else {
            office.desk.showRemoved(mail.id);  // so that nothing of it is known here
            office.desk.showEntry(entry);
            office.desk.takeBack(mail.id);
            office.desk.openDraft(office.drafts.back(), {});
            office.desk.showTakenBack(mail);
        }
        QCOMPARE(office.desk.windows().size(), 1);
        ComposerWindow *window = office.desk.windows().front();
        QCOMPARE(window->planned(), evening);
        bool isTold = false;
        for (const Banner *each : window->findChildren<Banner *>())
            isTold |= each->isVisible() && each->content().sentence.contains(u"the time you have chosen"_s);
        QVERIFY(isTold);
        window->send();
        QCOMPARE(office.queued.back().notBefore, evening);
        QTRY_COMPARE(office.desk.windows().size(), 0);
    }

    void forgetsAChosenTimeOnlyWhenItIsToldTo()
    {
        Office office;
        ComposerWindow *window =
            office.desk.open(office.letter(), {.notBefore = office.clock.now().addSecs(3600)});
        QVERIFY(window->planned().isValid());
        for (Banner *each : window->findChildren<Banner *>()) {
            if (each->isVisible())
                Q_EMIT each->actionWanted(0);
        }
        QVERIFY(!window->planned().isValid());
        window->send();
        QVERIFY(!office.queued.back().notBefore.isValid());
        QTRY_COMPARE(office.desk.windows().size(), 0);
    }

    // A reply that is given up, or only kept, still marks what it answers when it goes, also after a restart.
    void marksTheOriginalAfterARestart()
    {
        const journal::Target original{QUuid::createUuid(), "INBOX", {7}, {3}, "m1@example.org", {}};
        const std::vector<journal::ChangeFlags> marks{{journal::Targets::of(original), "\\Answered", true}};
        Office before;
        before.desk.open(before.letter(), {.marks = marks})->save();
        QVERIFY(before.drafts.back().marks == marks);
        Office after;
        after.one.id = before.one.id;
        after.desk.openDraft(before.drafts.back(), {});
        after.desk.windows().front()->send();
        QCOMPARE(after.queued.size(), 1U);
        QVERIFY(after.queued.back().marks == marks);
        QTRY_COMPARE(after.desk.windows().size(), 0);
        before.desk.closeAll();
    }

    // As when a session ends: it is waited for a little, and what was read is in the draft.
    void keepsAFileThatIsBeingReadAtTheEnd()
    {
        COVERS("REL-53");
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"plan.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("plan") == 4);
        file.close();
        Office office;
        ComposerWindow *window = office.desk.open(office.letter(), {});
        window->editor()->insertPlainText(u"See below. "_s);
        Q_EMIT window->editor()->filesPasted({QUrl::fromLocalFile(file.fileName())});
        office.desk.closeAll();
        QCOMPARE(office.attached, QByteArrayList{"plan"});
        QCOMPARE(office.drafts.back().attachments, std::vector<QByteArray>{outbox::digestOf("plan")});
        QVERIFY(!office.drafts.back().message.isEmpty());
    }

    void losesNothingThatCannotBeQueued()
    {
        Office office;
        office.desk.open(office.letter(), {})->send();
        office.desk.showNotQueued(office.queued.front().id);
        QTRY_COMPARE(office.desk.windows().size(), 1);
        QVERIFY(office.desk.windows().front()->notice()->isVisible());
        const qsizetype before = office.order.size();
        office.desk.windows().front()->close();  // as it is: its words are nowhere else
        QCOMPARE(office.order.sliced(before), QByteArrayList{"draft and message"});
    }

    void opensAgainWhatCouldNotBeKept()
    {
        Office office;
        ComposerWindow *window = office.desk.open(office.letter(), {});
        window->editor()->insertPlainText(u"More. "_s);
        window->close();
        const QUuid draft = office.drafts.back().id;
        QTRY_COMPARE(office.desk.windows().size(), 0);
        office.desk.showDraftFailure(draft);
        QTRY_COMPARE(office.desk.windows().size(), 1);
        QVERIFY(office.desk.windows().front()->composition().text.startsWith(u"More."_s));
        office.desk.windows().front()->close();
        QCOMPARE(office.drafts.back().id, draft);
        office.desk.showDraftSaved(draft);
        QTRY_COMPARE(office.desk.windows().size(), 0);
        office.desk.showDraftFailure(draft);  // of something else: the words are kept
        QCOMPARE(office.desk.windows().size(), 0);
    }

    void asksBeforeADraftIsDiscarded()
    {
        Office office;
        ComposerWindow *window = office.desk.open(office.letter(), {.draft = QUuid::createUuid()});
        window->discard();
        QVERIFY(!office.order.contains("drop"));
        QVERIFY(window->findChild<QMessageBox *>() != nullptr);
        Office another;
        another.desk.open(compose::newMail(another.desk.identities().front()), {})->discard();
        QCOMPARE(another.desk.windows().size(), 1);  // until it is deleted: it asked nothing
        QTRY_COMPARE(another.desk.windows().size(), 0);
    }

    void doesNotOfferWhatIsToBeSent()
    {
        Office office;
        QSignalSpy found(&office.desk, &ComposerDesk::draftsFound);
        const QUuid draft = QUuid::createUuid(), mail = QUuid::createUuid();
        outbox::OutboxEntry entry;
        entry.id = mail;
        entry.draft = draft;
        outbox::Draft known;
        known.id = draft;
        office.desk.showEntry(entry);
        QCOMPARE(office.desk.unsent(), 1);
        office.desk.showDraft(known);
        QCOMPARE(found.size(), 0);
        office.desk.showRemoved(mail);
        QCOMPARE(office.desk.unsent(), 0);
        office.desk.showDraft(known);
        QCOMPARE(found.size(), 1);
    }

    void attachesAgainWhatComesBack()
    {
        Office office;
        Composition mail = office.letter();
        mail.attachments = {compose::attachmentOf("%PDF", u"a.pdf"_s, "application/pdf")};
        ComposerWindow *window = office.desk.open(mail, {});
        window->save();
        window->files()->setFiles({});
        window->save();
        window->files()->setFiles(mail.attachments);
        window->save();
        QCOMPARE(office.attached, (QByteArrayList{"%PDF", "%PDF"}));
    }

    void savesOnTheServerWhenItIsClosed()
    {
        Office office;
        ComposerWindow *window = office.desk.open(office.letter(), {});
        window->editor()->insertPlainText(u"More. "_s);
        office.clock.advance(ComposerWindow::restFor);
        QCOMPARE(office.order, QByteArrayList{"draft"});
        office.desk.saveWithMessage(office.drafts.front().id);
        window->close();
        QCOMPARE(office.order, (QByteArrayList{"draft", "draft and message", "draft and message"}));
        QCOMPARE(mime::parseMessage(office.drafts.back().message).root.header.text("Subject"), u"Lunch"_s);
        const auto read = compose::deserialize(office.drafts.back().composition);
        QVERIFY(read && read->text.startsWith("More. Today?"_L1));
    }

    void attachesOnce()
    {
        Office office;
        Composition mail = office.letter();
        mail.attachments = {compose::attachmentOf("%PDF", u"a.pdf"_s, "application/pdf")};
        ComposerWindow *window = office.desk.open(mail, {});
        window->save();
        window->save();
        QCOMPARE(office.attached, QByteArrayList{"%PDF"});
    }

    void opensWhatAnEarlierRunHasLeft()
    {
        Office office;
        QSignalSpy found(&office.desk, &ComposerDesk::draftsFound);
        Composition mail = office.letter();
        mail.attachments = {compose::attachmentOf("%PDF", u"a.pdf"_s, "application/pdf")};
        const outbox::Draft draft{.id = QUuid::createUuid(),
                                  .account = office.one.id,
                                  .composition = compose::serialize(mail),
                                  .attachments = {mail.attachments.front().key}};
        office.desk.showDraft(draft);
        QCOMPARE(found.size(), 1);
        QCOMPARE(office.desk.keptDrafts().size(), 1U);
        QCOMPARE(office.desk.keptDrafts().front().subject, u"Lunch"_s);
        office.desk.openDraft(draft, {"%PDF"});
        QCOMPARE(office.desk.keptDrafts().size(), 0U);
        QCOMPARE(office.desk.windows().front()->composition().attachments.front().octets, "%PDF"_ba);
        office.desk.windows().front()->close();  // as it was: it stays
        QCOMPARE(office.order, QByteArrayList());
        QTRY_COMPARE(office.desk.keptDrafts().size(), 1U);
        QSignalSpy said(&office.desk, &ComposerDesk::said);
        office.desk.openDraft({.id = QUuid::createUuid(), .account = {}, .composition = "nonsense"}, {});
        QCOMPARE(office.desk.windows().size(), 0);
        QCOMPARE(said.size(), 1);
    }

    void opensAgainWhatWasClosed()
    {
        Office office;
        ComposerWindow *window = office.desk.open(office.letter(), {});
        window->save();
        const QUuid draft = office.drafts.front().id;
        office.desk.showDraftSaved(draft);
        office.desk.showOnServer(draft, "copy@home.example");
        QCOMPARE(office.desk.keptDrafts().size(), 0U);  // it is open
        QVERIFY(office.desk.openKnown("copy@home.example"));
        QVERIFY(!office.order.contains("load"));
        window->close();
        QTRY_COMPARE(office.desk.keptDrafts().size(), 1U);
        QCOMPARE(office.desk.draftsOf(office.one.id), 1);
        QVERIFY(!office.desk.openKnown("another@home.example"));
        QVERIFY(!office.desk.openKnown({}));
        QVERIFY(office.desk.openKnown("copy@home.example"));
        QCOMPARE(office.order.last(), "load"_ba);
        office.desk.showDraftRemoved(draft);
        QCOMPARE(office.desk.keptDrafts().size(), 0U);
    }

    // Its copy on the server is still there: another window over it would send it a second time.
    void doesNotOpenWhatWaitsInTheOutbox()
    {
        Office office;
        ComposerWindow *window = office.desk.open(office.letter(), {});
        window->save();
        const QUuid draft = office.drafts.front().id;
        office.desk.showDraftSaved(draft);
        office.desk.showOnServer(draft, "copy@home.example");
        window->send();
        QTRY_COMPARE(office.desk.windows().size(), 0);
        QSignalSpy said(&office.desk, &ComposerDesk::said);
        QVERIFY(office.desk.openKnown("copy@home.example"));
        QCOMPARE(said.size(), 1);
        QVERIFY(!office.order.contains("load"));
        QCOMPARE(office.desk.windows().size(), 0);
    }

    void offersAgainWhatWasGivenUp()
    {
        Office office;
        office.desk.open(office.letter(), {})->send();
        const QUuid draft = office.drafts.front().id, mail = office.queued.front().id;
        office.desk.showDraftSaved(draft);
        office.desk.showEntry(
            {.id = mail, .account = office.one.id, .state = outbox::MailState::Failed, .draft = draft});
        QTRY_COMPARE(office.desk.windows().size(), 0);
        QCOMPARE(office.desk.keptDrafts().size(), 0U);
        office.desk.showRemoved(mail);
        QCOMPARE(office.desk.keptDrafts().size(), 1U);
    }

    void removesTheServersDraftThatIsDiscarded()
    {
        Office office;
        const journal::Target there{office.one.id, "Drafts", {}, {}, "there@home.example", {}};
        ComposerWindow *window = office.desk.open(office.letter(), {.origin = there});
        Q_EMIT window->discarded();
        QCOMPARE(office.order, (QByteArrayList{"draft", "drop"}));
        QCOMPARE(office.drafts.front().origin->messageId, "there@home.example"_ba);
    }

    void saysWhenADraftWasChangedElsewhere()
    {
        Office office;
        QSignalSpy said(&office.desk, &ComposerDesk::said);
        ComposerWindow *window = office.desk.open(office.letter(), {});
        window->save();
        const QUuid draft = office.drafts.front().id;
        office.desk.showChangedElsewhere(draft);
        QVERIFY(window->notice()->content().sentence.contains("Another program"_L1));
        QCOMPARE(said.size(), 0);
        window->close();
        QTRY_COMPARE(office.desk.windows().size(), 0);
        office.desk.showChangedElsewhere(draft);
        QCOMPARE(said.size(), 1);
    }

    void keepsTheMarksOfAMailOfAnEarlierRun()
    {
        Office office;
        outbox::QueuedMail mail{.id = QUuid::createUuid(), .mail = {}};
        mail.draft = QUuid::createUuid();
        mail.marks = {{journal::Targets::of({office.one.id, "INBOX", {}, {}, "m@example.net", {}}),
                       "\\Answered", true}};
        office.desk.showEntry({.id = mail.id, .account = office.one.id, .draft = mail.draft});
        office.desk.takeBack(mail.id);
        QCOMPARE(office.order, QByteArrayList{"load"});
        office.desk.openDraft(
            {.id = mail.draft, .account = office.one.id, .composition = compose::serialize(office.letter())},
            {});
        QCOMPARE(office.order, (QByteArrayList{"load", "take back"}));  // its words are at hand first
        QCOMPARE(office.desk.windows().size(), 0);
        office.desk.showRemoved(mail.id);
        office.desk.showTakenBack(mail);
        office.desk.windows().front()->send();
        QCOMPARE(office.queued.front().marks.size(), 1U);
    }

    void leavesMailInTheOutboxWhoseDraftIsGone()
    {
        Office office;
        const QSignalSpy said(&office.desk, &ComposerDesk::said);
        const QUuid mail = QUuid::createUuid(), draft = QUuid::createUuid();
        office.desk.showEntry({.id = mail, .account = office.one.id, .draft = draft});
        office.desk.takeBack(mail);
        office.desk.showDraftFailure(draft);
        QCOMPARE(said.size(), 1);
        QVERIFY(!office.order.contains("take back"));
        const QUuid another = QUuid::createUuid();
        office.desk.showEntry({.id = another, .account = office.one.id});
        office.desk.takeBack(another);
        QCOMPARE(said.size(), 2);
        QCOMPARE(office.order, QByteArrayList{"load"});
    }

    void opensNoDraftThatIsBeingQueued()
    {
        Office office;
        const QSignalSpy said(&office.desk, &ComposerDesk::said);
        office.desk.open(office.letter(), {})->send();
        office.desk.showDraftSaved(office.drafts.front().id);
        QTRY_COMPARE(office.desk.windows().size(), 0);
        QCOMPARE(office.desk.keptDrafts().size(), 0U);  // though the outbox has not answered yet
        office.desk.openDraft(office.drafts.front(), {});
        QCOMPARE(office.desk.windows().size(), 0);
        QCOMPARE(said.size(), 1);
    }

    void losesNothingAfterAMailWasGivenUp()
    {
        Office office;
        const journal::ChangeFlags mark{
            journal::Targets::of({office.one.id, "INBOX", {}, {}, "m@example.net", {}}), "\\Answered", true};
        office.desk.open(office.letter(), {.marks = {mark}})->send();
        const outbox::Draft draft = office.drafts.front();
        const QUuid mail = office.queued.front().id;
        office.desk.showDraftSaved(draft.id);
        office.desk.showEntry(
            {.id = mail, .account = office.one.id, .state = outbox::MailState::Failed, .draft = draft.id});
        QTRY_COMPARE(office.desk.windows().size(), 0);
        office.desk.showRemoved(mail);
        office.desk.openDraft(draft, {});
        office.desk.windows().front()->editor()->insertPlainText(u"More. "_s);
        office.desk.windows().front()->close();
        QTRY_COMPARE(office.desk.windows().size(), 0);
        office.desk.showDraftFailure(draft.id);
        QCOMPARE(office.desk.windows().size(), 1);
        office.desk.windows().front()->send();
        QCOMPARE(office.queued.back().marks.size(), 1U);  // it still answers something
    }

    void opensAMailThatIsGivenUpAndWasNeverKept()
    {
        Office office;
        office.desk.open(office.letter(), {})->send();
        QTRY_COMPARE(office.desk.windows().size(), 0);
        office.desk.showDraftFailure(office.drafts.front().id);
        QCOMPARE(office.desk.windows().size(), 0);  // its words are with the mail
        office.desk.showRemoved(office.queued.front().id);
        QCOMPARE(office.desk.windows().size(), 1);
        QCOMPARE(office.desk.unkept(), 1);
    }

    void knowsWhatCouldNotBeKept()
    {
        Office office;
        ComposerWindow *window = office.desk.open(office.letter(), {});
        window->save();
        office.desk.showDraftFailure(office.drafts.front().id);
        QCOMPARE(office.desk.unkept(), 1);
        window->save();
        office.desk.showDraftSaved(office.drafts.front().id);
        QCOMPARE(office.desk.unkept(), 0);
    }

    void doesNotCountWhatIsSentLater()
    {
        Office office;
        const QDateTime now = office.clock.now();
        office.desk.showEntry({.id = QUuid::createUuid(),
                               .account = office.one.id,
                               .state = outbox::MailState::Held,
                               .queuedAt = now,
                               .dueAt = now.addDays(1)});
        QCOMPARE(office.desk.unsent(), 0);
    }

    void leavesNothingOfWhatIsDiscarded()
    {
        Office office;
        ComposerWindow *window = office.desk.open(office.letter(), {});
        window->save();
        Q_EMIT window->discarded();
        QCOMPARE(office.order.last(), "drop"_ba);
    }

    void opensAddressesOfTheWeb()
    {
        COVERS("SEC-118");
        Office office;
        QVERIFY(
            office.desk.openMailto("mailto:ann@example.net?subject=Hi&attach=/etc/passwd", office.one.id));
        const Composition mail = office.desk.windows().front()->composition();
        QCOMPARE(mail.subject, u"Hi"_s);
        QVERIFY(mail.attachments.empty());
        QVERIFY(!office.desk.openMailto("https://example.net", office.one.id));
        QCOMPARE(office.order, QByteArrayList());
    }

    void writesAsEachAddress()
    {
        const Office office;
        QCOMPARE(office.desk.identities().size(), 2U);
        QCOMPARE(office.desk.identities()[1].from, (mime::Mailbox{u"René"_s, "club", "home.example"}));
    }

    void tellsOfTrouble()
    {
        Office office;
        QSignalSpy told(&office.desk, &ComposerDesk::told);
        office.desk.showEntry({.id = QUuid::createUuid(),
                               .account = {},
                               .state = outbox::MailState::Failed,
                               .subject = u"Lunch"_s,
                               .serverText = "5.7.1 no\r\nthanks"});
        QVERIFY(told.front().at(1).toString().contains("no thanks"_L1));
        office.desk.showEntry({.id = QUuid::createUuid(),
                               .account = {},
                               .state = outbox::MailState::Uncertain,
                               .subject = u"Lunch"_s});
        QVERIFY(told.back().at(1).toString().contains("Nobody knows"_L1));
    }
};

POSTHORN_TEST(ComposerDeskTest)
#include "tst_composerdesk.moc"
