// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/operationrunner.h"

#include <QRandomGenerator>

#include "tests/core/imap/sync/runnerworld.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using journal::MoveMessages;
using journal::State;

namespace {

void fill(RunnerWorld &world, int messages, const QByteArray &mailbox = "INBOX")
{
    for (int i = 1; i <= messages; ++i)
        world.server().append(*world.server().find(mailbox), model::makeMessage("m" + QByteArray::number(i)));
    if (!world.server().find("Trash"))
        world.server().create("Trash", 0, "\\Trash");
}

// Another copy of the first message, which came by way of a list.
void appendListCopy(RunnerWorld &world, const QByteArray &mailbox)
{
    world.server().append(*world.server().find(mailbox),
                          model::makeMessage("m1").replace("X-Test-Id: m1", "X-Test-Id: list"));
}

MoveMessages move(const RunnerWorld &world, const std::vector<quint32> &uids, const QByteArray &to = "Trash")
{
    return {world.targets("INBOX", uids), to, MoveMessages::Wish::Delete};
}

}

class TestOperationRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMoveIsOneCommandWhereTheServerCan()
    {
        RunnerWorld world(withMove);
        fill(world, 3);
        world.settle();
        world.journal().append(move(world, {1, 3}));
        world.settle();
        QCOMPARE(world.saidAbout("UID MOVE"), QByteArrayList{"UID MOVE 1,3 Trash"});
        QVERIFY(world.saidAbout("STORE").isEmpty());
        QCOMPARE(world.contents("INBOX"), QByteArrayList{"m2"});
        QCOMPARE(world.contents("Trash"), (QByteArrayList{"m1", "m3"}));
        QVERIFY(world.journal().pending().empty());
        QVERIFY(std::any_of(world.updates().begin(), world.updates().end(), [](const auto &update) {
            const auto *copied = std::get_if<store::MessagesCopied>(&update);
            return copied != nullptr && copied->places.size() == 2 && copied->moved;
        }));
    }
    void withoutMoveItIsCopiedLookedForAndExpungedByUid()
    {
        COVERS("MA-54", "REL-46");
        RunnerWorld world(withUidPlus);
        fill(world, 3);
        world.server().changeFlag(*world.server().find("INBOX"), 2, "\\Deleted", true);  // somebody else's
        world.settle();
        world.journal().append(move(world, {1, 3}));
        world.settle();
        QCOMPARE(world.saidAbout("UID COPY"), QByteArrayList{"UID COPY 1,3 Trash"});
        QCOMPARE(world.saidAbout("EXPUNGE"), QByteArrayList{"UID EXPUNGE 1,3"});
        QCOMPARE(world.contents("Trash"), (QByteArrayList{"m1", "m3"}));
        QVERIFY(world.server().find("INBOX")->find(2) != nullptr);
        QCOMPARE(world.server().find("INBOX")->messages.size(), size_t{1});
        QVERIFY(world.journal().pending().empty());
    }
    void withoutUidPlusNothingIsExpunged()
    {
        COVERS("MA-54", "REL-46");
        RunnerWorld world(plain);
        fill(world, 2);
        world.server().changeFlag(*world.server().find("INBOX"), 2, "\\Deleted", true);
        world.settle();
        world.journal().append(move(world, {1}));
        world.settle();
        QVERIFY(world.saidAbout("EXPUNGE").isEmpty());
        QVERIFY(world.saidAbout("CLOSE").isEmpty());
        QCOMPARE(world.server().find("INBOX")->messages.size(), size_t{2});
        QVERIFY(world.contents("INBOX").isEmpty());  // all marked
        QCOMPARE(world.contents("Trash"), QByteArrayList{"m1"});
        QVERIFY(world.journal().pending().empty());
    }
    void killedAnywhereAMoveLeavesTheMessageInOnePlace_data()
    {
        QTest::addColumn<QByteArrayList>("capabilities");
        QTest::newRow("MOVE") << withMove;
        QTest::newRow("COPY with UIDPLUS") << withUidPlus;
        QTest::newRow("COPY") << plain;
    }
    void killedAnywhereAMoveLeavesTheMessageInOnePlace()
    {
        COVERS("REL-18");
        QFETCH(QByteArrayList, capabilities);
        int points = 0;
        for (const auto carried : {RunnerWorld::Carried::NotOut, RunnerWorld::Carried::Out}) {
            for (int command = 1; command < 40; ++command) {
                RunnerWorld world(capabilities);
                fill(world, 3);
                world.killAt(command, carried);
                world.journal().append(move(world, {1, 2}));
                world.settle();
                if (!world.wasKilled())
                    break;
                ++points;
                world.restart();
                const QByteArray at = QByteArray::number(command) + ", "
                    + (carried == RunnerWorld::Carried::Out ? "carried out: " : "not: ")
                    + world.said().join("; ");
                QVERIFY2(world.contents("INBOX") == QByteArrayList{"m3"}, at.constData());
                QVERIFY2(world.contents("Trash") == (QByteArrayList{"m1", "m2"}), at.constData());
                QVERIFY(world.journal().pending().empty());
                QVERIFY(world.journal().failures().empty());
            }
        }
        QVERIFY2(points >= 9, QByteArray::number(points).constData());
    }
    void anotherCopyOfItIsNotTakenForIt_data()
    {
        QTest::addColumn<QByteArrayList>("capabilities");
        QTest::addColumn<QByteArray>("where");
        for (const char *where : {"INBOX", "Trash"}) {
            QTest::addRow("MOVE, %s", where) << withMove << QByteArray(where);
            QTest::addRow("COPY with UIDPLUS, %s", where) << withUidPlus << QByteArray(where);
            QTest::addRow("COPY, %s", where) << plain << QByteArray(where);
        }
    }
    void anotherCopyOfItIsNotTakenForIt()
    {
        COVERS("REL-18");
        QFETCH(QByteArrayList, capabilities);
        QFETCH(QByteArray, where);
        const bool isHere = where == "INBOX";
        const QByteArrayList inbox = isHere ? QByteArrayList{"m3", "list"} : QByteArrayList{"m3"};
        const QByteArrayList trash = isHere ? QByteArrayList{"m1", "m2"} : QByteArrayList{"list", "m1", "m2"};
        enum class How { KilledBefore, KilledBehind, AnswerLost };
        for (const How how : {How::KilledBefore, How::KilledBehind, How::AnswerLost}) {
            for (int command = 1; command < 16; ++command) {
                RunnerWorld world(capabilities);
                fill(world, 3);
                appendListCopy(world, where);
                if (how == How::AnswerLost)
                    world.dropAt(command);
                else
                    world.killAt(command,
                                 how == How::KilledBefore ? RunnerWorld::Carried::NotOut
                                                          : RunnerWorld::Carried::Out);
                world.journal().append(move(world, {1, 2}));
                world.settle();
                if (world.wasKilled())
                    world.restart();
                world.clock().advance(std::chrono::minutes(1));
                world.settle();
                const QByteArray at = QByteArray::number(command) + ": " + world.said().join("; ");
                QVERIFY2(world.contents("INBOX") == inbox, at.constData());
                QVERIFY2(world.contents("Trash") == trash, at.constData());
                QVERIFY2(world.journal().pending().empty(), at.constData());
            }
        }
    }
    void theCopyThatIsLeftIsNotTheOneThatIsGone_data()
    {
        QTest::addColumn<bool>("forGood");
        QTest::newRow("moved") << false;
        QTest::newRow("removed") << true;
    }
    void theCopyThatIsLeftIsNotTheOneThatIsGone()
    {
        COVERS("REL-45");
        QFETCH(bool, forGood);
        RunnerWorld world(withMove);
        fill(world, 2);
        appendListCopy(world, "INBOX");
        world.settle();
        world.setOnline(false);
        if (forGood)
            world.journal().append(journal::RemoveMessages{world.targets("INBOX", {1})});
        else
            world.journal().append(move(world, {1}));
        world.server().expunge(*world.server().find("INBOX"), 1);
        world.setOnline(true);
        world.clock().advance(journal::Journal::holdFor);
        world.settle();
        QCOMPARE(world.contents("INBOX"), (QByteArrayList{"m2", "list"}));
        QVERIFY(world.contents("Trash").isEmpty());
        QVERIFY(world.journal().pending().empty());
        QVERIFY(world.journal().failures().empty());
    }
    void aCopyFromBeforeIsNotRemovedByUndoing()
    {
        RunnerWorld world(withMove);
        fill(world, 2);
        appendListCopy(world, "Trash");
        world.settle();
        world.refuseNext("UID COPY", "NO [OVERQUOTA] Quota exceeded");
        world.journal().append(journal::CopyMessages{world.targets("INBOX", {1}), "Trash"});
        world.settle();
        QCOMPARE(world.journal().failures().size(), size_t{1});
        world.journal().retry(world.journal().failures()[0].id);
        const qint64 id = world.journal().pending()[0].id;
        world.settle();
        QCOMPARE(world.contents("Trash"), (QByteArrayList{"list", "m1"}));
        world.journal().undo(id);
        world.clock().advance(journal::Journal::holdFor);
        world.settle();
        QCOMPARE(world.contents("Trash"), QByteArrayList{"list"});
    }
    void whatIsGoneMeanwhileIsNotMovedAndNobodyElse()
    {
        COVERS("MA-40", "REL-45");
        RunnerWorld world(withUidPlus);
        fill(world, 4);
        world.setOnline(false);
        world.journal().append(move(world, {1, 2, 3}));
        world.server().expunge(*world.server().find("INBOX"), 2);
        world.setOnline(true);
        QCOMPARE(world.contents("INBOX"), QByteArrayList{"m4"});
        QCOMPARE(world.contents("Trash"), (QByteArrayList{"m1", "m3"}));
        QVERIFY(world.journal().failures().empty());
    }
    void renumberedMessagesAreFoundAgainOrLeftAlone()
    {
        COVERS("REL-33");
        RunnerWorld world(withMove);
        fill(world, 3);
        world.settle();
        world.setOnline(false);
        world.journal().append(move(world, {1}));
        world.journal().append(journal::ChangeFlags{world.targets("INBOX", {2}), "\\Flagged", true});
        world.server().renumber("INBOX", 3);  // m1 is 3 now, which was m3
        world.setOnline(true);
        QCOMPARE(world.contents("INBOX"), (QByteArrayList{"m2", "m3"}));
        QCOMPARE(world.contents("Trash"), QByteArrayList{"m1"});
        QVERIFY(world.server().find("INBOX")->messages[0].flags.contains("\\Flagged"));
        QVERIFY(world.journal().pending().empty());
    }
    void silentlyRenumberedMessagesAreNotMistaken()
    {
        COVERS("REL-34");
        for (const bool forGood : {false, true}) {
            RunnerWorld world(withMove);
            fill(world, 3);
            world.settle();
            auto named = world.targets("INBOX", {1});
            named.messages[0].uid = {2};  // as it was called before
            if (forGood)
                world.journal().append(journal::RemoveMessages{named});
            else
                world.journal().append(MoveMessages{named, "Trash", MoveMessages::Wish::Delete});
            world.clock().advance(journal::Journal::holdFor);
            world.settle();
            QCOMPARE(world.contents("INBOX"), (QByteArrayList{"m2", "m3"}));
            QCOMPARE(world.contents("Trash"), forGood ? QByteArrayList{} : QByteArrayList{"m1"});
        }
    }
    void aLostAnswerIsNotAnOperationLost_data() { killedAnywhereAMoveLeavesTheMessageInOnePlace_data(); }
    void aLostAnswerIsNotAnOperationLost()
    {
        COVERS("REL-05");
        QFETCH(QByteArrayList, capabilities);
        for (int command = 1; command < 14; ++command) {
            RunnerWorld world(capabilities);
            fill(world, 3);
            world.dropAt(command);
            world.journal().append(move(world, {1, 2}));
            world.settle();
            world.clock().advance(std::chrono::minutes(1));
            world.settle();
            const QByteArray at = QByteArray::number(command) + ": " + world.said().join("; ");
            QVERIFY2(world.contents("INBOX") == QByteArrayList{"m3"}, at.constData());
            QVERIFY2(world.contents("Trash") == (QByteArrayList{"m1", "m2"}), at.constData());
            QVERIFY2(world.journal().pending().empty(), at.constData());
        }
    }
    void anAppendIsNeverSavedTwice()
    {
        COVERS("REL-38");
        for (int command = 1; command < 8; ++command) {
            RunnerWorld world(withMove);
            fill(world, 1);
            world.dropAt(command);
            world.journal().append(
                journal::AppendMessage{world.account(),
                                       "Trash",
                                       {"\\Seen"},
                                       {},
                                       "x@test.example",
                                       "Message-ID: <x@test.example>\r\nX-Test-Id: x\r\n\r\ntext\r\n"});
            world.settle();
            world.clock().advance(std::chrono::minutes(1));
            world.settle();
            QCOMPARE(world.contents("Trash"), QByteArrayList{"x"});
        }
    }
    void aFullMailboxParksTheOperationAndTheMessageStays_data()
    {
        QTest::addColumn<QByteArrayList>("capabilities");
        QTest::addColumn<QByteArray>("command");
        QTest::newRow("MOVE") << withMove << "UID MOVE"_ba;
        QTest::newRow("COPY") << withUidPlus << "UID COPY"_ba;
    }
    void aFullMailboxParksTheOperationAndTheMessageStays()
    {
        COVERS("REL-42");
        QFETCH(QByteArrayList, capabilities);
        QFETCH(QByteArray, command);
        RunnerWorld world(capabilities);
        fill(world, 2);
        world.settle();
        world.refuseNext(command, "NO [OVERQUOTA] Quota exceeded");
        world.journal().append(move(world, {1}));
        world.settle();
        QCOMPARE(world.contents("INBOX"), (QByteArrayList{"m1", "m2"}));
        QCOMPARE(world.saidAbout(command).size(), 1);
        QVERIFY(world.saidAbout("STORE").isEmpty());
        QCOMPARE(world.journal().failures().size(), size_t{1});
        QCOMPARE(world.journal().failures()[0].detail, "Quota exceeded"_ba);
        world.journal().retry(world.journal().failures()[0].id);
        world.settle();
        QCOMPARE(world.contents("Trash"), QByteArrayList{"m1"});
        QCOMPARE(world.contents("INBOX"), QByteArrayList{"m2"});
    }
    void aFolderInUseStaysAndIsAskedForAgainOnlyByAPerson_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QByteArray>("command");
        QTest::newRow("DELETE") << "MA-01"_ba
                                << "DELETE"_ba;
        QTest::newRow("RENAME") << "MA-02"_ba
                                << "RENAME"_ba;
    }
    void aFolderInUseStaysAndIsAskedForAgainOnlyByAPerson()
    {
        QFETCH(QByteArray, row);
        QFETCH(QByteArray, command);
        COVERS(QString::fromLatin1(row));
        RunnerWorld world(withMove);
        fill(world, 1);
        world.server().create("Work");
        world.settle();
        world.refuseNext(command, "NO Mailbox Work is in use by another user.");
        if (command == "DELETE")
            world.journal().append(journal::DeleteFolder{world.account(), "Work"});
        else
            world.journal().append(journal::RenameFolder{world.account(), "Work", "Play", '/', false});
        world.clock().advance(journal::Journal::holdFor);
        world.settle();
        world.clock().advance(std::chrono::minutes(10));
        world.settle();
        QCOMPARE(world.saidAbout(command).size(), 1);
        QVERIFY(world.saidAbout("EXPUNGE").isEmpty());
        QCOMPARE(world.journal().failures().size(), size_t{1});
        QCOMPARE(world.journal().failures()[0].detail, "Mailbox Work is in use by another user."_ba);
        world.journal().retry(world.journal().failures()[0].id);
        world.clock().advance(journal::Journal::holdFor);
        world.settle();
        QVERIFY(!world.server().find("Work"));
    }
    // There \Deleted and EXPUNGE take a label away; what is in Trash is removed.
    void gmailRemovesForGoodInTrash()
    {
        COVERS("E-11");
        RunnerWorld world(withMove + QByteArrayList{"X-GM-EXT-1", "SPECIAL-USE"});
        fill(world, 2);
        world.settle();
        world.journal().append(journal::RemoveMessages{world.targets("INBOX", {1})});
        world.clock().advance(journal::Journal::holdFor);
        world.settle();
        QCOMPARE(world.saidAbout("MOVE"), QByteArrayList{"UID MOVE 1 Trash"});
        QCOMPARE(world.contents("INBOX"), QByteArrayList{"m2"});
        QVERIFY(world.server().find("Trash")->messages.empty());
        QCOMPARE(world.saidAbout("EXPUNGE").size(), 1);
        QVERIFY(world.saidAbout("SELECT Trash").size() > 0);
        QVERIFY(world.journal().failures().empty());
    }
    void undoBringsItBack_data() { killedAnywhereAMoveLeavesTheMessageInOnePlace_data(); }
    void undoBringsItBack()
    {
        QFETCH(QByteArrayList, capabilities);
        RunnerWorld world(capabilities);
        fill(world, 2);
        world.settle();
        world.journal().append(move(world, {1}));
        const qint64 id = world.journal().pending()[0].id;
        world.settle();
        QCOMPARE(world.contents("Trash"), QByteArrayList{"m1"});
        world.journal().undo(id);
        world.settle();
        QCOMPARE(world.contents("INBOX").size(), 2);
        QVERIFY(world.contents("Trash").isEmpty());
        QVERIFY(world.journal().failures().empty());
    }
    void whatIsMarkedBeforeTheMoveIsDoneFollowsIt()
    {
        RunnerWorld world(withMove);
        fill(world, 2);
        world.setOnline(false);
        const auto targets = world.targets("INBOX", {1});
        world.journal().append(move(world, {1}));
        world.journal().append(journal::ChangeFlags{targets, "\\Flagged", true});
        world.setOnline(true);
        QVERIFY(world.server().find("Trash")->messages[0].flags.contains("\\Flagged"));
        QVERIFY(world.journal().failures().empty());
    }
    void aRenamedFolderTakesItsOperationsAlong()
    {
        COVERS("REL-44");
        RunnerWorld world(withMove);
        fill(world, 2);
        world.server().create("Work");
        world.settle();
        world.setOnline(false);
        world.journal().append(journal::RenameFolder{world.account(), "Work", "Play", '/', false});
        world.journal().append(move(world, {1}, "Work"));
        world.setOnline(true);
        QCOMPARE(world.contents("Play"), QByteArrayList{"m1"});
        QVERIFY(!world.server().find("Work"));
        world.journal().append(journal::DeleteFolder{world.account(), "Play"});
        world.settle();
        QVERIFY(world.server().find("Play"));  // held
        world.clock().advance(journal::Journal::holdFor);
        world.settle();
        QVERIFY(!world.server().find("Play"));
    }
    // The disk was full.
    void whatCouldNotBeWrittenDownIsTriedAgain()
    {
        FakeClock clock;
        imap::sync::OperationRunner runner(QUuid::createUuid(), hooks(nullptr), clock);
        int asked = 0;
        connect(&runner, &imap::sync::OperationRunner::stateReached, &runner, [&asked] { ++asked; });
        const journal::Entry entry{1, State::New, journal::SubscribeFolder{}, {}};
        runner.add(entry);
        runner.setOnline(true);
        QCOMPARE(asked, 1);
        runner.recorded(entry);
        QCOMPARE(asked, 1);
        clock.advance(std::chrono::seconds(30));
        QCOMPARE(asked, 2);
    }
    void whatIsToldMeanwhileIsNoAnswerToItsNote()
    {
        RunnerWorld world(withMove);
        fill(world, 2);
        world.settle();
        int told = 0;
        connect(&world.runner(), &imap::sync::OperationRunner::stateReached, &world.runner(),
                [&](qint64, State state, const QByteArray &detail) {
                    if (state != State::Started || detail.isEmpty())
                        return;
                    ++told;  // as when its mailbox gets another name, just before the note is on record
                    world.runner().recorded(world.journal().pending().front());
                });
        world.journal().append(move(world, {1}));
        world.settle();
        QCOMPARE(told, 1);
        QCOMPARE(world.contents("Trash"), QByteArrayList{"m1"});
        QVERIFY(world.journal().pending().empty());
    }
    void anInterruptedOperationFollowsItsMailbox()
    {
        FakeClock clock;
        QByteArray mailbox;
        imap::sync::OperationRunner runner(QUuid::createUuid(), hooks(&mailbox), clock);
        journal::ChangeFlags change{{{}, "Work", {1}, {}}, "\\Seen", true};
        runner.add({1, State::Uncertain, change, {}});
        change.targets.mailbox = "Play";
        runner.recorded({1, State::Uncertain, change, {}});
        runner.setOnline(true);
        QCOMPARE(mailbox, "Play"_ba);
    }
    // A month away: what was wished is done in its order, also by a program that was killed in the middle.
    void aLongQueueIsDoneInItsOrder()
    {
        COVERS("REL-48");
        RunnerWorld world(withMove);
        fill(world, 40);
        world.server().create("Work");
        world.settle();
        world.setOnline(false);
        for (quint32 i = 0; i < 2000; ++i) {
            const auto targets = world.targets("INBOX", {1 + i % 40});
            if (i % 100 == 99)
                world.journal().append(journal::CopyMessages{targets, "Work"});
            else
                world.journal().append(journal::ChangeFlags{targets, "$n" + QByteArray::number(i), true});
        }
        for (quint32 uid = 31; uid <= 40; ++uid)
            world.server().expunge(*world.server().find("INBOX"), uid);
        QCOMPARE(world.journal().pending().size(), size_t{2000});
        world.killAt(700, RunnerWorld::Carried::Out);
        world.setOnline(true);
        QVERIFY(world.wasKilled());
        world.restart();
        for (int more = 0; more < 20 && !world.journal().pending().empty(); ++more)
            world.settle();
        QVERIFY(world.journal().pending().empty());
        QVERIFY(world.journal().failures().empty());
        // Those that were there when they were copied, with the flags they had by then.
        const auto work = world.server().find("Work");
        QCOMPARE(work->messages.size(), size_t{10});
        QVERIFY(work->messages[0].flags.contains("$n19"));
        QVERIFY(!work->messages[0].flags.contains("$n139"));
    }
    void manyMessagesAreOneCommand()
    {
        RunnerWorld world(withMove);
        fill(world, 2000);
        world.settle();
        std::vector<quint32> all(2000);
        std::iota(all.begin(), all.end(), 1U);
        world.journal().append(journal::ChangeFlags{world.targets("INBOX", all), "\\Seen", true});
        world.settle();
        QCOMPARE(world.saidAbout("STORE"), QByteArrayList{"UID STORE 1:2000 +FLAGS (\\Seen)"});
        QVERIFY(world.journal().pending().empty());
    }
    // Histories of the mailbox between the wish and the deed.
    void noHistoryMakesAnOperationHitAnotherMessage_data()
    {
        killedAnywhereAMoveLeavesTheMessageInOnePlace_data();
    }
    void noHistoryMakesAnOperationHitAnotherMessage()
    {
        COVERS("REL-33");
        QFETCH(QByteArrayList, capabilities);
        QRandomGenerator random(4711);
        RunnerWorld world(capabilities);
        world.settle();
        for (int history = 0; history < 334; ++history) {
            for (const char *name : {"Box", "Trash"}) {
                world.server().remove(name);
                world.server().create(name);
            }
            fill(world, 6, "Box");
            world.setOnline(false);
            const std::vector<quint32> chosen = someOf(random, 6);
            QByteArrayList meant;
            for (const quint32 uid : chosen)
                meant.append("m" + QByteArray::number(uid));
            world.journal().append(
                MoveMessages{world.targets("Box", chosen), "Trash", MoveMessages::Wish::Move});
            for (int step = random.bounded(4); step > 0; --step)
                happen(world, random);
            const QByteArrayList before = world.contents("Box");
            world.setOnline(true);
            const QByteArrayList after = world.contents("Box");
            const QByteArrayList moved = world.contents("Trash");
            for (const QByteArray &id : before)
                QCOMPARE(after.contains(id), !meant.contains(id));
            for (const QByteArray &id : moved)
                QVERIFY(meant.contains(id) && before.contains(id));
            QVERIFY(world.server().complaints().isEmpty());
        }
    }

