// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "tests/app/mailboxscripts.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using journal::State;
using Kind = accounts::Status::Kind;

// One mailbox and its server: what is sent, what comes into the store.
class SyncTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theVeryFirstStartListsFoldersFirst();
    void theNewestMessagesComeFirst();
    void arrivalsAreFetchedAndNeverCountedAsLoading();
    void expungeWorksInBothOrders_data();
    void expungeWorksInBothOrders();
    void whatGoesWhileItIsFetchedStaysGone();
    void flagsWithoutAUidBelongToTheNumber();
    void flagsDuringTheLookAreNotOverwritten();
    void flagsBetweenLookAndComparisonAreNotOverwritten();
    void anotherUidSelectsAnew();
    void nothingIsBelievedOnceItIsOutOfStep();
    void aMailboxClosedByTheServerIsSelectedAnew();
    void aRefusedFolderListIsToldAndAskedForAgain();
    void noMoreIsFetchedThanTheStoreCanTake();
    void fewerMessagesSelectAnewAndNeverForEver();
    void anotherUidValidityEmptiesAndFetchesAnew_data();
    void anotherUidValidityEmptiesAndFetchesAnew();
    void anOperationOnARenumberedMailboxFails();
    void aFailedSelectIsToldAndNotRepeated();
    void comingBackToAFolderLooksAtItAgain();
    void anotherFolderWaitsForRunningWork();
};

namespace {

journal::Operation markSeen(World &world, quint32 uid, quint32 validity = 7)
{
    return journal::ChangeFlags{
        journal::Targets::of(
            {world.account().id, "INBOX", imap::UidValidity{validity}, imap::Uid{uid}, {}, {}}),
        "\\Seen", true};
}

}

void SyncTest::theVeryFirstStartListsFoldersFirst()
{
    World world;
    world.forgetFolders();
    world.goOnline(plainServer);
    world.playOn("C: a1 LIST \"\" \"*\"\nS: * LIST () \"/\" INBOX\nS: * LIST () \"/\" Work\nS: a1 OK\n"
                 "C: a2 LSUB \"\" \"*\"\nS: * LSUB () \"/\" INBOX\nS: a2 OK");
    world.play(("C: a3 SELECT INBOX\n" + selectAnswer("a3", 1) + "C: a4 UID FETCH 1:* (UID FLAGS)\n"
                + look({5}) + "S: a4 OK\n" + filled("C: a5 UID FETCH 5 (@items@)\n") + summary(1, 5)
                + "S: a5 OK")
                   .constData());
    QCOMPARE(storedFlags(world), QByteArray("5"));
}

void SyncTest::theNewestMessagesComeFirst()
{
    World world;
    world.goOnline(plainServer);
    QList<quint32> uids;
    QByteArray newest, oldest;
    for (quint32 uid = 1; uid <= 150; ++uid) {
        uids.append(uid);
        (uid > 50 ? newest : oldest) += summary(uid, uid);
    }
    world.playOn(("C: a1 SELECT INBOX\n" + selectAnswer("a1", 150) + "C: a2 UID FETCH 1:* (UID FLAGS)\n"
                  + look(uids) + "S: a2 OK\n" + filled("C: a3 UID FETCH 51:150 (@items@)\n") + newest
                  + "S: a3 OK\n" + filled("C: a4 UID FETCH 1:50 (@items@)\n"))
                     .constData());
    QCOMPARE(world.reader().knownFlags(folderId(world)).size(), std::size_t{100});
    QCOMPARE(world.statuses().back().kind, Kind::Busy);
    QCOMPARE(world.statuses().back().done, 100);
    QCOMPARE(world.statuses().back().total, 150);
    world.play((oldest + "S: a4 OK").constData());
    QCOMPARE(world.reader().knownFlags(folderId(world)).size(), std::size_t{150});
    QCOMPARE(world.statuses().back().kind, Kind::Online);
}

void SyncTest::arrivalsAreFetchedAndNeverCountedAsLoading()
{
    COVERS("I4-100");
    World world;
    openThree(world);
    world.play((filled("S: * 4 EXISTS\nC: a4 UID FETCH 31:* (@items@)\n") + summary(4, 40) + "S: a4 OK\n"
                + "S: * 4 EXISTS")
                   .constData());
    QCOMPARE(storedFlags(world), QByteArray("10 20 30 40"));
    QCOMPARE(world.statuses().back().kind, Kind::Online);
    for (const accounts::Status &status : world.statuses())
        QVERIFY(status.done <= status.total);
}

