// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/changecollector.h"

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using namespace std::chrono_literals;

// When the window hears of changes.
class ChangeCollectorTest : public QObject
{
    Q_OBJECT

private:
    static store::ChangeSet insertion(int first, int count)
    {
        store::ChangeSet changes;
        store::FolderChange change;
        change.folder = {1};
        for (int i = first; i < first + count; ++i)
            change.inserted.push_back({{i}, {static_cast<quint32>(i)}, i * qint64{1000}});
        changes.folders.push_back(change);
        return changes;
    }

private Q_SLOTS:
    void smallChangesAreHandedOnAtOnce()
    {
        FakeClock clock;
        std::vector<store::ChangeSet> told;
        ChangeCollector collector(
            clock, [&](const store::ChangeSet &changes) { told.push_back(changes); }, [] { return 1000; });
        for (int i = 0; i < 5; ++i)
            collector.take(insertion(i, 1));
        QCOMPARE(told.size(), std::size_t{5});
    }

    void largeOnesAreTakenTogetherAfterTheFirst()
    {
        FakeClock clock;
        std::vector<store::ChangeSet> told;
        ChangeCollector collector(
            clock, [&](const store::ChangeSet &changes) { told.push_back(changes); }, [] { return 1000; });
        for (int i = 0; i < 5; ++i)
            collector.take(insertion(i * 100, 100));
        QCOMPARE(told.size(), std::size_t{1});  // the first screenful does not wait
        clock.advance(ChangeCollector::between);
        QCOMPARE(told.size(), std::size_t{2});
        QCOMPARE(told.back().folders.size(), std::size_t{1});
        QCOMPARE(told.back().folders.front().inserted.size(), std::size_t{400});
        clock.advance(1h);
        QCOMPARE(told.size(), std::size_t{2});
    }

    void aSmallOneTakesWithItWhatWaits()
    {
        FakeClock clock;
        std::vector<store::ChangeSet> told;
        ChangeCollector collector(
            clock, [&](const store::ChangeSet &changes) { told.push_back(changes); }, [] { return 1000; });
        collector.take(insertion(0, 100));
        collector.take(insertion(100, 100));
        store::ChangeSet flag;
        flag.folders.push_back({{1}, false, {}, {store::CopyId{7}}, {}, {}});
        collector.take(flag);
        QCOMPARE(told.size(), std::size_t{3});
        QCOMPARE(told[1].folders.front().inserted.size(), std::size_t{100});
        QCOMPARE(told.back().folders.front().changed, std::vector{store::CopyId{7}});
    }

    void manySmallOnesWaitWhereTheListIsLong()
    {
        FakeClock clock;
        std::vector<store::ChangeSet> told;
        ChangeCollector collector(
            clock, [&](const store::ChangeSet &changes) { told.push_back(changes); }, [] { return 1000000; });
        for (int i = 0; i < 100; ++i)
            collector.take(insertion(i, 1));
        QCOMPARE(told.size(), std::size_t{3});
        clock.advance(ChangeCollector::between);
        QCOMPARE(told.size(), std::size_t{4});
        QCOMPARE(told.back().folders.front().inserted.size(), std::size_t{97});
        clock.advance(1h);
        collector.take(insertion(200, 1));
        QCOMPARE(told.size(), std::size_t{5});
    }

    void theOrderStaysAcrossAccounts()
    {
        FakeClock clock;
        std::vector<QUuid> told;
        ChangeCollector collector(
            clock, [&](const store::ChangeSet &changes) { told.push_back(changes.account); },
            [] { return 1000; });
        const QUuid a = QUuid::createUuid(), b = QUuid::createUuid();
        for (const QUuid &account : {a, a, b, a}) {
            store::ChangeSet changes = insertion(0, 50);
            changes.account = account;
            collector.take(changes);
        }
        clock.advance(ChangeCollector::between);
        QCOMPARE(told, (std::vector{a, a, b, a}));
    }
};

POSTHORN_TEST(ChangeCollectorTest)
#include "tst_changecollector.moc"
