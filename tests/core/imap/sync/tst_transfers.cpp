// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/operationrunner.h"

#include "tests/core/imap/sync/runnerworld.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using journal::TransferMessages;

namespace {

const QByteArray place = "Elsewhere";

// Both halves of the way in one world: the other account is the same server.
TransferMessages transfer(RunnerWorld &world, const std::vector<quint32> &uids, bool move)
{
    TransferMessages wanted{world.targets("INBOX", uids), QUuid::createUuid(), place, move};
    const auto inbox = world.server().find("INBOX");
    for (journal::Targets::Message &message : wanted.targets.messages) {
        const QByteArray &octets = inbox->find(message.uid.value)->octets;
        message.fingerprint =
            journal::fingerprintOf("anna@home.example", QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC),
                                   QString::fromLatin1(model::fieldOf(octets, "Subject")), octets.size());
    }
    return wanted;
}

void fill(RunnerWorld &world)
{
    const auto inbox = world.server().find("INBOX");
    world.server().append(*inbox, model::makeMessage("m1"), {"\\Seen", "$MDNSent"});
    world.server().append(*inbox, model::makeMessage("m2", 5000), {"\\Flagged", "\\Deleted"});
    world.server().append(*inbox, model::makeMessage("m3"));
    world.server().create(place);
}

// What was moved is held before it is removed where it was.
void waitForRemoval(RunnerWorld &world)
{
    world.settle();
    world.clock().advance(std::chrono::seconds(11));
    world.settle();
}

}

