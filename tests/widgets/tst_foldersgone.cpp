// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/folders/folderview.h"
#include "widgets/messages/messageview.h"
#include "widgets/reader/banner.h"
#include "widgets/reader/bodyview.h"

#include <QStatusBar>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using accounts::Notice;

// What the user sees of folders and messages that other programs delete or rename.
class FoldersGoneWindowTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    QString body() { return m_fixture->window().findChild<BodyView *>()->toPlainText(); }
    Banner *banner(const QString &name) { return m_fixture->window().findChild<Banner *>(name); }
    void vanish(quint32 uid, const QByteArray &mailbox = "INBOX")
    {
        m_fixture->apply(store::MessagesVanished{
            m_fixture->account.id, mailbox, WindowFixture::fullState().uidValidity, {{uid}}});
    }
    QString rowText(const QByteArray &mailbox)
    {
        auto *model =
            qobject_cast<models::FolderModel *>(m_fixture->window().findChild<FolderView *>()->model());
        return model->indexOf(m_fixture->folderId(mailbox))
            .data()
            .toString()
            .remove(QChar(0x2068))
            .remove(QChar(0x2069));
    }
    void openAlpha()
    {
        m_fixture->listFolders();
        m_fixture->openMailbox();
        m_fixture->openMailbox("Projects/Alpha");
        m_fixture->addMail({.uid = 9, .subject = "In Alpha", .text = "Text of Alpha"}, "Projects/Alpha");
        m_fixture->setOnline();
        m_fixture->window().findChild<FolderView *>()->select(m_fixture->folderId("Projects/Alpha"));
        m_fixture->clickRow(0);
        QCOMPARE(body(), u"Text of Alpha"_s);
    }
    void listWithoutAlpha()
    {
        using store::FolderRole;
        m_fixture->apply(store::FoldersListed{
            m_fixture->account.id,
            {{"INBOX", u"INBOX"_s, '/', FolderRole::Inbox}, {"Projects", u"Projects"_s, '/'}}});
    }
    void notice(Notice::Kind kind, const QString &newName = {})
    {
        m_fixture->window().showAccountNotice(
            {m_fixture->account.id, kind, "Projects/Alpha", u"Projects/Alpha"_s, newName});
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void aMessageDeletedElsewhereKeepsItsTextAndSaysSo()
    {
        COVERS("MA-16");
        m_fixture->listFolders();
        m_fixture->openMailbox();
        m_fixture->addMail({.uid = 1, .text = "One"});
        m_fixture->addMail(
            {.uid = 2, .text = "Two", .date = QDateTime(QDate(2025, 12, 1), QTime(9, 0), Qt::UTC)});
        m_fixture->clickRow(0);
        QCOMPARE(body(), u"One"_s);
        QVERIFY(!banner(u"goneBanner"_s)->isVisible());
        vanish(1);
        QCOMPARE(body(), u"One"_s);
        QVERIFY(banner(u"goneBanner"_s)->isVisible());
        QVERIFY(m_fixture->visibleText().contains(u"This message has been deleted on the server."_s));
        QVERIFY(m_fixture->button(u"Save"_s) != nullptr);
        QVERIFY(m_fixture->window().statusBar()->currentMessage().startsWith(u"1 message"_s));
        QTest::mouseClick(m_fixture->button(u"Close"_s), Qt::LeftButton);
        QVERIFY(m_fixture->visibleText().contains(u"No message is open"_s));
        m_fixture->clickRow(0);
        QCOMPARE(body(), u"Two"_s);
        QVERIFY(!banner(u"goneBanner"_s)->isVisible());
    }

    void whatIsRemovedWhileNobodyReadsItIsToldOnly()
    {
        m_fixture->listFolders();
        m_fixture->openMailbox();
        for (quint32 uid = 1; uid <= 3; ++uid)
            m_fixture->addMail({.uid = uid});
        m_fixture->apply(store::MessagesVanished{
            m_fixture->account.id, "INBOX", WindowFixture::fullState().uidValidity, {{1}, {2}}});
        QVERIFY(m_fixture->window().statusBar()->currentMessage().startsWith(u"2 message"_s));
        QVERIFY(!banner(u"goneBanner"_s)->isVisible());
    }

    void aFolderThatIsStillOpenSaysThatItIsDeleted()
    {
        COVERS("MA-03");
        openAlpha();
        notice(Notice::Kind::FolderGhost);
        QVERIFY(m_fixture->visibleText().contains(
            u"This folder was deleted by another program. It disappears when you leave it."_s));
        QCOMPARE(rowText("Projects/Alpha"), u"Alpha (deleted on the server)"_s);
        QCOMPARE(body(), u"Text of Alpha"_s);  // and it can be used
        m_fixture->window().findChild<FolderView *>()->select(m_fixture->folderId());
        QVERIFY(!banner(u"folderBanner"_s)->isVisible());
        notice(Notice::Kind::FolderBack);
        QCOMPARE(rowText("Projects/Alpha"), u"Alpha"_s);
    }

    void aDeletedFolderGivesWayToTheInbox()
    {
        COVERS("MA-06");
        openAlpha();
        accounts::Status status;
        status.account = m_fixture->account.id;
        status.kind = accounts::Status::Kind::WaitingToReconnect;
        status.error = {Error::Kind::ConnectionLost, "Mailbox Alpha has been deleted."};
        status.goodbye = "Mailbox Alpha has been deleted.";
        status.retryAt = m_fixture->clock.now().addSecs(2);
        m_fixture->window().showStatus(status);
        QVERIFY(m_fixture->visibleText().contains(
            u"The server closed the connection: “Mailbox Alpha has been deleted.”"_s));
        m_fixture->setOnline();
        QSignalSpy opened(&m_fixture->window(), &MainWindow::folderOpened);
        listWithoutAlpha();
        notice(Notice::Kind::FolderDeleted);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().value<store::FolderId>(), m_fixture->folderId());
        QVERIFY(m_fixture->visibleText().contains(
            u"The folder Projects/Alpha was deleted by another program."_s));
    }

    void aRenamedFolderStaysOpenWithItsMessage()
    {
        COVERS("MA-07");
        openAlpha();
        const store::FolderId id = m_fixture->folderId("Projects/Alpha");
        m_fixture->apply(
            store::FoldersRenamed{m_fixture->account.id, {{"Projects/Alpha", "Beta", u"Beta"_s}}});
        notice(Notice::Kind::FolderRenamed, u"Beta"_s);
        QCOMPARE(m_fixture->folderId("Beta"), id);
        QCOMPARE(body(), u"Text of Alpha"_s);
        QVERIFY(m_fixture->window().windowTitle().contains(u"Beta"_s));
        QVERIFY(m_fixture->visibleText().contains(
            u"Another program has renamed the folder Projects/Alpha. It is called Beta now."_s));
    }

    void aFolderThatTurnsReadOnlyOffersNoChanges()
    {
        COVERS("MA-53");
        openAlpha();
        QVERIFY(m_fixture->action(u"Star"_s)->isEnabled());
        store::MailboxState state = WindowFixture::fullState();
        state.exists = 1;
        state.readOnly = true;
        m_fixture->openMailbox("Projects/Alpha", state);
        for (const QString &name : {u"Star"_s, u"Mark as read"_s, u"Mark as unread"_s})
            QVERIFY(!m_fixture->action(name)->isEnabled());
        QVERIFY(m_fixture->visibleText().contains(u"This folder can only be read at the moment"_s));
        QCOMPARE(body(), u"Text of Alpha"_s);
        state.readOnly = false;
        m_fixture->openMailbox("Projects/Alpha", state);
        QVERIFY(m_fixture->action(u"Star"_s)->isEnabled());
        QVERIFY(!banner(u"folderBanner"_s)->isVisible());
    }
};

POSTHORN_TEST(FoldersGoneWindowTest)
#include "tst_foldersgone.moc"
