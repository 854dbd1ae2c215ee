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
    void noWindowIsTooLongForALine();
    void looksAtAsLittleAsItMay_data();
    void looksAtAsLittleAsItMay();
    void changesAloneMakeAPlan_data();
    void changesAloneMakeAPlan();
    void allUidsMakeAPlan();
    void aSetOfAllUidsCostsNothing();
    void countsMustFit_data();
    void countsMustFit();
    void lossesWithoutAWordAreDoubted();
    void rangesCoverEverythingOnce_data();
    void rangesCoverEverythingOnce();
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

void ResyncPlanTest::noWindowIsTooLongForALine()
{
    std::vector<Uid> scattered;
    for (quint32 i = 0; i < 3000; ++i)
        scattered.push_back(Uid{4'000'000'000U - 7 * i});
    quint64 total = 0;
    quint32 below = 0xFFFFFFFF;
    for (const UidSet &window : sync::fetchWindows(scattered, 100, 2000)) {
        QVERIFY(window.toText().size() < 7900);
        QVERIFY(window.ranges().back().last.value <= below);  // newest first
        below = window.ranges().front().first.value;
        total += window.count();
    }
    QCOMPARE(total, quint64{3000});
}

// kept "validity uidNext inStepWith", told "validity uidNext highestModSeq exists", flags and what QRESYNC
// told.
void ResyncPlanTest::looksAtAsLittleAsItMay_data()
{
    QTest::addColumn<QByteArray>("kept");
    QTest::addColumn<QByteArray>("told");
    QTest::addColumn<QByteArray>("also");
    QTest::addColumn<QByteArray>("plan");
    const auto row = [](const char *name, const char *kept, const char *told, const char *also,
                        const char *plan) {
        QTest::newRow(name) << QByteArray(kept) << QByteArray(told) << QByteArray(also) << QByteArray(plan);
    };
    row("never opened, small", "none", "7 41 90 40", "", "Flags 0 90");
    row("never opened, large", "none", "7 1001 90 1000", "", "Everything 0 90");
    row("large, UIDNEXT missing", "none", "7 0 90 1000", "", "Flags 0 90");
    row("large, UIDNEXT too small", "none", "7 900 90 1000", "", "Flags 0 90");
    row("large, UIDs of the session's making", "none", "7 1001 0 1000", "local", "Flags 0 0");
    row("nothing is there", "7 41 90", "7 41 90 0", "", "Nothing 0 90");
    row("another UIDVALIDITY, small", "6 41 90", "7 41 90 40", "qresync 90", "Flags 0 90");
    row("another UIDVALIDITY, large", "6 9999 90", "7 9999 90 5000", "", "Everything 0 90");
    row("UIDVALIDITY 0 or missing", "0 41 90", "0 41 95 40", "qresync 90", "Flags 0 0");
    row("UIDVALIDITY went missing", "7 41 90", "0 41 95 40", "qresync 90", "Flags 0 0");
    row("UIDNOTSTICKY", "7 41 90", "7 41 95 40", "notsticky qresync 90", "Flags 0 0");
    row("nothing has happened", "7 41 90", "7 41 90 40", "", "Nothing 0 90");
    row("something has happened", "7 41 90", "7 44 95 40", "", "Changes 90 95");
    row("QRESYNC has told it", "7 41 90", "7 44 95 40", "qresync 90", "Told 90 95");
    row("QRESYNC has told more than was asked", "7 41 90", "7 44 95 40", "qresync 80", "Told 80 95");
    row("QRESYNC told less than is needed", "7 41 90", "7 44 95 40", "qresync 92", "Changes 90 95");
    row("QRESYNC claimed and not on", "7 41 90", "7 44 95 40", "unheard 90", "Changes 90 95");
    row("it is not known how far we are", "7 41 0", "7 44 95 40", "qresync 0", "Flags 0 95");
    row("HIGHESTMODSEQ going back", "7 41 90", "7 41 89 40", "qresync 90", "Flags 0 89");
    row("HIGHESTMODSEQ missing or 0", "7 41 90", "7 41 0 40", "qresync 90", "Flags 0 0");
    row("NOMODSEQ", "7 41 90", "7 41 95 40", "nomodseq qresync 90", "Flags 0 0");
    row("no CONDSTORE any more", "7 41 90", "7 41 95 40", "plain", "Flags 0 0");
    row("UIDNEXT going back", "7 41 90", "7 40 95 30", "qresync 90", "Flags 0 95");
    row("UIDNEXT missing", "7 41 90", "7 0 95 40", "", "Changes 90 95");
    row("more messages than UIDs", "7 41 90", "7 41 95 41", "qresync 90", "Flags 0 95");
}

void ResyncPlanTest::looksAtAsLittleAsItMay()
{
    COVERS("REL-36");
    QFETCH(QByteArray, kept);
    QFETCH(QByteArray, told);
    QFETCH(QByteArray, also);
    sync::KeptMailbox ours;
    if (const auto words = kept.split(' '); words.size() == 3)
        ours = {UidValidity{words[0].toUInt()}, Uid{words[1].toUInt()}, ModSeq{words[2].toULongLong()},
                false};
    const auto words = told.split(' ');
    SelectedMailbox selected;
    selected.uidValidity = UidValidity{words[0].toUInt()};
    selected.uidNext = Uid{words[1].toUInt()};
    selected.highestModSeq = ModSeq{words[2].toULongLong()};
    selected.exists = words[3].toUInt();
    selected.noModSeq = also.contains("nomodseq");
    selected.uidNotSticky = also.contains("notsticky");
    selected.sessionLocal = also.contains("local");
    sync::ResyncAnswer answer;
    answer.isWhole = also.contains("qresync");
    answer.since = ModSeq{also.split(' ').back().toULongLong()};
    const auto look = sync::firstLook(ours, selected, !also.contains("plain"), answer);
    static constexpr const char *names[] = {"Nothing", "Told", "Changes", "Flags", "Everything"};
    QTEST(QByteArray(names[static_cast<int>(look.how)]) + ' ' + QByteArray::number(look.since.value) + ' '
              + QByteArray::number(look.reaches.value),
          "plan");
}

void ResyncPlanTest::changesAloneMakeAPlan_data()
{
    QTest::addColumn<QByteArray>("changed");
    QTest::addColumn<QByteArray>("vanished");
    QTest::addColumn<QByteArray>("plan");
    const auto row = [](const char *name, const char *changed, const char *vanished, const char *plan) {
        QTest::newRow(name) << QByteArray(changed) << QByteArray(vanished) << QByteArray(plan);
    };
    row("nothing", "", "9", "gone: changed: missing: kept:1 2 3 5 8");
    row("read and gone", "2s", "3,8", "gone:3 8 changed:2 missing: kept:1 2 5");
    row("new ones", "9 10s", "9999", "gone: changed: missing:10 9 kept:1 2 3 5 8 9 10");
    row("one that should be here", "4", "99", "gone: changed: missing:4 kept:1 2 3 4 5 8");
    row("unsorted and twice", "8 2s 2 1", "5,5,3:2,5", "gone:3 5 changed:1 2 8 missing: kept:1 2 8");
    row("changed is not gone", "3", "1:8", "gone:1 2 5 8 changed:3 missing: kept:3");
    row("everything there could be", "", "1:4294967295", "gone:1 2 3 5 8 changed: missing: kept:");
    row("UID 0 is none", "0", "9", "gone: changed: missing: kept:1 2 3 5 8");
}

void ResyncPlanTest::changesAloneMakeAPlan()
{
    COVERS("MA-56");
    QFETCH(QByteArray, changed);
    QFETCH(QByteArray, vanished);
    const std::vector<Uid> kept{Uid{1}, Uid{2}, Uid{3}, Uid{5}, Uid{8}};
    auto told = seen(changed);
    if (changed == "0")
        told.push_back({});
    const auto plan = sync::planChanges(kept, told, *parseUidSet(vanished));
    std::vector<Uid> flags;
    for (const FlagsSeen &one : plan.flagsChanged)
        flags.push_back(one.uid);
    QTEST("gone:" + text(plan.vanished) + " changed:" + text(flags) + " missing:" + text(plan.missing)
              + " kept:" + text(sync::keptAfter(kept, plan)),
          "plan");
}

void ResyncPlanTest::allUidsMakeAPlan()
{
    const std::vector<Uid> kept{Uid{1}, Uid{2}, Uid{3}, Uid{5}, Uid{8}};
    const auto plan = sync::planUids(kept, *parseUidSet("2:3,7:9"), seen("1s 3s 9s"));
    QCOMPARE(text(plan.vanished), QByteArray("1 5"));
    QCOMPARE(text(plan.missing), QByteArray("9 7"));
    QCOMPARE(plan.flagsChanged.size(), std::size_t{1});
    QCOMPARE(plan.flagsChanged.front().uid, Uid{3});
    QCOMPARE(text(sync::keptAfter(kept, plan)), QByteArray("2 3 7 8 9"));
    QVERIFY(sync::planUids(kept, {}, {}).missing.empty());
}

void ResyncPlanTest::aSetOfAllUidsCostsNothing()
{
    const UidSet all = *parseUidSet("1:4294967295");
    const auto plan = sync::planUids({Uid{5}}, all, {});
    QVERIFY(plan.missing.empty());  // nobody has so many messages, and the count says so, too
    QVERIFY(!sync::fits(all.count(), {40, 0}));
}

void ResyncPlanTest::countsMustFit_data()
{
    QTest::addColumn<quint64>("messages");
    QTest::addColumn<quint64>("exists");
    QTest::addColumn<quint64>("late");
    QTest::addColumn<bool>("fit");
    QTest::newRow("the same") << quint64{40} << quint64{40} << quint64{0} << true;
    QTest::newRow("one too few") << quint64{39} << quint64{40} << quint64{0} << false;
    QTest::newRow("one too many") << quint64{41} << quint64{40} << quint64{0} << false;
    QTest::newRow("one came since") << quint64{39} << quint64{40} << quint64{1} << true;
    QTest::newRow("one came and was told") << quint64{40} << quint64{40} << quint64{1} << true;
    QTest::newRow("one came and two lack") << quint64{38} << quint64{40} << quint64{1} << false;
}

void ResyncPlanTest::countsMustFit()
{
    QFETCH(quint64, messages);
    QFETCH(quint64, exists);
    QFETCH(quint64, late);
    QTEST(sync::fits(messages, {exists, late}), "fit");
    QVERIFY(sync::isBelow({Uid{3}, Uid{9}}, Uid{10}));
    QVERIFY(sync::isBelow({Uid{3}, Uid{9}}, Uid{0}));
    QVERIFY(!sync::isBelow({Uid{3}, Uid{9}}, Uid{9}));
}

void ResyncPlanTest::lossesWithoutAWordAreDoubted()
{
    COVERS("REL-35");
    QVERIFY(!sync::isMassLoss(50, 50));  // few enough to be anybody's deleting
    QVERIFY(sync::isMassLoss(51, 51));
    QVERIFY(sync::isMassLoss(21'000, 100'000));
    QVERIFY(!sync::isMassLoss(20'000, 100'000));
}

void ResyncPlanTest::rangesCoverEverythingOnce_data()
{
    QTest::addColumn<quint32>("next");
    QTest::addColumn<quint32>("exists");
    QTest::addColumn<int>("most");  // ranges
    QTest::newRow("dense") << 100'001U << 100'000U << 201;
    QTest::newRow("sparse") << 4'294'967'295U << 600U << 3;
    QTest::newRow("the last UID of all") << 4'294'967'295U << 1'000'000U << 2002;
    QTest::newRow("nothing") << 1U << 0U << 0;
    QTest::newRow("more than there can be") << 10U << 4'000'000'000U << 9;
}

void ResyncPlanTest::rangesCoverEverythingOnce()
{
    QFETCH(quint32, next);
    QFETCH(quint32, exists);
    QFETCH(int, most);
    sync::UidRanges ranges(Uid{next}, exists);
    quint32 expected = next - 1;
    int count = 0;
    while (const auto range = ranges.next(500)) {
        QCOMPARE(range->last.value, expected);
        QVERIFY(range->first <= range->last);
        expected = range->first.value - 1;
        ++count;
    }
    QCOMPARE(expected, 0U);
    QVERIFY2(count <= most, QByteArray::number(count).constData());
}

POSTHORN_TEST(ResyncPlanTest)

#include "tst_resyncplan.moc"