void SyncTest::expungeWorksInBothOrders_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::newRow("low to high") << QByteArray("S: * 2 EXPUNGE\nS: * 2 EXPUNGE\nS: * 1 EXISTS");
    QTest::newRow("high to low") << QByteArray("S: * 3 EXPUNGE\nS: * 2 EXPUNGE");
}

void SyncTest::expungeWorksInBothOrders()
{
    COVERS("MA-15");
    QFETCH(QByteArray, script);
    World world;
    openThree(world);
    world.play(script.constData());
    QCOMPARE(storedFlags(world), QByteArray("10"));
    world.play((filled("S: * 2 EXISTS\nC: a4 UID FETCH 31:* (@items@)\n") + summary(2, 40) + "S: a4 OK")
                   .constData());
    QCOMPARE(storedFlags(world), QByteArray("10 40"));
}

void SyncTest::whatGoesWhileItIsFetchedStaysGone()
{
    World world;
    world.goOnline(plainServer);
    world.play(("C: a1 SELECT INBOX\n" + selectAnswer("a1", 2) + "C: a2 UID FETCH 1:* (UID FLAGS)\n"
                + look({10, 20}) + "S: a2 OK\n" + filled("C: a3 UID FETCH 10,20 (@items@)\n") + summary(1, 10)
                + summary(2, 20) + "S: * 1 EXPUNGE\nS: * 1 FETCH (FLAGS (\\Seen))\nS: a3 OK")
                   .constData());
    QCOMPARE(storedFlags(world), QByteArray("20s"));
}

void SyncTest::flagsWithoutAUidBelongToTheNumber()
{
    COVERS("I4-177");
    World world;
    openThree(world);
    world.play("S: * 2 FETCH (FLAGS (\\Seen))");
    QCOMPARE(storedFlags(world), QByteArray("10 20s 30"));
    world.play("S: * 1 EXPUNGE\nS: * 2 FETCH (FLAGS (\\Seen))");
    QCOMPARE(storedFlags(world), QByteArray("20s 30s"));
}

void SyncTest::flagsDuringTheLookAreNotOverwritten()
{
    World world;
    openThree(world);
    world.playOn(("X\nT: 2s\nA\nS: * PREAUTH [CAPABILITY IMAP4rev1] hello\nC: a1 SELECT INBOX\n"
                  + selectAnswer("a1", 3) + "C: a2 UID FETCH 1:* (UID FLAGS)\n" + look({10, 20, 30})
                  + "S: * 2 FETCH (FLAGS (\\Seen))\nS: a2 OK")
                     .constData());
    QCOMPARE(storedFlags(world), QByteArray("10 20s 30"));
}

// Holds the barriers back that the store would answer at once.
class HeldBarriers
{
public:
    explicit HeldBarriers(World &world) : m_world(world)
    {
        QObject::disconnect(&world.engine(), &app::Engine::barrierWanted, &world.room(), nullptr);
        QObject::connect(&world.engine(), &app::Engine::barrierWanted, &world.engine(),
                         [this](quint64 id) { m_held.append(id); });
    }
    void letOnePass() { m_world.engine().barrierPassed(m_held.takeFirst()); }

private:
    World &m_world;
    QList<quint64> m_held;
};

void SyncTest::flagsBetweenLookAndComparisonAreNotOverwritten()
{
    World world;
    openThree(world);
    HeldBarriers barriers(world);
    world.on("compare", [&] { barriers.letOnePass(); });
    world.playOn(("X\nT: 2s\nA\nS: * PREAUTH [CAPABILITY IMAP4rev1] hello\nC: a1 SELECT INBOX\n"
                  + selectAnswer("a1", 3) + "C: a2 UID FETCH 1:* (UID FLAGS)\n" + look({10, 20, 30})
                  + "S: a2 OK\nS: * 2 FETCH (FLAGS (\\Seen))\nU: compare")
                     .constData());
    QCOMPARE(storedFlags(world), QByteArray("10 20s 30"));
}

