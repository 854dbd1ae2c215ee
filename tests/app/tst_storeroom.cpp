// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storeroom.h"
#include "core/store/database.h"
#include "core/store/reader.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

namespace {

// Notes whether an alarm went in another thread than the one that asked for it.
class WatchedClock final : public Clock
{
public:
    QDateTime now() const override { return QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC); }
    std::chrono::milliseconds monotonic() const override { return {}; }
    std::unique_ptr<Alarm> alarm(std::chrono::milliseconds, std::function<void()>) override
    {
        ++made;
        return std::make_unique<WatchedAlarm>(*this);
    }
    std::atomic<int> made{0}, misplaced{0};

private:
    class WatchedAlarm final : public Alarm
    {
    public:
        explicit WatchedAlarm(WatchedClock &clock) : m_clock(clock) {}
        WatchedAlarm(const WatchedAlarm &) = delete;
        WatchedAlarm &operator=(const WatchedAlarm &) = delete;
        ~WatchedAlarm() override { m_clock.misplaced += QThread::currentThread() == m_thread ? 0 : 1; }

    private:
        WatchedClock &m_clock;
        QThread *m_thread = QThread::currentThread();
    };
};

}

class StoreRoomTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closesInItsOwnThreadWithEverythingWritten();
    void whatIsWishedOfAFolderFollowsItsName();
    void rulesForReceiptsOutliveTheProgram();
    void ofSeveralRulesAllAreKeptOrNone();
};

void StoreRoomTest::closesInItsOwnThreadWithEverythingWritten()
{
    QTemporaryDir folder;
    const auto paths = store::ProfilePaths::in(folder.path());
    QVERIFY(paths.prepare());
    WatchedClock clock;
    QThread thread;
    app::StoreRoom room(paths, clock);
    room.moveToThread(&thread);
    thread.start();
    const QUuid account = QUuid::createUuid();
    const auto there = [&](auto &&call) {
        QMetaObject::invokeMethod(&room, call, Qt::BlockingQueuedConnection);
    };
    there([&] {
        room.open();
        receipts::Decision send;
        send.kind = receipts::Decision::Kind::Send;
        send.key = {"key"};
        send.account = account;
        send.report = {"octets", "id", {"a@ex.org"}};
        receipts::ReceiptService &service = *room.receipts();
        service.decide(send);
        service.claimIntended(send.key);
        service.claimEnded(send.key, receipts::ClaimEnd::Won, {});
        service.submitEnded(send.key, receipts::SubmitEnd::TryLater, {});
        room.writes()->add(store::FoldersListed{account, {{"INBOX", {}, '/', {}, true, true}}});
        room.close();
    });
    thread.quit();
    thread.wait();
    QCOMPARE(clock.made.load(), 1);
    QCOMPARE(clock.misplaced.load(), 0);
    const auto reader = store::Reader::open(paths.cacheDatabase());
    QVERIFY(reader);
    QVERIFY(reader->folder(account, "INBOX"));
}

// Over restarts, and whoever has renamed it.
void StoreRoomTest::whatIsWishedOfAFolderFollowsItsName()
{
    QTemporaryDir folder;
    const auto paths = store::ProfilePaths::in(folder.path());
    QVERIFY(paths.prepare());
    FakeClock clock;
    const QUuid account = QUuid::createUuid();
    {
        app::StoreRoom room(paths, clock);
        room.open();
        QSignalSpy watched(&room, &app::StoreRoom::foldersWatched);
        room.watchFolder(account, "Work", true);
        room.watchFolder(account, "Play", true);
        room.keepOffline({account, "Work", 3});
        QCOMPARE(watched.last().at(1).value<QByteArrayList>(), (QByteArrayList{"Play", "Work"}));
        room.heed(store::FoldersRenamed{account, {{"Work", "Job", {}}}});
        room.watchFolder(account, "Play", false);
        room.close();
    }
    app::StoreRoom room(paths, clock);
    room.open();
    QSignalSpy watched(&room, &app::StoreRoom::foldersWatched);
    QList<store::KeepOffline> kept;
    connect(&room, &app::StoreRoom::offlineWished, this,
            [&kept](const store::KeepOffline &wish) { kept.append(wish); });
    room.restore();
    QCOMPARE(watched.size(), 1);
    QCOMPARE(watched.first().at(1).value<QByteArrayList>(), QByteArrayList{"Job"});
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept.first().mailbox, QByteArray("Job"));
    room.heed(store::AccountRemoved{account});
    watched.clear();
    kept.clear();
    room.restore();
    QCOMPARE(watched.size(), 0);
    QCOMPARE(kept.size(), 0);
    room.close();
}

