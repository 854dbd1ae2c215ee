// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QRandomGenerator>

#include <cstdio>

#include "tests/properties/historyrun.h"
#include "tests/support/testcase.h"

// Whatever several clients do to a mailbox, and however the server tells of it: after a while the store has
// what the server has. Told plainly, by CONDSTORE, by QRESYNC and without numbers, of the same history.
//
//     POSTHORN_HISTORIES     how many (1,000 when nothing is said)
//     POSTHORN_SEED          of the first one; the next ones count up
//
// Without a seed it is drawn where POSTHORN_HISTORIES is set, and else 1: what every change must pass is the
// same for all, so that a red run is the change's doing; campaigns look for what nobody has seen.
class HistoriesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWayOfLookingEndsInTheServersState();
};

void HistoriesTest::everyWayOfLookingEndsInTheServersState()
{
    COVERS("REL-49");
    constexpr quint32 usual = 1000;
    constexpr quint32 perWorld = 100;  // then a fresh profile
    const quint32 count = numberFrom("POSTHORN_HISTORIES", usual);
    const quint32 first = numberFrom(
        "POSTHORN_SEED",
        qEnvironmentVariableIsSet("POSTHORN_HISTORIES") ? QRandomGenerator::global()->generate() >> 2U : 1);
    std::unique_ptr<ModelWorld> world;
    int marks = 0, copies = 0;
    QElapsedTimer time;
    time.start();
    for (quint32 i = 0; i < count; ++i) {
        if (i % perWorld == 0)
            world = std::make_unique<ModelWorld>();
        const History history = drawHistory(first + i);
        const Verdict verdict = carryOut(*world, history);
        marks += verdict.marks;
        copies += verdict.copies;
        if (verdict.what.isEmpty())
            continue;
        QByteArray told = "POSTHORN_SEED=" + QByteArray::number(first + i)
            + " POSTHORN_HISTORIES=1: " + verdict.what + "\n  as short as it gets:";
        const History shortest = shrink(history);
        for (const Step &step : shortest.steps)
            told += "\n    " + toText(step);
        ModelWorld fresh;
        told += "\n  " + carryOut(fresh, shortest).what;
        QVERIFY2(false, told.constData());
    }
    std::printf("histories %u from seed %u: %d copies compared, %d of our keywords set, 0 failed, %lld ms\n",
                count, first, copies, marks, static_cast<long long>(time.elapsed()));
    QVERIFY(count == 0 || copies > 0);
}

POSTHORN_TEST(HistoriesTest)
#include "tst_histories.moc"