private:
    // Nobody answers; which mailbox was asked for last is told.
    static imap::sync::OperationRunner::Hooks hooks(QByteArray *mailbox)
    {
        return {[mailbox](const QByteArray &wanted, const imap::sync::Connection::Use &) {
                    if (mailbox != nullptr)
                        *mailbox = wanted;
                },
                [](const imap::sync::FolderChange &, const imap::sync::FolderChanges::Done &) {},
                []() -> const std::vector<store::ListedFolder> & {
                    static const std::vector<store::ListedFolder> none;
                    return none;
                }};
    }
    static std::vector<quint32> someOf(QRandomGenerator &random, quint32 count)
    {
        std::vector<quint32> chosen{1 + random.bounded(count)};
        for (quint32 uid = chosen[0] + 1; uid <= count; ++uid) {
            if (random.bounded(3) == 0)
                chosen.push_back(uid);
        }
        return chosen;
    }
    static void happen(RunnerWorld &world, QRandomGenerator &random)
    {
        const auto box = world.server().find("Box");
        const auto count = static_cast<quint32>(box->messages.size());
        if (random.bounded(3) == 0)
            world.server().renumber("Box", 1 + random.bounded(4U));
        else if (random.bounded(2) == 0)
            world.server().append(*box, model::makeMessage("new"));
        else if (count > 0)
            world.server().expunge(*box, box->messages[random.bounded(count)].uid);
    }
};

POSTHORN_TEST(TestOperationRunner)
#include "tst_operationrunner.moc"
