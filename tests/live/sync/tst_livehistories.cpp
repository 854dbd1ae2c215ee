// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>

#include <cstdio>

#include "tests/live/sync/crowd.h"
#include "tests/live/sync/livehistory.h"
#include "tests/live/sync/scene.h"
#include "tests/properties/history.h"

using namespace Qt::StringLiterals;
using namespace live;

// Random histories of several clients (tests/properties) on a real Dovecot: however we look at its mailboxes,
// the store ends up with what a client that comes anew sees.
//
//     POSTHORN_HISTORIES     how many (4 when nothing is said)
//     POSTHORN_SEED          of the first one (11 when nothing is said); the next ones count up
class LiveHistories : public LiveSuite
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void everyWayOfLookingEndsInTheServersState();
    void twentySessionsThatChangeEverythingAreFollowed();
};

void LiveHistories::initTestCase_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("Dovecot") << static_cast<int>(ImapServer::Kind::Dovecot);
}

void LiveHistories::everyWayOfLookingEndsInTheServersState()
{
    COVERS("REL-49");
    NEEDS_SERVER();
    constexpr quint32 usual = 4, usualSeed = 11;
    const quint32 count = numberFrom("POSTHORN_HISTORIES", usual);
    const quint32 first = numberFrom("POSTHORN_SEED", usualSeed);
    int copies = 0, marks = 0;
    QElapsedTimer time;
    time.start();
    for (quint32 i = 0; i < count; ++i) {
        const History history = drawHistory(first + i);
        LiveHistory run(server(), history);
        const QByteArray wrong = run.carryOut();
        copies += run.copies();
        marks += run.marks();
        QByteArray told =
            "POSTHORN_SEED=" + QByteArray::number(first + i) + " POSTHORN_HISTORIES=1: " + wrong;
        for (const Step &step : history.steps)
            told += "\n    " + toText(step);
        QVERIFY2(wrong.isEmpty(), told.constData());
    }
    std::printf("live histories %u from seed %u: %d copies compared, %d of our keywords set, %lld ms\n",
                count, first, copies, marks, static_cast<long long>(time.elapsed()));
    QVERIFY(count == 0 || copies > 0);
}

void LiveHistories::twentySessionsThatChangeEverythingAreFollowed()
{
    COVERS("REL-47");
    NEEDS_SERVER();
    constexpr int sessions = 20, changes = 25;
    constexpr quint32 usualSeed = 47;
    const quint32 seed = numberFrom("POSTHORN_SEED", usualSeed);
    const QByteArray words = "seed " + QByteArray::number(seed);
    Crowd crowd(server(), seed);
    QVERIFY2(crowd.begin(sessions), words.constData());
    QVERIFY2(crowd.change(changes), words.constData());
    QCOMPARE(words + crowd.judge(), words);
    std::printf("%d sessions with %d changes each, seed %u\n", sessions, changes, seed);
}

POSTHORN_TEST(LiveHistories)
#include "tst_livehistories.moc"
