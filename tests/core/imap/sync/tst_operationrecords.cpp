// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/operationrunner.h"

#include "tests/core/imap/sync/runnerworld.h"
#include "tests/support/testcase.h"

namespace {

void fill(RunnerWorld &world)
{
    for (const char *id : {"m1", "m2"})
        world.server().append(*world.server().find("INBOX"), model::makeMessage(id));
    world.server().create("Trash", 0, "\\Trash");
}

}

// A disk that is full while something is copied.
class OperationRecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Where the copies begin must be on record before the first one is made: a Message-ID alone does not tell
    // them from what was there before.
    void nothingIsCopiedThatCouldNotBeToldAgain()
    {
        COVERS("REL-18", "REL-22");
        RunnerWorld world(withUidPlus);
        fill(world);
        world.settle();
        world.fillDiskAt("STATUS Trash");
        world.journal().append(journal::CopyMessages{world.targets("INBOX", {1}), "Trash"});
        world.settle();
        QVERIFY(world.saidAbout("UID COPY").isEmpty());
        world.makeRoom();
        world.clock().advance(std::chrono::seconds(30));
        world.settle();
        QCOMPARE(world.contents("Trash"), QByteArrayList{"m1"});
        QVERIFY(world.journal().pending().empty());
    }
    // The destination has been made anew since an earlier run: what is on record of it is about another one.
    void copiesOfAnEarlierMailboxDoNotCount()
    {
        RunnerWorld world(withUidPlus);
        fill(world);
        world.settle();
        world.setOnline(false);
        world.journal().append(journal::CopyMessages{world.targets("INBOX", {1, 2}), "Trash"});
        journal::Outcome known;
        known.validity = {world.server().find("Trash")->uidValidity + 1};
        known.places = {{{1}, {1}}};
        world.journal().record(world.journal().pending().front().id, journal::State::Uncertain,
                               journal::serialize(known));
        world.restart();
        QCOMPARE(world.contents("Trash"), (QByteArrayList{"m1", "m2"}));
        QVERIFY(world.journal().pending().empty());
        QCOMPARE(world.updates().size(), std::size_t{1});
        const auto *copied = std::get_if<store::MessagesCopied>(&world.updates().front());
        QVERIFY(copied != nullptr);
        QCOMPARE(copied->places.size(), std::size_t{2});
        QCOMPARE(copied->toValidity.value, world.server().find("Trash")->uidValidity);
    }
    void aCopyThatCouldNotBeRecordedIsNotMadeAgain_data()
    {
        QTest::addColumn<QByteArrayList>("capabilities");
        QTest::addColumn<bool>("restarts");
        for (const bool restarts : {false, true}) {
            const char *then = restarts ? "restart" : "room again";
            QTest::addRow("COPYUID, %s", then) << withUidPlus << restarts;
            QTest::addRow("no COPYUID, %s", then) << plain << restarts;
        }
    }
    void aCopyThatCouldNotBeRecordedIsNotMadeAgain()
    {
        COVERS("REL-18", "REL-22");
        QFETCH(const QByteArrayList, capabilities);
        QFETCH(const bool, restarts);
        RunnerWorld world(capabilities);
        fill(world);
        world.server().append(*world.server().find("Trash"),
                              model::makeMessage("m1").replace("X-Test-Id: m1", "X-Test-Id: list"));
        world.settle();
        world.fillDiskAt("UID COPY");
        world.journal().append(journal::CopyMessages{world.targets("INBOX", {1}), "Trash"});
        world.settle();
        QCOMPARE(world.contents("Trash"), (QByteArrayList{"list", "m1"}));
        QCOMPARE(world.journal().pending().size(), size_t{1});
        world.makeRoom();
        if (restarts)
            world.restart();
        else
            world.clock().advance(std::chrono::seconds(10));
        world.settle();
        QCOMPARE(world.contents("Trash"), (QByteArrayList{"list", "m1"}));
        QVERIFY(world.journal().pending().empty());
    }
};

POSTHORN_TEST(OperationRecordsTest)
#include "tst_operationrecords.moc"
