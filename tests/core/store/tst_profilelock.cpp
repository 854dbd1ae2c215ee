// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/filesystem.h"
#include "core/store/profilelock.h"

#include <atomic>
#include <csignal>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "tests/core/store/storefixture.h"

using namespace Qt::StringLiterals;
using store::ProfileLock;

class TestProfileLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofAHundredAtOnceOneHasIt()
    {
        COVERS("REL-30");
        const QTemporaryDir folder;
        const QString path = folder.path() + u"/running.lock"_s;
        for (int round = 0; round < 10; ++round) {
            std::atomic<int> held{0}, taken{0}, ready{0};
            std::vector<std::unique_ptr<ProfileLock>> locks;
            std::vector<std::thread> threads;
            for (int i = 0; i < 100; ++i)
                locks.push_back(std::make_unique<ProfileLock>(path));
            threads.reserve(locks.size());
            for (const auto &lock : locks)
                threads.emplace_back([&] {
                    ++ready;
                    while (ready < 100)
                        std::this_thread::yield();
                    const auto outcome = lock->acquire();
                    held += outcome == ProfileLock::Outcome::Held ? 1 : 0;
                    taken += outcome == ProfileLock::Outcome::Taken ? 1 : 0;
                });
            for (std::thread &thread : threads)
                thread.join();
            QCOMPARE(held.load(), 1);
            QCOMPARE(taken.load(), 99);
        }
    }
    void whatAKilledProgramHeldIsFree()
    {
        COVERS("REL-30");
        const QTemporaryDir folder;
        const QString path = folder.path() + u"/running.lock"_s;
        int pipes[2] = {};
        QCOMPARE(::pipe(pipes), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            ProfileLock lock(path);
            const char word = lock.acquire() == ProfileLock::Outcome::Held ? 'h' : 'n';
            (void)!::write(pipes[1], &word, 1);
            while (true)
                ::pause();
        }
        char word = 0;
        QCOMPARE(::read(pipes[0], &word, 1), ssize_t{1});
        QCOMPARE(word, 'h');
        ProfileLock lock(path);
        QCOMPARE(lock.acquire(), ProfileLock::Outcome::Taken);
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        QCOMPARE(lock.acquire(), ProfileLock::Outcome::Held);
        QCOMPARE(lock.acquire(), ProfileLock::Outcome::Held);
        ::close(pipes[0]);
        ::close(pipes[1]);
    }
    void aLockThatCannotBeIsNoLock()
    {
        ProfileLock lock(u"/nowhere/at/all/running.lock"_s);
        QCOMPARE(lock.acquire(), ProfileLock::Outcome::Impossible);
        const QTemporaryDir folder;
        QVERIFY(QFile::link(u"/etc/hostname"_s, folder.path() + u"/running.lock"_s));
        ProfileLock linked(folder.path() + u"/running.lock"_s);
        QCOMPARE(linked.acquire(), ProfileLock::Outcome::Impossible);
    }
    void networkFileSystemsAreKnown_data()
    {
        QTest::addColumn<quint64>("type");
        QTest::addColumn<bool>("network");
        QTest::newRow("ext4") << quint64{0xef53} << false;
        QTest::newRow("btrfs") << quint64{0x9123683e} << false;
        QTest::newRow("tmpfs") << quint64{0x01021994} << false;
        QTest::newRow("NFS") << quint64{0x6969} << true;
        QTest::newRow("CIFS") << quint64{0xff534d42} << true;
        QTest::newRow("CIFS, as a signed number") << quint64{0xffffffffff534d42} << true;
        QTest::newRow("9P") << quint64{0x01021997} << true;
        QTest::newRow("sshfs") << quint64{0x65735546} << true;
    }
    void networkFileSystemsAreKnown()
    {
        QFETCH(quint64, type);
        QFETCH(bool, network);
        QCOMPARE(store::isNetworkFileSystem(type), network);
    }
    void withoutSharedMemoryThereIsNoWriteAheadLog()
    {
        COVERS("REL-31");
        const QTemporaryDir folder;
        QVERIFY(!store::isNetworkFolder(folder.path()));
        const QString path = folder.path() + u"/x.db"_s;
        using store::Database;
        {
            const auto local = Database::open(path, Database::Mode::ReadWrite);
            QVERIFY(local->execute("CREATE TABLE t(v); INSERT INTO t VALUES (1)"));
        }
        const auto shared = Database::open(path, Database::Mode::ReadWrite, Database::Durability::Full,
                                           Database::Journal::Rollback);
        QVERIFY(shared);
        auto mode = shared->prepare("PRAGMA journal_mode");
        QVERIFY(*mode->step());
        QCOMPARE(mode->blob(0), "truncate"_ba);
        mode->reset();
        QVERIFY(shared->execute("INSERT INTO t VALUES (2)"));
        QVERIFY(!QFileInfo::exists(path + u"-wal"_s));
        const auto reader = Database::open(path, Database::Mode::ReadOnly);
        auto count = reader->prepare("SELECT count(*) FROM t");
        QVERIFY(*count->step());
        QCOMPARE(count->integer(0), 2);
    }
};

POSTHORN_TEST(TestProfileLock)
#include "tst_profilelock.moc"
