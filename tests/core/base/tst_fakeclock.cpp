// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class FakeClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standsStillUntilItIsMoved()
    {
        const QDateTime start(QDate(2026, 11, 14), QTime(12, 0), Qt::UTC);
        FakeClock clock(start);
        QCOMPARE(clock.now(), start);
        QVERIFY(clock.monotonic() == 0ms);
        clock.advance(90s);
        QCOMPARE(clock.now(), start.addSecs(90));
        QVERIFY(clock.monotonic() == 90'000ms);
    }

    void ringsAlarmsInOrderAtTheirOwnMoment()
    {
        FakeClock clock;
        QStringList log;
        const auto note = [&](const QString &what) {
            return [&, what] { log += what + QString::number(clock.monotonic().count()); };
        };
        const auto late = clock.alarm(30ms, note(u"late"_s));
        const auto early = clock.alarm(10ms, note(u"early"_s));
        const auto first = clock.alarm(20ms, note(u"first"_s));
        const auto second = clock.alarm(20ms, note(u"second"_s));
        clock.advance(9ms);
        QVERIFY(log.isEmpty());
        clock.advance(11ms);
        QCOMPARE(log, (QStringList{u"early10"_s, u"first20"_s, u"second20"_s}));
        clock.advance(1h);
        QCOMPARE(log.last(), u"late30"_s);
        QCOMPARE(log.size(), 4);
        QCOMPARE(clock.pendingAlarms(), 0);
    }

    void ringsAnAlarmThatAnotherOneSet()
    {
        FakeClock clock;
        int rings = 0;
        std::unique_ptr<Alarm> inner;
        const auto outer = clock.alarm(10ms, [&] { inner = clock.alarm(10ms, [&] { ++rings; }); });
        clock.advance(19ms);
        QCOMPARE(rings, 0);
        clock.advance(1ms);
        QCOMPARE(rings, 1);
    }

    void forgetsAnAlarmThatIsGone()
    {
        FakeClock clock;
        int rings = 0;
        auto alarm = clock.alarm(10ms, [&] { ++rings; });
        QCOMPARE(clock.pendingAlarms(), 1);
        alarm.reset();
        QCOMPARE(clock.pendingAlarms(), 0);
        auto other = clock.alarm(10ms, [&] { ++rings; });
        const auto first = clock.alarm(5ms, [&] { other.reset(); });  // one alarm may cancel another
        clock.advance(1s);
        QCOMPARE(rings, 0);
    }

    void takesANegativeDelayForNone()
    {
        FakeClock clock;
        bool rang = false;
        const auto alarm = clock.alarm(-5ms, [&] { rang = true; });
        QVERIFY(!rang);
        clock.advance(0ms);
        QVERIFY(rang);
    }
};

POSTHORN_TEST(FakeClockTest)
#include "tst_fakeclock.moc"
