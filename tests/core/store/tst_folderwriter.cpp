// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/storefixture.h"

using namespace Qt::StringLiterals;

namespace {

store::ListedFolder listed(const char *mailbox, bool selectable = true)
{
    return {mailbox, QString::fromLatin1(mailbox), '/', {}, selectable, true};
}

// "INBOX", "foo" with two messages, and "foo/bar" with one.
void fill(TempStore &store)
{
    store.apply(store::FoldersListed{store.account, {listed("INBOX"), listed("foo"), listed("foo/bar")}});
    store.open(2, 3, 7, "foo");
    store.fetch({someMessage(1), someMessage(2)}, 7, "foo");
    store.open(1, 2, 8, "foo/bar");
    store.fetch({someMessage(1)}, 8, "foo/bar");
}

}

// What becomes of what is kept when mailboxes are renamed, deleted or silent.
class TestFolderWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRenamedFolderIsTheSameFolder()
    {
        COVERS("I4-122");
        TempStore store;
        fill(store);
        const store::Folder foo = store.folderNow("foo"), bar = store.folderNow("foo/bar");
        const store::ChangeSet changes = store.apply(store::FoldersRenamed{
            store.account, {{"foo", "zowie", u"zowie"_s}, {"foo/bar", "zowie/bar", u"zowie/bar"_s}}});
        QCOMPARE(changes.foldersChanged.size(), 2U);
        QVERIFY(changes.foldersRemoved.empty() && changes.folders.empty());
        QCOMPARE(store.folderNow("zowie").id, foo.id);
        QCOMPARE(store.folderNow("zowie").name, u"zowie"_s);
        QCOMPARE(store.folderNow("zowie/bar").id, bar.id);
        QCOMPARE(store.folderNow("zowie/bar").state, bar.state);
        QCOMPARE(store.reader->copies(foo.id).size(), 2U);
        QCOMPARE(store.reader->copies(bar.id).size(), 1U);
        // The list that follows says the same and removes nothing.
        QVERIFY(store
                    .apply(store::FoldersListed{store.account,
                                                {listed("INBOX"), listed("zowie"), listed("zowie/bar")}})
                    .isEmpty());
        QCOMPARE(store.reader->copies(foo.id).size(), 2U);
    }

    void whatHadTheNameBeforeIsGone()
    {
        TempStore store;
        fill(store);
        const store::Folder foo = store.folderNow("foo"), bar = store.folderNow("foo/bar");
        const store::ChangeSet changes =
            store.apply(store::FoldersRenamed{store.account, {{"foo", "foo/bar", u"foo/bar"_s}}});
        QCOMPARE(changes.foldersRemoved, std::vector{bar.id});
        QCOMPARE(store.folderNow("foo/bar").id, foo.id);
        QCOMPARE(store.failures, 0);
    }

    // RFC 3501, 6.3.4
    void aNameWithoutAMailboxHoldsNoMessages()
    {
        COVERS("I4-120");
        TempStore store;
        fill(store);
        const store::Folder foo = store.folderNow("foo");
        const store::ChangeSet changes = store.apply(
            store::FoldersListed{store.account, {listed("INBOX"), listed("foo", false), listed("foo/bar")}});
        QCOMPARE(changes.folders.size(), 1U);
        QVERIFY(changes.folders.front().emptied);
        QCOMPARE(store.reader->copies(foo.id).size(), 0U);
        QCOMPARE(store.folderNow("foo").messages, 0U);
        QVERIFY(!store.folderNow("foo").state);
        QCOMPARE(store.reader->copies(store.folderNow("foo/bar").id).size(), 1U);
    }

    void aRefusedCountIsUnknownUntilThereIsOne()
    {
        COVERS("I4-128");
        TempStore store;
        fill(store);
        const auto refused = store::FolderCounted{store.account, "INBOX", std::nullopt, std::nullopt};
        QVERIFY(store.folderNow().countsKnown);
        QCOMPARE(store.apply(refused).foldersChanged.size(), 1U);
        QVERIFY(!store.folderNow().countsKnown);
        QVERIFY(store.apply(refused).isEmpty());
        store.apply(store::FolderCounted{store.account, "INBOX", 4, 1});
        QVERIFY(store.folderNow().countsKnown);
        store.apply(refused);
        store.open(4);
        QVERIFY(store.folderNow().countsKnown);
    }
    void aFolderInStepSaysSoUntilItIsRenumbered()
    {
        TempStore store;
        store.list();
        store::MailboxState state;
        state.uidValidity = {7};
        state.highestModSeq = {90};
        store.apply(store::MailboxOpened{store.account, "INBOX", state});
        QCOMPARE(store.folderNow().inStepWith, imap::ModSeq{});  // opened, but nothing has been looked at yet
        QCOMPARE(store.folderNow().state->highestModSeq, imap::ModSeq{90});
        store.apply(store::FolderInStep{store.account, "INBOX", {8}, {80}});
        QCOMPARE(store.folderNow().inStepWith, imap::ModSeq{});  // of another numbering
        store.apply(store::FolderInStep{store.account, "INBOX", {7}, {80}});
        QCOMPARE(store.folderNow().inStepWith, imap::ModSeq{80});
        QCOMPARE(store.folderNow().state->highestModSeq, imap::ModSeq{90});  // what SELECT said
        state.highestModSeq = {100};
        store.apply(store::MailboxOpened{store.account, "INBOX", state});
        QCOMPARE(store.folderNow().inStepWith, imap::ModSeq{80});
        store.apply(store::FolderInStep{store.account, "INBOX", {7}, {70}});  // a server that has gone back
        QCOMPARE(store.folderNow().inStepWith, imap::ModSeq{70});
        state.uidValidity = {8};
        const auto changes = store.apply(store::MailboxOpened{store.account, "INBOX", state});
        QCOMPARE(store.folderNow().inStepWith, imap::ModSeq{});
        QCOMPARE(changes.foldersChanged[0].inStepWith, imap::ModSeq{});
        QCOMPARE(store.folderNow().state->highestModSeq, imap::ModSeq{100});
        store.apply(store::FolderInStep{store.account, "no such folder", {8}, {1}});
        QCOMPARE(store.failures, 0);
    }
    void whatIsKeptOfflineIsTheFoldersBusiness()
    {
        TempStore store;
        store.list();
        QCOMPARE(store.folderNow().keptOfflineMonths, std::optional<int>());
        const auto changes = store.apply(store::KeepOffline{store.account, "INBOX", 6});
        QCOMPARE(changes.foldersChanged.size(), 1U);
        QCOMPARE(store.folderNow().keptOfflineMonths, std::optional(6));
        QVERIFY(store.apply(store::KeepOffline{store.account, "INBOX", 6}).isEmpty());
        store.open(1, 2, 9);  // whatever its numbering
        QCOMPARE(store.folderNow().keptOfflineMonths, std::optional(6));
        store.apply(store::KeepOffline{store.account, "INBOX", std::nullopt});
        QCOMPARE(store.folderNow().keptOfflineMonths, std::optional<int>());
    }
};

#include "tst_folderwriter.moc"
POSTHORN_TEST(TestFolderWriter)
