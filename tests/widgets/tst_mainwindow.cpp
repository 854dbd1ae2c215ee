// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emptystate.h"
#include "widgets/folders/folderview.h"
#include "widgets/messages/messageview.h"
#include "widgets/reader/banner.h"
#include "widgets/reader/bodyview.h"
#include "widgets/reader/headerpanel.h"
#include "widgets/reader/skeleton.h"
#include "widgets/search/searchbar.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSettings>
#include <QStatusBar>
#include <QTextDocument>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using journal::ChangeFlags;

class MainWindowTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    MessageView &list() { return *m_fixture->window().findChild<MessageView *>(); }
    FolderView &tree() { return *m_fixture->window().findChild<FolderView *>(); }
    QString body() { return m_fixture->window().findChild<BodyView *>()->toPlainText(); }
    // The question that the server gets once it is known what is here.
    static search::ServerSearch asked(const QSignalSpy &wanted, int times = 1)
    {
        const bool isAsked = QTest::qWaitFor([&] { return wanted.size() >= times; });
        return isAsked ? wanted.last().first().value<search::ServerSearch>() : search::ServerSearch();
    }
    QLineEdit &searchField()
    {
        return *m_fixture->window().findChild<SearchBar *>()->findChild<QLineEdit *>();
    }

    void fillInbox(int count)
    {
        m_fixture->listFolders();
        m_fixture->openMailbox();
        for (int i = 1; i <= count; ++i)
            m_fixture->addMail({.uid = static_cast<quint32>(i),
                                .subject = "Subject " + QByteArray::number(i),
                                .text = "Text " + QByteArray::number(i),
                                .date = QDateTime(QDate(2025, 12, 1).addDays(i), QTime(9, 0), Qt::UTC)});
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void opensTheInboxByItself()
    {
        QSignalSpy opened(&m_fixture->window(), &MainWindow::folderOpened);
        fillInbox(3);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().value<store::FolderId>(), m_fixture->folderId());
        QCOMPARE(list().model()->rowCount(), 3);
        QCOMPARE(list().model()->index(0, 0).data().toString(), u"Subject 3"_s);
    }

    // Whoever makes the window listens to it when it is there.
    void theFolderOfLastTimeIsToldToThoseWhoComeLater()
    {
        fillInbox(2);
        m_fixture->openMailbox("Projects/Alpha");
        tree().select(m_fixture->folderId("Projects/Alpha"));
        m_fixture->window().close();
        const MainWindow next(MainWindow::Context{*m_fixture->reader,
                                                  m_fixture->clock,
                                                  m_fixture->paths,
                                                  {m_fixture->account},
                                                  false,
                                                  &m_fixture->desktop});
        const QSignalSpy opened(&next, &MainWindow::folderOpened);
        QVERIFY(next.windowTitle().contains(u"Alpha"_s));
        QCOMPARE(opened.size(), 0);
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().value<store::FolderId>(), m_fixture->folderId("Projects/Alpha"));
    }

    void nothingIsDoneToMessagesBehindThePageForAccounts()
    {
        fillInbox(3);
        m_fixture->clickRow(0);
        const auto names = {u"Delete"_s, u"Archive"_s, u"Move to"_s, u"New folder"_s};
        for (const QString &name : names)
            QVERIFY2(m_fixture->action(name)->isEnabled(), qPrintable(name));
        m_fixture->action(u"Add account"_s)->trigger();
        for (const QString &name : names)
            QVERIFY2(!m_fixture->action(name)->isEnabled(), qPrintable(name));
        m_fixture->button(u"Back"_s)->click();
        for (const QString &name : names)
            QVERIFY2(m_fixture->action(name)->isEnabled(), qPrintable(name));
    }

    void anotherFolderBeginsAtItsNewestMessage()
    {
        fillInbox(60);
        m_fixture->openMailbox("Projects/Alpha");
        for (quint32 uid = 1; uid <= 60; ++uid)
            m_fixture->addMail({.uid = uid, .withContent = false}, "Projects/Alpha");
        m_fixture->window().resize(1000, 500);
        QCoreApplication::sendPostedEvents();
        list().verticalScrollBar()->setValue(list().verticalScrollBar()->maximum() / 2);
        QVERIFY(list().verticalScrollBar()->value() > 0);
        tree().select(m_fixture->folderId("Projects/Alpha"));
        QCOMPARE(list().model()->rowCount(), 60);
        QCOMPARE(list().verticalScrollBar()->value(), 0);
    }

    void aClickOnAFolderShowsItsMessages()
    {
        fillInbox(2);
        m_fixture->openMailbox("Projects/Alpha");
        m_fixture->addMail({.uid = 9, .subject = "In Alpha"}, "Projects/Alpha");
        auto *model = qobject_cast<models::FolderModel *>(tree().model());
        QSignalSpy opened(&m_fixture->window(), &MainWindow::folderOpened);
        const QRect place = tree().visualRect(model->indexOf(m_fixture->folderId("Projects/Alpha")));
        QTest::mouseClick(tree().viewport(), Qt::LeftButton, {}, place.center());
        QCOMPARE(opened.size(), 1);
        QCOMPARE(list().model()->rowCount(), 1);
        QCOMPARE(list().model()->index(0, 0).data().toString(), u"In Alpha"_s);
        QVERIFY(m_fixture->window().windowTitle().contains(u"Alpha"_s));
    }

    void arrowKeysMoveThroughTheMessages()
    {
        fillInbox(3);
        m_fixture->clickRow(0);
        QCOMPARE(body(), u"Text 3"_s);
        QTest::keyClick(&list(), Qt::Key_Down);
        QCOMPARE(body(), u"Text 2"_s);
        QTest::keyClick(&list(), Qt::Key_End);
        QCOMPARE(body(), u"Text 1"_s);
        QTest::keyClick(&m_fixture->window(), Qt::Key_K);
        QCOMPARE(body(), u"Text 2"_s);
    }

    void theFirstStepIsToTheNewest()
    {
        fillInbox(3);
        list().setFocus(Qt::TabFocusReason);
        QTest::keyClick(&list(), Qt::Key_Down);
        QCOMPARE(list().selectionModel()->selectedRows().size(), 1);
        QCOMPARE(list().currentIndex().row(), 0);
        QTest::keyClick(&list(), Qt::Key_Down);
        QCOMPARE(list().currentIndex().row(), 1);
    }

    void asksForAMessageThatIsNotHereAndShowsItWhenItComes()
    {
        m_fixture->listFolders();
        m_fixture->openMailbox();
        const SampleMail mail{.text = "It came.", .withContent = false};
        m_fixture->addMail(mail);
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::contentWanted);
        QSignalSpy operations(&m_fixture->window(), &MainWindow::operationWanted);
        m_fixture->clickRow(0);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().at(0).value<store::CopyId>(), m_fixture->copyId(1));
        QCOMPARE(operations.size(), 0);  // not displayed: not read
        auto *skeleton = m_fixture->window().findChild<Skeleton *>();
        QVERIFY(!skeleton->isVisible());
        m_fixture->clock.advance(200ms);
        QVERIFY(skeleton->isVisible());
        m_fixture->addContent(mail);
        QCOMPARE(body(), u"It came."_s);
        QVERIFY(!skeleton->isVisible());
        QCOMPARE(operations.size(), 1);
        QCOMPARE(wanted.size(), 1);
    }

    void aMessageThatCannotBeLoadedSaysWhyAndCanBeTriedAgain()
    {
        m_fixture->listFolders();
        m_fixture->openMailbox();
        m_fixture->addMail({.withContent = false});
        m_fixture->setOnline();
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::contentWanted);
        m_fixture->clickRow(0);
        m_fixture->window().showContentFailure(m_fixture->copyId(1), {Error::Kind::Timeout, {}});
        QVERIFY(m_fixture->visibleText().contains(u"The server did not answer in time."_s));
        QTest::mouseClick(m_fixture->button(u"Try again"_s), Qt::LeftButton);
        QCOMPARE(wanted.size(), 2);
    }

    void openingMarksReadAndShowsItAtOnce()
    {
        fillInbox(1);
        QSignalSpy operations(&m_fixture->window(), &MainWindow::operationWanted);
        QVERIFY(list().model()->index(0, 0).data(models::MessageListModel::UnreadRole).toBool());
        m_fixture->clickRow(0);
        QCOMPARE(operations.size(), 1);
        const auto change = std::get<ChangeFlags>(operations.first().first().value<journal::Operation>());
        QCOMPARE(change.flag, "\\Seen"_ba);
        QVERIFY(change.set);
        QCOMPARE(change.targets.messages[0].uid.value, 1U);
        QCOMPARE(change.targets.mailbox, "INBOX"_ba);
        QCOMPARE(change.targets.validity.value, 77U);
        QVERIFY(!list().model()->index(0, 0).data(models::MessageListModel::UnreadRole).toBool());
        // Durable, then done: the server's truth takes over.
        m_fixture->window().showOperation({5, journal::State::New, change, {}});
        QVERIFY(!list().model()->index(0, 0).data(models::MessageListModel::UnreadRole).toBool());
        m_fixture->setFlags(1, {"\\Seen"});
        m_fixture->window().showOperation({5, journal::State::Done, change, {}});
        QVERIFY(!list().model()->index(0, 0).data(models::MessageListModel::UnreadRole).toBool());
        m_fixture->setFlags(1, {});  // another client marks it unread: nothing of ours is left over it
        QVERIFY(list().model()->index(0, 0).data(models::MessageListModel::UnreadRole).toBool());
    }

    void aRefusedChangeIsUndoneAndTold()
    {
        fillInbox(1);
        QSignalSpy operations(&m_fixture->window(), &MainWindow::operationWanted);
        m_fixture->clickRow(0);
        QCOMPARE(operations.size(), 1);
        const auto change = std::get<ChangeFlags>(operations.first().first().value<journal::Operation>());
        m_fixture->window().showOperation({5, journal::State::New, change, {}});
        m_fixture->window().showOperation({5, journal::State::Failed, change, "<b>no</b> \xE2\x80\xAEway"});
        QVERIFY(list().model()->index(0, 0).data(models::MessageListModel::UnreadRole).toBool());
        QVERIFY(m_fixture->visibleText().contains(u"The server says: “<b>no</b> way”"_s));
    }

    void aReadOnlyFolderIsNotMarked()
    {
        m_fixture->listFolders();
        auto state = WindowFixture::fullState();
        state.readOnly = true;
        m_fixture->openMailbox("INBOX", state);
        m_fixture->addMail({});
        QSignalSpy operations(&m_fixture->window(), &MainWindow::operationWanted);
        m_fixture->clickRow(0);
        QCOMPARE(operations.size(), 0);
    }

    // With the Control key still down: what is done next is done to one message.
    void nextAndPreviousChooseOneMessage()
    {
        fillInbox(3);
        m_fixture->clickRow(0);
        QTest::keyClick(&list(), Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(list().selectionModel()->selectedRows().size(), 1);
        QCOMPARE(body(), u"Text 2"_s);
        QTest::keyClick(&list(), Qt::Key_Down, Qt::ControlModifier);
        QTest::keyClick(&list(), Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(list().selectionModel()->selectedRows().size(), 1);
        QCOMPARE(body(), u"Text 2"_s);
    }

    void actionsChangeTheChosenMessages()
    {
        fillInbox(3);
        m_fixture->clickRow(0);
        QTest::keyClick(&list(), Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(m_fixture->visibleText().contains(u"2 message(s) chosen"_s));
        QSignalSpy operations(&m_fixture->window(), &MainWindow::operationWanted);
        QTest::keyClick(&m_fixture->window(), Qt::Key_S);
        QCOMPARE(operations.size(), 1);  // of both
        const auto change = std::get<ChangeFlags>(operations.first().first().value<journal::Operation>());
        QCOMPARE(change.flag, "\\Flagged"_ba);
        QCOMPARE(change.targets.messages.size(), size_t{2});
        QVERIFY(list().model()->index(1, 0).data(models::MessageListModel::FlaggedRole).toBool());
    }

    void jumpsToTheNextUnreadMessage()
    {
        fillInbox(4);
        m_fixture->setFlags(3, {"\\Seen"});
        m_fixture->setFlags(2, {"\\Seen"});
        m_fixture->clickRow(0);
        QTest::keyClick(&m_fixture->window(), Qt::Key_N);
        QCOMPARE(body(), u"Text 1"_s);
    }

    void searchAsksTheServerAndNarrowsTheList()
    {
        fillInbox(5);
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::searchWanted);
        QTest::keyClick(&m_fixture->window(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(searchField().hasFocus());
        QTest::keyClicks(&searchField(), u"plan"_s);
        QCOMPARE(wanted.size(), 0);
        m_fixture->clock.advance(400ms);
        QVERIFY(m_fixture->visibleText().contains(u"Searching Inbox here"_s));
        const auto search = asked(wanted);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(search.text, u"plan"_s);
        QCOMPARE(search.folder, m_fixture->folderId());
        QVERIFY(m_fixture->visibleText().contains(u"asking the server"_s));
        m_fixture->window().showSearchResult({search.serial, search.folder, {{2}, {4}}, {}});
        QCOMPARE(list().model()->rowCount(), 2);
        QCOMPARE(list().model()->index(0, 0).data().toString(), u"Subject 4"_s);
        QTest::keyClick(&searchField(), Qt::Key_Escape);
        QCOMPARE(list().model()->rowCount(), 5);
    }

    void escapeInTheListClearsTheSearch()
    {
        fillInbox(3);
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::searchWanted);
        searchField().setText(u"x"_s);
        QTest::keyClick(&searchField(), Qt::Key_Return);
        const auto search = asked(wanted);
        m_fixture->window().showSearchResult({search.serial, search.folder, {{2}}, {}});
        QTest::keyClick(&list(), Qt::Key_Escape);
        QCOMPARE(list().model()->rowCount(), 3);
        QVERIFY(searchField().text().isEmpty());
    }

    void lateSearchAnswersAreDropped()
    {
        fillInbox(3);
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::searchWanted);
        searchField().setText(u"first"_s);
        QTest::keyClick(&searchField(), Qt::Key_Return);
        const auto first = asked(wanted);
        searchField().setText(u"second"_s);
        QTest::keyClick(&searchField(), Qt::Key_Return);
        const auto second = asked(wanted, 2);
        m_fixture->window().showSearchResult({first.serial, first.folder, {}, {}});
        QCOMPARE(list().model()->rowCount(), 3);
        searchField().clear();
        m_fixture->window().showSearchResult({second.serial, second.folder, {}, {}});
        QCOMPARE(list().model()->rowCount(), 3);
    }

    void aFailedSearchIsNeverAnEmptyResult()
    {
        fillInbox(3);
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::searchWanted);
        searchField().setText(u"x"_s);
        QTest::keyClick(&searchField(), Qt::Key_Return);
        const auto search = asked(wanted);
        m_fixture->window().showSearchResult(
            {search.serial, search.folder, {}, Error{Error::Kind::ConnectionLost, {}}});
        QCOMPARE(list().model()->rowCount(), 3);
        QVERIFY(m_fixture->visibleText().contains(u"The search failed"_s));
        QTest::mouseClick(m_fixture->button(u"Try again"_s), Qt::LeftButton);
        QTRY_COMPARE(wanted.size(), 2);
    }

    void nothingFoundOffersTheWayBack()
    {
        fillInbox(2);
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::searchWanted);
        searchField().setText(u"x"_s);
        QTest::keyClick(&searchField(), Qt::Key_Return);
        const auto search = asked(wanted);
        m_fixture->window().showSearchResult({search.serial, search.folder, {}, {}});
        QVERIFY(m_fixture->visibleText().contains(u"Nothing found"_s));
        QTest::mouseClick(m_fixture->button(u"Show all messages"_s), Qt::LeftButton);
        QCOMPARE(list().model()->rowCount(), 2);
        QVERIFY(searchField().text().isEmpty());
    }

    void emptyPanesSayWhatToDo()
    {
        m_fixture->listFolders();
        QVERIFY(m_fixture->visibleText().contains(u"Not loaded yet"_s));
        QSignalSpy online(&m_fixture->window(), &MainWindow::goOnlineWanted);
        QTest::mouseClick(m_fixture->button(u"Go online"_s), Qt::LeftButton);
        QCOMPARE(online.size(), 1);
        m_fixture->setOnline();
        m_fixture->openMailbox();
        QVERIFY(m_fixture->visibleText().contains(u"No messages here"_s));
        QVERIFY(m_fixture->visibleText().contains(u"No message is open"_s));
    }

    void theStatusBarTellsWhetherTheLineIsEncrypted()
    {
        m_fixture->listFolders();
        auto *bar = m_fixture->window().statusBar();
        QVERIFY(m_fixture->visibleText(bar).contains(u"Offline"_s));
        QVERIFY(!m_fixture->visibleText(bar).contains(u"ncrypted"_s));
        m_fixture->setOnline();
        QVERIFY(m_fixture->visibleText(bar).contains(u"Encrypted"_s));
        accounts::Status status;
        status.account = m_fixture->account.id;
        status.kind = accounts::Status::Kind::Busy;
        status.folder = u"INBOX"_s;
        status.done = 500;
        status.total = 2000;
        m_fixture->window().showStatus(status);
        QVERIFY(m_fixture->visibleText(bar).contains(u"Not encrypted"_s));
        QVERIFY(m_fixture->visibleText(bar).contains(u"Loading INBOX: 500 of 2"_s));
    }

    void aServersAlertIsShownAsItsWordsInPlainText()
    {
        COVERS("I4-080");
        fillInbox(1);
        m_fixture->window().showServerAlert(m_fixture->account.id,
                                            "<b>Maintenance</b> \x1b[0m\xE2\x80\xAE tonight");
        const QString text = m_fixture->visibleText();
        QVERIFY(text.contains(u"imap.example.com says: “<b>Maintenance</b> \uFFFD[0m tonight”"_s));
        QVERIFY(!text.contains(QChar(0x202E)));
        QTest::mouseClick(m_fixture->button(u"Dismiss"_s), Qt::LeftButton);
        QVERIFY(!m_fixture->visibleText().contains(u"Maintenance"_s));
    }

    void noMarkupOfASenderOrServerIsEverInterpreted()
    {
        COVERS("SEC-93");
        const QByteArray markup = "<img src='file:///x'><a href='http://evil'>click</a>";
        const QString shown = QString::fromLatin1(markup);
        m_fixture->apply(
            store::FoldersListed{m_fixture->account.id,
                                 {{"INBOX", u"INBOX"_s, '/', store::FolderRole::Inbox}, {"x", shown, '|'}}});
        m_fixture->openMailbox();
        m_fixture->addMail(
            {.subject = markup,
             .from = "\"<b>Boss</b>\" <boss@example.org>",
             .to = "\"<i>You</i>\" <me@example.com>",
             .notifyTo = "\"<u>n</u>\" <track@example.net>",
             .text = "<h1>not a title</h1>",
             .extraHeader = "X-Note: <b>bold</b>\r\n",
             .flags = {"\\Seen"},
             .attachments = {attachmentPart("2", u"<s>a.txt"_s), attachmentPart("3", u"b"_s)}});
        m_fixture->window().showServerAlert(m_fixture->account.id, markup);
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::searchWanted);
        searchField().setText(u"x"_s);
        QTest::keyClick(&searchField(), Qt::Key_Return);
        const auto search = asked(wanted);
        m_fixture->window().showSearchResult(
            {search.serial, search.folder, {}, Error{Error::Kind::Refused, markup}});
        m_fixture->clickRow(0);
        const QString text = m_fixture->visibleText();
        QVERIFY(text.contains(shown));
        QVERIFY(text.contains(u"<b>Boss</b>"_s));
        QVERIFY(text.contains(u"The server says: “"_s + shown));
        QVERIFY(text.contains(u"imap.example.com says: “"_s + shown));
        QCOMPARE(body(), u"<h1>not a title</h1>"_s);
        const auto labels = m_fixture->window().findChildren<QLabel *>();
        for (const QLabel *label : labels)
            QVERIFY2(label->text().isEmpty() || label->textFormat() == Qt::PlainText,
                     qPrintable(label->text()));
        const auto widgets = m_fixture->window().findChildren<QWidget *>();
        for (const QWidget *widget : widgets)
            QVERIFY2(!Qt::mightBeRichText(widget->toolTip()), qPrintable(widget->toolTip()));
    }

    void theRealAddressIsAlwaysShown()
    {
        COVERS("SEC-81");
        m_fixture->listFolders();
        m_fixture->openMailbox();
        m_fixture->addMail({.from = "\"chair@bank.example\" <mallory@evil.example>"});
        m_fixture->clickRow(0);
        QVERIFY(m_fixture->visibleText().contains(u"mallory@evil.example"_s));
    }

    void longNamesAreCutAndWidenNothing()
    {
        m_fixture->listFolders();
        m_fixture->openMailbox();
        m_fixture->addMail(
            {.subject = QByteArray(400, 'W'),
             .from = '"' + QByteArray(300, 'M') + "\" <" + QByteArray(200, 'a') + "@example.org>"});
        const QSize before = m_fixture->window().size();
        const int minimum = m_fixture->window().minimumSizeHint().width();
        m_fixture->clickRow(0);
        QCOMPARE(m_fixture->window().size(), before);
        QVERIFY(m_fixture->window().minimumSizeHint().width() <= minimum + 1);
        QVERIFY(!list().horizontalScrollBar()->isVisible());
    }

    void allHeaderFieldsAreOneKeyAway()
    {
        fillInbox(1);
        m_fixture->clickRow(0);
        auto *fields = m_fixture->window().findChild<HeaderPanel *>()->findChild<QPlainTextEdit *>();
        QVERIFY(!fields->isVisible());
        QTest::keyClick(&m_fixture->window(), Qt::Key_H, Qt::ControlModifier);
        QVERIFY(fields->isVisible());
        QVERIFY(fields->toPlainText().contains(u"Message-ID: <m1@example.org>"_s));
    }

    void everyPaneIsReachedByKeyboard()
    {
        fillInbox(1);
        m_fixture->clickRow(0);
        tree().setFocus();
        QTest::keyClick(&m_fixture->window(), Qt::Key_F6);
        QVERIFY(list().hasFocus());
        QTest::keyClick(&m_fixture->window(), Qt::Key_F6);
        QVERIFY(m_fixture->window().findChild<BodyView *>()->hasFocus());
        QTest::keyClick(&m_fixture->window(), Qt::Key_F6);
        QVERIFY(tree().hasFocus());
    }

    void aMessageThatVanishesLeavesTheReaderWhenItIsClosed()
    {
        fillInbox(1);
        m_fixture->clickRow(0);
        m_fixture->apply(store::MessagesVanished{m_fixture->account.id, "INBOX", {77}, {{1}}});
        QCOMPARE(list().model()->rowCount(), 0);
        QCOMPARE(body(), u"Text 1"_s);
        QTest::mouseClick(m_fixture->button(u"Close"_s), Qt::LeftButton);
        QVERIFY(m_fixture->visibleText().contains(u"No message is open"_s));
    }

    void rememberedAcrossWindows()
    {
        fillInbox(3);
        m_fixture->openMailbox("Projects");
        m_fixture->addMail({.uid = 9}, "Projects");
        auto *model = qobject_cast<models::FolderModel *>(tree().model());
        tree().setCurrentIndex(model->indexOf(m_fixture->folderId("Projects")));
        m_fixture->window().resize(1111, 777);
        QTest::keyClick(&m_fixture->window(), Qt::Key_2, Qt::ControlModifier);
        QVERIFY(!list().header()->isHidden());
        list().header()->resizeSection(1, 140);
        m_fixture->open();
        QCOMPARE(m_fixture->window().size(), QSize(1111, 777));
        QVERIFY(!list().header()->isHidden());
        QCOMPARE(list().header()->sectionSize(1), 140);
        QVERIFY(m_fixture->window().windowTitle().contains(u"Projects"_s));
        QCOMPARE(QFile::permissions(m_fixture->paths.windowState()) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
    }

    void aResetOfTheListKeepsTheMessageThatIsOpen()
    {
        fillInbox(3);
        m_fixture->clickRow(1);
        QCOMPARE(body(), u"Text 2"_s);
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::searchWanted);
        searchField().setText(u"x"_s);
        QTest::keyClick(&searchField(), Qt::Key_Return);
        const auto search = asked(wanted);
        m_fixture->window().showSearchResult({search.serial, search.folder, {{2}}, {}});
        QCOMPARE(body(), u"Text 2"_s);
        QCOMPARE(list().currentCopy(), std::optional(m_fixture->copyId(2)));
    }
};

POSTHORN_TEST(MainWindowTest)
#include "tst_mainwindow.moc"
