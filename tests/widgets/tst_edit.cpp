// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/folders/folderview.h"
#include "widgets/messages/messageview.h"
#include "widgets/reader/attachmentbar.h"
#include "widgets/reader/bodyview.h"
#include "widgets/reader/headerpanel.h"
#include "widgets/search/searchbar.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QListView>
#include <QMenu>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;

// What the menus offer for what has the keyboard, or is under the mouse.
class EditTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    MainWindow &window() { return m_fixture->window(); }
    MessageView *list() { return window().findChild<MessageView *>(); }
    FolderView *folders() { return window().findChild<FolderView *>(); }
    QString copied(QWidget *focused)
    {
        QApplication::clipboard()->clear();
        focused->setFocus();
        m_fixture->action(u"Select all"_s)->trigger();
        m_fixture->action(u"Copy"_s)->trigger();
        return QApplication::clipboard()->text();
    }
    QRect rowOf(const QByteArray &mailbox)
    {
        const auto *model = qobject_cast<models::FolderModel *>(folders()->model());
        return folders()->visualRect(model->indexOf(m_fixture->folderId(mailbox)));
    }
    QMenu *menuOf(const QByteArray &mailbox)
    {
        const QPoint at = rowOf(mailbox).center();
        QTest::mouseClick(folders()->viewport(), Qt::RightButton, {}, at);
        Q_EMIT folders()->customContextMenuRequested(at);
        return window().findChild<QMenu *>(u"folderMenu"_s);
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->listFolders();
        m_fixture->openMailbox("Projects");
        m_fixture->openMailbox();
        m_fixture->addMail({.uid = 1,
                            .subject = "First",
                            .flags = {"\\Seen"},
                            .attachments = {attachmentPart("2", u"a.txt"_s)}});
        m_fixture->addMail({.uid = 2, .subject = "Second", .flags = {"\\Seen"}});
        window().activateWindow();
        m_fixture->clickRow(1);
    }
    void cleanup() { m_fixture.reset(); }

    void copiesTheText()
    {
        auto *body = window().findChild<BodyView *>();
        QCOMPARE(copied(body).trimmed(), u"A line of text."_s);
        QTest::keyClick(list(), Qt::Key_Home);
        QApplication::clipboard()->clear();
        body->setFocus();
        body->selectAll();
        QTest::keyClick(body, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text().trimmed(), u"A line of text."_s);
    }

    void copiesTheTextFromBesideIt()
    {
        QAbstractButton *beside = nullptr;
        for (auto *each : window().findChild<HeaderPanel *>()->findChildren<QAbstractButton *>()) {
            if (each->isVisible())
                beside = each;
        }
        QVERIFY(beside != nullptr);
        QCOMPARE(copied(beside).trimmed(), u"A line of text."_s);
        QCOMPARE(copied(m_fixture->button(u"Save"_s)), u"a.txt"_s);  // that of the attachments
    }

    void copiesTheListsLines()
    {
        const QStringList lines = copied(list()).split(u'\n');
        QCOMPARE(list()->selectionModel()->selectedRows().size(), 2);
        QCOMPARE(lines.size(), 2);
        QVERIFY2(lines.front().startsWith("Second\tAnn Example\t"_L1), qPrintable(lines.front()));
        QVERIFY(lines.back().startsWith("First\t"_L1));
    }

    void copiesWhatWasTyped()
    {
        auto *line = window().findChild<SearchBar *>()->findChild<QLineEdit *>();
        line->setText(u"from:ann"_s);
        QCOMPARE(copied(line), u"from:ann"_s);
    }

    void copiesAFoldersName()
    {
        folders()->select(m_fixture->folderId("Projects"));
        QCOMPARE(copied(folders()), u"Projects"_s);
    }

    // By the window's key and by the list's own: the name as it is shown.
    void copiesAnAttachmentsName()
    {
        auto *chips = window().findChild<AttachmentBar *>()->findChild<QListView *>();
        QVERIFY(chips->isVisible());
        QCOMPARE(copied(chips), u"a.txt"_s);
        QApplication::clipboard()->clear();
        QTest::keyClick(chips, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), u"a.txt"_s);
    }

    void offersTheMarkThatWouldChangeSomething()
    {
        const QAction *read = m_fixture->action(u"Mark as read"_s),
                      *unread = m_fixture->action(u"Mark as unread"_s);
        QVERIFY(!read->isEnabled());
        QVERIFY(unread->isEnabled());
        m_fixture->setFlags(1, {});
        QVERIFY(read->isEnabled());
        QVERIFY(!unread->isEnabled());
        list()->selectAll();  // one is read
        QVERIFY(read->isEnabled());
        QVERIFY(unread->isEnabled());
        m_fixture->setFlags(1, {"\\Seen"});
        QVERIFY(!read->isEnabled());
        QVERIFY(unread->isEnabled());
        list()->clearSelection();
        QVERIFY(!unread->isEnabled());
    }

    void theRightButtonOpensNoFolder()
    {
        QSignalSpy opened(folders(), &FolderView::folderChosen);
        QMenu *menu = menuOf("Projects");
        QVERIFY(menu != nullptr);
        QCOMPARE(opened.size(), 0);
        QCOMPARE(folders()->currentFolder(), std::optional(m_fixture->folderId()));
        QCOMPARE(menu->actions().constFirst()->text(), u"Projects"_s);
        QAction *remove = m_fixture->action(u"Delete folder"_s);
        QVERIFY(remove->isEnabled());  // not so of the inbox, which is open

        QSignalSpy wanted(&window(), &MainWindow::operationWanted);
        remove->trigger();
        QCOMPARE(wanted.size(), 1);
        const auto operation = wanted.front().front().value<journal::Operation>();
        QCOMPARE(std::get<journal::RenameFolder>(operation).mailbox, "Projects"_ba);  // to the trash
        menu->close();
        QCoreApplication::sendPostedEvents();
        QVERIFY(!remove->isEnabled());
    }

    // The first menu's end says nothing about the second one's folder.
    void anotherMenuIsOfAnotherFolder()
    {
        menuOf("Projects")->close();
        QMenu *menu = nullptr;
        Q_EMIT folders()->customContextMenuRequested(rowOf("Projects/Alpha").center());
        for (QMenu *each : window().findChildren<QMenu *>(u"folderMenu"_s)) {
            if (each->isVisible())
                menu = each;
        }
        QVERIFY(menu != nullptr);
        QCoreApplication::sendPostedEvents();
        QVERIFY(m_fixture->action(u"Delete folder"_s)->isEnabled());
        menu->close();
    }

    // An account's line is no folder, and the one that is open is not meant.
    void nothingIsMeantBesideTheFolders()
    {
        const QRect account = folders()->visualRect(folders()->model()->index(0, 0));
        Q_EMIT folders()->customContextMenuRequested(account.center());
        QMenu *menu = window().findChild<QMenu *>(u"folderMenu"_s);
        QVERIFY(menu != nullptr);
        QVERIFY(!m_fixture->action(u"New folder"_s)->isEnabled());
        menu->close();
        QCoreApplication::sendPostedEvents();
        QVERIFY(m_fixture->action(u"New folder"_s)->isEnabled());
    }
};

POSTHORN_TEST(EditTest)
#include "tst_edit.moc"
