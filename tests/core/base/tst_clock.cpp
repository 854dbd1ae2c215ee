// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

#include "tests/support/testcase.h"

using namespace std::chrono_literals;

class ClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheTimeInUtcAndNeverGoesBack()
    {
        SystemClock clock;
        const QDateTime before = QDateTime::currentDateTimeUtc();
        const QDateTime now = clock.now();
        QVERIFY(now.timeSpec() == Qt::UTC);
        QVERIFY(now >= before);
        auto last = clock.monotonic();
        for (int i = 0; i < 1000; ++i) {
            const auto next = clock.monotonic();
            QVERIFY(next >= last);
            last = next;
        }
    }

    void ringsOnceFromTheEventLoop()
    {
        SystemClock clock;
        int rings = 0;
        const auto alarm = clock.alarm(0ms, [&] { ++rings; });
        QCOMPARE(rings, 0);  // never from inside alarm()
        QTRY_COMPARE(rings, 1);
        bool later = false;
        const auto second = clock.alarm(20ms, [&] { later = true; });
        QTRY_VERIFY(later);
        QCOMPARE(rings, 1);
    }

    void doesNotRingOnceItsAlarmIsGone()
    {
        SystemClock clock;
        bool rang = false, later = false;
        auto alarm = clock.alarm(1ms, [&] { rang = true; });
        alarm = clock.alarm(30ms, [&] { later = true; });  // assigning another cancels the first
        QTRY_VERIFY(later);
        QVERIFY(!rang);
    }

    void mayLoseItsAlarmWhileItRings()
    {
        SystemClock clock;
        std::unique_ptr<Alarm> alarm;
        const auto held = std::make_shared<int>(1);
        int seen = 0;
        alarm = clock.alarm(0ms, [&alarm, &seen, held] {
            alarm.reset();
            seen = *held;  // what the call holds lives until it returns
        });
        QTRY_COMPARE(seen, 1);
        QCOMPARE(held.use_count(), 1L);
    }
};

POSTHORN_TEST(ClockTest)
#include "tst_clock.moc"