void SyncTest::noMoreIsFetchedThanTheStoreCanTake()
{
    World world;
    world.goOnline(plainServer);
    HeldBarriers barriers(world);
    world.on("pass", [&] { barriers.letOnePass(); });
    QList<quint32> uids;
    for (quint32 uid = 1; uid <= 1600; ++uid)
        uids.append(uid);
    world.play(
        ("C: a1 SELECT INBOX\n" + selectAnswer("a1", 1600) + "C: a2 UID FETCH 1:* (UID FLAGS)\n" + look(uids)
         + "S: a2 OK\nU: pass\n"
         + filled("C: a3 UID FETCH 1501:1600 (@items@)\nC: a4 UID FETCH 1301:1500 (@items@)\nS: a3 OK\n"
                  "C: a5 UID FETCH 901:1300 (@items@)\nS: a4 OK\n"
                  "C: a6 UID FETCH 101:900 (@items@)\nS: a5 OK\n"))
            .constData());  // and no a7 while none of these is written
    world.play(filled("U: pass\nC: a7 UID FETCH 1:100 (@items@)").constData());
}

void SyncTest::aMailboxClosedByTheServerIsSelectedAnew()
{
    World world;
    openThree(world);
    world.playOn(("S: * OK [CLOSED] moved to another machine\nC: a4 SELECT INBOX\n" + selectAnswer("a4", 3)
                  + "C: a5 UID FETCH 1:* (UID FLAGS)")
                     .constData());
}

void SyncTest::aRefusedFolderListIsToldAndAskedForAgain()
{
    World world;
    world.forgetFolders();
    QByteArrayList told;
    QObject::connect(&world.engine(), &app::Engine::alerted, &world.engine(),
                     [&](const QUuid &, const QByteArray &text) { told.append(text); });
    world.refuseNextList();
    world.goOnline(plainServer);
    world.play("C: a1 LIST \"\" \"*\"\nS: a1 NO later");
    QCOMPARE(told, (QByteArrayList{"not now", "later"}));
    world.playOn("T: 3min\nC: a2 SELECT INBOX");  // the list came on the other connection
}

void SyncTest::nothingIsBelievedOnceItIsOutOfStep()
{
    World world;
    openThree(world);
    world.playOn("S: * 2 FETCH (UID 99 FLAGS (\\Seen))␍␊* 1 EXPUNGE␍␊* 1 FETCH (FLAGS (\\Seen))");
    QCOMPARE(storedFlags(world), QByteArray("10 20 30"));
    world.playOn("C: a4 SELECT INBOX");
}

void SyncTest::anotherUidSelectsAnew()
{
    COVERS("I4-178");
    World world;
    openThree(world);
    world.playOn(
        ("S: * 2 FETCH (UID 99 FLAGS (\\Seen))\nS: * 3 FETCH (UID 98 FLAGS (\\Seen))\nC: a4 SELECT INBOX\n"
         + selectAnswer("a4", 3) + "C: a5 UID FETCH 1:* (UID FLAGS)\n" + look({10, 20, 30}) + "S: a5 OK")
            .constData());
    world.play("");  // nothing is missing
    QCOMPARE(storedFlags(world), QByteArray("10 20 30"));
}

void SyncTest::fewerMessagesSelectAnewAndNeverForEver()
{
    COVERS("MA-48");
    World world;
    openThree(world);
    const int before = world.connections();
    int tag = 4;
    for (int round = 0; round < 3; ++round) {
        const QByteArray first = 'a' + QByteArray::number(tag++);
        const QByteArray second = 'a' + QByteArray::number(tag++);
        world.play(("S: * 2 EXISTS\nC: " + first + " SELECT INBOX\n" + selectAnswer(first.constData(), 3)
                    + "C: " + second + " UID FETCH 1:* (UID FLAGS)\n" + look({10, 20, 30}) + "S: " + second
                    + " OK")
                       .constData());
        QCOMPARE(storedFlags(world), QByteArray("10 20 30"));  // nothing is taken for gone
    }
    world.play("S: * 2 EXISTS");
    QVERIFY(!world.everythingSent().contains("a10 SELECT"));  // enough: the line is given up
    QCOMPARE(world.statuses().back().kind, Kind::WaitingToReconnect);
    QCOMPARE(world.connections(), before);
    QCOMPARE(storedFlags(world), QByteArray("10 20 30"));
}

