// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/outcome.h"

#include "tests/live/sync/scene.h"

using namespace Qt::StringLiterals;
using namespace live;

// What another client does to a mailbox while we are in the middle of something (RFC 2180), seen on what the
// store ends up with.
class LiveUnderSync : public LiveSuite
{
    Q_OBJECT

private Q_SLOTS:
    void messagesExpungedDuringTheFirstLookLeaveNothingHollow();
    void theTextOfAnExpungedMessageIsNeverMadeUp();
    void aFlagIsSetOnThoseThatAreLeft();
    void whatIsCopiedAndMovedIsWhatIsLeft_data();
    void whatIsCopiedAndMovedIsWhatIsLeft();
    void whatAnotherClientDoesIsFollowed();

private:
    [[nodiscard]] static journal::Targets targetsOf(const Scene &scene, const QByteArrayList &subjects)
    {
        journal::Targets targets;
        for (const QByteArray &subject : subjects) {
            const auto target = scene.world.targetOf(scene.account, scene.folder, subject);
            if (target && targets.messages.empty())
                targets = journal::Targets::of(*target);
            else if (target)
                targets.add(*target);
        }
        return targets;
    }
};

void LiveUnderSync::messagesExpungedDuringTheFirstLookLeaveNothingHollow()
{
    COVERS("MA-16", "MA-19", "MA-28", "MA-29");
    BEGIN_SCENE(scene, u"firstlook", 6, false);
    scene.world.holdNext({"BODYSTRUCTURE"});
    QVERIFY(scene.world.openFolder(scene.account, scene.folder));
    QVERIFY(scene.world.waitFor([&] { return scene.world.isHeld(); }));
    QVERIFY(expunge(scene.other, "2,4"));
    scene.world.release();
    IS_IN_STEP(scene, scene.folder);
    QCOMPARE(scene.kept().size(), 4);
}

void LiveUnderSync::theTextOfAnExpungedMessageIsNeverMadeUp()
{
    COVERS("MA-16", "MA-21", "MA-27", "MA-28");
    BEGIN_SCENE(scene, u"text", 3, true);
    const auto copy = scene.world.find(scene.account, scene.folder, "2");
    QVERIFY(copy.has_value());
    scene.world.holdNext({"BODY.PEEK["});
    scene.world.engine().fetchContent(*copy, {});
    QVERIFY(scene.world.waitFor([&] { return scene.world.isHeld(); }));
    QVERIFY(expunge(scene.other, "2"));
    bool hasArrived = false;
    scene.world.onChange = [&](const store::ChangeSet &changes) {
        for (const store::FolderChange &change : changes.folders)
            hasArrived = hasArrived || !change.contentArrived.empty();
    };
    scene.world.release();
    IS_IN_STEP(scene, scene.folder);
    QCOMPARE(scene.kept().size(), 2);
    // Either it was the text, or there was none; nobody waits for it.
    QVERIFY(scene.world.waitLong([&] { return hasArrived || scene.world.refusedTexts() > 0; }));
    QCOMPARE(scene.world.untruths().join("\n"), QByteArray());
}

void LiveUnderSync::aFlagIsSetOnThoseThatAreLeft()
{
    COVERS("MA-31", "MA-32", "MA-36");
    BEGIN_SCENE(scene, u"flag", 3, true);
    scene.world.holdNext({"STORE"});
    const auto ended = scene.world.carryOut(
        journal::ChangeFlags{targetsOf(scene, {"1", "2", "3"}), "\\Flagged"_ba, true}, [&] {
            QVERIFY(scene.world.waitFor([&] { return scene.world.isHeld(); }));
            QVERIFY(expunge(scene.other, "2"));
            scene.world.release();
        });
    QVERIFY(ended.has_value());
    QCOMPARE(ended->state, journal::State::Done);
    QVERIFY(flagsAreTold(scene, scene.folder));
    IS_IN_STEP(scene, scene.folder);
    QCOMPARE(scene.kept(), (QByteArrayList{"1 1 \\Flagged", "3 3 \\Flagged"}));
}