void StoreRoomTest::rulesForReceiptsOutliveTheProgram()
{
    using receipts::PolicyRule;
    using receipts::Preference;
    QTemporaryDir folder;
    const auto paths = store::ProfilePaths::in(folder.path());
    QVERIFY(paths.prepare());
    WatchedClock clock;
    const PolicyRule never{PolicyRule::Scope::Domain, "ex.org", Preference::Never};
    const PolicyRule always{PolicyRule::Scope::Sender, "a@ex.org", Preference::Automatic};
    std::vector<PolicyRule> known;
    const auto withRoom = [&](auto &&use) {
        app::StoreRoom room(paths, clock);
        connect(&room, &app::StoreRoom::receiptRulesKnown, this,
                [&known](const std::vector<PolicyRule> &rules) { known = rules; });
        room.open();
        room.restore();
        use(room);
        room.close();
    };
    withRoom([&](app::StoreRoom &room) {
        room.keepReceiptRule(never);
        room.keepReceiptRule(always);
        QVERIFY(known == std::vector<PolicyRule>({always, never}));
    });
    known.clear();
    withRoom([&](app::StoreRoom &room) {
        QVERIFY(known == std::vector<PolicyRule>({always, never}));  // told at the start
        room.dropReceiptRule(always);
        QVERIFY(known == std::vector<PolicyRule>{never});
    });
}

// What the user answers for many at once is one decision.
void StoreRoomTest::ofSeveralRulesAllAreKeptOrNone()
{
    using receipts::PolicyRule;
    using receipts::Preference;
    QTemporaryDir folder;
    const auto paths = store::ProfilePaths::in(folder.path());
    QVERIFY(paths.prepare());
    WatchedClock clock;
    app::StoreRoom room(paths, clock);
    room.open();
    room.restore();
    auto other = store::Database::open(paths.userDatabase(), store::Database::Mode::ReadWrite);
    QVERIFY(other);
    // The second one cannot be written: SQLite has no absolute value of the smallest number.
    QVERIFY(other->execute("CREATE INDEX refused ON receipt_rules(CASE value WHEN CAST('b@ex.org' AS BLOB) "
                           "THEN abs(-9223372036854775807 - 1) END)"));
    const PolicyRule first{PolicyRule::Scope::Sender, "a@ex.org", Preference::Never};
    const PolicyRule second{PolicyRule::Scope::Sender, "b@ex.org", Preference::Never};
    QSignalSpy known(&room, &app::StoreRoom::receiptRulesKnown);
    QSignalSpy notKept(&room, &app::StoreRoom::wishNotKept);
    room.keepReceiptRules({first, second});
    QCOMPARE(notKept.size(), 1);
    QVERIFY(known.last().first().value<std::vector<PolicyRule>>().empty());
    QVERIFY(other->execute("DROP INDEX refused"));
    room.keepReceiptRules({first, second});
    QCOMPARE(notKept.size(), 1);
    QVERIFY(known.last().first().value<std::vector<PolicyRule>>()
            == std::vector<PolicyRule>({first, second}));
    room.close();
}

POSTHORN_TEST(StoreRoomTest)

#include "tst_storeroom.moc"
