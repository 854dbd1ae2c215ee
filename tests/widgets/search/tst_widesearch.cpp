// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/messagelistmodel.h"

#include <QPushButton>

#include "tests/widgets/search/searchfixture.h"

using namespace Qt::StringLiterals;

namespace {

// What an operation is about: "INBOX 1 2".
QString told(const journal::Operation &operation)
{
    const journal::Targets *targets = journal::targetsOf(operation);
    QString words = targets == nullptr ? QString() : QString::fromUtf8(targets->mailbox);
    for (const auto &message : targets->messages)
        words += u' ' + QString::number(message.uid.value);
    return words;
}

QStringList told(const QSignalSpy &wanted)
{
    QStringList all;
    for (const auto &arguments : wanted)
        all.append(told(arguments.first().value<journal::Operation>()));
    all.sort();
    return all;
}

}

// A search in more than the folder that is open: its list, and what is done in it.
class WideSearchTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<SearchFixture> m_fixture;

    QString folderOf(int row)
    {
        return m_fixture->list()
            .model()
            ->index(row, models::columnIndex(models::MessageColumn::Folder))
            .data()
            .toString();
    }
    // Two here, two there: the newest is in Projects.
    void openWide()
    {
        m_fixture->add(1, "Budget one");
        m_fixture->add(2, "Budget two", "Projects");
        m_fixture->add(3, "Budget three");
        m_fixture->add(4, "Budget four", "Projects");
        m_fixture->indexAll();
        m_fixture->choose(SearchScope::Everywhere);
        m_fixture->lookFor(u"budget"_s);
        QTRY_COMPARE(m_fixture->list().model()->rowCount(), 4);
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<SearchFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void messagesOfManyFoldersAreInOneList()
    {
        openWide();
        QCOMPARE(m_fixture->subjects(),
                 (QStringList{u"Budget four"_s, u"Budget three"_s, u"Budget two"_s, u"Budget one"_s}));
        QCOMPARE(folderOf(0), u"Projects"_s);
        QCOMPARE(folderOf(1), u"Inbox"_s);
        QVERIFY(m_fixture->visibleText().contains(u"Here: 4 of 4"_s));
        QVERIFY(m_fixture->visibleText().contains(u"in all folders"_s));
        QTest::keyClick(&m_fixture->field(), Qt::Key_Escape);
        QCOMPARE(m_fixture->subjects(), (QStringList{u"Budget three"_s, u"Budget one"_s}));
        QCOMPARE(folderOf(0), QString());
    }

    void whereToSearchIsRemembered()
    {
        m_fixture->choose(SearchScope::Account);
        m_fixture->open();
        QCOMPARE(static_cast<int>(m_fixture->bar().scope()), static_cast<int>(SearchScope::Account));
        QCOMPARE(m_fixture->field().placeholderText(), u"Search in this account"_s);
    }

    // Each in its own folder, whatever is open.
    void whatIsDoneIsDoneWhereTheMessageIs()
    {
        openWide();
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::operationWanted);
        m_fixture->clickRow(0);  // opening it reads it
        QTRY_COMPARE(told(wanted), QStringList{u"Projects 4"_s});
        wanted.clear();
        m_fixture->list().selectAll();
        m_fixture->action(u"Mark as unread"_s)->trigger();
        QCOMPARE(told(wanted), QStringList{u"Projects 4"_s});  // the others are
        wanted.clear();
        m_fixture->action(u"Delete"_s)->trigger();
        QCOMPARE(told(wanted), (QStringList{u"INBOX 1 3"_s, u"Projects 2 4"_s}));
        QTRY_COMPARE(m_fixture->list().model()->rowCount(), 0);  // on their way
    }

    void whatIsTakenAwayComesBack()
    {
        openWide();
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::operationWanted);
        m_fixture->clickRow(2);
        QTRY_COMPARE(wanted.size(), 1);  // it has been read
        wanted.clear();
        m_fixture->action(u"Delete"_s)->trigger();
        const auto removal =
            wanted.last().first().value<journal::Operation>();  // behind the mark of the next
        QCOMPARE(told(removal), u"Projects 2"_s);
        QTRY_COMPARE(m_fixture->list().model()->rowCount(), 3);
        m_fixture->window().showOperationFailure(removal, Error{Error::Kind::Storage, {}});
        QTRY_COMPARE(m_fixture->subjects().value(2), u"Budget two"_s);
    }

    void whatGoesFromAFolderGoesHere()
    {
        openWide();
        m_fixture->apply(store::MessagesVanished{
            m_fixture->account.id, "Projects", WindowFixture::fullState().uidValidity, {{2}}});
        QTRY_COMPARE(m_fixture->list().model()->rowCount(), 3);
        m_fixture->setFlags(4, {"\\Flagged"}, "Projects");
        const auto top = m_fixture->list().model()->index(0, 0);
        QTRY_VERIFY(top.data(models::MessageListModel::FlaggedRole).toBool());
    }

    void aFolderThatIsReadOnlyHoldsItsMessagesAlone()
    {
        store::MailboxState state = WindowFixture::fullState();
        state.readOnly = true;
        m_fixture->openMailbox("Projects", state);
        openWide();
        m_fixture->clickRow(1);
        QVERIFY(m_fixture->action(u"Delete"_s)->isEnabled());
        m_fixture->clickRow(0);
        QVERIFY(!m_fixture->action(u"Delete"_s)->isEnabled());
        QVERIFY(!m_fixture->action(u"Delete"_s)->toolTip().isEmpty());
    }

    void serversAreAskedFolderByFolderAndFailuresAreNamed()
    {
        m_fixture->add(1, "Budget one");
        m_fixture->add(2, "Other", "INBOX", false);
        m_fixture->add(3, "Third", "Projects", false);
        m_fixture->indexAll();
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::searchWanted);
        m_fixture->choose(SearchScope::Account);
        m_fixture->lookFor(u"budget"_s);
        QTRY_COMPARE(wanted.size(), 1);
        const auto first = wanted.first().first().value<search::ServerSearch>();
        QCOMPARE(first.folder, m_fixture->folderId());  // the open one
        m_fixture->window().showSearchResult({first.serial, first.folder, {{1}, {2}}, {}});
        QCOMPARE(m_fixture->subjects(), (QStringList{u"Other"_s, u"Budget one"_s}));
        QCOMPARE(wanted.size(), 2);
        const auto second = wanted.last().first().value<search::ServerSearch>();
        QCOMPARE(second.folder, m_fixture->folderId("Projects"));
        m_fixture->window().showSearchResult(
            {second.serial, second.folder, {}, Error{Error::Kind::Refused, {}}});
        QVERIFY(m_fixture->visibleText().contains(u"the server found 1 more"_s));
        QVERIFY(m_fixture->visibleText().contains(u"failed on the server in “Projects”"_s));
        QVERIFY(m_fixture->button(u"Try again"_s)->isVisible());
    }

    void whatIsNotLoadedIsSaidAndASearchCanBeStopped()
    {
        m_fixture->add(1, "Budget one");
        m_fixture->indexAll();
        m_fixture->apply(store::FolderCounted{m_fixture->account.id, "Projects", 20, 0});
        m_fixture->apply(store::FolderCounted{m_fixture->account.id, "Projects/Alpha", 5, 0});
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::searchWanted);
        QSignalSpy givenUp(&m_fixture->window(), &MainWindow::searchGivenUp);
        m_fixture->choose(SearchScope::Everywhere);
        m_fixture->lookFor(u"budget"_s);
        QTRY_COMPARE(wanted.size(), 1);
        const auto asked = wanted.first().first().value<search::ServerSearch>();
        m_fixture->window().showSearchResult({asked.serial, asked.folder, {{3}, {4}}, {}});
        QVERIFY(m_fixture->visibleText().contains(u"2 more in Projects"_s));
        QCOMPARE(wanted.size(), 2);
        givenUp.clear();
        m_fixture->button(u"Stop"_s)->click();
        QCOMPARE(givenUp.size(), 1);
        QVERIFY(m_fixture->visibleText().contains(u"not asked to the end"_s));
        QCOMPARE(m_fixture->list().model()->rowCount(), 1);
    }

    void whoNamesAFolderIsNotKeptInTheOpenOne()
    {
        m_fixture->add(2, "Budget two", "Projects");
        m_fixture->indexAll();
        m_fixture->lookFor(u"budget in:projects"_s);
        QTRY_COMPARE(m_fixture->subjects(), QStringList{u"Budget two"_s});
        m_fixture->lookFor(u"budget"_s);
        QTRY_VERIFY(m_fixture->visibleText().contains(u"Nothing found"_s));
    }
};

POSTHORN_TEST(WideSearchTest)
#include "tst_widesearch.moc"