void LiveUnderSync::whatIsCopiedAndMovedIsWhatIsLeft_data()
{
    QTest::addColumn<bool>("moves");
    QTest::newRow("copied") << false;
    QTest::newRow("moved") << true;
}

void LiveUnderSync::whatIsCopiedAndMovedIsWhatIsLeft()
{
    COVERS("MA-40", "MA-43", "MA-45");
    QFETCH(bool, moves);
    BEGIN_SCENE(scene, moves ? u"movefrom" : u"copyfrom", 3, true);
    const QByteArray target = makeFolder(scene.other, moves ? u"moveto" : u"copyto");
    QVERIFY(!target.isEmpty());
    const auto targets = targetsOf(scene, {"1", "2", "3"});
    QCOMPARE(targets.messages.size(), std::size_t{3});
    scene.world.holdNext({" COPY ", " MOVE "});
    const journal::Operation operation = moves
        ? journal::Operation(journal::MoveMessages{targets, target, journal::MoveMessages::Wish::Move})
        : journal::Operation(journal::CopyMessages{targets, target});
    const auto ended = scene.world.carryOut(operation, [&] {
        QVERIFY(scene.world.waitFor([&] { return scene.world.isHeld(); }));
        QVERIFY(expunge(scene.other, "2"));
        scene.world.release();
    });
    QVERIFY(ended.has_value());
    QByteArrayList arrived;
    for (const QByteArray &line : look(scene.other, target))
        arrived.append(line.split(' ').value(1));
    if (server().kind() == ImapServer::Kind::Mailutils) {
        // It makes an empty copy of what is gone, and has neither MOVE nor UIDPLUS: what cannot be proved to
        // have arrived stays where it was.
        for (const QByteArray &line : look(scene.other, scene.folder))
            arrived.append(line.split(' ').value(1));
        const QByteArray all = arrived.join(", ");
        QVERIFY2(arrived.contains("1") && arrived.contains("3"), all.constData());
        return;
    }
    QCOMPARE(ended->state, journal::State::Done);
    const auto outcome = journal::outcomeOf(ended->detail);
    QVERIFY(outcome.has_value());
    // And people are told so; where the server tells nothing of its copies, nobody knows.
    QVERIFY(outcome->places.size() == 2 || !scene.other.has("UIDPLUS"));
    QCOMPARE(arrived, (QByteArrayList{"1", "3"}));
    IS_IN_STEP(scene, scene.folder);
    QCOMPARE(scene.kept().size(), moves ? 0 : 2);
    scene.world.engine().refresh();
    QVERIFY(scene.world.waitLong([&] { return scene.isThere(target); }));
    QVERIFY(scene.world.openFolder(scene.account, target));
    IS_IN_STEP(scene, target);
}

void LiveUnderSync::whatAnotherClientDoesIsFollowed()
{
    COVERS("MA-15", "MA-36", "MA-44");
    BEGIN_SCENE(scene, u"followed", 4, true);
    QVERIFY(putNumbered(scene, scene.folder, "5"));
    QVERIFY(scene.other.say("UID STORE 1,3 +FLAGS (\\Seen \\Answered)").ok());
    QVERIFY(flagsAreTold(scene, scene.folder));
    IS_IN_STEP(scene, scene.folder);
    QVERIFY(expunge(scene.other, "1,4"));
    QVERIFY(putNumbered(scene, scene.folder, "6"));
    QVERIFY(scene.other.say("UID STORE 3 -FLAGS (\\Answered)").ok());
    QVERIFY(flagsAreTold(scene, scene.folder));
    IS_IN_STEP(scene, scene.folder);
    if (server().kind() != ImapServer::Kind::Mailutils)  // where two sessions count, each counts for itself
        QCOMPARE(scene.kept(), (QByteArrayList{"2 2", "3 3 \\Seen", "5 5", "6 6"}));
}

POSTHORN_TEST(LiveUnderSync)
#include "tst_undersync.moc"