// A copy or a move to another account: fetched whole, saved there, and only then removed.
class TestTransfers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCopyTakesItsFlagsAlong()
    {
        COVERS("MDN-17", "S19");
        RunnerWorld world(withMove);
        fill(world);
        world.settle();
        world.journal().append(transfer(world, {1, 2}, false));
        waitForRemoval(world);
        const auto there = world.server().find(place);
        QCOMPARE(there->messages.size(), std::size_t{2});
        QCOMPARE(there->messages[0].flags, (QByteArrayList{"$MDNSent", "\\Seen"}));
        QCOMPARE(there->messages[1].flags, QByteArrayList{"\\Flagged"});  // not \Deleted, and no $MDNSent
        const auto inbox = world.server().find("INBOX");
        for (std::size_t i = 0; i < 2; ++i) {
            QCOMPARE(there->messages[i].octets, inbox->messages[i].octets);
            QCOMPARE(there->messages[i].internalDate, inbox->messages[i].internalDate);
        }
        QCOMPARE(inbox->messages.size(), std::size_t{3});
        QVERIFY(world.journal().pending().empty());
    }

    void aMailboxThatDropsTheMarkIsMadeUpFor()
    {
        COVERS("MDN-17");
        RunnerWorld world(withMove);
        fill(world);
        world.server().append(*world.server().find("INBOX"),
                              model::makeMessage("m4").replace(
                                  "MIME-Version", "Disposition-Notification-To: a@ex.org\r\nMIME-Version"),
                              {"\\Seen", "$MDNSent"});
        world.server().find(place)->keepsKeywords = false;
        world.settle();
        world.journal().append(transfer(world, {4}, false));
        waitForRemoval(world);
        QCOMPARE(world.contents(place), QByteArrayList{"m4"});
        QCOMPARE(world.answered().size(), std::size_t{1});  // the ledger knows
    }

    void nothingIsRemovedBeforeItIsSaved()
    {
        RunnerWorld world(withMove);
        fill(world);
        world.settle();
        world.refuseNext("APPEND", "NO [OVERQUOTA] Quota exceeded");
        world.journal().append(transfer(world, {1}, true));
        waitForRemoval(world);
        QCOMPARE(world.contents("INBOX"), (QByteArrayList{"m1", "m3"}));
        QCOMPARE(world.journal().failures().size(), std::size_t{1});
        world.journal().retry(world.journal().failures()[0].id);
        waitForRemoval(world);
        QCOMPARE(world.contents("INBOX"), QByteArrayList{"m3"});
        QCOMPARE(world.contents(place), QByteArrayList{"m1"});
        QVERIFY(world.journal().pending().empty());
    }

    void killedAnywhereNothingIsLostOrThereTwice()
    {
        int points = 0;
        for (const auto carried : {RunnerWorld::Carried::NotOut, RunnerWorld::Carried::Out}) {
            for (int command = 1; command < 60; ++command) {
                RunnerWorld world(withMove);
                fill(world);
                world.killAt(command, carried);
                world.journal().append(transfer(world, {1, 3}, true));
                waitForRemoval(world);
                if (!world.wasKilled())
                    break;
                ++points;
                world.restart();
                waitForRemoval(world);
                const QByteArray at = QByteArray::number(command) + ": " + world.said().join("; ");
                QVERIFY2(world.contents(place) == (QByteArrayList{"m1", "m3"}), at.constData());
                QVERIFY2(world.contents("INBOX").isEmpty(), at.constData());  // but for what is \Deleted
                QVERIFY(world.journal().pending().empty());
            }
        }
        QVERIFY2(points >= 20, QByteArray::number(points).constData());
    }

    // Somebody may have sent a message there with the same Message-ID, to make the genuine one disappear.
    void whatLooksLikeItDoesNotSwallowIt()
    {
        RunnerWorld world(withMove);
        fill(world);
        world.server().append(*world.server().find(place),
                              model::makeMessage("m1")
                                  .replace("About m1", "Something else")
                                  .replace("X-Test-Id: m1", "X-Test-Id: forged"));
        world.settle();
        world.journal().append(transfer(world, {1}, true));
        waitForRemoval(world);
        QCOMPARE(world.contents(place), (QByteArrayList{"forged", "m1"}));
        QCOMPARE(world.contents("INBOX"), QByteArrayList{"m3"});
    }

    void whatIsGoneIsLeftOut()
    {
        RunnerWorld world(withMove);
        fill(world);
        world.settle();
        const TransferMessages wanted = transfer(world, {1, 3}, true);
        world.server().expunge(*world.server().find("INBOX"), 1);
        world.journal().append(wanted);
        waitForRemoval(world);
        QCOMPARE(world.contents(place), QByteArrayList{"m3"});
        QVERIFY(world.journal().failures().empty());
        QVERIFY(world.journal().pending().empty());
    }

    // The account it was to go to is removed in the middle: what else is to be done goes on.
    void aTargetThatIsGoneHoldsNothingUp()
    {
        RunnerWorld world(withMove);
        fill(world);
        world.settle();
        const TransferMessages wanted = transfer(world, {1, 2, 3}, true);
        connect(&world.runner(), &imap::sync::OperationRunner::handedOver, this,
                [&] { world.journal().heed(store::AccountRemoved{wanted.toAccount}); });
        world.journal().append(wanted);
        world.settle();
        world.journal().append(journal::ChangeFlags{world.targets("INBOX", {3}), "\\Flagged", true});
        world.settle();
        QCOMPARE(world.saidAbout("UID STORE 3").size(), 1);
        QVERIFY(world.saidAbout("UID FETCH 2 (UID FLAGS INTERNALDATE)")
                    .isEmpty());  // the first one alone was read
    }

    // Each attempt fetches a whole message: as long as nothing can be kept of it, they become ever rarer.
    void aFullDiskIsNotTriedAgainAndAgain()
    {
        RunnerWorld world(withMove);
        fill(world);
        world.settle();
        world.fillDiskAt("UID FETCH 1 (UID FLAGS INTERNALDATE)");
        world.journal().append(transfer(world, {1}, false));
        world.settle();
        const auto attempts = [&world] {
            return world.saidAbout("UID FETCH 1 (UID FLAGS INTERNALDATE)").size();
        };
        for (int seconds = 0; seconds < 3600; seconds += 5) {
            world.clock().advance(std::chrono::seconds(5));
            world.settle();
        }
        QVERIFY2(attempts() >= 6 && attempts() <= 10, qPrintable(QString::number(attempts())));
        world.makeRoom();
        for (int minutes = 0; minutes < 15; ++minutes) {
            world.clock().advance(std::chrono::minutes(1));
            world.settle();
        }
        QCOMPARE(world.contents(place), QByteArrayList{"m1"});
    }

    // What could not be written down is written later: the removal as well as the end.
    void aFullDiskLeavesItInTwoPlacesForAWhileOnly()
    {
        RunnerWorld world(withMove);
        fill(world);
        world.settle();
        world.fillDiskAt("APPEND");
        world.journal().append(transfer(world, {1}, true));
        waitForRemoval(world);
        QCOMPARE(world.contents("INBOX"), (QByteArrayList{"m1", "m3"}));
        world.makeRoom();
        waitForRemoval(world);
        waitForRemoval(world);
        QCOMPARE(world.contents("INBOX"), QByteArrayList{"m3"});
        QCOMPARE(world.contents(place), QByteArrayList{"m1"});
        QVERIFY(world.journal().pending().empty());
    }

    // The message and what is known of it are written down together: none is left out, none goes twice.
    void aFullDiskInTheMiddleLeavesNothingOut()
    {
        RunnerWorld world(withMove);
        fill(world);
        world.settle();
        QSignalSpy failed(&world.journal(), &journal::Journal::failed);
        world.fillDiskAt("BODY.PEEK[]");
        world.journal().append(transfer(world, {1, 3}, false));
        for (int i = 0; i < 6; ++i)
            waitForRemoval(world);
        QVERIFY(world.contents(place).isEmpty());
        QCOMPARE(failed.count(), 1);  // not each time it is tried
        world.makeRoom();
        for (int i = 0; i < 6; ++i)
            waitForRemoval(world);
        QCOMPARE(world.contents(place), (QByteArrayList{"m1", "m3"}));
        QVERIFY(world.journal().pending().empty());
    }

    void whatHasTakenItsPlaceIsNotTakenAlong()
    {
        RunnerWorld world(withMove);
        fill(world);
        world.settle();
        TransferMessages wanted = transfer(world, {1}, true);
        wanted.targets.messages[0].messageId = "another@test.example";
        world.journal().append(wanted);
        waitForRemoval(world);
        QVERIFY(world.contents(place).isEmpty());
        QCOMPARE(world.contents("INBOX"), (QByteArrayList{"m1", "m3"}));
    }
};

POSTHORN_TEST(TestTransfers)
#include "tst_transfers.moc"
