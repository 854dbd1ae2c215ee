// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/actions.h"
#include "widgets/folders/folderview.h"
#include "widgets/folders/offlinemenu.h"

#include <QInputDialog>
#include <QLineEdit>
#include <QStatusBar>
#include <QToolButton>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using accounts::ServerLevel;

// What is kept for reading without a network, and what old servers cannot do.
class OfflineWindowTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    void open(ServerLevel level)
    {
        m_fixture->listFolders();
        m_fixture->openMailbox();
        m_fixture->addMail({});
        m_fixture->setOnline();
        m_fixture->window().showServerLevel(m_fixture->account.id, level);
        m_fixture->clickRow(0);
    }
    OfflineMenu *folderMenu(const QByteArray &mailbox)
    {
        auto *tree = m_fixture->window().findChild<FolderView *>();
        auto *model = qobject_cast<models::FolderModel *>(tree->model());
        Q_EMIT tree->customContextMenuRequested(
            tree->visualRect(model->indexOf(m_fixture->folderId(mailbox))).center());
        return m_fixture->window().findChild<OfflineMenu *>();
    }
    static QAction *entry(const QMenu &menu, QString text)
    {
        const auto all = menu.actions();
        for (QAction *action : all) {
            if (action->text().remove(u'&') == text)
                return action;
        }
        return nullptr;
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void aFolderCanBeKept()
    {
        open(ServerLevel::Current);
        QList<store::KeepOffline> wishes;
        connect(&m_fixture->window(), &MainWindow::keepOfflineWanted, this,
                [&](const store::KeepOffline &wish) { wishes.append(wish); });
        OfflineMenu *menu = folderMenu("Projects/Alpha");
        QVERIFY(menu != nullptr);
        QVERIFY(entry(*menu, u"Not kept"_s)->isChecked());
        entry(*menu, u"Last three months"_s)->trigger();
        QCOMPARE(wishes.size(), 1);
        QCOMPARE(wishes.first().mailbox, "Projects/Alpha"_ba);
        QCOMPARE(wishes.first().months, std::optional<int>(3));
        m_fixture->apply(wishes.first());
        delete m_fixture->window().findChild<QMenu *>(u"folderMenu"_s);
        menu = folderMenu("Projects/Alpha");
        QVERIFY(entry(*menu, u"Last three months"_s)->isChecked());
        entry(*menu, u"Not kept"_s)->trigger();
        QCOMPARE(wishes.last().months, std::optional<int>());
    }

    void theStatusLineTellsHowFarItIsAndStopsIt()
    {
        open(ServerLevel::Current);
        auto *pause = m_fixture->window().findChild<QToolButton *>(u"pauseDownload"_s);
        QVERIFY(!pause->isVisible());
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::downloadPauseWanted);
        m_fixture->window().showOfflineProgress({m_fixture->account.id, u"Alpha"_s, 5, 100, false});
        QVERIFY(m_fixture->visibleText().contains(u"Keeping Alpha offline: 5 of 100"_s));
        QTest::mouseClick(pause, Qt::LeftButton);
        QCOMPARE(wanted.takeFirst().first().toBool(), true);
        m_fixture->window().showOfflineProgress({m_fixture->account.id, {}, 0, 0, true});
        QVERIFY(m_fixture->visibleText().contains(u"Keeping folders offline: paused"_s));
        QCOMPARE(pause->text(), u"Resume"_s);
        QTest::mouseClick(pause, Qt::LeftButton);
        QCOMPARE(wanted.takeFirst().first().toBool(), false);
        m_fixture->window().showOfflineProgress({m_fixture->account.id, {}, 0, 0, false});
        QVERIFY(!pause->isVisible());
    }

    void anOldServerSaysWhatItIsAndOffersWhatItCan_data()
    {
        QTest::addColumn<int>("level");
        QTest::addColumn<QString>("badge");
        QTest::addColumn<bool>("offline");
        QTest::newRow("IMAP2") << static_cast<int>(ServerLevel::Imap2)
                               << u"Legacy IMAP2 server – online only"_s << false;
        QTest::newRow("IMAP2bis") << static_cast<int>(ServerLevel::Imap2bis)
                                  << u"Legacy IMAP2bis server – online only"_s << false;
        QTest::newRow("IMAP4") << static_cast<int>(ServerLevel::Imap4) << u"Legacy IMAP4 server"_s << true;
    }
    void anOldServerSaysWhatItIsAndOffersWhatItCan()
    {
        COVERS("I2-43");
        QFETCH(int, level);
        QFETCH(QString, badge);
        QFETCH(bool, offline);
        open(static_cast<ServerLevel>(level));
        QVERIFY(m_fixture->visibleText().contains(badge));
        for (const QString &name : {u"Mark as unread"_s, u"Star"_s, u"Search"_s, u"Open folder by name"_s})
            QVERIFY2(m_fixture->action(name)->isEnabled(), qPrintable(name));
        OfflineMenu *menu = folderMenu("Projects/Alpha");
        QAction *all = entry(*menu, u"All messages"_s);
        QCOMPARE(all->isEnabled(), offline);
        QCOMPARE(all->toolTip().contains(u"no lasting numbers"_s), !offline);
    }

    // Every action there is: what an old server cannot do is disabled and says why, the rest works.
    void whatTheLevelCannotDoSaysWhy_data()
    {
        using Id = ActionId;
        QTest::addColumn<int>("level");
        QTest::addColumn<QSet<int>>("impossible");
        const auto row = [](const char *name, ServerLevel level, std::initializer_list<Id> ids) {
            QSet<int> impossible;
            for (const Id id : ids)
                impossible.insert(static_cast<int>(id));
            QTest::newRow(name) << static_cast<int>(level) << impossible;
        };
        row("IMAP4", ServerLevel::Imap4, {Id::WatchFolder});
        row("IMAP2bis", ServerLevel::Imap2bis, {Id::WatchFolder, Id::UnsubscribeFolder});
        row("IMAP2", ServerLevel::Imap2,
            {Id::WatchFolder, Id::UnsubscribeFolder, Id::NewFolder, Id::RenameFolder, Id::DeleteFolder});
    }
    void whatTheLevelCannotDoSaysWhy()
    {
        COVERS("I2-43", "I2-30");
        QFETCH(int, level);
        QFETCH(QSet<int>, impossible);
        m_fixture->listFolders();
        m_fixture->openMailbox("Projects/Alpha");
        m_fixture->addMail({}, "Projects/Alpha");
        m_fixture->window().findChild<FolderView *>()->select(m_fixture->folderId("Projects/Alpha"));
        m_fixture->setOnline();
        m_fixture->clickRow(0);
        const Actions &all = *m_fixture->window().findChild<Actions *>();
        const auto possible = [&all] {
            QSet<int> ids;
            for (int id = 0; id < static_cast<int>(actionCount); ++id) {
                if (all[static_cast<ActionId>(id)]->isEnabled())
                    ids.insert(id);
            }
            return ids;
        };
        const QSet<int> now = possible();
        QVERIFY(now.contains(impossible));
        m_fixture->window().showServerLevel(m_fixture->account.id, static_cast<ServerLevel>(level));
        QCOMPARE(now - possible(), impossible);
        for (const int id : std::as_const(impossible)) {
            const QAction *action = all[static_cast<ActionId>(id)];
            QVERIFY2(action->toolTip().endsWith(u'.') && action->toolTip().contains(u"server"_s),
                     qPrintable(action->text()));
        }
        m_fixture->window().showServerLevel(m_fixture->account.id, ServerLevel::Current);
        QCOMPARE(possible(), now);
    }

    void aFolderIsWatchedByItsMenu()
    {
        open(ServerLevel::Current);
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::watchWanted);
        QAction *watch = m_fixture->action(u"Watch for new mail"_s);
        auto *tree = m_fixture->window().findChild<FolderView *>();
        tree->select(m_fixture->folderId("INBOX"));
        QVERIFY(watch->isChecked() && !watch->isEnabled());
        QVERIFY(watch->toolTip().contains(u"always"_s));
        tree->select(m_fixture->folderId("Projects/Alpha"));
        QVERIFY(!watch->isChecked() && watch->isEnabled());
        watch->trigger();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().at(1).toByteArray(), "Projects/Alpha"_ba);
        QVERIFY(wanted.first().at(2).toBool());
        m_fixture->window().showWatched(m_fixture->account.id, {"Projects/Alpha"});
        QVERIFY(watch->isChecked());
        watch->trigger();
        QVERIFY(!wanted.last().at(2).toBool());
    }

    void savingDataIsRemembered()
    {
        open(ServerLevel::Current);
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::saveDataWanted);
        QVERIFY(!m_fixture->window().isSavingData());
        m_fixture->action(u"Save data: headers only"_s)->trigger();
        QCOMPARE(wanted.takeFirst().first().toBool(), true);
        m_fixture->window().close();
        m_fixture->open();
        QVERIFY(m_fixture->window().isSavingData());
        QVERIFY(m_fixture->action(u"Save data: headers only"_s)->isChecked());
    }

    void whatTheServerKeepsBackIsSaidAsLongAsItIsSo()
    {
        COVERS("REL-37");
        using Kind = accounts::Notice::Kind;
        open(ServerLevel::Current);
        accounts::Notice notice{m_fixture->account.id, Kind::MessagesWithheld, "INBOX"};
        notice.messages = 3;
        m_fixture->window().showAccountNotice(notice);
        const QString words = u"of this folder are missing here"_s;
        QVERIFY(m_fixture->visibleText().contains(words));
        auto *tree = m_fixture->window().findChild<FolderView *>();
        tree->select(m_fixture->folderId("Projects/Alpha"));
        QVERIFY(!m_fixture->visibleText().contains(words));
        tree->select(m_fixture->folderId("INBOX"));
        QVERIFY(m_fixture->visibleText().contains(words));
        notice.messages = 0;
        m_fixture->window().showAccountNotice(notice);
        QVERIFY(!m_fixture->visibleText().contains(words));
    }

    void aFolderIsOpenedByItsName()
    {
        COVERS("I2-12");
        open(ServerLevel::Imap2);
        QSignalSpy named(&m_fixture->window(), &MainWindow::folderNamed);
        const auto ask = [this](const QString &name) {
            m_fixture->action(u"Open folder by name"_s)->trigger();
            auto *dialog = m_fixture->window().findChild<QInputDialog *>(u"folderNameDialog"_s);
            dialog->setTextValue(name);
            dialog->accept();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        };
        ask(u"  "_s);
        QCOMPARE(named.size(), 0);
        ask(u"Projects/Alpha"_s);  // it is there
        QCOMPARE(named.size(), 0);
        QVERIFY(m_fixture->window().windowTitle().contains(u"Alpha"_s));
        ask(u"~fred/mail"_s);
        QCOMPARE(named.size(), 1);
        QCOMPARE(named.first().at(1).toString(), u"~fred/mail"_s);
        m_fixture->apply(store::FoldersListed{m_fixture->account.id,
                                              {{"INBOX", u"INBOX"_s, '/', store::FolderRole::Inbox},
                                               {"~fred/mail", u"~fred/mail"_s, std::nullopt}}});
        QVERIFY(m_fixture->window().windowTitle().contains(u"~fred/mail"_s));
    }
};

POSTHORN_TEST(OfflineWindowTest)
#include "tst_offline.moc"
