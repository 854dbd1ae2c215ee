// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/receiptworld.h"
#include "tests/support/testcase.h"

using receipts::LedgerState;

// How the engine ends: nothing that has gone out is called unknown when it could have been known.
class EngineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stopsAtOnceWhenNothingRuns();
    void stopsWhenTheServerHasSaidGoodbye();
    void waitsForARunningSubmission();
    void tellsWhatBecameOfASubmissionItCutsOff_data();
    void tellsWhatBecameOfASubmissionItCutsOff();
};

namespace {

constexpr char sendClaimed[] = R"(
    U: send
    C: a5 UID FETCH 42 (FLAGS MODSEQ)
    S: * 1 FETCH (UID 42 FLAGS () MODSEQ (61))
    S: a5 OK done
    C: a6 UID STORE 42 (UNCHANGEDSINCE 61) +FLAGS ($MDNSent)
    S: * 1 FETCH (UID 42 MODSEQ (62) FLAGS ($MDNSent))
    S: a6 OK Store completed
)";
constexpr char upToData[] = R"(
    MS: 220 smtp.home.example
    MC: EHLO [127.0.0.1]
    MS: 250 smtp.home.example
    MC: MAIL FROM:<>
    MS: 250 ok
    MC: RCPT TO:<a@ex.org>
    MS: 250 ok
    MC: DATA
)";

void onSendAndStop(World &world)
{
    world.on("send",
             [&world] { world.room().receipts()->decide(decision(world, receipts::Decision::Kind::Send)); });
    world.on("stop", [&world] { world.engine().stop(); });
}

}

void EngineTest::stopsAtOnceWhenNothingRuns()
{
    World world;
    const QSignalSpy stopped(&world.engine(), &app::Engine::stopped);
    world.engine().stop();
    QTRY_COMPARE(stopped.size(), 1);  // no clock was moved
}

void EngineTest::stopsWhenTheServerHasSaidGoodbye()
{
    World world;
    openInbox(world);
    onSendAndStop(world);
    const QSignalSpy stopped(&world.engine(), &app::Engine::stopped);
    world.playOn("U: stop\nC: a5 LOGOUT");
    QCOMPARE(stopped.size(), 0);
    world.playOn("S: * BYE see you\nS: a5 OK out");
    world.clock().advance(std::chrono::milliseconds(700));  // the other connection's server is silent
    QCOMPARE(stopped.size(), 1);
}

void EngineTest::waitsForARunningSubmission()
{
    World world;
    openInbox(world);
    onSendAndStop(world);
    const QSignalSpy stopped(&world.engine(), &app::Engine::stopped);
    world.play(sendClaimed);
    world.playOn(upToData);
    world.playOn("MS: 354 go on\nMC: <mail>\nU: stop\nT: 4s");
    QCOMPARE(stopped.size(), 0);
    world.playOn("MS: 250 queued");
    QCOMPARE(stopped.size(), 1);
    QCOMPARE(world.ledgerStates().back(), LedgerState::Sent);
}

void EngineTest::tellsWhatBecameOfASubmissionItCutsOff_data()
{
    QTest::addColumn<bool>("dotSent");
    QTest::addColumn<LedgerState>("state");
    QTest::newRow("before the message: nothing was sent") << false << LedgerState::Claimed;
    QTest::newRow("behind the final dot: nobody knows") << true << LedgerState::SendUncertain;
}

void EngineTest::tellsWhatBecameOfASubmissionItCutsOff()
{
    QFETCH(bool, dotSent);
    World world;
    openInbox(world);
    onSendAndStop(world);
    const QSignalSpy stopped(&world.engine(), &app::Engine::stopped);
    world.play(sendClaimed);
    world.playOn(upToData);
    world.playOn(dotSent ? "MS: 354 go on\nMC: <mail>\nU: stop" : "U: stop");
    world.playOn("T: 6s");
    QCOMPARE(stopped.size(), 1);
    QTEST(world.ledgerStates().back(), "state");
}

POSTHORN_TEST(EngineTest)

#include "tst_engine.moc"
