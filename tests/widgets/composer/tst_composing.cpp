// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/drafts.h"
#include "widgets/composer/composereditor.h"
#include "widgets/composer/composerhead.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/composer/filebar.h"
#include "widgets/composer/recipientfield.h"
#include "widgets/composer/reminderdialog.h"
#include "widgets/folders/folderview.h"
#include "widgets/messages/messageview.h"
#include "widgets/noticebar.h"
#include "widgets/outbox/outboxwindow.h"
#include "widgets/reader/banner.h"
#include "widgets/reader/linkdialog.h"
#include "widgets/reader/readerpane.h"

#include <QApplication>
#include <QLabel>
#include <QMessageBox>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using compose::Composition;

namespace {

QList<ComposerWindow *> composers()
{
    QList<ComposerWindow *> open;
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        auto *window = qobject_cast<ComposerWindow *>(widget);
        if (window != nullptr && window->isVisible())
            open.append(window);
    }
    return open;
}

QByteArray addressesOf(const std::vector<compose::Recipient> &recipients)
{
    QByteArrayList all;
    for (const compose::Recipient &each : recipients)
        all.append(each.mailbox.addrSpec());
    return all.join(' ');
}

const SampleMail letter{.subject = "Re: Lunch",
                        .to = "me@example.com, bob@example.org",
                        .text = "Today?\r\n> When?\r\n-- \r\nAnn",
                        .extraHeader = "References: <1@example.org>\r\n"};

}

