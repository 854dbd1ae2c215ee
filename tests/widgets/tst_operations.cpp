// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/journal.h"
#include "core/journal/outcome.h"
#include "core/models/messagelistmodel.h"
#include "widgets/failuresdialog.h"
#include "widgets/folders/folderchooser.h"
#include "widgets/folders/folderview.h"
#include "widgets/messages/messageview.h"

#include <QApplication>
#include <QDropEvent>
#include <QInputDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QStatusBar>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using journal::MoveMessages;
using journal::State;

// What a person does with messages and folders: what the window shows of it at once, and what it asks for.
class OperationsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<store::UserDatabase> m_user;
    std::unique_ptr<journal::Journal> m_journal;

    MainWindow &window() { return m_fixture->window(); }
    MessageView *view() { return window().findChild<MessageView *>(); }
    FolderView *folders() { return window().findChild<FolderView *>(); }
    int rows() { return view()->model()->rowCount(); }
    void press(const QString &action)
    {
        QAction *found = m_fixture->action(action);
        QVERIFY2(found->isEnabled(), qPrintable(action));
        found->trigger();
    }
    void goTo(const QByteArray &mailbox) { folders()->select(m_fixture->folderId(mailbox)); }
    template <typename T>
    T last(const QSignalSpy &wanted)
    {
        return std::get<T>(wanted.last().first().value<journal::Operation>());
    }
    // The journal behind the window, as in the program.
    void connectJournal()
    {
        using journal::Journal;
        m_user = std::make_unique<store::UserDatabase>(*store::openUser(m_fixture->paths.userDatabase()));
        m_journal = std::make_unique<Journal>(m_user->database, m_fixture->clock);
        MainWindow *shown = &window();
        connect(shown, &MainWindow::operationWanted, m_journal.get(), &Journal::append);
        connect(shown, &MainWindow::undoWanted, m_journal.get(), &Journal::undo);
        connect(shown, &MainWindow::retryWanted, m_journal.get(), &Journal::retry);
        connect(shown, &MainWindow::forgetWanted, m_journal.get(), &Journal::forget);
        connect(m_journal.get(), &Journal::appended, shown, &MainWindow::showOperation);
        connect(m_journal.get(), &Journal::stateChanged, shown, &MainWindow::showOperation);
        connect(m_journal.get(), &Journal::withdrawn, shown, &MainWindow::withdrawOperation);
        connect(m_journal.get(), &Journal::needless, shown, &MainWindow::forgetOperation);
        connect(m_journal.get(), &Journal::cannotBeUndone, shown, &MainWindow::showFinalOperation);
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->listFolders();
        m_fixture->openMailbox("Trash");
        m_fixture->openMailbox();
        for (quint32 uid = 1; uid <= 3; ++uid)
            m_fixture->addMail({.uid = uid, .flags = {"\\Seen"}});
        goTo("INBOX");
        connectJournal();
    }
    void cleanup()
    {
        m_journal.reset();
        m_user.reset();
        m_fixture.reset();
    }

    void deleteMovesToTrashAndHidesAtOnce()
    {
        QSignalSpy wanted(&window(), &MainWindow::operationWanted);
        m_fixture->clickRow(0);
        QTest::keyClick(view(), Qt::Key_Delete);
        QCOMPARE(wanted.size(), 1);
        const auto move = last<MoveMessages>(wanted);
        QCOMPARE(move.to, "Trash"_ba);
        QCOMPARE(move.wish, MoveMessages::Wish::Delete);
        QCOMPARE(move.targets.mailbox, "INBOX"_ba);
        QCOMPARE(move.targets.messages.size(), size_t{1});
        QVERIFY(!move.targets.messages[0].fingerprint.isEmpty());
        QCOMPARE(rows(), 2);
        goTo("Trash");
        QCOMPARE(rows(), 1);  // on its way
        // The server has done it: the store's rows take over.
        const auto uid = move.targets.messages[0].uid;
        m_fixture->apply(store::MessagesCopied{m_fixture->account.id,
                                               "INBOX",
                                               move.targets.validity,
                                               "Trash",
                                               m_fixture->fullState().uidValidity,
                                               {{uid, imap::Uid{9}}},
                                               true});
        QCOMPARE(rows(), 1);
        m_journal->record(m_journal->pending()[0].id, State::Done, {});
        QCOMPARE(rows(), 1);
        goTo("INBOX");
        QCOMPARE(rows(), 2);
    }
    void afterDeleteTheNextMessageIsChosenAndShown()
    {
        QSignalSpy wanted(&window(), &MainWindow::operationWanted);
        const QSignalSpy shown(view(), &MessageView::shown);
        m_fixture->clickRow(0);
        const auto second = view()->model()->index(1, 0).data(models::MessageListModel::CopyIdRole);
        QTest::keyClick(view(), Qt::Key_Delete);
        QCOMPARE(view()->selectedCopies().size(), 1);
        QCOMPARE(view()->selectedCopies().first(), second.value<store::CopyId>());
        QCOMPARE(shown.last().first().value<store::CopyId>(), second.value<store::CopyId>());
        QTest::keyClick(view(), Qt::Key_Delete);
        QTest::keyClick(view(), Qt::Key_Delete);
        QCOMPARE(rows(), 0);
        QCOMPARE(wanted.size(), 3);
    }
    void whatIsMovedBackIsShownThoughTheFirstMoveHasBegun()
    {
        m_fixture->clickRow(0);
        press(u"Delete"_s);
        QCOMPARE(rows(), 2);
        const auto move = std::get<MoveMessages>(m_journal->pending()[0].operation);
        m_journal->record(m_journal->pending()[0].id, State::Started, {});
        goTo("Trash");
        QCOMPARE(rows(), 1);
        Q_EMIT window().operationWanted(MoveMessages{move.targets, "INBOX", MoveMessages::Wish::Move});
        QCOMPARE(m_journal->pending().size(), size_t{2});
        QCOMPARE(rows(), 0);
        goTo("INBOX");
        QCOMPARE(rows(), 3);
    }
    void aStepThatCannotBeWrittenUndoesNothing()
    {
        m_fixture->clickRow(0);
        press(u"Delete"_s);
        const auto entry = m_journal->pending()[0];
        window().showOperationFailure(entry.operation, Error{Error::Kind::Storage, {}});
        QCOMPARE(rows(), 2);
        QVERIFY(!m_fixture->visibleText().contains(u"was undone"_s));
        QVERIFY(m_fixture->action(u"Undo delete"_s)->isEnabled());
    }
    void ourOwnReasonsAreNotTheServersWords()
    {
        m_fixture->clickRow(0);
        press(u"Delete"_s);
        m_journal->record(m_journal->pending()[0].id, State::Failed, "the mailbox is read-only");
        QVERIFY(m_fixture->visibleText().contains(u"The folder is read-only."_s));
        QVERIFY(!m_fixture->visibleText().contains(u"The server says"_s));
    }
    void aFolderWhoseNameIsInTrashAlreadyGoesThereByAnotherOne()
    {
        using store::FolderRole;
        m_fixture->apply(store::FoldersListed{m_fixture->account.id,
                                              {{"INBOX", u"INBOX"_s, '/', FolderRole::Inbox},
                                               {"Trash", u"Trash"_s, '/', FolderRole::Trash},
                                               {"Sent", u"Sent"_s, '/', FolderRole::Sent},
                                               {"Trash/Alpha", u"Trash/Alpha"_s, '/'},
                                               {"Trash/Alpha 2", u"Trash/Alpha 2"_s, '/'},
                                               {"Projects", u"Projects"_s, '/'},
                                               {"Projects/Alpha", u"Projects/Alpha"_s, '/'}}});
        m_fixture->clock.advance(50ms);
        QSignalSpy wanted(&window(), &MainWindow::operationWanted);
        goTo("Projects/Alpha");
        press(u"Delete folder"_s);
        QCOMPARE(last<journal::RenameFolder>(wanted).to, "Trash/Alpha 3"_ba);
    }
    void whatTheServerRefusesComesBackWithTheReason()
    {
        COVERS("MA-01", "REL-42");
        m_fixture->clickRow(1);
        press(u"Delete"_s);
        QCOMPARE(rows(), 2);
        const qint64 id = m_journal->pending()[0].id;
        m_journal->record(id, State::Failed, "[OVERQUOTA] Your mailbox is full");
        QCOMPARE(rows(), 3);
        QVERIFY(m_fixture->visibleText().contains(u"Your mailbox is full"_s));
        press(u"Changes that were not made"_s);
        auto *dialog = window().findChild<FailuresDialog *>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        QVERIFY(dialog->findChild<QListWidget *>()->item(0)->text().contains(u"Trash"_s));
        QTest::mouseClick(m_fixture->button(u"Try again"_s, dialog), Qt::LeftButton);
        QCOMPARE(m_journal->pending().size(), size_t{1});
        QVERIFY(m_journal->failures().empty());
        QVERIFY(!dialog->isVisible());
        QCOMPARE(rows(), 2);
    }
    void aFolderThatIsGoneIsMadeWhenTheUserSaysSo_data()
    {
        QTest::addColumn<bool>("inList");
        QTest::newRow("asked above the panes") << false;
        QTest::newRow("from the list") << true;
    }
    void aFolderThatIsGoneIsMadeWhenTheUserSaysSo()
    {
        COVERS("MA-11", "REL-44");
        QFETCH(bool, inList);
        Q_EMIT window().operationWanted(MoveMessages{
            journal::Targets::of(
                {m_fixture->account.id, "INBOX", m_fixture->fullState().uidValidity, imap::Uid{1}, {}, {}}),
            "Projects/Alpha", MoveMessages::Wish::Move});
        QCOMPARE(rows(), 2);
        m_journal->record(m_journal->pending()[0].id, State::Started, {});
        m_journal->record(m_journal->pending()[0].id, State::Failed, "[TRYCREATE] No such mailbox");
        QCOMPARE(rows(), 3);
        QVERIFY(QApplication::activeModalWidget() == nullptr);
        QVERIFY(m_fixture->visibleText().contains(u"the server has no such folder any more. Create it?"_s));
        QVERIFY(m_journal->pending().empty());  // nothing by itself
        if (inList) {
            press(u"Changes that were not made"_s);
            auto *dialog = window().findChild<FailuresDialog *>();
            QTest::mouseClick(m_fixture->button(u"Create folder and try again"_s, dialog), Qt::LeftButton);
        } else {
            QTest::mouseClick(m_fixture->button(u"Create folder"_s), Qt::LeftButton);
        }
        const auto pending = m_journal->pending();
        QCOMPARE(pending.size(), size_t{2});
        const auto *made = std::get_if<journal::CreateFolder>(&pending[0].operation);
        QVERIFY(made != nullptr);
        QCOMPARE(made->mailbox, "Projects/Alpha"_ba);
        QVERIFY(std::holds_alternative<MoveMessages>(pending[1].operation));
        QVERIFY(m_journal->failures().empty());
        QCOMPARE(rows(), 2);
        QVERIFY(!m_fixture->visibleText().contains(u"Create it?"_s));  // it is answered
    }
    void aFailureIsToldAndLeadsToTheList()
    {
        m_fixture->clickRow(0);
        press(u"Delete"_s);
        m_journal->record(m_journal->pending()[0].id, State::Failed, "[OVERQUOTA] full");
        QTest::mouseClick(m_fixture->button(u"Show"_s), Qt::LeftButton);
        auto *dialog = window().findChild<FailuresDialog *>();
        QVERIFY(dialog != nullptr && dialog->isVisible() && !dialog->isModal());
        QVERIFY(!m_fixture->button(u"Create folder and try again"_s, dialog));
    }
    void whatWaitsForOthersSaysSo()
    {
        COVERS("MA-30");
        m_fixture->clickRow(0);
        press(u"Delete"_s);
        m_journal->record(m_journal->pending()[0].id, State::Uncertain,
                          journal::serialize(journal::Outcome{{}, {}, true}));
        QVERIFY(window().statusBar()->currentMessage().contains(u"as soon as the server lets it"_s));
        QCOMPARE(rows(), 2);
    }
    void undoBringsItBackBeforeItHasStarted()
    {
        QVERIFY(!m_fixture->action(u"Undo"_s)->isEnabled());
        m_fixture->clickRow(0);
        press(u"Delete"_s);
        press(u"Undo delete"_s);
        QCOMPARE(rows(), 3);
        QVERIFY(m_journal->pending().empty());
        QVERIFY(!m_fixture->action(u"Undo"_s)->isEnabled());
    }
    void deleteForGoodIsHeldAndSaysSo()
    {
        m_fixture->clickRow(0);
        QTest::keyClick(view(), Qt::Key_Delete, Qt::ShiftModifier);
        QCOMPARE(rows(), 2);
        QCOMPARE(m_journal->pending()[0].state, State::Held);
        QVERIFY(window().statusBar()->currentMessage().contains(u"ten seconds"_s));
        m_fixture->clock.advance(9s);
        press(u"Undo delete for good"_s);
        QCOMPARE(rows(), 3);
        m_fixture->clickRow(0);
        QTest::keyClick(view(), Qt::Key_Delete, Qt::ShiftModifier);
        m_fixture->clock.advance(10s);
        const qint64 id = m_journal->pending()[0].id;
        QCOMPARE(m_journal->pending()[0].state, State::New);
        m_journal->record(id, State::Started, {});
        m_journal->record(id, State::Done, {});
        press(u"Undo delete for good"_s);
        QVERIFY(window().statusBar()->currentMessage().contains(u"cannot be undone"_s));
    }
    void severalAreOneOperation()
    {
        QSignalSpy wanted(&window(), &MainWindow::operationWanted);
        view()->selectAll();
        press(u"Mark as unread"_s);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(last<journal::ChangeFlags>(wanted).targets.messages.size(), size_t{3});
        QVERIFY(view()->model()->index(2, 0).data(models::MessageListModel::UnreadRole).toBool());
        press(u"Undo mark"_s);
        QVERIFY(!view()->model()->index(2, 0).data(models::MessageListModel::UnreadRole).toBool());
    }
    void aFolderIsChosenByAPartOfItsName()
    {
        QSignalSpy wanted(&window(), &MainWindow::operationWanted);
        m_fixture->clickRow(0);
        press(u"Move to"_s);
        auto *chooser = window().findChild<FolderChooser *>();
        QVERIFY(chooser != nullptr);
        QTest::keyClicks(chooser->findChild<QLineEdit *>(), u"alph"_s);
        QTest::keyClick(chooser->findChild<QLineEdit *>(), Qt::Key_Return);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(last<MoveMessages>(wanted).to, "Projects/Alpha"_ba);
        QCOMPARE(rows(), 2);
    }
    void noFolderIsChosenForTheUserAndTheyComeAsInThePane()
    {
        QSignalSpy wanted(&window(), &MainWindow::operationWanted);
        m_fixture->clickRow(0);
        wanted.clear();
        press(u"Move to"_s);
        auto *chooser = window().findChild<FolderChooser *>();
        auto *list = chooser->findChild<QListWidget *>();
        QStringList names;
        for (int row = 0; row < list->count(); ++row)
            names += list->item(row)->text();
        QCOMPARE(names.join(u", "_s), u"Sent, Trash, Projects, Projects/Alpha"_s);
        QVERIFY(list->currentItem() == nullptr && !m_fixture->button(u"Move"_s, chooser)->isEnabled());
        QTest::keyClick(chooser->findChild<QLineEdit *>(), Qt::Key_Return);
        QVERIFY(wanted.isEmpty() && chooser->isVisible());
        QTest::keyClick(chooser->findChild<QLineEdit *>(), Qt::Key_Down);
        QTest::keyClick(chooser->findChild<QLineEdit *>(), Qt::Key_Return);
        QCOMPARE(last<MoveMessages>(wanted).to, "Sent"_ba);
    }
    void whatWasDoneIsSaidAndSoIsItsUndoing()
    {
        const auto told = [this] {
            return window().statusBar()->currentMessage().remove(QChar(0x2068)).remove(QChar(0x2069));
        };
        m_fixture->clickRow(0);
        press(u"Delete"_s);
        QVERIFY2(told().startsWith(u"Move 1 message"_s) && told().contains(u"Ctrl+Z"_s), qPrintable(told()));
        QVERIFY2(m_fixture->visibleText().contains(u"Waiting for the connection: 1"_s),
                 qPrintable(m_fixture->visibleText()));
        press(u"Undo delete"_s);
        QVERIFY2(told().startsWith(u"Undone: Move 1 message"_s), qPrintable(told()));
    }
    void whatIsOnItsWayCanBeMovedOn()
    {
        m_fixture->clickRow(0);
        press(u"Delete"_s);
        goTo("Trash");
        QSignalSpy wanted(&window(), &MainWindow::operationWanted);
        m_fixture->clickRow(0);
        press(u"Move to"_s);
        auto *chooser = window().findChild<FolderChooser *>();
        QTest::keyClicks(chooser->findChild<QLineEdit *>(), u"alph"_s);
        QTest::keyClick(chooser->findChild<QLineEdit *>(), Qt::Key_Return);
        QCOMPARE(last<MoveMessages>(wanted).targets.mailbox, "INBOX"_ba);
        QCOMPARE(rows(), 0);
        QCOMPARE(m_journal->pending().size(), size_t{1});  // one move, to where it is wanted last
        QCOMPARE(*journal::destinationOf(m_journal->pending()[0].operation), "Projects/Alpha"_ba);
    }
    void aFolderIsDeletedToTrashAndThereForGood()
    {
        QSignalSpy wanted(&window(), &MainWindow::operationWanted);
        goTo("Projects/Alpha");
        press(u"Delete folder"_s);
        const auto rename = last<journal::RenameFolder>(wanted);
        QCOMPARE(rename.mailbox, "Projects/Alpha"_ba);
        QCOMPARE(rename.to, "Trash/Alpha"_ba);
        press(u"Undo delete folder"_s);
        QVERIFY(m_journal->pending().empty());
        goTo("INBOX");
        QVERIFY(!m_fixture->action(u"Delete folder"_s)->isEnabled());
    }
    void aFolderIsMadeAndRenamed()
    {
        QSignalSpy wanted(&window(), &MainWindow::operationWanted);
        goTo("Projects/Alpha");
        press(u"Rename folder"_s);
        auto *question = window().findChild<QInputDialog *>();
        QVERIFY(question != nullptr);
        QCOMPARE(question->textValue(), u"Projects/Alpha"_s);
        question->setTextValue(u"Projects/R&D"_s);
        question->accept();
        QCOMPARE(last<journal::RenameFolder>(wanted).to, "Projects/R&-D"_ba);
    }
    void rowsAreDroppedOnAFolder()
    {
        QSignalSpy wanted(&window(), &MainWindow::operationWanted);
        m_fixture->clickRow(0);
        const std::unique_ptr<QMimeData> data(view()->model()->mimeData({view()->currentIndex()}));
        auto *model = folders()->model();
        const auto found = model->match(model->index(0, 0), Qt::DisplayRole, u"Trash"_s, 1,
                                        Qt::MatchExactly | Qt::MatchRecursive);
        const QPointF at = folders()->visualRect(found.first()).center();
        QDragEnterEvent enter(at.toPoint(), Qt::MoveAction | Qt::CopyAction, data.get(), Qt::LeftButton,
                              Qt::NoModifier);
        QCoreApplication::sendEvent(folders()->viewport(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(at, Qt::MoveAction | Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        drop.setDropAction(Qt::MoveAction);
        QCoreApplication::sendEvent(folders()->viewport(), &drop);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(last<MoveMessages>(wanted).to, "Trash"_ba);
        QCOMPARE(rows(), 2);
    }
    void theFoldersOfOtherAccountsComeBehindTheirName()
    {
        accounts::Account other = m_fixture->account;
        other.id = QUuid::createUuid();
        other.name = u"Home"_s;
        window().addAccount(other);
        m_fixture->apply(store::FoldersListed{other.id, {{"Keep", u"Keep"_s, '/'}}});
        QSignalSpy wanted(&window(), &MainWindow::operationWanted);
        m_fixture->clickRow(0);
        press(u"Move to"_s);
        auto *chooser = window().findChild<FolderChooser *>();
        auto *list = chooser->findChild<QListWidget *>();
        QCOMPARE(list->item(list->count() - 1)->text(), u"Home: Keep"_s);
        QTest::keyClicks(chooser->findChild<QLineEdit *>(), u"home"_s);
        QTest::keyClick(chooser->findChild<QLineEdit *>(), Qt::Key_Return);
        const auto transfer = last<journal::TransferMessages>(wanted);
        QCOMPARE(transfer.toAccount, other.id);
        QCOMPARE(transfer.to, "Keep"_ba);
        QVERIFY(transfer.move);
        QCOMPARE(rows(), 2);
        // Fetched, and not saved there yet: it is still on its way.
        auto entry = m_journal->pending().front();
        journal::AppendMessage half{other.id, "Keep", {}, {}, "m3@example.org", "A: b\r\n\r\n", "print", {}};
        half.source = {m_fixture->account.id,
                       "INBOX",
                       transfer.targets.validity,
                       transfer.targets.messages.front().uid,
                       {},
                       {}};
        m_journal->append(half);
        m_journal->record(entry.id, journal::State::Done, {});
        QCOMPARE(rows(), 2);
        // It could not be saved: here it is again.
        m_journal->record(m_journal->pending().front().id, journal::State::Failed, "no");
        QCOMPARE(rows(), 3);
    }
    void unreadCountsKnowWhatIsPending()
    {
        auto *model = qobject_cast<models::FolderModel *>(folders()->model());
        const auto inbox = [&] { return model->indexOf(m_fixture->folderId("INBOX")); };
        QCOMPARE(inbox().data(models::FolderModel::UnseenRole).toInt(), 0);
        view()->selectAll();
        press(u"Mark as unread"_s);
        m_fixture->clock.advance(50ms);
        QCOMPARE(inbox().data(models::FolderModel::UnseenRole).toInt(), 3);
        press(u"Undo mark"_s);
        m_fixture->clock.advance(50ms);
        QCOMPARE(inbox().data(models::FolderModel::UnseenRole).toInt(), 0);
    }
    void aFailureOfAnEarlierRunIsStillThere()
    {
        const journal::Operation gone = journal::DeleteFolder{m_fixture->account.id, "Projects"};
        window().showOperation({7, State::Failed, gone, "Mailbox is in use", 0});
        QSignalSpy forgotten(&window(), &MainWindow::forgetWanted);
        press(u"Changes that were not made"_s);
        auto *dialog = window().findChild<FailuresDialog *>();
        QTest::mouseClick(m_fixture->button(u"Forget"_s, dialog), Qt::LeftButton);
        QCOMPARE(forgotten.size(), 1);
        window().withdrawOperation(7);
        QVERIFY(!m_fixture->action(u"Changes that were not made"_s)->isEnabled());
    }
};

POSTHORN_TEST(OperationsTest)
#include "tst_operations.moc"
