// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"
#include "core/store/reader.h"

#include "tests/core/store/storefixture.h"

using namespace Qt::StringLiterals;

class TestReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesComeNewestFirstByDateThenUid()
    {
        TempStore temp;
        const store::Folder inbox = temp.list();
        temp.open(4, 5);
        auto older = someMessage(3);
        auto equal = someMessage(4);
        older.date = someMessage(1).date.addSecs(-60);
        equal.date = someMessage(2).date;
        temp.fetch({someMessage(1), someMessage(2), older, equal});
        std::vector<quint32> uids;
        for (const auto &copy : temp.reader->copies(inbox.id))
            uids.push_back(copy.uid.value);
        QCOMPARE(uids, (std::vector<quint32>{4, 2, 1, 3}));
        uids.clear();
        for (const auto &known : temp.reader->knownFlags(inbox.id))
            uids.push_back(known.uid.value);
        QCOMPARE(uids, (std::vector<quint32>{1, 2, 3, 4}));
    }
    void windowsGiveTheSameInTheSameOrder()
    {
        TempStore temp;
        const store::Folder inbox = temp.list();
        temp.open(100, 101);
        std::vector<store::FetchedMessage> messages;
        for (quint32 uid = 1; uid <= 100; ++uid) {
            messages.push_back(someMessage(uid));
            messages.back().date = someMessage(uid / 7).date;  // many of one date
        }
        temp.fetch(messages);
        const auto all = temp.reader->copies(inbox.id);
        for (const int limit : {1, 3, 10, 99, 100, 101}) {
            std::vector<store::InsertedCopy> together;
            for (auto next = temp.reader->copies(inbox.id, limit); !next.empty();
                 next = temp.reader->copies(inbox.id, limit, &together.back()))
                together.insert(together.end(), next.begin(), next.end());
            QCOMPARE(together, all);
        }
        QVERIFY(temp.reader->copies(inbox.id, 0).empty());
        auto database = store::Database::open(temp.path(), store::Database::Mode::ReadOnly);
        auto plan = database->prepare("EXPLAIN QUERY PLAN SELECT id, uid, date FROM copies WHERE folder = ?1"
                                      " AND (date, uid) < (?3, ?4) ORDER BY date DESC, uid DESC LIMIT ?2");
        QVERIFY(*plan->step());
        QVERIFY2(plan->text(3).contains(u"COVERING INDEX copies_by_date (folder=? AND (date,uid)<(?,?))"_s),
                 qPrintable(plan->text(3)));
        QVERIFY(!*plan->step());
    }
    void whatHasNoTextYetIsFoundInWindows()
    {
        TempStore temp;
        const store::Folder inbox = temp.list();
        temp.open(10, 11);
        for (quint32 uid = 1; uid <= 10; ++uid)
            temp.fetch({someMessage(uid)});
        for (const quint32 uid : {9U, 4U})
            temp.apply(store::ContentFetched{temp.account, "INBOX", {7}, {uid}, "Subject: x"_ba, {}});
        std::optional<store::InsertedCopy> passed;
        std::vector<store::InsertedCopy> found;
        int windows = 1;
        const qint64 since = someMessage(3).date.toMSecsSinceEpoch();
        while (temp.reader->withoutText(inbox.id, since, 3, passed, found))
            ++windows;
        std::vector<quint32> uids;
        for (const auto &copy : found)
            uids.push_back(copy.uid.value);
        QCOMPARE(uids, (std::vector<quint32>{10, 8, 7, 6, 5, 3}));
        QCOMPARE(windows, 3);
        QVERIFY(!temp.reader->withoutText({99}, 0, 3, passed, found));
    }
    void oneLookForWhatHasNoTextIsBounded()
    {
        TempStore temp;
        const store::Folder inbox = temp.list();
        constexpr int most = store::Reader::mostWithoutText;
        temp.open(most + 1, most + 2);
        std::vector<store::FetchedMessage> messages;
        for (quint32 uid = 1; uid <= most + 1; ++uid)
            messages.push_back(someMessage(uid));
        temp.fetch(messages);
        std::optional<store::InsertedCopy> passed;
        std::vector<store::InsertedCopy> found;
        QVERIFY(temp.reader->withoutText(inbox.id, 0, 1000000, passed, found));
        QCOMPARE(found.size(), std::size_t{most});
        QCOMPARE(passed, std::optional(found.back()));
        QCOMPARE(passed->uid, imap::Uid{2});
        found.clear();
        QVERIFY(!temp.reader->withoutText(inbox.id, 0, 1000000, passed, found));
        QCOMPARE(found.size(), std::size_t{1});
    }
    void whereEverythingIsHereThereIsMoreToLookAtAndNothingFound()
    {
        TempStore temp;
        const store::Folder inbox = temp.list();
        temp.open(4, 5);
        for (quint32 uid = 1; uid <= 4; ++uid) {
            temp.fetch({someMessage(uid)});
            temp.apply(store::ContentFetched{temp.account, "INBOX", {7}, {uid}, "Subject: x"_ba, {}});
        }
        std::optional<store::InsertedCopy> passed;
        std::vector<store::InsertedCopy> found;
        QVERIFY(temp.reader->withoutText(inbox.id, 0, 3, passed, found));
        QVERIFY(found.empty());
        QCOMPARE(passed->uid, imap::Uid{2});
        QVERIFY(!temp.reader->withoutText(inbox.id, 0, 3, passed, found));
        QVERIFY(found.empty());
    }
    void whatIsNotThereIsNothing()
    {
        const TempStore temp;
        QVERIFY(!temp.reader->row({99}));
        QVERIFY(!temp.reader->content({99}));
        QVERIFY(!temp.reader->folder(store::FolderId{99}));
        QVERIFY(!temp.reader->folder(temp.account, "INBOX"));
        QVERIFY(!temp.reader->find({99}, {1}));
        QVERIFY(temp.reader->copies({99}).empty());
        QVERIFY(temp.reader->folders(temp.account).empty());
    }
    void everyReadIsAnIndexLookUp_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("newest first")
            << "EXPLAIN QUERY PLAN SELECT id, uid, date FROM copies WHERE folder = ?1 ORDER BY date DESC, uid DESC"_ba;
        QTest::newRow("without text")
            << "EXPLAIN QUERY PLAN SELECT c.id, c.uid, c.date, h.message IS NULL FROM copies c"
               " LEFT JOIN headers h ON h.message = c.message WHERE c.folder = ?1 AND (c.date, c.uid) < (?3, "
               "?4)"
               " ORDER BY c.date DESC, c.uid DESC LIMIT ?2"_ba;
        QTest::newRow("by UID")
            << "EXPLAIN QUERY PLAN SELECT id FROM copies WHERE folder = ?1 AND uid = ?2"_ba;
        QTest::newRow("row")
            << "EXPLAIN QUERY PLAN SELECT * FROM copies c JOIN messages m ON m.id = c.message WHERE c.id = ?1"_ba;
        QTest::newRow("flags") << "EXPLAIN QUERY PLAN SELECT uid, bits, keywords, modseq FROM copies"
                                  " WHERE folder = ?1 AND uid IS NOT NULL ORDER BY uid"_ba;
        QTest::newRow("sections")
            << "EXPLAIN QUERY PLAN SELECT name, octets FROM sections WHERE message = ?1 ORDER BY name"_ba;
        QTest::newRow("other copies")
            << "EXPLAIN QUERY PLAN SELECT 1 FROM copies WHERE message = ?1 LIMIT 1"_ba;
    }
    void everyReadIsAnIndexLookUp()
    {
        QFETCH(QByteArray, sql);
        auto database = store::Database::inMemory();
        QVERIFY(store::migrate(*database, store::cacheSchema(), 0, store::cacheSchema().version()));
        auto plan = database->prepare(sql.constData());
        QVERIFY(plan);
        while (*plan->step()) {
            QVERIFY2(plan->text(3).startsWith(u"SEARCH"_s), qPrintable(plan->text(3)));
            QVERIFY2(!plan->text(3).contains(u"TEMP B-TREE"_s), qPrintable(plan->text(3)));
        }
    }
    void noReadStaysOpen()
    {
        TempStore temp;
        const store::Folder inbox = temp.list();
        temp.open(1, 2);
        const auto id = temp.fetch({someMessage(1)}).folders[0].inserted[0].id;
        const auto row = temp.reader->row(id);
        const auto found = temp.reader->find(inbox.id, {1});
        const auto content = temp.reader->content(id);
        QVERIFY(row && found && content);
        // An open read would keep the WAL from being emptied: "busy" is the first column.
        auto other = store::Database::open(temp.path(), store::Database::Mode::ReadWrite);
        auto checkpoint = other->prepare("PRAGMA wal_checkpoint(TRUNCATE)");
        QVERIFY(*checkpoint->step());
        QCOMPARE(checkpoint->integer(0), 0);
        QCOMPARE(QFileInfo(temp.path() + u"-wal"_s).size(), 0);
    }
    void aReaderCannotWrite()
    {
        const TempStore temp;
        const auto database = store::Database::open(temp.path(), store::Database::Mode::ReadOnly);
        QVERIFY(!database->execute("DELETE FROM folders"));
    }
    void anotherDatabaseIsRefused()
    {
        QTemporaryDir folder;
        const QString path = folder.path() + u"/user.db"_s;
        QVERIFY(store::openUser(path));
        QVERIFY(!store::Reader::open(path));
        QVERIFY(!store::Reader::open(folder.path() + u"/nothing.db"_s));
        QVERIFY(!QFileInfo::exists(folder.path() + u"/nothing.db"_s));
    }
};

POSTHORN_TEST(TestReader)
#include "tst_reader.moc"