// Mail is begun from the window, and what becomes of it is said there.
class ComposingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->open();
    }
    void cleanup()
    {
        m_fixture.reset();
        QVERIFY(composers().isEmpty());
    }

    void repliesWithAKey()
    {
        m_fixture->openMail(letter);
        QSignalSpy queued(&m_fixture->window(), &MainWindow::mailQueued);
        auto *list = m_fixture->window().findChild<MessageView *>();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_R);
        QCOMPARE(composers().size(), 1);
        const Composition mail = composers().front()->composition();
        QCOMPARE(addressesOf(mail.to), "ann@example.org"_ba);
        QCOMPARE(mail.subject, u"Re: Lunch"_s);
        QVERIFY2(mail.text.contains("Ann Example wrote:\n> Today?\n>> When?\n"_L1), qPrintable(mail.text));
        QCOMPARE(mail.inReplyTo, "<m1@example.org>"_ba);
        composers().front()->send();
        QCOMPARE(queued.size(), 1);
        const auto sent = queued.front().front().value<outbox::QueuedMail>();
        QCOMPARE(sent.marks.size(), 1U);
        QCOMPARE(sent.marks.front().flag, "\\Answered"_ba);
        QVERIFY(sent.mail.message.contains("In-Reply-To: <m1@example.org>\r\n"));
    }

    void answersInAllWays_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("subject");
        QTest::newRow("all") << u"Reply to everybody"_s << "ann@example.org bob@example.org"_ba
                             << u"Re: Lunch"_s;
        QTest::newRow("list") << u"Reply to the list"_s << "list@example.org"_ba << u"Re: Lunch"_s;
        QTest::newRow("forward") << u"Forward"_s << ""_ba << u"Fwd: Re: Lunch"_s;
        QTest::newRow("new") << u"Edit as new"_s << "me@example.com bob@example.org"_ba << u"Re: Lunch"_s;
        QTest::newRow("pass on") << u"Pass on as it is"_s << ""_ba << u"Re: Lunch"_s;
        QTest::newRow("as a file") << u"Forward as a file"_s << ""_ba << u"Fwd: Re: Lunch"_s;
    }
    void answersInAllWays()
    {
        QFETCH(QString, action);
        SampleMail mail = letter;
        mail.extraHeader += "List-Post: <mailto:list@example.org>\r\n";
        m_fixture->openMail(mail);
        QVERIFY(m_fixture->action(action)->isEnabled());
        m_fixture->action(action)->trigger();
        QCOMPARE(composers().size(), 1);
        const Composition begun = composers().front()->composition();
        QTEST(addressesOf(begun.to), "to");
        QTEST(begun.subject, "subject");
        if (action == u"Pass on as it is"_s)
            QVERIFY(begun.redirected->octets.contains("Today?"));
        if (action == u"Forward as a file"_s)
            QVERIFY(begun.attachments.front().octets.contains("Subject: Re: Lunch"));
        if (action == u"Forward"_s)
            QVERIFY(begun.text.contains("From: Ann Example"_L1));
    }

    void isNotOfferedWhereNothingCanBeSent()
    {
        m_fixture->account.smtp.endpoint.host.clear();
        m_fixture->open();
        m_fixture->openMail(letter);
        for (const QString &text : {u"New message"_s, u"Reply"_s, u"Forward"_s, u"Edit as new"_s})
            QVERIFY2(!m_fixture->action(text)->isEnabled(), qPrintable(text));
        QVERIFY(m_fixture->action(u"New message"_s)->toolTip().contains("server for sending"_L1));
        auto *list = m_fixture->window().findChild<MessageView *>();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_R);
        Q_EMIT m_fixture->window().findChild<ReaderPane *>()->mailtoWanted(QUrl(u"mailto:c@example.org"_s));
        QVERIFY(composers().isEmpty());
        QVERIFY(m_fixture->window().findChild<LinkDialog *>() != nullptr);
    }

    void cannotAnswerNothing()
    {
        m_fixture->open();
        QVERIFY(!m_fixture->action(u"Reply"_s)->isEnabled());
        QVERIFY(m_fixture->action(u"New message"_s)->isEnabled());
        m_fixture->openMail(letter);
        QVERIFY(!m_fixture->action(u"Reply to the list"_s)->isEnabled());
    }

    void opensAddressesInAText()
    {
        m_fixture->openMail(letter);
        Q_EMIT m_fixture->window().findChild<ReaderPane *>()->mailtoWanted(
            QUrl(u"mailto:c@example.org?subject=x"_s));
        QCOMPARE(composers().size(), 1);
        QCOMPARE(addressesOf(composers().front()->composition().to), "c@example.org"_ba);
    }

    void offersToUndoBeforeAllElse()
    {
        m_fixture->openMail(letter);
        MainWindow &window = m_fixture->window();
        QSignalSpy queued(&window, &MainWindow::mailQueued), undone(&window, &MainWindow::mailTakeBackWanted);
        window.showServerAlert(m_fixture->account.id, "The disk is nearly full");
        m_fixture->action(u"Reply"_s)->trigger();
        composers().front()->send();
        const auto mail = queued.front().front().value<outbox::QueuedMail>();
        window.showOutboxEntry({.id = mail.id,
                                .account = m_fixture->account.id,
                                .state = outbox::MailState::Held,
                                .subject = u"Re: Lunch"_s});
        QVERIFY(m_fixture->button(u"Undo"_s) != nullptr);
        m_fixture->button(u"Undo"_s)->click();
        QCOMPARE(undone.size(), 1);
        window.showOutboxRemoved(mail.id);
        window.showTakenBack(mail);
        QCOMPARE(composers().size(), 1);
        QVERIFY(composers().front()->composition().text.contains("> Today?"_L1));
    }

    void saysWhatCouldNotBeSent()
    {
        m_fixture->open();
        MainWindow &window = m_fixture->window();
        window.showOutboxEntry({.id = QUuid::createUuid(),
                                .account = m_fixture->account.id,
                                .state = outbox::MailState::Uncertain,
                                .subject = u"Lunch"_s});
        QVERIFY(m_fixture->visibleText().contains("Nobody knows"_L1));
        m_fixture->button(u"Show outbox"_s)->click();
        QVERIFY(window.findChild<OutboxWindow *>()->isVisible());
    }

    void offersToUndoEachOfTwo()
    {
        MainWindow &window = m_fixture->window();
        QSignalSpy queued(&window, &MainWindow::mailQueued), undone(&window, &MainWindow::mailTakeBackWanted);
        for (int i = 0; i < 2; ++i) {
            window.writeTo("mailto:bob@example.org?subject=Lunch&body=Today");
            ComposerWindow *written = composers().front();
            written->send();
            if (auto *question = written->findChild<ReminderDialog *>())
                question->accept();
            const QUuid mail = queued.back().front().value<outbox::QueuedMail>().id;
            window.showOutboxEntry({.id = mail,
                                    .account = m_fixture->account.id,
                                    .state = outbox::MailState::Held,
                                    .subject = u"Lunch"_s});
            QTRY_VERIFY(composers().isEmpty());
        }
        for (int i = 0; i < 2; ++i) {
            m_fixture->button(u"Undo"_s)->click();
            QCOMPARE(undone.size(), i + 1);
        }
        QVERIFY(undone[0].front() != undone[1].front());
    }

    void opensADraftOfTheServerToBeWrittenOn()
    {
        m_fixture->apply(store::FoldersListed{m_fixture->account.id,
                                              {{"INBOX", u"INBOX"_s, '/', store::FolderRole::Inbox},
                                               {"Drafts", u"Drafts"_s, '/', store::FolderRole::Drafts}}});
        m_fixture->openMailbox("Drafts");
        m_fixture->addMail(letter, "Drafts");
        m_fixture->window().findChild<FolderView *>()->select(m_fixture->folderId("Drafts"));
        QTRY_COMPARE(m_fixture->window().findChild<MessageView *>()->model()->rowCount(), 1);
        auto *list = m_fixture->window().findChild<MessageView *>();
        m_fixture->clickRow(0);
        QVERIFY(composers().isEmpty());
        auto *banner = m_fixture->window().findChild<Banner *>(u"draftBanner"_s);
        QTRY_VERIFY(banner->isVisible());
        m_fixture->button(u"Edit"_s, banner)->click();
        QCOMPARE(composers().size(), 1);
        const QPointer<ComposerWindow> edited = composers().front();
        edited->close();
        QTRY_VERIFY(edited.isNull());
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_COMPARE(composers().size(), 1);
        QCOMPARE(composers().front()->composition().subject, u"Re: Lunch"_s);
        composers().front()->close();
    }

    void namesWhatIsLostWithAnAccount()
    {
        MainWindow &window = m_fixture->window();
        window.showOutboxEntry({.id = QUuid::createUuid(),
                                .account = m_fixture->account.id,
                                .state = outbox::MailState::Queued,
                                .subject = u"Harbour dues"_s});
        window.showDraft({.id = QUuid::createUuid(), .account = m_fixture->account.id, .composition = {}});
        m_fixture->action(u"Account settings"_s)->trigger();
        m_fixture->button(u"Remove account"_s)->click();
        const auto *question = window.findChild<QMessageBox *>();
        QVERIFY(question->text().contains("Harbour dues"_L1) && question->text().contains("1 draft"_L1));
    }

    void asksBeforeItQuitsWithMailThatHasNotGone()
    {
        MainWindow &window = m_fixture->window();
        window.showOutboxEntry(
            {.id = QUuid::createUuid(), .account = m_fixture->account.id, .state = outbox::MailState::Held});
        window.close();
        QVERIFY(window.isVisible());
        m_fixture->button(u"Quit"_s)->click();
        QVERIFY(!window.isVisible());
    }

    void asksBeforeItQuitsWithWhatCouldNotBeKept()
    {
        MainWindow &window = m_fixture->window();
        const QSignalSpy kept(&window, &MainWindow::draftWanted);
        window.writeTo("mailto:bob@example.org?subject=Lunch&body=Today");
        composers().front()->save();
        window.showDraftFailure(kept.front().front().value<outbox::Draft>().id,
                                Error{Error::Kind::Storage, "the disk is full"});
        window.close();
        QVERIFY(window.isVisible());
        QCOMPARE(composers().size(), 1);
        QVERIFY(m_fixture->visibleText().contains("would be lost"_L1));
        window.closeAnyway();  // as at the end of a session
        QVERIFY(!window.isVisible());
    }

    // Whoever writes has all that is needed, whatever becomes of what is answered.
    void goesOnWhenTheOriginalVanishes_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<bool>("isAnswer");
        QTest::addColumn<bool>("hasFile");
        QTest::newRow("reply") << u"Reply"_s << true << false;
        QTest::newRow("forward") << u"Forward"_s << false << true;
    }
    void goesOnWhenTheOriginalVanishes()
    {
        COVERS("REL-43");
        QFETCH(QString, action);
        SampleMail mail = letter;
        mail.attachments = {attachmentPart("2", u"plan.bin"_s)};
        m_fixture->openMail(mail);
        const auto validity = WindowFixture::fullState().uidValidity;
        m_fixture->apply(
            store::ContentFetched{m_fixture->account.id, "INBOX", validity, {1}, {}, {{"2", "cGxhbg=="}}});
        const QSignalSpy queued(&m_fixture->window(), &MainWindow::mailQueued);
        m_fixture->action(action)->trigger();
        QCOMPARE(composers().size(), 1);
        m_fixture->apply(store::MessagesVanished{m_fixture->account.id, "INBOX", validity, {{1}}});
        ComposerWindow *written = composers().front();
        if (action == u"Forward"_s)
            written->head()->field(0)->setRecipients({{.mailbox = {{}, "bob", "example.org"}}});
        written->send();
        if (auto *question = written->findChild<ReminderDialog *>())
            question->accept();
        QCOMPARE(queued.size(), 1);
        const QByteArray sent = queued.front().front().value<outbox::QueuedMail>().mail.message;
        QVERIFY2(sent.contains("Today?") && sent.contains("References: <1@example.org> <m1@example.org>"),
                 sent.constData());
        QTEST(sent.contains("In-Reply-To: <m1@example.org>\r\n"), "isAnswer");
        QTEST(sent.contains("cGxhbg=="), "hasFile");
    }

    void opensAFormattedDraftAsANewOne()
    {
        m_fixture->apply(store::FoldersListed{m_fixture->account.id,
                                              {{"INBOX", u"INBOX"_s, '/', store::FolderRole::Inbox},
                                               {"Drafts", u"Drafts"_s, '/', store::FolderRole::Drafts}}});
        m_fixture->openMailbox("Drafts");
        SampleMail draft = letter;
        draft.text = "";
        draft.html = "<p>Dear <b>Ann</b></p>";
        m_fixture->addMail(draft, "Drafts");
        m_fixture->window().findChild<FolderView *>()->select(m_fixture->folderId("Drafts"));
        auto *list = m_fixture->window().findChild<MessageView *>();
        QTRY_COMPARE(list->model()->rowCount(), 1);
        m_fixture->clickRow(0);
        QTest::keyClick(list, Qt::Key_Return);  // its HTML is still being made ready
        QTRY_COMPARE(composers().size(), 1);
        ComposerWindow *written = composers().front();
        QVERIFY(written->composition().text.contains("Dear Ann"_L1));
        QVERIFY(written->notice()->content().sentence.contains("stays on the server"_L1));
        const QSignalSpy kept(&m_fixture->window(), &MainWindow::draftWanted);
        written->save();
        QVERIFY(!kept.front().front().value<outbox::Draft>().origin);
        written->close();
    }

    void keepsWhatIsWrittenWhenTheWindowCloses()
    {
        m_fixture->openMail(letter);
        QSignalSpy kept(&m_fixture->window(), &MainWindow::draftWanted);
        m_fixture->action(u"New message"_s)->trigger();
        composers().front()->editor()->insertPlainText(u"Dear"_s);
        m_fixture->window().close();
        m_fixture->open();  // the first one is gone
        QCOMPARE(kept.size(), 1);
        QVERIFY(!kept.front().front().value<outbox::Draft>().message.isEmpty());
    }

private:
    std::unique_ptr<WindowFixture> m_fixture;
};

POSTHORN_TEST(ComposingTest)
#include "tst_composing.moc"
