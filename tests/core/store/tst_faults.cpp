// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"
#include "core/store/userdatabase.h"

#include <QLoggingCategory>

#include <sqlite3.h>

#include "tests/core/store/storefixture.h"
#include "tests/support/faultvfs.h"
#include "tests/support/memoryfolder.h"

using namespace Qt::StringLiterals;
using store::Database;
using store::Opened;
using Fault = FaultVfs::Fault;

namespace {

const QUuid account(u"{7a7c7c0e-6d0f-4b57-9d55-0a3c3f1c2d11}"_s);

// What somebody does in a minute: starts, operations are noted, mail comes, is read, is flagged, goes.
struct Workflow {
    explicit Workflow(const QString &folder) : paths(store::ProfilePaths::in(folder)) {}

    bool note(const Database &user)
    {
        auto whole = store::Transaction::begin(user);
        auto insert = user.prepare("INSERT INTO operations (state, account, created, operation, detail)"
                                   " VALUES (0, x'00', 5, ?1, x'')");
        if (!whole || !insert)
            return false;
        insert->bind(1, QByteArray(100, 'o'));
        if (!insert->step())
            return false;
        const qint64 id = user.lastInsertId();
        if (!whole->commit())
            return false;
        told.push_back(id);  // from here on it must never be lost
        return true;
    }
    void run()
    {
        auto user = store::openUser(paths.userDatabase());
        if (!user)
            return;
        note(user->database);
        auto cache = store::openCache(paths.cacheDatabase());
        if (cache) {
            store::Writer writer(std::move(cache->database));
            QObject::connect(&writer, &store::Writer::failed, &writer, [this](const Error &) { ++failures; });
            fill(writer, user->database);
        }
        note(user->database);
        if (!user->database.copyTo(paths.userDatabase() + u".backup"_s))
            ++failures;
    }
    void fill(store::Writer &writer, const Database &user)
    {
        writer.apply(store::FoldersListed{account, {{"INBOX", u"INBOX"_s, '/', {}, true, true}}});
        store::MailboxState state;
        state.uidValidity = {7};
        writer.apply(store::MailboxOpened{account, "INBOX", state});
        for (quint32 uid = 1; uid <= 40; uid += 10) {
            std::vector<store::FetchedMessage> messages;
            for (quint32 i = 0; i < 10; ++i)
                messages.push_back(someMessage(uid + i));
            writer.apply(store::MessagesFetched{account, "INBOX", {7}, messages});
            note(user);
        }
        writer.apply(store::ContentFetched{
            account, "INBOX", {7}, {3}, "Subject: x\r\n\r\n"_ba, {{"1", QByteArray(20000, 'x')}}});
        writer.apply(
            store::FlagsFetched{account, "INBOX", {7}, {{{4}, store::flagsFromNames({"\\Seen"}), {9}}}});
        writer.apply(store::MessagesVanished{account, "INBOX", {7}, {{5}, {6}}});
    }

    store::ProfilePaths paths;
    std::vector<qint64> told;
    int failures = 0;
};

std::vector<qint64> operations(const Database &user)
{
    std::vector<qint64> ids;
    auto query = user.prepare("SELECT id FROM operations ORDER BY id");
    while (query && *query->step())
        ids.push_back(query->integer(0));
    return ids;
}

// After whatever has happened: user.db has everything that was told, and the cache works.
QByteArray whatIsWrong(const store::ProfilePaths &paths, const std::vector<qint64> &told)
{
    const auto user = store::openUser(paths.userDatabase());
    if (!user)
        return "user.db: " + user.error().detail;
    if (user->opened == Opened::Restored)
        return "user.db was damaged";
    const auto there = operations(user->database);
    for (const qint64 id : told) {
        if (std::find(there.begin(), there.end(), id) == there.end())
            return "lost " + QByteArray::number(id);
    }
    auto cache = store::openCache(paths.cacheDatabase());
    if (!cache)
        return "cache.db: " + cache.error().detail;
    auto check = cache->database.prepare("PRAGMA integrity_check(1)");
    if (!check || !*check->step() || check->blob(0) != "ok")
        return "cache.db is damaged and was not rebuilt";
    check->reset();
    store::Writer writer(std::move(cache->database));
    int failures = 0;
    QObject::connect(&writer, &store::Writer::failed, &writer, [&](const Error &) { ++failures; });
    writer.apply(store::FoldersListed{account, {{"INBOX", u"INBOX"_s, '/', {}, true, true}}});
    return failures > 0 ? "cache.db cannot be written" : QByteArray();
}

}

class TestFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLoggingCategory::setFilterRules(u"posthorn.*=false"_s); }
    void cleanup() { QLoggingCategory::setFilterRules({}); }

    void aDiskThatFailsAtAnyCallLosesNothing_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<bool>("forGood");
        for (const bool forGood : {false, true}) {
            const char *how = forGood ? "from then on" : "once";
            QTest::addRow("disk full, %s", how) << Fault::DiskFull << forGood;
            QTest::addRow("I/O error or quota, %s", how) << Fault::IoError << forGood;
            QTest::addRow("read-only, %s", how) << Fault::ReadOnly << forGood;
        }
    }
    void aDiskThatFailsAtAnyCallLosesNothing()
    {
        COVERS("REL-22", "REL-23");
        QFETCH(Fault, fault);
        QFETCH(bool, forGood);
        FaultVfs disk;
        int points = 0, told = 0;
        // To SQLite an I/O error is the worst; of the others every third call will do.
        for (int call = 1; call == 1 || disk.hasFailed(); call += fault == Fault::IoError ? 1 : 3, ++points) {
            const QTemporaryDir folder;
            Workflow workflow(folder.path());
            disk.failAt(call, fault, forGood);
            workflow.run();
            told += workflow.failures > 0 ? 1 : 0;
            disk.heal();
            const QByteArray wrong = whatIsWrong(workflow.paths, workflow.told);
            QVERIFY2(wrong.isEmpty(), "call " + QByteArray::number(call) + ": " + wrong);
        }
        QVERIFY2(points > 40, QByteArray::number(points));
        QVERIFY(told > points / 4);  // and whoever listens has heard of it
    }
    void whatWasToldSurvivesAPowerCut()
    {
        COVERS("REL-21");
        FaultVfs disk;
        struct Cut {
            std::unique_ptr<QTemporaryDir> folder;
            std::vector<qint64> told;
        };
        std::vector<Cut> cuts;
        for (quint32 seed = 1; seed <= 3; ++seed) {
            const QTemporaryDir folder;
            Workflow workflow(folder.path());
            quint32 call = 0;
            disk.setOnCall([&] {
                if (++call % 3 != seed % 3)
                    return;
                cuts.push_back({std::make_unique<QTemporaryDir>(), workflow.told});
                disk.cutPower(folder.path(), cuts.back().folder->path(), call * 10 + seed);
            });
            workflow.run();
            disk.setOnCall({});
        }
        QVERIFY2(cuts.size() > 100, QByteArray::number(static_cast<qint64>(cuts.size())));
        for (const Cut &cut : cuts) {
            const QByteArray wrong = whatIsWrong(store::ProfilePaths::in(cut.folder->path()), cut.told);
            QVERIFY2(wrong.isEmpty(), wrong);
        }
    }
    void aMigrationThatIsBrokenOffLeavesTheOldOrTheNewSchema_data()
    {
        QTest::addColumn<bool>("user");
        QTest::addColumn<int>("from");
        for (int from = 1; from < store::cacheSchema().version(); ++from)
            QTest::addRow("cache from %d", from) << false << from;
        for (int from = 1; from < store::userSchema().version(); ++from)
            QTest::addRow("user from %d", from) << true << from;
    }
    void aMigrationThatIsBrokenOffLeavesTheOldOrTheNewSchema()
    {
        COVERS("REL-20");
        QFETCH(bool, user);
        QFETCH(int, from);
        const store::Schema &schema = user ? store::userSchema() : store::cacheSchema();
        const QTemporaryDir made{inMemory()};
        const QString before = made.filePath(u"before.db"_s);
        {
            const auto old = Database::open(before, Database::Mode::ReadWrite);
            QVERIFY(store::migrate(*old, schema, 0, from));
            QVERIFY(old->execute(user ? "INSERT INTO operations (state, account, created, operation, detail)"
                                        " VALUES (0, x'00', 5, x'0102', x'')"
                                      : "INSERT INTO accounts (uuid) VALUES (x'0102')"));
        }
        FaultVfs disk;
        int points = 0;
        for (bool failed = true; failed; ++points) {
            const QTemporaryDir folder{inMemory()};
            const QString path = folder.filePath(u"old.db"_s);
            QVERIFY(QFile::copy(before, path));
            disk.failAt(points + 1, Fault::IoError, true);
            if (user)
                (void)store::openUser(path);
            else
                (void)store::openCache(path);
            failed = disk.hasFailed();
            disk.heal();
            {
                const auto left = Database::open(path, Database::Mode::ReadWrite);
                QVERIFY(left);
                const auto standing = store::inspect(*left, schema)->standing;
                QVERIFY(standing == store::Standing::Older || standing == store::Standing::Ours);
                auto kept =
                    left->prepare(user ? "SELECT operation FROM operations" : "SELECT uuid FROM accounts");
                QVERIFY(*kept->step());
                QCOMPARE(kept->blob(0), "\x01\x02"_ba);
            }
            if (user)
                QVERIFY(store::openUser(path)->opened != Opened::Restored);
            else
                QVERIFY(store::openCache(path)->opened != Opened::SetAside);
        }
        QVERIFY2(points > 3, QByteArray::number(points));
    }
    void flagsThatWereNotWrittenAreAskedForAgain()
    {
        COVERS("REL-22");
        FaultVfs disk;
        TempStore temp;
        temp.list();
        temp.open(1, 2);
        temp.fetch({someMessage(1)});
        temp.apply(store::FolderInStep{temp.account, "INBOX", {7}, {5}});
        QCOMPARE(temp.folderNow().inStepWith, imap::ModSeq{5});
        disk.failAt(1, Fault::DiskFull, true);
        temp.flags({{{1}, store::flagsFromNames({"\\Seen"}), {9}}});
        QVERIFY(disk.hasFailed());
        disk.heal();
        QCOMPARE(temp.failures, 1);
        temp.apply(store::FolderInStep{temp.account, "INBOX", {7}, {9}});
        QCOMPARE(temp.failures, 1);
        QCOMPARE(temp.folderNow().inStepWith, imap::ModSeq{});
    }
    void withoutMemoryOrFilesNothingIsLost()
    {
        COVERS("REL-24");
        const QTemporaryDir folder;
        Workflow workflow(folder.path());
        workflow.run();
        int refused = 0;
        const qint64 used = sqlite3_memory_used();
        for (qint64 room = 0; room < 3000000; room += 50000) {
            sqlite3_hard_heap_limit64(used + room + 1);
            const std::size_t before = workflow.told.size();
            workflow.run();
            refused += workflow.told.size() < before + 6 ? 1 : 0;
            sqlite3_hard_heap_limit64(0);
            const QByteArray wrong = whatIsWrong(workflow.paths, workflow.told);
            QVERIFY2(wrong.isEmpty(), QByteArray::number(room) + ": " + wrong);
        }
        QVERIFY(refused > 5 && refused < 60);
    }
};

POSTHORN_TEST(TestFaults)
#include "tst_faults.moc"
