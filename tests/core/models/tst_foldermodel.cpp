// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/foldermodel.h"

#include <QAbstractItemModelTester>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using models::FolderItem;
using models::FolderModel;
using store::FolderRole;

namespace {

const QUuid work = QUuid::createUuid();
const QUuid home = QUuid::createUuid();

store::Folder folder(int id, const QString &name, FolderRole role = FolderRole::None, quint32 unseen = 0)
{
    store::Folder made;
    made.id = {id};
    made.account = work;
    made.mailbox = name.toUtf8();
    made.name = name;
    made.delimiter = '/';
    made.role = role;
    made.unseen = unseen;
    return made;
}

accounts::Account account(const QUuid &id, const QString &name)
{
    accounts::Account made;
    made.id = id;
    made.name = name;
    return made;
}

store::ChangeSet changed(std::vector<store::Folder> folders)
{
    store::ChangeSet changes;
    changes.account = work;
    changes.foldersChanged = std::move(folders);
    return changes;
}

store::ChangeSet removed(std::vector<store::FolderId> folders)
{
    store::ChangeSet changes;
    changes.account = work;
    changes.foldersRemoved = std::move(folders);
    return changes;
}

// The tree as text: two blanks a level, "*" for what cannot be opened, the unread count.
QString dump(const FolderModel &model, const QModelIndex &parent = {}, int level = 0)
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex at = model.index(row, 0, parent);
        const auto item = at.data(FolderModel::ItemRole).value<FolderItem>();
        text += QString(level * 2, u' ') + at.data().toString();
        if (!at.flags().testFlag(Qt::ItemIsSelectable))
            text += u'*';
        if (item.folder && item.folder->unseen > 0)
            text += u" %1"_s.arg(item.folder->unseen);
        text += u'\n' + dump(model, at, level + 1);
    }
    return text;
}

}

class FolderModelTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FolderModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<FolderModel>(FolderModel::Wording{});
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_model->setAccount(account(work, u"Work"_s));
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void ordersByRoleThenByLocale()
    {
        m_model->setFolders(
            work,
            {folder(1, u"zoo"_s), folder(2, u"Trash"_s, FolderRole::Trash),
             folder(3, u"INBOX"_s, FolderRole::Inbox, 4), folder(4, u"Äpfel"_s), folder(5, u"beans"_s),
             folder(6, u"Sent"_s, FolderRole::Sent), folder(7, u"Spam"_s, FolderRole::Junk),
             folder(8, u"Drafts"_s, FolderRole::Drafts), folder(9, u"Old"_s, FolderRole::Archive)});
        QStringList lines = dump(*m_model).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.mid(0, 7),
                 QStringList({u"Work*"_s, u"  INBOX 4"_s, u"  Drafts"_s, u"  Sent"_s, u"  Old"_s, u"  Spam"_s,
                              u"  Trash"_s}));
        QCOMPARE(lines.last(), u"  zoo"_s);
    }

    void numbersInNamesCountAsNumbersAndNamesStayText()
    {
        m_model->setFolders(work, {folder(1, u"10"_s), folder(2, u"9"_s), folder(3, u"007"_s)});
        QCOMPARE(dump(*m_model), u"Work*\n  007\n  9\n  10\n"_s);
    }

    void buildsTheHierarchyFromNamesWhateverTheOrder()
    {
        m_model->setFolders(work, {folder(1, u"a/b/c"_s), folder(2, u"a"_s), folder(3, u"x.y"_s)});
        QCOMPARE(dump(*m_model), u"Work*\n  a\n    b*\n      c\n  x.y\n"_s);
        m_model->apply(changed({folder(4, u"a/b"_s)}));
        QCOMPARE(dump(*m_model), u"Work*\n  a\n    b\n      c\n  x.y\n"_s);
    }

    void aFlatServerHasNoLevels()
    {
        auto flat = folder(1, u"a/b"_s);
        flat.delimiter.reset();
        m_model->setFolders(work, {flat});
        QCOMPARE(dump(*m_model), u"Work*\n  a/b\n"_s);
    }

    void unreadCountsChangeInPlace()
    {
        m_model->setFolders(work, {folder(1, u"INBOX"_s, FolderRole::Inbox, 4)});
        const QSignalSpy updates(m_model.get(), &QAbstractItemModel::dataChanged);
        const QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        m_model->apply(changed({folder(1, u"INBOX"_s, FolderRole::Inbox, 3)}));
        QCOMPARE(updates.size(), 1);
        QCOMPARE(inserted.size(), 0);
        QCOMPARE(m_model->indexOf(store::FolderId{1}).data(FolderModel::UnseenRole).toUInt(), 3U);
    }

    void aRemovedFolderLeavesItsLevelWhileOthersAreBelow()
    {
        m_model->setFolders(work, {folder(1, u"a"_s), folder(2, u"a/b"_s)});
        m_model->apply(removed({store::FolderId{1}}));
        QCOMPARE(dump(*m_model), u"Work*\n  a*\n    b\n"_s);
        m_model->apply(removed({store::FolderId{2}}));
        QCOMPARE(dump(*m_model), u"Work*\n"_s);
    }

    void aRenamedFolderMoves()
    {
        m_model->setFolders(work, {folder(1, u"a"_s), folder(2, u"b"_s)});
        m_model->apply(changed({folder(1, u"b/a"_s)}));
        QCOMPARE(dump(*m_model), u"Work*\n  b\n    a\n"_s);
    }

    // RFC 3501, 6.3.5: "foo" becomes "zowie" and takes "foo/bar" along.
    void aRenamedFolderTakesWhatIsBelowItAlong()
    {
        COVERS("I4-122");
        m_model->setFolders(
            work,
            {folder(1, u"foo"_s), folder(2, u"foo/bar"_s), folder(3, u"foo/bar/x"_s), folder(4, u"top"_s)});
        m_model->apply(
            changed({folder(1, u"zowie"_s), folder(2, u"zowie/bar"_s), folder(3, u"zowie/bar/x"_s)}));
        QCOMPARE(dump(*m_model), u"Work*\n  top\n  zowie\n    bar\n      x\n"_s);
        m_model->apply(changed(
            {folder(1, u"top/zowie"_s), folder(2, u"top/zowie/bar"_s), folder(3, u"top/zowie/bar/x"_s)}));
        QCOMPARE(dump(*m_model), u"Work*\n  top\n    zowie\n      bar\n        x\n"_s);
    }

    // RFC 3501, 6.3.4: "foo" goes, "foo/bar" stays, whether the server still lists the name or not.
    void whatIsBelowADeletedFolderStays()
    {
        COVERS("I4-120");
        m_model->setFolders(work, {folder(1, u"foo"_s), folder(2, u"foo/bar"_s)});
        auto name = folder(1, u"foo"_s);
        name.selectable = false;
        m_model->apply(changed({name}));
        QCOMPARE(dump(*m_model), u"Work*\n  foo*\n    bar\n"_s);
        m_model->apply(removed({store::FolderId{1}}));
        QCOMPARE(dump(*m_model), u"Work*\n  foo*\n    bar\n"_s);
    }

    void aCountThatIsRefusedIsNoNumber()
    {
        COVERS("I4-128");
        auto silent = folder(1, u"a"_s, FolderRole::None, 3);
        silent.countsKnown = false;
        m_model->setFolders(work, {silent});
        QVERIFY(!m_model->indexOf(store::FolderId{1}).data(FolderModel::UnseenRole).isValid());
    }

    void aNewRoleMovesAFolderWithWhatIsBelowIt()
    {
        m_model->setFolders(
            work, {folder(1, u"a"_s), folder(2, u"z"_s), folder(3, u"z/below"_s), folder(4, u"z/more"_s)});
        m_model->apply(changed({folder(2, u"z"_s, FolderRole::Archive)}));
        QCOMPARE(dump(*m_model), u"Work*\n  z\n    below\n    more\n  a\n"_s);
    }

    void accountsStandInTheirOrderAndKeepTheirFoldersApart()
    {
        m_model->setAccount(account(home, u"Home"_s));
        auto mine = folder(2, u"INBOX"_s, FolderRole::Inbox);
        mine.account = home;
        m_model->setFolders(work, {folder(1, u"INBOX"_s, FolderRole::Inbox)});
        m_model->setFolders(home, {mine});
        QCOMPARE(dump(*m_model), u"Work*\n  INBOX\nHome*\n  INBOX\n"_s);
        QCOMPARE(m_model->folderOfRole(home, FolderRole::Inbox), std::optional(store::FolderId{2}));
        QVERIFY(!m_model->folderOfRole(home, FolderRole::Sent));
    }

    void foldersOfUnknownAccountsAreNotShown()
    {
        auto stray = folder(1, u"a"_s);
        stray.account = home;
        m_model->apply(changed({stray}));
        QCOMPARE(dump(*m_model), u"Work*\n"_s);
    }

    void aFolderThatCannotBeSelectedCannotBeOpened()
    {
        auto container = folder(1, u"a"_s);
        container.selectable = false;
        m_model->setFolders(work, {container});
        QCOMPARE(dump(*m_model), u"Work*\n  a*\n"_s);
    }

    void wordsComeFromOutside()
    {
        FolderModel model({[](const FolderItem &item) { return u"<"_s + item.segment + u'>'; },
                           [](const FolderItem &item) { return u"folder "_s + item.segment; }});
        model.setAccount(account(work, u"Work"_s));
        QCOMPARE(model.index(0, 0).data().toString(), u"<Work>"_s);
        QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(), u"folder Work"_s);
    }
};

POSTHORN_TEST(FolderModelTest)
#include "tst_foldermodel.moc"
