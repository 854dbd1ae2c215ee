// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/operationrunner.h"
#include "core/journal/savedmessage.h"

#include "tests/core/imap/sync/runnerworld.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using journal::CopyMessages;
using journal::MoveMessages;

namespace {

constexpr char mark[] = "$MdnSENt";  // as another client has spelled it

QByteArray asking(const QByteArray &testId)
{
    return "Disposition-Notification-To: anna@home.example\r\n" + model::makeMessage(testId);
}

// Of three messages the second has been answered.
void fill(RunnerWorld &world)
{
    const auto inbox = world.server().find("INBOX");
    world.server().append(*inbox, model::makeMessage("m1"));
    world.server().append(*inbox, asking("m2"), {"\\Seen", mark});
    world.server().append(*inbox, asking("m3"), {"\\Seen"});
    if (!world.server().find("Archive"))
        world.server().create("Archive");
}

bool isMarked(const model::Message &message)
{
    return std::ranges::any_of(message.flags, [](const QByteArray &flag) {
        return flag.compare("$MDNSent", Qt::CaseInsensitive) == 0;
    });
}

// Of those in the mailbox, the ones with the keyword.
QByteArrayList marked(RunnerWorld &world, const QByteArray &mailbox = "Archive")
{
    QByteArrayList ids;
    for (const model::Message &message : world.server().find(mailbox)->messages) {
        if (isMarked(message))
            ids.append(message.testId);
    }
    return ids;
}

void append(RunnerWorld &world, bool moves, const std::vector<quint32> &uids)
{
    if (moves)
        world.journal().append(
            MoveMessages{world.targets("INBOX", uids), "Archive", MoveMessages::Wish::Move});
    else
        world.journal().append(CopyMessages{world.targets("INBOX", uids), "Archive"});
}

bool isOver(RunnerWorld &world)
{
    return world.journal().pending().empty() && world.journal().failures().empty();
}

journal::AppendMessage saved(const RunnerWorld &world, journal::SavedAs what)
{
    return {world.account(),        "Archive",
            journal::flagsOf(what), {},
            "x@test.example",       "Message-ID: <x@test.example>\r\nX-Test-Id: x\r\n\r\ntext\r\n"};
}

}

