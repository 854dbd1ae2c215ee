// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/certificatestore.h"
#include "core/store/migrations.h"
#include "core/store/salvage.h"
#include "core/store/userdatabase.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

#include "tests/core/store/storefixture.h"
#include "tests/support/fakeclock.h"
#include "tests/support/faultvfs.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using store::Database;
using store::Opened;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &octets)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(octets) == octets.size();
}

void add(const Database &user, int from, int to)
{
    auto insert = user.prepare("INSERT INTO operations (id, state, account, created, operation, detail)"
                               " VALUES (?1, 0, x'00', 5, ?2, x'')");
    auto whole = store::Transaction::begin(user);
    for (int id = from; id <= to; ++id) {
        insert->bind(1, id).bind(2, QByteArray(200, static_cast<char>('a' + id % 26)));
        if (!insert->step())
            qFatal("not written");
    }
    if (!whole->commit())
        qFatal("not written");
}

std::vector<qint64> operations(const Database &user)
{
    auto query = user.prepare("SELECT id, operation FROM operations ORDER BY id");
    std::vector<qint64> ids;
    while (*query->step()) {
        if (query->blob(1) == QByteArray(200, static_cast<char>('a' + query->integer(0) % 26)))
            ids.push_back(query->integer(0));
    }
    return ids;
}

constexpr qsizetype page = 4096;

// The last but two of the pages: operations.
bool damage(const QString &path)
{
    QByteArray octets = contents(path);
    octets.replace((octets.size() / page - 3) * page, page, QByteArray(page, '\xAA'));
    return write(path, octets);
}

struct Fixture {
    [[nodiscard]] QString path() const { return folder.path() + u"/user.db"_s; }
    void makeBackup(const Database &user)
    {
        store::UserBackup backup(user, clock);
        QSignalSpy made(&backup, &store::UserBackup::made);
        backup.start();
        QTRY_COMPARE(made.size(), 1);
    }
    QTemporaryDir folder;
    FakeClock clock{QDateTime::currentDateTimeUtc().addSecs(60)};
};

}

class TestUserDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLoggingCategory::setFilterRules(u"posthorn.store=false"_s); }
    void cleanup() { QLoggingCategory::setFilterRules({}); }

    void theBackupIsNeverOlderThanADay()
    {
        COVERS("REL-27");
        Fixture it;
        const auto user = store::openUser(it.path());
        add(user->database, 1, 3);
        store::UserBackup backup(user->database, it.clock);
        QSignalSpy made(&backup, &store::UserBackup::made);
        backup.start();
        QTRY_COMPARE(made.size(), 1);
        QCOMPARE(store::userBackups(it.path()), QStringList{it.path() + u".backup"_s});
        it.clock.advance(12h);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(made.size(), 1);
        add(user->database, 4, 5);
        it.clock.advance(12h);
        QTRY_COMPARE(made.size(), 2);
        const auto newest = Database::open(it.path() + u".backup"_s, Database::Mode::ReadOnly);
        const auto before = Database::open(it.path() + u".backup-2"_s, Database::Mode::ReadOnly);
        QCOMPARE(operations(*newest).size(), std::size_t{5});
        QCOMPARE(operations(*before).size(), std::size_t{3});
    }
    void whatIsWrittenWhileItIsMadeIsInIt()
    {
        Fixture it;
        const auto user = store::openUser(it.path());
        add(user->database, 1, 3000);  // some hundred pages
        store::UserBackup backup(user->database, it.clock);
        int steps = 0;
        connect(&backup, &store::UserBackup::stepDue, this, [&] {
            ++steps;
            add(user->database, 10000 + steps, 10000 + steps);
        });
        QSignalSpy made(&backup, &store::UserBackup::made);
        backup.start();
        QTRY_COMPARE(made.size(), 1);
        QVERIFY(steps > 2);
        const auto copy = Database::open(it.path() + u".backup"_s, Database::Mode::ReadOnly);
        QCOMPARE(operations(*copy), operations(user->database));
    }
    void aFailedBackupLeavesTheEarlierOne()
    {
        Fixture it;
        const auto user = store::openUser(it.path());
        add(user->database, 1, 3);
        it.makeBackup(user->database);
        QDir().mkdir(it.path() + u".backup-new"_s);
        QVERIFY(write(it.path() + u".backup-new/x"_s, "x"));
        it.clock.advance(25h);
        store::UserBackup backup(user->database, it.clock);
        QSignalSpy failed(&backup, &store::UserBackup::failed);
        backup.start();
        QTRY_COMPARE(failed.size(), 1);
        const auto copy = Database::open(it.path() + u".backup"_s, Database::Mode::ReadOnly);
        QCOMPARE(operations(*copy).size(), std::size_t{3});
    }
    void aDamagedOneIsMadeAgainAndKeptBeside_data()
    {
        QTest::addColumn<QByteArray>("damage");
        QTest::addColumn<int>("atLeast");  // of the 400 operations, the first 300 of which are in the backup
        QTest::newRow("garbage") << "garbage"_ba << 300;
        QTest::newRow("the first page") << "first"_ba << 300;
        QTest::newRow("a page in the middle") << "middle"_ba << 380;
        QTest::newRow("cut in half") << "half"_ba << 300;
    }
    void aDamagedOneIsMadeAgainAndKeptBeside()
    {
        COVERS("REL-27");
        QFETCH(QByteArray, damage);
        QFETCH(int, atLeast);
        Fixture it;
        {
            const auto user = store::openUser(it.path());
            QVERIFY(store::rememberCertificate(user->database, {u"h"_s, 993, "x"}));
            add(user->database, 1, 300);
            it.makeBackup(user->database);
            add(user->database, 301, 400);
        }
        QByteArray octets = contents(it.path());
        if (damage == "garbage")
            octets = QByteArray("no database ").repeated(1000);
        else if (damage == "first")
            octets.replace(0, page, QByteArray(page, '\xAA'));
        else if (damage == "middle")
            octets.replace((octets.size() / page - 3) * page, page, QByteArray(page, '\xAA'));
        else
            octets.truncate(octets.size() / page / 2 * page);
        QVERIFY(write(it.path(), octets));
        const auto user = store::openUser(it.path());
        QVERIFY(user);
        QCOMPARE(user->opened, Opened::Restored);
        QVERIFY(user->isFromElsewhere);
        QVERIFY2(operations(user->database).size() >= static_cast<std::size_t>(atLeast),
                 QByteArray::number(static_cast<qint64>(operations(user->database).size())));
        QCOMPARE(store::certificateDecisions(user->database)->size(), std::size_t{1});
        QCOMPARE(contents(it.path() + u".damaged"_s).size(), octets.size());
        auto check = user->database.prepare("PRAGMA integrity_check(1)");
        QVERIFY(*check->step());
        QCOMPARE(check->blob(0), "ok"_ba);
    }
    void aFullDiskWhileItIsMadeAgainLosesNothing_data()
    {
        QTest::addColumn<FaultVfs::Fault>("fault");
        QTest::addColumn<bool>("forGood");
        for (const bool forGood : {false, true}) {
            const char *how = forGood ? "from then on" : "once";
            QTest::addRow("disk full, %s", how) << FaultVfs::Fault::DiskFull << forGood;
            QTest::addRow("I/O error, %s", how) << FaultVfs::Fault::IoError << forGood;
        }
    }
    void aFullDiskWhileItIsMadeAgainLosesNothing()
    {
        COVERS("REL-22", "REL-27");
        QFETCH(FaultVfs::Fault, fault);
        QFETCH(bool, forGood);
        FaultVfs disk;
        Fixture it;
        {
            const auto user = store::openUser(it.path());
            add(user->database, 1, 300);
            it.makeBackup(user->database);
            add(user->database, 301, 400);
        }
        QVERIFY(damage(it.path()));
        const QByteArray octets = contents(it.path());
        const QByteArray backup = contents(it.path() + u".backup"_s);
        int refused = 0;
        for (int call = 1; call == 1 || disk.hasFailed(); call += 1 + call / 8) {
            const QTemporaryDir folder;
            const QString path = folder.path() + u"/user.db"_s;
            QVERIFY(write(path, octets) && write(path + u".backup"_s, backup));
            disk.failAt(call, fault, forGood);
            const bool opened = static_cast<bool>(store::openUser(path));
            disk.heal();
            refused += opened ? 0 : 1;
            const auto user = store::openUser(path);
            QVERIFY2(user, QByteArray::number(call));
            // The first time has told it, or the second one does.
            QVERIFY2(opened || user->isFromElsewhere, QByteArray::number(call));
            const auto there = operations(user->database);
            QVERIFY2(there.size() >= 380, QByteArray::number(call));
            QCOMPARE(there.front(), 1);
            QCOMPARE(there.back(), 400);
        }
        QVERIFY2(refused > 5, QByteArray::number(refused));
    }
    void aRepairThatWasBrokenOffBeginsAnew_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("set aside, nothing in its place") << "aside"_ba;
        QTest::newRow("set aside, an empty file in its place") << "empty"_ba;
        QTest::newRow("the new one half built") << "half"_ba;
        QTest::newRow("the new one not yet in its place") << "built"_ba;
        QTest::newRow("the damaged one is gone") << "backup"_ba;
    }
    void aRepairThatWasBrokenOffBeginsAnew()
    {
        COVERS("REL-27", "REL-29");
        QFETCH(QByteArray, state);
        Fixture it;
        {
            const auto user = store::openUser(it.path());
            add(user->database, 1, 300);
            it.makeBackup(user->database);
            add(user->database, 301, 400);
        }
        QVERIFY(damage(it.path()));
        const QString aside = it.path() + u".damaged"_s;
        if (state == "backup")
            QVERIFY(QFile::remove(it.path()));
        else if (state != "half")
            QVERIFY(QFile::rename(it.path(), aside));
        if (state == "empty")
            QVERIFY(write(it.path(), {}));
        if (state == "half")
            QVERIFY(write(it.path() + u".new"_s, contents(it.path()).left(5 * page)));
        if (state == "built")
            QVERIFY(QFile::copy(it.path() + u".backup"_s, it.path() + u".new"_s));
        const auto user = store::openUser(it.path());
        QVERIFY(user);
        QCOMPARE(user->opened, Opened::Restored);
        QVERIFY(user->isFromElsewhere);
        const auto there = operations(user->database);
        QVERIFY2(there.size() >= (state == "backup" ? 300U : 380U),
                 QByteArray::number(static_cast<qint64>(there.size())));
        QVERIFY(!QFileInfo::exists(it.path() + u".new"_s));
        QCOMPARE(QFileInfo::exists(aside), state != "backup");
    }
    void aDamagedOneOfAnEarlierTimeDoesNotReplaceTheBackup()
    {
        Fixture it;
        {
            const auto user = store::openUser(it.path());
            add(user->database, 1, 3);
            QVERIFY(user->database.copyTo(it.path() + u".damaged"_s));
            add(user->database, 4, 10);
            it.makeBackup(user->database);
        }
        QFile old(it.path() + u".damaged"_s);
        QVERIFY(old.open(QIODevice::ReadWrite));
        QVERIFY(old.setFileTime(QDateTime::currentDateTimeUtc().addYears(-1), QFile::FileModificationTime));
        old.close();
        QVERIFY(QFile::remove(it.path()));
        const auto user = store::openUser(it.path());
        QCOMPARE(user->opened, Opened::Restored);
        QCOMPARE(operations(user->database).size(), std::size_t{10});
    }
    void aBackupThatCannotBeReadIsNotTakenForNone()
    {
        Fixture it;
        QVERIFY(write(it.path(), QByteArray("garbage").repeated(1000)));
        QVERIFY(QDir().mkdir(it.path() + u".backup"_s));
        QVERIFY(!store::openUser(it.path()));
        QCOMPARE(contents(it.path()), QByteArray("garbage").repeated(1000));
    }
    // The number of what was lost is given to the next one.
    void recipientsWithoutTheirMailAreNotSalvaged()
    {
        const QTemporaryDir folder;
        const auto rows = [](const Database &user, const char *table) {
            auto query = user.prepare(QByteArray("SELECT count(*) FROM ").append(table).constData());
            return query && *query->step() ? query->integer(0) : -1;
        };
        {
            const auto damaged = store::openUser(folder.filePath(u"damaged.db"_s));
            QVERIFY(damaged->database.execute(
                "INSERT INTO sent VALUES (4, x'01', 'm4', x'', 0, '', 1, 0);"
                "INSERT INTO sent_recipient VALUES (4, 0, 'bob@ex.org', ''), (5, 0, 'eve@ex.org', '')"));
        }
        const auto whole = store::openUser(folder.filePath(u"user.db"_s));
        QVERIFY(whole->database.execute("INSERT INTO sent VALUES (9, x'01', 'm9', x'', 0, '', 1, 0);"
                                        "INSERT INTO sent_recipient VALUES (9, 0, 'ann@ex.org', '')"));
        QVERIFY(store::salvage(folder.filePath(u"damaged.db"_s), whole->database));
        QCOMPARE(rows(whole->database, "sent"), 1);  // as they are there, not as they were
        QCOMPARE(rows(whole->database, "sent_recipient"), 1);
        QCOMPARE(rows(whole->database, "sent_recipient WHERE address = 'bob@ex.org'"), 1);
    }
    void damageIsNotBackedUp()
    {
        COVERS("REL-27");
        Fixture it;
        {
            const auto user = store::openUser(it.path());
            add(user->database, 1, 300);
            it.makeBackup(user->database);
        }
        const QByteArray backup = contents(it.path() + u".backup"_s);
        QVERIFY(damage(it.path()));
        // Nothing is read of it before the copy: as if it happened while it is open.
        const auto open = Database::open(it.path(), Database::Mode::ReadWrite, Database::Durability::Full);
        it.clock.advance(25h);
        store::UserBackup second(*open, it.clock);
        QSignalSpy made(&second, &store::UserBackup::made);
        QSignalSpy failed(&second, &store::UserBackup::failed);
        second.start();
        QTRY_COMPARE(made.size() + failed.size(), 1);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(contents(it.path() + u".backup"_s), backup);
        QCOMPARE(store::userBackups(it.path()), QStringList{it.path() + u".backup"_s});
        QVERIFY(!QFileInfo::exists(it.path() + u".backup-new"_s));
    }
    void everyDamagedOneIsKept()
    {
        Fixture it;
        for (int round = 0; round < 3; ++round) {
            QVERIFY(write(it.path(), QByteArray("garbage").repeated(1000) + QByteArray::number(round)));
            QCOMPARE(store::openUser(it.path())->opened, Opened::Restored);
        }
        QVERIFY(contents(it.path() + u".damaged"_s).endsWith('0'));
        QVERIFY(contents(it.path() + u".damaged-2"_s).endsWith('1'));
        QVERIFY(contents(it.path() + u".damaged-3"_s).endsWith('2'));
        QCOMPARE(store::openUser(it.path())->opened, Opened::AsItWas);
    }
    void flippedBitsNeverEndInACrashOrAnUnusableFile()
    {
        COVERS("REL-27");
        Fixture it;
        {
            const auto user = store::openUser(it.path());
            add(user->database, 1, 200);
            it.makeBackup(user->database);
        }
        const QByteArray sound = contents(it.path());
        const QByteArray backup = contents(it.path() + u".backup"_s);
        QRandomGenerator random(27);
        for (int round = 0; round < 60; ++round) {
            const QTemporaryDir folder;
            const QString path = folder.path() + u"/user.db"_s;
            QByteArray octets = sound;
            for (int flips = 1 << random.bounded(11); flips > 0; --flips) {
                auto &octet = octets.data()[random.bounded(static_cast<int>(octets.size()))];
                octet = static_cast<char>(octet ^ (1 << random.bounded(8)));
            }
            QVERIFY(write(path, octets) && write(path + u".backup"_s, backup));
            const auto user = store::openUser(path);
            // A flip may make it look like one of a later version: that is refused, and nothing happens to
            // it.
            QVERIFY2(user || user.error().kind == Error::Kind::Unsupported || contents(path) == octets,
                     user ? "" : user.error().detail.constData());
            if (user) {
                auto check = user->database.prepare("PRAGMA integrity_check(1)");
                QVERIFY(*check->step());
                QCOMPARE(check->blob(0), "ok"_ba);
            }
        }
    }
    void aFileFromElsewhereIsKnown_data()
    {
        QTest::addColumn<QByteArray>("what");
        QTest::addColumn<bool>("elsewhere");
        QTest::newRow("opened again") << "again"_ba << false;
        QTest::newRow("the folder was renamed") << "renamed"_ba << false;
        QTest::newRow("the database alone was put back") << "database"_ba << true;
        QTest::newRow("the whole folder was put back") << "folder"_ba << true;
    }
    void aFileFromElsewhereIsKnown()
    {
        COVERS("REL-29");
        QFETCH(QByteArray, what);
        QFETCH(bool, elsewhere);
        const QTemporaryDir outside;
        QString folder = outside.path() + u"/profile"_s;
        const QString kept = outside.path() + u"/kept"_s;
        QVERIFY(QDir().mkdir(folder) && QDir().mkdir(kept));
        {
            const auto user = store::openUser(folder + u"/user.db"_s);
            QVERIFY(!user->isFromElsewhere);
            add(user->database, 1, 3);
        }
        for (const QString &name : {u"user.db"_s, u"user.db.home"_s})
            QVERIFY(QFile::copy(folder + u'/' + name, kept + u'/' + name));
        QVERIFY(!store::openUser(folder + u"/user.db"_s)->isFromElsewhere);
        if (what == "renamed") {
            QVERIFY(QDir().rename(folder, outside.path() + u"/moved"_s));
            folder = outside.path() + u"/moved"_s;
        } else if (what != "again") {
            QVERIFY(QFile::remove(folder + u"/user.db"_s));
            QVERIFY(QFile::copy(kept + u"/user.db"_s, folder + u"/user.db"_s));
            if (what == "folder")
                QVERIFY(write(folder + u"/user.db.home"_s, contents(kept + u"/user.db.home"_s)));
        }
        const auto user = store::openUser(folder + u"/user.db"_s);
        QCOMPARE(user->isFromElsewhere, elsewhere);
        QCOMPARE(operations(user->database).size(), std::size_t{3});
        QVERIFY(!store::openUser(folder + u"/user.db"_s)->isFromElsewhere);  // asked about once
    }
    void whatIsWrittenToAFileThatIsGoneIsAnError()
    {
        COVERS("REL-31");
        Fixture it;
        const auto user = store::openUser(it.path());
        QVERIFY(store::Transaction::begin(user->database));
        QVERIFY(QFile::rename(it.path(), it.path() + u".elsewhere"_s));
        const auto begun = store::Transaction::begin(user->database);
        QVERIFY(!begun);
        QCOMPARE(begun.error().kind, Error::Kind::Storage);
    }
};

POSTHORN_TEST(TestUserDatabase)
#include "tst_userdatabase.moc"
