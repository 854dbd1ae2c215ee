// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "tests/properties/referencesession.h"
#include "tests/support/testcase.h"

using namespace std::chrono_literals;

// A whole session over a line that is slow, narrow or loses what is sent: it comes to its end all the same,
// nothing is given up and said twice, and what the user does meanwhile does not wait for the line.
class SlowLinesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWholeSessionGoesWell_data();
    void theWholeSessionGoesWell();
    void whatTheUserDoesDoesNotWaitForTheLine();
};

void SlowLinesTest::theWholeSessionGoesWell_data()
{
    QTest::addColumn<Pace>("pace");
    QTest::newRow("two seconds away") << Pace{2s, 0, 0, 1};
    QTest::newRow("a kilobyte a second") << Pace{0s, 1000, 0, 1};
    for (quint32 seed = 1; seed <= 5; ++seed) {
        QTest::addRow("a fifth is lost, %u", seed) << Pace{100ms, 0, 20, seed};
        QTest::addRow("all of it, %u", seed) << Pace{2s, 1000, 20, seed};
    }
}

void SlowLinesTest::theWholeSessionGoesWell()
{
    COVERS("REL-07");
    QFETCH(Pace, pace);
    for (const auto server : {ReferenceSession::Server::New, ReferenceSession::Server::Old}) {
        model::Model model = referenceModel();
        ModelWorld world;
        world.setPace(pace);
        ReferenceSession session(world, model, server);
        session.run();
        QCOMPARE(session.judge(), QByteArray());
        for (const char *kept : {"kept", "m8", "m9", "m10"}) {
            QVERIFY2(std::ranges::any_of(model.ledger(),
                                         [kept](const model::Effect &effect) {
                                             return effect.testId == kept && effect.client == 1;
                                         }),
                     kept);
        }
    }
}

// It is durable and shown before a single octet has left.
void SlowLinesTest::whatTheUserDoesDoesNotWaitForTheLine()
{
    COVERS("REL-07");
    model::Model model = referenceModel();
    ModelWorld world;
    const QUuid account = world.addAccount(model, {"IMAP4rev1", "IDLE", "UIDPLUS", "MOVE"}, 1, true);
    world.settle();
    QVERIFY(world.openFolder(account, "INBOX"));
    world.settle();
    world.setPace({20s, 100, 0, 1});
    const auto target = world.targetOf(account, "INBOX", 3);
    QVERIFY(target.has_value());
    const auto begun = world.clock().monotonic();
    world.room().journal()->append(journal::ChangeFlags{journal::Targets::of(*target), "\\Flagged", true});
    const auto pending = world.room().journal()->pending();
    QCOMPARE(pending.size(), std::size_t{1});
    QVERIFY(journal::effective({}, *target, pending) == store::flagsFromNames({"\\Flagged"}));
    for (int i = 0; i < 10; ++i)
        (void)world.pump();
    QCOMPARE(world.clock().monotonic(), begun);
    QVERIFY(!model.find("INBOX")->find(3)->flags.contains("\\Flagged"));  // still on its way
    world.quieten();
    QVERIFY(model.find("INBOX")->find(3)->flags.contains("\\Flagged"));
    QVERIFY(world.room().journal()->pending().empty());
}

POSTHORN_TEST(SlowLinesTest)
#include "tst_slowlines.moc"