// $MDNSent on what we copy, move and save (RFC 3503, 3.1 to 3.4).
class ReceiptMarksTest : public QObject
{
    Q_OBJECT

private:
    static void killAtEveryCommand(const std::function<void(RunnerWorld &)> &fillIt,
                                   const QByteArrayList &carriers)
    {
        QFETCH(QByteArrayList, capabilities);
        QFETCH(bool, moves);
        bool wasKilled = true;
        int command = 0;
        while (wasKilled) {
            ++command;
            for (const auto carried : {RunnerWorld::Carried::Out, RunnerWorld::Carried::NotOut}) {
                RunnerWorld world(capabilities);
                world.server().lies.copiesWithoutKeywords = true;
                fillIt(world);
                world.killAt(command, carried);
                append(world, moves, {1, 2});
                world.settle();
                wasKilled = world.wasKilled();
                world.restart();
                const QByteArray at = QByteArray::number(command) + ": " + world.said().join("; ");
                QVERIFY2(world.contents("Archive") == (QByteArrayList{"m1", "m2"}), at.constData());
                QVERIFY2(marked(world) == carriers, at.constData());
                QVERIFY2(isOver(world), at.constData());
            }
        }
        QVERIFY(command > 8);
    }

private Q_SLOTS:
    void aCopyThatHasLostTheKeywordGetsItAgain_data() { addWays(); }
    void aCopyThatHasLostTheKeywordGetsItAgain()
    {
        COVERS("MDN-16", "S18", "S20", "MDN-22");
        QFETCH(QByteArrayList, capabilities);
        QFETCH(bool, moves);
        RunnerWorld world(capabilities);
        world.server().lies.copiesWithoutKeywords = true;
        fill(world);
        world.settle();
        append(world, moves, {1, 2, 3});
        world.settle();
        QVERIFY(isOver(world));
        QCOMPARE(world.contents("Archive"), (QByteArrayList{"m1", "m2", "m3"}));
        QCOMPARE(marked(world), QByteArrayList{"m2"});
        const QByteArrayList stores = world.saidAbout("$MDNSent");
        QCOMPARE(stores, QByteArrayList{"UID STORE 2 +FLAGS ($MDNSent)"});  // alone, and to one of them
        QCOMPARE(world.saidAbout("UID COPY").size() + world.saidAbout("UID MOVE").size(), 1);
        QVERIFY(world.answered().empty());
        if (moves)
            QVERIFY(world.contents("INBOX").isEmpty());
    }
    void oneThatHasKeptItIsLookedAtAndLeftAlone_data() { addWays(); }
    void oneThatHasKeptItIsLookedAtAndLeftAlone()
    {
        COVERS("MDN-16", "S20");
        QFETCH(QByteArrayList, capabilities);
        QFETCH(bool, moves);
        RunnerWorld world(capabilities);
        fill(world);
        world.settle();
        append(world, moves, {1, 2, 3});
        world.settle();
        QVERIFY(isOver(world));
        QCOMPARE(marked(world), QByteArrayList{"m2"});
        QVERIFY(world.saidAbout("$MDNSent").isEmpty());
        const qsizetype copied =
            std::ranges::find_if(world.said(),
                                 [](const QByteArray &said) {
                                     return said.startsWith("UID COPY") || said.startsWith("UID MOVE");
                                 })
            - world.said().begin();
        const QByteArray after = world.said().mid(copied).join('\n');
        QVERIFY2(after.contains("SELECT Archive") && after.contains("UID FETCH"), after.constData());
    }
    // Nor is anything else said: the destination is not opened for plain mail.
    void mailWithoutTheKeywordCostsNothing_data()
    {
        QTest::addColumn<bool>("moves");
        QTest::newRow("copied") << false;
        QTest::newRow("moved") << true;
    }
    void mailWithoutTheKeywordCostsNothing()
    {
        QFETCH(bool, moves);
        RunnerWorld world(withMove);
        fill(world);
        world.settle();
        const qsizetype before = world.said().size();
        append(world, moves, {1, 3});
        world.settle();
        QVERIFY(isOver(world));
        QVERIFY(world.saidAbout("SELECT Archive").isEmpty());
        QVERIFY(marked(world).isEmpty());
        const QByteArray said = world.said().mid(before).join('\n');
        QVERIFY2(world.said().size() - before <= 4, said.constData());  // SELECT, who, STATUS, COPY or MOVE
    }
    void wherePermanentFlagsLackItNothingIsStoredAndWeRemember_data() { addWays(); }
    void wherePermanentFlagsLackItNothingIsStoredAndWeRemember()
    {
        COVERS("MDN-25", "S18", "MDN-16");
        QFETCH(QByteArrayList, capabilities);
        QFETCH(bool, moves);
        RunnerWorld world(capabilities);
        fill(world);
        world.server().find("Archive")->keepsKeywords = false;
        world.settle();
        append(world, moves, {2});
        world.settle();
        QVERIFY(isOver(world));
        QVERIFY(world.saidAbout("$MDNSent").isEmpty());
        QCOMPARE(world.answered().size(), size_t{1});
        const auto key = receipts::requestKey(mime::Header::parse(asking("m2")), "me@home.example");
        QCOMPARE(world.answered()[0].value, key.value);
    }
    // OK, and nothing stored (RFC 4314, 4).
    void aTaggedOkIsNoProofThatItIsThere()
    {
        COVERS("MDN-31", "MDN-16");
        RunnerWorld world(withMove);
        fill(world);
        world.server().find("Archive")->keepsKeywords = false;
        world.server().lies.promisesKeywords = true;
        world.settle();
        append(world, false, {2});
        world.settle();
        QVERIFY(isOver(world));
        QCOMPARE(world.saidAbout("$MDNSent"), QByteArrayList{"UID STORE 1 +FLAGS ($MDNSent)"});
        QCOMPARE(world.answered().size(), size_t{1});
    }
    void aRefusedStoreIsNoFailureOfTheCopy()
    {
        RunnerWorld world(withMove);
        world.server().lies.copiesWithoutKeywords = true;
        fill(world);
        world.settle();
        world.refuseNext("$MDNSent", "NO no space left to store $MDNSent keyword");
        append(world, false, {2});
        world.settle();
        QVERIFY(isOver(world));
        QCOMPARE(world.contents("Archive"), QByteArrayList{"m2"});
        QCOMPARE(world.answered().size(), size_t{1});
    }
    void aDestinationThatCannotBeOpenedEndsTheLookAndNotTheCopy()
    {
        RunnerWorld world(withMove);
        world.server().lies.copiesWithoutKeywords = true;
        fill(world);
        world.settle();
        world.refuseNext("SELECT Archive", "NO [NOPERM] may be written into and not read");
        append(world, false, {2});
        world.settle();
        QVERIFY(isOver(world));
        QCOMPARE(world.saidAbout("UID COPY").size(), 1);
        QVERIFY(marked(world).isEmpty());
    }
    // Another copy of it was there before, or comes in the same moment; nobody told which one is ours.
    void whatNeedNotBeTheCopyIsLeftAlone()
    {
        COVERS("S18");
        RunnerWorld world(plain);
        world.server().lies.copiesWithoutKeywords = true;
        fill(world);
        const auto archive = world.server().find("Archive");
        world.server().append(*archive, asking("m2").replace("X-Test-Id: m2", "X-Test-Id: list"));
        world.settle();
        append(world, false, {2});
        world.settle();
        QCOMPARE(marked(world), QByteArrayList{"m2"});  // and not the older one
        append(world, false, {2});
        const auto note = world.server().beforeCommand;
        world.server().beforeCommand = [&](const QByteArray &command) {
            if (command.contains("UID COPY"))
                world.server().append(*archive, asking("m2").replace("X-Test-Id: m2", "X-Test-Id: late"));
            note(command);
        };
        world.settle();
        QVERIFY(isOver(world));
        QCOMPARE(world.contents("Archive"), (QByteArrayList{"list", "m2", "late", "m2"}));
        QCOMPARE(world.saidAbout("$MDNSent").size(), 1);
    }
    void killedAnywhereTheCopyIsOneAndCarriesTheKeyword_data() { addWays(); }
    void killedAnywhereTheCopyIsOneAndCarriesTheKeyword()
    {
        COVERS("MDN-16", "S18", "S20");
        killAtEveryCommand([](RunnerWorld &world) { fill(world); }, {"m2"});
    }
    // The first one has UID 1, which is a number like any other.
    void killedAnywhereAllCopiesCarryTheKeyword_data() { addWays(); }
    void killedAnywhereAllCopiesCarryTheKeyword()
    {
        const auto bothMarked = [](RunnerWorld &world) {
            for (const char *id : {"m1", "m2"})
                world.server().append(*world.server().find("INBOX"), asking(id), {"$MDNSent"});
            world.server().create("Archive");
        };
        killAtEveryCommand(bothMarked, {"m1", "m2"});
    }
    void aLostLineIsNoReasonToCopyAgain_data() { addWays(); }
    void aLostLineIsNoReasonToCopyAgain()
    {
        QFETCH(QByteArrayList, capabilities);
        QFETCH(bool, moves);
        for (const char *at : {"SELECT Archive", "+FLAGS ($MDNSent)"}) {
            RunnerWorld world(capabilities);
            world.server().lies.copiesWithoutKeywords = true;
            fill(world);
            world.settle();
            world.dropWhenSaid(at);
            append(world, moves, {2});
            world.settle();
            world.clock().advance(std::chrono::minutes(1));
            world.settle();
            QVERIFY2(isOver(world), at);
            QCOMPARE(world.contents("Archive"), QByteArrayList{"m2"});
            QCOMPARE(marked(world), QByteArrayList{"m2"});
            QCOMPARE(world.saidAbout("UID COPY").size() + world.saidAbout("UID MOVE").size(), 1);
        }
    }
    void whatIsSavedCarriesTheKeywordWhereverItIsSaved_data()
    {
        using journal::SavedAs;
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<SavedAs>("what");
        QTest::addColumn<QByteArray>("flags");
        QTest::newRow("receipt") << "MDN-15"_ba << SavedAs::Receipt << "(\\Seen $MDNSent)"_ba;
        QTest::newRow("sent") << "MDN-18"_ba << SavedAs::Sent << "(\\Seen $MDNSent)"_ba;
        for (const char *row : {"MDN-19", "S21"})
            QTest::addRow("unfinished, %s", row)
                << QByteArray(row) << SavedAs::Unfinished << "(\\Draft \\Seen $MDNSent)"_ba;
    }
    void whatIsSavedCarriesTheKeywordWhereverItIsSaved()
    {
        QFETCH(QByteArray, row);
        COVERS(QString::fromLatin1(row));
        QFETCH(journal::SavedAs, what);
        QFETCH(QByteArray, flags);
        RunnerWorld world(withMove);
        fill(world);
        world.settle();
        // As often as it is saved: each time it is another message.
        for (const QByteArray &id : {"x1"_ba, "x2"_ba, "x3"_ba}) {
            journal::AppendMessage message = saved(world, what);
            message.messageId = id + "@test.example";
            message.message.replace("<x@", '<' + id + '@');
            world.journal().append(message);
            world.settle();
        }
        QVERIFY(isOver(world));
        const QByteArrayList said = world.saidAbout("APPEND");
        QCOMPARE(said.size(), 3);
        for (const QByteArray &command : said)
            QVERIFY2(command.startsWith("APPEND Archive " + flags), command.constData());
        QVERIFY(world.saidAbout("STORE").isEmpty());
    }
    void whatWasSavedAndHasLostItGetsItAgain_data()
    {
        QTest::addColumn<QByteArrayList>("capabilities");
        QTest::newRow("APPENDUID") << withMove;
        QTest::newRow("by its Message-ID") << plain;
    }
    void whatWasSavedAndHasLostItGetsItAgain()
    {
        COVERS("MDN-32", "S19");
        QFETCH(QByteArrayList, capabilities);
        RunnerWorld world(capabilities);
        world.server().lies.copiesWithoutKeywords = true;
        fill(world);
        world.settle();
        world.journal().append(saved(world, journal::SavedAs::Sent));
        world.settle();
        QVERIFY(isOver(world));
        QCOMPARE(world.saidAbout("APPEND").size(), 1);
        QCOMPARE(marked(world), QByteArrayList{"x"});
        // One that keeps nothing by itself, and says so, is not asked to.
        world.server().create("Locked");
        world.server().find("Locked")->keepsKeywords = false;
        journal::AppendMessage message = saved(world, journal::SavedAs::Sent);
        message.mailbox = "Locked";
        world.journal().append(message);
        world.settle();
        QVERIFY(isOver(world));
        const QByteArrayList said = world.saidAbout("APPEND Locked");
        QCOMPARE(said.size(), 1);
        QVERIFY2(said[0].startsWith("APPEND Locked (\\Seen) "), said[0].constData());
    }

