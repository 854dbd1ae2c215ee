// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/operationrunner.h"

#include "tests/core/imap/sync/runnerworld.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using journal::MoveMessages;
using journal::State;

namespace {

void fill(RunnerWorld &world, int messages)
{
    for (int i = 1; i <= messages; ++i)
        world.server().append(*world.server().find("INBOX"), model::makeMessage("m" + QByteArray::number(i)));
    world.server().create("Work");
    world.settle();
}

journal::AppendMessage append(const RunnerWorld &world)
{
    return {world.account(),  "Work",
            {"\\Seen"},       {},
            "x@test.example", "Message-ID: <x@test.example>\r\nX-Test-Id: x\r\n\r\ntext\r\n"};
}

}

// What the server refuses: because the mailbox is not there, or for as long as others use it.
class TestOperationRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMailboxThatIsGoneIsMadeOnlyWhenSomebodySaysSo_data()
    {
        QTest::addColumn<QByteArrayList>("capabilities");
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QByteArray>("answer");  // empty: the model's own, with the code
        QTest::newRow("MOVE") << withMove << "UID MOVE"_ba
                              << ""_ba;
        QTest::newRow("COPY") << withUidPlus << "UID COPY"_ba
                              << ""_ba;
        QTest::newRow("COPY, without UIDPLUS") << plain << "UID COPY"_ba
                                               << ""_ba;
        QTest::newRow("MOVE, no code") << withMove << "UID MOVE"_ba
                                       << "NO Mailbox does not exist"_ba;
        QTest::newRow("MOVE, NONEXISTENT") << withMove << "UID MOVE"_ba
                                           << "NO [NONEXISTENT] gone"_ba;
    }
    void aMailboxThatIsGoneIsMadeOnlyWhenSomebodySaysSo()
    {
        COVERS("MA-11", "REL-44");
        QFETCH(QByteArrayList, capabilities);
        QFETCH(QByteArray, command);
        QFETCH(QByteArray, answer);
        RunnerWorld world(capabilities);
        fill(world, 2);
        world.server().remove("Work");
        if (!answer.isEmpty())
            world.refuseNext(command, answer);
        world.journal().append(MoveMessages{world.targets("INBOX", {1}), "Work", MoveMessages::Wish::Move});
        world.settle();
        QVERIFY(world.saidAbout("CREATE").isEmpty());
        QVERIFY(world.saidAbout("STORE").isEmpty());
        QCOMPARE(world.contents("INBOX"), (QByteArrayList{"m1", "m2"}));
        const auto failures = world.journal().failures();
        QCOMPARE(failures.size(), size_t{1});
        QCOMPARE(journal::mailboxToCreate(failures[0]), std::optional("Work"_ba));
        // Yes.
        world.journal().append(journal::CreateFolder{world.account(), "Work"});
        world.journal().retry(failures[0].id);
        world.settle();
        QCOMPARE(world.saidAbout("CREATE Work").size(), 1);
        QCOMPARE(world.contents("INBOX"), QByteArrayList{"m2"});
        QCOMPARE(world.contents("Work"), QByteArrayList{"m1"});
        QVERIFY(world.journal().failures().empty());
    }
    void nothingIsSavedInAMailboxOfAnOldName()
    {
        COVERS("MA-11");
        RunnerWorld world(withMove);
        fill(world, 1);
        world.server().remove("Work");
        world.journal().append(append(world));
        world.settle();
        QVERIFY(world.saidAbout("CREATE").isEmpty());
        const auto failures = world.journal().failures();
        QCOMPARE(failures.size(), size_t{1});
        QCOMPARE(journal::mailboxToCreate(failures[0]), std::optional("Work"_ba));
        world.journal().append(journal::CreateFolder{world.account(), "Work"});
        world.journal().retry(failures[0].id);
        world.settle();
        QCOMPARE(world.contents("Work"), QByteArrayList{"x"});
        QVERIFY(world.journal().failures().empty());
    }
    void aMailboxThatIsThereIsNotToBeMade()
    {
        RunnerWorld world(withMove);
        fill(world, 1);
        world.refuseNext("UID MOVE", "NO I do not want to");
        world.journal().append(MoveMessages{world.targets("INBOX", {1}), "Work", MoveMessages::Wish::Move});
        world.settle();
        const auto failures = world.journal().failures();
        QCOMPARE(failures.size(), size_t{1});
        QCOMPARE(failures[0].detail, "I do not want to"_ba);
        QVERIFY(!journal::mailboxToCreate(failures[0]));
    }
    // The list cannot be had: nothing is decided by that.
    void aLineLostWhileItIsLookedForDecidesNothing()
    {
        RunnerWorld world(withMove);
        fill(world, 1);
        world.server().remove("Work");
        world.journal().append(MoveMessages{world.targets("INBOX", {1}), "Work", MoveMessages::Wish::Move});
        world.dropWhenSaid("LIST");
        world.settle();
        QVERIFY(world.journal().failures().empty());
        world.server().create("Work");
        world.clock().advance(1min);
        world.settle();
        QCOMPARE(world.contents("Work"), QByteArrayList{"m1"});
        QVERIFY(world.journal().pending().empty());
    }
    // What was there before the first attempt is still known at the second one, and not taken for its work.
    void whoTriesAgainKnowsWhatWasThereBefore()
    {
        COVERS("REL-42", "G6");
        RunnerWorld world(withUidPlus);
        fill(world, 2);
        world.server().append(*world.server().find("Work"),
                              model::makeMessage("m1").replace("X-Test-Id: m1", "X-Test-Id: list"));
        world.settle();
        world.refuseNext("UID COPY", "NO [OVERQUOTA] Quota exceeded");
        world.journal().append(MoveMessages{world.targets("INBOX", {1}), "Work", MoveMessages::Wish::Move});
        world.settle();
        QCOMPARE(world.journal().failures().size(), size_t{1});
        world.restart();
        world.journal().retry(world.journal().failures()[0].id);
        world.settle();
        QCOMPARE(world.contents("Work"), (QByteArrayList{"list", "m1"}));
        QCOMPARE(world.contents("INBOX"), QByteArrayList{"m2"});
    }
    void aRefusedExpungeIsAskedForAgainAfterAWhile_data()
    {
        QTest::addColumn<bool>("isMove");
        QTest::newRow("removed") << false;
        QTest::newRow("moved") << true;
    }
    void aRefusedExpungeIsAskedForAgainAfterAWhile()
    {
        COVERS("MA-30");
        QFETCH(bool, isMove);
        RunnerWorld world(withUidPlus);
        fill(world, 3);
        world.refuseNext("UID EXPUNGE", "NO Mailbox is in use, cannot expunge");
        ask(world, isMove);
        // Marked, and shown as what it is; the others need not wait.
        QCOMPARE(world.server().find("INBOX")->messages.size(), size_t{3});
        QCOMPARE(world.journal().pending().size(), size_t{1});
        const auto outcome = journal::outcomeOf(world.journal().pending()[0].detail);
        QVERIFY(outcome && outcome->areMarkedOnly);
        world.journal().append(journal::ChangeFlags{world.targets("INBOX", {3}), "\\Seen", true});
        world.settle();
        QCOMPARE(world.journal().pending().size(), size_t{1});
        world.clock().advance(4min);
        world.settle();
        QCOMPARE(world.saidAbout("EXPUNGE").size(), 1);
        world.clock().advance(1min);
        world.settle();
        QCOMPARE(world.saidAbout("EXPUNGE").size(), 2);
        QVERIFY(world.saidAbout("CLOSE").isEmpty());
        QCOMPARE(world.server().find("INBOX")->messages.size(), size_t{2});
        QCOMPARE(world.contents("Work"), isMove ? QByteArrayList{"m1"} : QByteArrayList{});
        QVERIFY(world.journal().pending().empty());
        QVERIFY(world.journal().failures().empty());
    }
    void andNotForEver_data() { aRefusedExpungeIsAskedForAgainAfterAWhile_data(); }
    void andNotForEver()
    {
        COVERS("MA-30");
        QFETCH(bool, isMove);
        RunnerWorld world(withUidPlus);
        fill(world, 2);
        world.refuseNext("UID EXPUNGE", "NO Mailbox is in use, cannot expunge");
        ask(world, isMove);
        for (int tries = 0; tries < 10; ++tries) {
            world.refuseNext("UID EXPUNGE", "NO Mailbox is in use, cannot expunge");
            world.clock().advance(5min);
            world.settle();
        }
        QCOMPARE(world.saidAbout("UID EXPUNGE").size(), 4);
        QCOMPARE(world.server().find("INBOX")->messages.size(), size_t{2});
        QVERIFY(world.saidAbout("CLOSE").isEmpty());
        QVERIFY(world.journal().pending().empty());
        QCOMPARE(world.journal().failures().size(), isMove ? size_t{0} : size_t{1});
        if (isMove)
            QCOMPARE(world.contents("Work"), QByteArrayList{"m1"});
        else
            QCOMPARE(world.journal().failures()[0].detail, "Mailbox is in use, cannot expunge"_ba);
    }
    void whatWaitsOutlivesTheProgram()
    {
        RunnerWorld world(withUidPlus);
        fill(world, 2);
        world.refuseNext("UID EXPUNGE", "NO Mailbox is in use, cannot expunge");
        ask(world, true);
        QCOMPARE(world.journal().pending().size(), size_t{1});
        world.restart();
        QCOMPARE(world.contents("Work"), QByteArrayList{"m1"});
        QCOMPARE(world.server().find("INBOX")->messages.size(), size_t{1});
        QVERIFY(world.journal().pending().empty());
    }

private:
    static void ask(RunnerWorld &world, bool isMove)
    {
        if (isMove)
            world.journal().append(
                MoveMessages{world.targets("INBOX", {1}), "Work", MoveMessages::Wish::Move});
        else
            world.journal().append(journal::RemoveMessages{world.targets("INBOX", {1})});
        world.clock().advance(journal::Journal::holdFor);
        world.settle();
    }
};

POSTHORN_TEST(TestOperationRefusals)
#include "tst_operationrefusals.moc"
