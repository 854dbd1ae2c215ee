// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/queryparser.h"
#include "core/search/savedsearch.h"

#include "tests/core/search/searchstore.h"

using namespace Qt::StringLiterals;
using search::SavedSearch;
using Kind = SavedSearch::Kind;
using searchstore::Fixture;

namespace {

const SavedSearch own{Kind::Own, QUuid(u"{7a7c7c0e-6d0f-4b57-9d55-0a3c3f1c2d11}"_s), u"Budget"_s,
                      u"budget in:work"_s, false};

store::FetchedMessage named(quint32 uid, const QString &subject)
{
    store::FetchedMessage message = someMessage(uid);
    message.subject = subject;
    return message;
}

std::vector<Kind> kindsOf(const std::vector<SavedSearch> &searches)
{
    std::vector<Kind> kinds;
    for (const SavedSearch &each : searches)
        kinds.push_back(each.kind);
    return kinds;
}

}

// Searches that are kept.
class SavedSearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybodyHasSomeAtFirst()
    {
        const QTemporaryDir folder;
        const auto user = store::openUser(folder.filePath(u"user.db"_s));
        QVERIFY(user);
        const auto first = search::savedSearches(user->database);
        QVERIFY(first);
        QVERIFY(kindsOf(*first)
                == std::vector<Kind>({Kind::UnifiedInbox, Kind::Unread, Kind::Flagged, Kind::ReceiptsWanted,
                                      Kind::WithAttachments, Kind::AllMail}));
    }

    void theyStayAsTheUserHasThem()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"user.db"_s);
        std::vector<SavedSearch> wanted;
        {
            const auto user = store::openUser(path);
            wanted = *search::savedSearches(user->database);
            wanted.insert(wanted.begin() + 1, own);
            wanted[3].isHidden = true;
            std::swap(wanted[0], wanted[2]);
            QVERIFY(search::keepSavedSearches(user->database, wanted));
        }
        const auto user = store::openUser(path);
        QVERIFY(*search::savedSearches(user->database) == wanted);
        std::erase(wanted, own);
        QVERIFY(search::keepSavedSearches(user->database, wanted));
        QVERIFY(*search::savedSearches(user->database) == wanted);
    }

    void whatANewerProgramHasKeptIsNotShown()
    {
        const auto all = search::withEverybodys({{static_cast<Kind>(99), {}, {}, {}, false}, own});
        QCOMPARE(all.size(), std::size_t{7});
        QVERIFY(all.back() == own);
    }

    // None of them has a mistake, and each finds what its name says.
    void everybodysFindWhatTheyAreCalled_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QList<quint32>>("uids");
        QTest::newRow("inboxes") << Kind::UnifiedInbox << QList<quint32>{2, 1};
        QTest::newRow("unread") << Kind::Unread << QList<quint32>{4, 3, 1};
        QTest::newRow("flagged") << Kind::Flagged << QList<quint32>{3, 2};
        QTest::newRow("receipts") << Kind::ReceiptsWanted << QList<quint32>{4};
        QTest::newRow("all") << Kind::AllMail << QList<quint32>{4, 3, 2, 1};
    }
    void everybodysFindWhatTheyAreCalled()
    {
        QFETCH(const Kind, kind);
        const SavedSearch saved{kind, {}, {}, {}, false};
        const auto parsed = search::parseQuery(search::question(saved));
        QVERIFY(parsed.notes.empty());
        QVERIFY(search::parseQuery(search::countedQuestion(saved)).notes.empty());
        Fixture store;
        store.temp.apply(store::FoldersListed{
            store.temp.account,
            {{"INBOX", u"INBOX"_s, '.', store::FolderRole::Inbox, true, true},
             {"INBOX.Work", u"INBOX.Work"_s, '.', {}, true, true},
             {"INBOX.Trash", u"INBOX.Trash"_s, '.', store::FolderRole::Trash, true, true}}});
        for (const char *mailbox : {"INBOX.Work", "INBOX.Trash"})
            store.temp.open(0, 1, 7, mailbox);
        const auto add = [&](const QByteArray &mailbox, quint32 uid, const QByteArrayList &flags,
                             bool asks = false) {
            store::FetchedMessage message = someMessage(uid, flags);
            message.asksForReceipt = asks;
            message.receiptKey = asks ? QByteArray("key") : QByteArray();
            store.temp.apply(store::MessagesFetched{store.temp.account, mailbox, {7}, {message}});
        };
        add("INBOX", 1, {});
        add("INBOX", 2, {"\\Seen", "\\Flagged"});
        add("INBOX.Work", 3, {"\\Flagged"});
        add("INBOX.Work", 4, {}, true);
        add("INBOX.Trash", 5, {"\\Flagged"}, true);
        QList<quint32> found;
        for (const auto &hit : store.hits({1, parsed.query, store.folders(), {}, searchstore::context(), {}}))
            found.append(hit.uid.value);
        QTEST(found, "uids");
    }

    // What comes is looked at one by one, before its words are indexed, and what comes twice counts once.
    void whatComesIsLookedAtByItself()
    {
        Fixture store;
        store.temp.fetch({named(1, u"Budget one"_s), named(2, u"Lunch"_s)});
        const search::StoreOrder order{
            1, search::parseQuery(u"subject:budget"_s).query, store.folders(), {}, searchstore::context(),
            {}};
        const auto copies = store.temp.reader->copies(store.temp.folderNow().id);
        std::vector<store::CopyId> ids;
        for (const auto &copy : copies)
            ids.push_back(copy.id);
        auto search = search::StoreSearch::open(store.temp.path());
        QVERIFY(search);
        QList<quint32> found;
        const std::atomic<bool> wanted = true;
        QVERIFY(search->runAmong(order, ids, wanted, [&](const auto &hits) {
            for (const auto &hit : hits)
                found.append(hit.uid.value);
        }));
        QCOMPARE(found, QList<quint32>{1});
    }
};

POSTHORN_TEST(SavedSearchTest)
#include "tst_savedsearch.moc"