    // A message of another server, say, that somebody has answered there, or nobody.
    void whatIsSavedIsSavedAsItWas()
    {
        COVERS("MDN-17", "S19", "MDN-22");
        RunnerWorld world(withMove);
        fill(world);
        world.settle();
        journal::AppendMessage message = saved(world, journal::SavedAs::Sent);
        message.flags = {"\\Seen", mark};
        world.journal().append(message);
        world.settle();
        QVERIFY(world.saidAbout("APPEND")[0].startsWith("APPEND Archive (\\Seen $MdnSENt) "));
        QVERIFY2(world.said().last().startsWith("UID FETCH 1 ("), world.said().last().constData());
        message.messageId = "y@test.example";
        message.message.replace("<x@", "<y@");
        message.flags = {"\\Seen"};
        world.journal().append(message);
        world.settle();
        QVERIFY(world.saidAbout("APPEND")[1].startsWith("APPEND Archive (\\Seen) "));
        QVERIFY2(!world.said().last().startsWith("UID FETCH"), world.said().last().constData());
        QCOMPARE(marked(world), QByteArrayList{"x"});
        QVERIFY(isOver(world));
    }

private:
    static void addWays()
    {
        QTest::addColumn<QByteArrayList>("capabilities");
        QTest::addColumn<bool>("moves");
        QTest::newRow("COPY, COPYUID") << withMove << false;
        QTest::newRow("COPY") << plain << false;
        QTest::newRow("MOVE, COPYUID") << withMove << true;
        QTest::newRow("MOVE") << QByteArrayList{"IMAP4rev1", "MOVE", "UNSELECT"} << true;
        QTest::newRow("moved by COPY, COPYUID") << withUidPlus << true;
        QTest::newRow("moved by COPY") << plain << true;
    }
};

POSTHORN_TEST(ReceiptMarksTest)
#include "tst_receiptmarks.moc"