void SyncTest::anotherUidValidityEmptiesAndFetchesAnew_data()
{
    QTest::addColumn<quint32>("validity");
    QTest::addColumn<QString>("rows");
    QTest::newRow("a higher one") << 8U << u"I4-092"_s;
    QTest::newRow("a lower one") << 6U << u"I4-093"_s;
}

void SyncTest::anotherUidValidityEmptiesAndFetchesAnew()
{
    QFETCH(QString, rows);
    COVERS(rows);
    QFETCH(quint32, validity);
    World world;
    openThree(world);
    world.playOn(("X\nT: 2s\nA\nS: * PREAUTH [CAPABILITY IMAP4rev1] hello\nC: a1 SELECT INBOX\n"
                  + selectAnswer("a1", 1, validity) + "C: a2 UID FETCH 1:* (UID FLAGS)\n" + look({20})
                  + "S: a2 OK\n" + filled("C: a3 UID FETCH 20 (@items@)"))
                     .constData());
    QCOMPARE(storedFlags(world), QByteArray());
    world.play((summary(1, 20, "\\Seen") + "S: a3 OK").constData());
    QCOMPARE(storedFlags(world), QByteArray("20s"));
}

void SyncTest::anOperationOnARenumberedMailboxFails()
{
    World world;
    openThree(world);
    QByteArray why;
    QObject::connect(world.room().journal(), &journal::Journal::stateChanged, &world.engine(),
                     [&](const journal::Entry &entry) {
                         if (entry.state == State::Failed)
                             why = entry.detail;
                     });
    world.on("mark", [&] { world.room().journal()->append(markSeen(world, 10, 3)); });
    world.play("U: mark");
    QVERIFY(!world.everythingSent().contains("STORE"));
    QVERIFY(!why.isEmpty());
    QVERIFY(world.room().journal()->pending().empty());
}

void SyncTest::aFailedSelectIsToldAndNotRepeated()
{
    COVERS("I4-104");
    World world;
    world.goOnline(plainServer);
    QByteArrayList told;
    QObject::connect(&world.engine(), &app::Engine::alerted, &world.engine(),
                     [&](const QUuid &, const QByteArray &text) { told.append(text); });
    world.play("C: a1 SELECT INBOX\nS: a1 NO the mailbox is shut\nT: 5min");
    QCOMPARE(told, QByteArrayList{"the mailbox is shut"});
    QCOMPARE(world.everythingSent().count("SELECT"), 1);
    QCOMPARE(world.statuses().back().kind, Kind::Online);
}

void SyncTest::comingBackToAFolderLooksAtItAgain()
{
    World world;
    openThree(world);
    const store::CopyId copy = *world.reader().find(folderId(world), imap::Uid{10});
    world.on("read", [&] { world.engine().fetchContent(copy, {}); });
    world.on("away", [&] { world.engine().openFolder(folderId(world, "Sent")); });
    world.on("back", [&] { world.engine().openFolder(folderId(world)); });
    world.playOn(("U: read\nC: a4 UID FETCH 10 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])\nU: away\nU: back\n"
                  "S: a4 NO later\nC: a5 SELECT INBOX\n"
                  + selectAnswer("a5", 3) + "C: a6 UID FETCH 1:* (UID FLAGS)\n" + look({10, 20, 30})
                  + "S: a6 OK")
                     .constData());
    world.play("S: * 3 EXPUNGE");
    QCOMPARE(storedFlags(world), QByteArray("10 20"));
}

void SyncTest::anotherFolderWaitsForRunningWork()
{
    World world;
    openThree(world);
    const store::CopyId copy = *world.reader().find(folderId(world), imap::Uid{10});
    world.on("read", [&] { world.engine().fetchContent(copy, {}); });
    world.on("away", [&] { world.engine().openFolder(folderId(world, "Sent")); });
    world.play("U: read\nC: a4 UID FETCH 10 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])\nU: away");
    world.play("S: a4 NO later\nC: a5 SELECT Sent\nS: * 0 EXISTS\nS: * OK [UIDVALIDITY 1] v\nS: a5 OK done");
    QCOMPARE(storedFlags(world), QByteArray("10 20 30"));
}

POSTHORN_TEST(SyncTest)

#include "tst_sync.moc"
