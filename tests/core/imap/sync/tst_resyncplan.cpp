// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/resyncplan.h"

#include "tests/support/testcase.h"

using namespace imap;
using store::FlagsSeen;

class ResyncPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesWhatIsKeptWithWhatIsThere_data();
    void comparesWhatIsKeptWithWhatIsThere();
    void theLaterWordAboutAMessageCounts();
    void aChangeOfTheNumberAloneIsNoChange();
    void theFirstWindowIsTheNewestScreenful();
    void windowsGrowToALimitAndCoverEverythingOnce();
    void nothingMissingNeedsNoWindow();
};

namespace {

// "1 2s 3": UIDs, "s" is \Seen
std::vector<FlagsSeen> seen(const QByteArray &text)
{
    std::vector<FlagsSeen> all;
    for (QByteArray word : text.split(' ')) {
        FlagsSeen one;
        if (word.endsWith('s')) {
            one.flags.bits = store::Flags::Seen;
            word.chop(1);
        }
        one.uid = Uid{word.toUInt()};
        if (one.uid.value != 0)
            all.push_back(one);
    }
    return all;
}

QByteArray text(const std::vector<Uid> &uids)
{
    QByteArrayList numbers;
    for (const Uid uid : uids)
        numbers.append(QByteArray::number(uid.value));
    return numbers.join(' ');
}

std::vector<Uid> newestFirst(quint32 count)
{
    std::vector<Uid> uids;
    for (quint32 uid = count; uid > 0; --uid)
        uids.push_back(Uid{uid});
    return uids;
}

}

void ResyncPlanTest::comparesWhatIsKeptWithWhatIsThere_data()
{
    QTest::addColumn<QByteArray>("kept");
    QTest::addColumn<QByteArray>("there");
    QTest::addColumn<QByteArray>("vanished");
    QTest::addColumn<QByteArray>("changed");
    QTest::addColumn<QByteArray>("missing");
    const auto row = [](const char *name, const char *kept, const char *there, const char *vanished,
                        const char *changed, const char *missing) {
        QTest::newRow(name) << QByteArray(kept) << QByteArray(there) << QByteArray(vanished)
                            << QByteArray(changed) << QByteArray(missing);
    };
    row("both empty", "", "", "", "", "");
    row("the first time", "", "1 2 3", "", "", "3 2 1");
    row("all gone", "1 2 3", "", "1 2 3", "", "");
    row("in step", "1 2s 3", "1 2s 3", "", "", "");
    row("read elsewhere", "1 2 3", "1 2s 3", "", "2", "");
    row("unread elsewhere", "1s", "1", "", "1", "");
    row("some of everything", "1 2 5 9", "2s 3 9 10 12", "1 5", "2", "12 10 3");
    row("any order", "1 2 3", "3 1 4 2s", "", "2", "4");
    row("the newest went", "1 2 3", "1 2", "3", "", "");
    row("the largest number", "4294967295", "4294967295s", "", "4294967295", "");
}

void ResyncPlanTest::comparesWhatIsKeptWithWhatIsThere()
{
    QFETCH(QByteArray, kept);
    QFETCH(QByteArray, there);
    const auto plan = sync::planResync(seen(kept), seen(there));
    std::vector<Uid> changed;
    for (const FlagsSeen &one : plan.flagsChanged)
        changed.push_back(one.uid);
    QTEST(text(plan.vanished), "vanished");
    QTEST(text(changed), "changed");
    QTEST(text(plan.missing), "missing");
    QCOMPARE(plan.isUpToDate(), plan.vanished.empty() && changed.empty() && plan.missing.empty());
}

void ResyncPlanTest::theLaterWordAboutAMessageCounts()
{
    const auto plan = sync::planResync(seen("1 2"), seen("1s 2 2s 1"));
    QCOMPARE(plan.flagsChanged.size(), std::size_t{1});
    QCOMPARE(plan.flagsChanged.front().uid, Uid{2});
    QVERIFY(plan.flagsChanged.front().flags.has(store::Flags::Seen));
    QVERIFY(plan.missing.empty());
}

void ResyncPlanTest::aChangeOfTheNumberAloneIsNoChange()
{
    auto there = seen("7s");
    there.front().modSeq = ModSeq{99};
    QVERIFY(sync::planResync(seen("7s"), there).isUpToDate());
}

void ResyncPlanTest::theFirstWindowIsTheNewestScreenful()
{
    const auto windows = sync::fetchWindows(newestFirst(1361));
    QCOMPARE(windows.front().toText(), QByteArray("1262:1361"));
    QCOMPARE(windows.at(1).toText(), QByteArray("1062:1261"));
}

void ResyncPlanTest::windowsGrowToALimitAndCoverEverythingOnce()
{
    const auto windows = sync::fetchWindows(newestFirst(5000), 100, 500);
    quint64 total = 0;
    UidSet all;
    for (const UidSet &window : windows) {
        QVERIFY(window.count() <= 500);
        total += window.count();
        for (const UidRange &range : window.ranges())
            all.add(range);
    }
    QCOMPARE(total, quint64{5000});
    QCOMPARE(all.toText(), QByteArray("1:5000"));
    QCOMPARE(windows.back().ranges().front().first, Uid{1});
}

void ResyncPlanTest::nothingMissingNeedsNoWindow()
{
    QVERIFY(sync::fetchWindows({}).empty());
    QCOMPARE(sync::fetchWindows({Uid{9}}).size(), std::size_t{1});
}

POSTHORN_TEST(ResyncPlanTest)

#include "tst_resyncplan.moc"
