// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/convert.h"

#include <algorithm>

#include "tests/app/world.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using accounts::Notice;
using Kind = accounts::Status::Kind;

namespace {

constexpr char plain[] = "IMAP4rev1 UNSELECT";
constexpr char preauth[] = "S: * PREAUTH [CAPABILITY IMAP4rev1 UNSELECT] hello\n";

QByteArray summary(quint32 number, quint32 uid)
{
    return "S: * " + QByteArray::number(number) + " FETCH (UID " + QByteArray::number(uid)
        + " FLAGS () INTERNALDATE \" 1-Jan-2026 10:00:00 +0000\" RFC822.SIZE 900 BODYSTRUCTURE (\"TEXT\" "
          "\"PLAIN\" NIL NIL NIL \"7BIT\" 5 1) BODY[HEADER.FIELDS (DATE)] {15}␍␊Subject: hi␍␊␍␊)\n";
}

store::FolderId folderId(World &world, const QByteArray &mailbox)
{
    const auto folder = world.reader().folder(world.account().id, mailbox);
    return folder ? folder->id : store::FolderId{};
}

QByteArray kept(World &world, const QByteArray &mailbox)
{
    if (folderId(world, mailbox).value == 0)
        return "no folder";
    QByteArrayList uids;
    for (const store::FlagsSeen &seen : world.reader().knownFlags(folderId(world, mailbox)))
        uids.append(QByteArray::number(seen.uid.value));
    return uids.join(' ');
}

constexpr char looked[] = R"(
    C: %2 UID FETCH 1:* (UID FLAGS)
    S: * 1 FETCH (UID 10 FLAGS ())
    S: * 2 FETCH (UID 20 FLAGS ())
    S: %2 OK
)";

// From the answer to SELECT of a mailbox with UIDs 10 and 20 to the end of the look.
QByteArray opened(const char *tag, const char *next, const QByteArray &codes = {})
{
    return "S: * 2 EXISTS\nS: * OK [UIDVALIDITY 7] v\nS: * OK [UIDNEXT 30] n\n" + codes + "S: " + tag
        + " OK [READ-WRITE] selected\n" + QByteArray(looked).replace("%2", next);
}

// "Work" is on screen, with UIDs 10 and 20; the next tag is a5.
void openWork(World &world, const QByteArray &codes = {})
{
    world.haveFolders({"INBOX", "Sent", "Work"});
    world.answerStatus("Work", "(MESSAGES 2 UNSEEN 2)");
    world.goOnline(plain);
    world.on("open", [&world] { world.engine().openFolder(folderId(world, "Work")); });
    world.on("leave", [&world] { world.engine().openFolder(folderId(world, "INBOX")); });
    world.playOn(("C: a1 SELECT INBOX\nS: * 0 EXISTS\nS: * OK [UIDVALIDITY 1] v\nS: a1 OK [READ-WRITE] done\n"
                  "U: open\nC: a2 SELECT Work\n"
                  + opened("a2", "a3", codes) + "C: a4 UID FETCH 10,20 ("
                  + QByteArray(imap::sync::summaryItems) + ")\n" + summary(1, 10) + summary(2, 20)
                  + "S: a4 OK\n")
                     .constData());
}

bool told(const World &world, Notice::Kind kind)
{
    return std::any_of(world.notices().begin(), world.notices().end(),
                       [kind](const Notice &notice) { return notice.kind == kind; });
}

// Until the folder list has been asked for again by itself.
void waitForTheNextList(World &world, int first = 5)
{
    const auto before = world.everythingSent().count(" LIST ");
    for (int tag = first; tag < first + 10 && world.everythingSent().count(" LIST ") == before; ++tag) {
        const QByteArray name = "a" + QByteArray::number(tag);
        world.playOn(("T: 3min\nC: " + name + " NOOP\nS: " + name + " OK\n").constData());
    }
}

}

// Other programs delete and rename folders (RFC 2180, 3): what becomes of what is on screen, and of what is
// kept.
class FoldersGoneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeletedMailboxIsClosedOnceTheListSaysSo()
    {
        COVERS("MA-06");
        World world;
        openWork(world);
        world.haveFolders({"INBOX", "Sent"});
        const auto selected = world.everythingSent().count("SELECT Work");
        world.playOn("S: * BYE Mailbox Work has been deleted.");
        QCOMPARE(world.statuses().back().kind, Kind::WaitingToReconnect);
        QCOMPARE(world.statuses().back().goodbye, "Mailbox Work has been deleted."_ba);
        QCOMPARE(kept(world, "Work"), "10 20"_ba);  // nothing is decided yet
        world.play((QByteArray("T: 2s\nA\n") + preauth + R"(
            C: a1 LIST "" "*"
            S: * LIST () "/" INBOX
            S: * LIST (\Sent) "/" Sent
            S: a1 OK
            C: a2 LSUB "" "*"
            S: a2 OK
            C: a3 SELECT INBOX
            S: * 0 EXISTS
            S: * OK [UIDVALIDITY 1] v
            S: a3 OK [READ-WRITE] done
        )")
                       .constData());
        QCOMPARE(kept(world, "Work"), "no folder"_ba);
        QVERIFY(told(world, Notice::Kind::FolderDeleted));
        QCOMPARE(world.everythingSent().count("SELECT Work"), selected);
        QVERIFY(!world.everythingSent().contains("CREATE"));
        QCOMPARE(world.statuses().back().kind, Kind::Online);
    }

    void aMailboxThatIsStillThereIsSelectedAgain()
    {
        COVERS("MA-06");
        World world;
        openWork(world);
        world.playOn((QByteArray("S: * BYE going down\nT: 2s\nA\n") + preauth + R"(
            C: a1 LIST "" "*"
            S: * LIST () "/" INBOX
            S: * LIST () "/" Work
            S: a1 OK
            C: a2 LSUB "" "*"
            S: a2 OK
            C: a3 SELECT Work
        )" + opened("a3", "a4"))
                         .constData());
        QCOMPARE(kept(world, "Work"), "10 20"_ba);
        QVERIFY(!told(world, Notice::Kind::FolderDeleted));
    }

    void aRefusedSelectAsksTheListOnce()
    {
        COVERS("MA-06");
        World world;
        openWork(world);
        world.playOn((QByteArray("X\nT: 2s\nA\n") + preauth + R"(
            C: a1 SELECT Work
            S: a1 NO it is shut
            C: a2 LIST "" "*"
            S: * LIST () "/" INBOX
            S: * LIST () "/" Work
            S: a2 OK
            C: a3 LSUB "" "*"
            S: a3 OK
            C: a4 SELECT Work
            S: a4 NO it is shut
            T: 1min
        )")
                         .constData());
        QVERIFY(world.takeSent().isEmpty());
        QCOMPARE(kept(world, "Work"), "10 20"_ba);
    }

    void aRenamedMailboxIsKnownAgain_data()
    {
        QTest::addColumn<QByteArray>("codes");
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<bool>("same");
        const QByteArray none, id("S: * OK [MAILBOXID (F1)] i\n");
        QTest::newRow("by its numbers") << none << "(MESSAGES 2 UIDNEXT 30 UIDVALIDITY 7)"_ba << true;
        QTest::newRow("by its id") << id << "(MESSAGES 9 UIDNEXT 77 UIDVALIDITY 8 MAILBOXID (F1))"_ba << true;
        QTest::newRow("another id") << id << "(MESSAGES 2 UIDNEXT 30 UIDVALIDITY 7 MAILBOXID (F2))"_ba
                                    << false;
        QTest::newRow("another UIDNEXT") << none << "(MESSAGES 2 UIDNEXT 31 UIDVALIDITY 7)"_ba << false;
        QTest::newRow("another count") << none << "(MESSAGES 3 UIDNEXT 30 UIDVALIDITY 7)"_ba << false;
        QTest::newRow("another UIDVALIDITY") << none << "(MESSAGES 2 UIDNEXT 30 UIDVALIDITY 8)"_ba << false;
        QTest::newRow("nobody knows") << none << "NO"_ba << false;
    }
    void aRenamedMailboxIsKnownAgain()
    {
        COVERS("MA-07");
        QFETCH(QByteArray, codes);
        QFETCH(QByteArray, status);
        QFETCH(bool, same);
        World world;
        openWork(world, codes);
        const store::FolderId id = folderId(world, "Work");
        world.haveFolders({"INBOX", "Sent", "Play"});
        world.answerStatus("Play", status);
        world.playOn((QByteArray("S: * BYE FETCH failed: Mailbox was deleted under us\nT: 2s\nA\n") + preauth
                      + "C: a1 LIST \"\" \"*\"\nS: a1 NO not now\nC: a2 SELECT " + (same ? "Play" : "INBOX"))
                         .constData());
        QVERIFY(!world.hasFailed());
        QCOMPARE(folderId(world, "Play") == id, same);
        QCOMPARE(kept(world, "Play"), same ? "10 20"_ba : ""_ba);
        QCOMPARE(told(world, Notice::Kind::FolderRenamed), same);
        QCOMPARE(told(world, Notice::Kind::FolderDeleted), !same);
    }

    // Nothing tells of the renaming, and commands by number go on (RFC 2180, 3.4).
    void aRenamingThatOnlyTheListShowsIsFollowed()
    {
        COVERS("MA-08", "MA-55");
        World world;
        openWork(world);
        const store::FolderId id = folderId(world, "Work");
        world.haveFolders({"INBOX", "Sent", "Play"});
        world.answerStatus("Play", "(MESSAGES 2 UIDNEXT 30 UIDVALIDITY 7)");
        waitForTheNextList(world);
        QCOMPARE(folderId(world, "Play"), id);
        QCOMPARE(kept(world, "Play"), "10 20"_ba);
        QVERIFY(world.takeSent().endsWith(" SELECT Play\r\n"));
        QVERIFY(!told(world, Notice::Kind::FolderDeleted));
    }

    // It goes on for us (RFC 2180, 3.2), or seems to (Courier): what the list says is not the end of the
    // session.
    void aMailboxThatIsStillOpenStaysUntilItIsLeft()
    {
        COVERS("MA-03", "MA-13");
        World world;
        openWork(world);
        world.haveFolders({"INBOX", "Sent"});
        world.answerStatus("Work", "NO Mailbox does not exist");
        waitForTheNextList(world);
        QVERIFY(told(world, Notice::Kind::FolderGhost));
        QCOMPARE(kept(world, "Work"), "10 20"_ba);
        world.playOn("S: * 1 FETCH (FLAGS (\\Seen))");  // and it works
        QVERIFY(world.reader().knownFlags(folderId(world, "Work")).front().flags.has(store::Flags::Seen));
        const auto asked = world.everythingSent().count("STATUS Work");
        world.playOn("U: leave");
        world.settle();
        QCOMPARE(kept(world, "Work"), "no folder"_ba);
        QCOMPARE(world.everythingSent().count("STATUS Work"), asked);
        QVERIFY(!told(world, Notice::Kind::FolderDeleted));
        QVERIFY(!world.everythingSent().contains("CREATE"));
    }

    // To whoever has it open the server may answer STATUS as if nothing were (the draft of RFC 2180, 3.2).
    void aGhostThatAnswersStatusIsStillOne()
    {
        COVERS("MA-51");
        World world;
        openWork(world);
        world.haveFolders({"INBOX", "Sent"});
        world.answerStatus("Work", "(MESSAGES 2 UNSEEN 2)");
        waitForTheNextList(world);
        QVERIFY(told(world, Notice::Kind::FolderGhost));
        world.playOn("S: * STATUS Work (MESSAGES 6 UNSEEN 6)");
        QCOMPARE(kept(world, "Work"), "10 20"_ba);
        QCOMPARE(world.reader().folder(folderId(world, "Work"))->messages, 2);
        QVERIFY(!told(world, Notice::Kind::FolderBack));
        QCOMPARE(world.statuses().back().kind, Kind::Online);
        world.playOn("U: leave");
        world.settle();
        QCOMPARE(kept(world, "Work"), "no folder"_ba);
    }

    void aMailboxThatIsNotOpenIsLookedForBeforeItGoes_data()
    {
        QTest::addColumn<QByteArrayList>("listed");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("rest");
        QTest::newRow("gone") << QByteArrayList{"INBOX", "Sent"} << "NO Mailbox does not exist"_ba
                              << "no folder"_ba;
        QTest::newRow("not counted") << QByteArrayList{"INBOX", "Sent", "Work"} << "NO not for you"_ba
                                     << "10 20"_ba;
        QTest::newRow("called otherwise")
            << QByteArrayList{"INBOX", "Sent", "Play"} << "NO [NEWNAME Work Play] Mailbox has been renamed"_ba
            << "renamed"_ba;
        QTest::newRow("called something that is not there")
            << QByteArrayList{"INBOX", "Sent"} << "NO [NEWNAME Work Play] Mailbox has been renamed"_ba
            << "no folder"_ba;
        QTest::newRow("not to be read")
            << QByteArrayList{"INBOX", "Sent", "Work"} << "NO [NEWNAME Work {4}] renamed"_ba
            << "10 20"_ba;
    }
    void aMailboxThatIsNotOpenIsLookedForBeforeItGoes()
    {
        COVERS("MA-04", "MA-10");
        QFETCH(QByteArrayList, listed);
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, rest);
        World world;
        openWork(world);
        world.playOn("U: leave\nC: a5 SELECT INBOX\nS: * 0 EXISTS\nS: * OK [UIDVALIDITY 1] v\nS: a5 OK done");
        world.haveFolders(listed);
        world.answerStatus("Work", answer);
        const auto before = world.everythingSent().count("LIST \"\" \"Work\"");
        world.playOn("T: 3min\nC: a6 NOOP\nS: a6 OK");
        if (rest == "renamed") {
            QCOMPARE(kept(world, "Play"), "10 20"_ba);
            QCOMPARE(kept(world, "Work"), "no folder"_ba);
        } else {
            QCOMPARE(kept(world, "Work"), rest);
        }
        world.playOn("T: 3min\nC: a7 NOOP\nS: a7 OK");
        QCOMPARE(world.everythingSent().count("LIST \"\" \"Work\""), before + 1);  // and not again and again
        QVERIFY(!world.hasFailed());
    }

    // It is part of the first look, which needs no second word.
    void whatHasGoneWhileAnotherFolderWasOnScreenIsGone()
    {
        World world;
        openWork(world);
        world.playOn("U: leave\nC: a5 SELECT INBOX\nS: * 0 EXISTS\nS: * OK [UIDVALIDITY 1] v\nS: a5 OK done");
        const auto lists = world.everythingSent().count("LIST ");
        world.playOn("U: open\nC: a6 SELECT Work\nS: * 0 EXISTS\nS: * OK [UIDVALIDITY 7] v\n"
                     "S: * OK [UIDNEXT 30] n\nS: a6 OK [READ-WRITE] done");
        QCOMPARE(kept(world, "Work"), ""_ba);
        QCOMPARE(world.everythingSent().count("LIST "), lists);
        QVERIFY(!world.hasFailed());
    }

    // A server that is being repaired lists INBOX and no more.
    void aListThatIsSuddenlyShortIsNotBelievedAtOnce_data()
    {
        QTest::addColumn<bool>("comesBack");
        QTest::newRow("whole again") << true;
        QTest::newRow("short again") << false;
    }
    void aListThatIsSuddenlyShortIsNotBelievedAtOnce()
    {
        QFETCH(bool, comesBack);
        const QByteArrayList whole{"INBOX", "Sent", "a", "b", "c", "d", "e"};
        World world;
        world.haveFolders(whole);
        world.goOnline(plain);
        world.playOn("C: a1 SELECT INBOX\nS: * 0 EXISTS\nS: * OK [UIDVALIDITY 1] v\n"
                     "S: a1 OK [READ-WRITE] done\n");
        const store::FolderId id = folderId(world, "a");
        QVERIFY(id.value != 0);
        world.haveFolders({"INBOX"});
        waitForTheNextList(world, 2);
        world.settle();
        QVERIFY(!world.hasFailed());
        QVERIFY(folderId(world, "a") == id);  // nothing is thrown away
        QVERIFY(folderId(world, "e").value != 0);
        const auto lists = world.everythingSent().count(" LIST ");
        if (comesBack)
            world.haveFolders(whole);
        world.playOn("T: 30s");
        world.settle();
        QCOMPARE(world.everythingSent().count(" LIST "), lists + 1);
        QCOMPARE(folderId(world, "a") == id, comesBack);
        QCOMPARE(folderId(world, "e").value != 0, comesBack);
    }

    // Cyrus: whoever has it open sees every message go.
    void anEmptiedMailboxIsNotThrownAway_data()
    {
        QTest::addColumn<QByteArrayList>("listed");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("rest");
        QTest::newRow("emptied") << QByteArrayList{"INBOX", "Sent", "Work"} << "Work"_ba
                                 << ""_ba;
        QTest::newRow("renamed") << QByteArrayList{"INBOX", "Sent", "Play"} << "Play"_ba
                                 << "10 20"_ba;
        QTest::newRow("deleted") << QByteArrayList{"INBOX", "Sent"} << "Work"_ba
                                 << "no folder"_ba;
    }
    void anEmptiedMailboxIsNotThrownAway()
    {
        COVERS("MA-12");
        QFETCH(QByteArrayList, listed);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, rest);
        World world;
        openWork(world);
        world.haveFolders(listed);
        world.answerStatus("Play", "(MESSAGES 2 UIDNEXT 30 UIDVALIDITY 7)");
        std::size_t removals = 0;
        QObject::connect(world.room().writer(), &store::Writer::changed, &world.engine(),
                         [&](const store::ChangeSet &changes) {
                             for (const store::FolderChange &change : changes.folders)
                                 removals += change.removed.size();
                         });
        world.server()->serverSends("* 1 EXPUNGE\r\n* 1 EXPUNGE\r\n");
        world.settle();
        QCOMPARE(kept(world, name), rest);
        QCOMPARE(removals, rest.isEmpty() ? std::size_t{2} : std::size_t{0});
    }

    void aMailboxThatAnotherProgramWantsIsLeftToIt()
    {
        COVERS("MA-49");
        World world;
        openWork(world);
        const auto reconnect =
            QByteArray("C: a1 LIST \"\" \"*\"\nS: * LIST () \"/\" INBOX\nS: * LIST () \"/\" "
                       "Work\nS: a1 OK\nC: a2 LSUB \"\" \"*\"\nS: a2 OK\n");
        const auto selected = world.everythingSent().count("SELECT Work");
        world.playOn((QByteArray("S: * BYE Killed (lost mailbox lock)\nT: 2s\nA\n") + preauth + reconnect
                      + "C: a3 EXAMINE Work\n" + opened("a3", "a4").replace("READ-WRITE", "READ-ONLY"))
                         .constData());
        QVERIFY(world.reader().folder(folderId(world, "Work"))->state->readOnly);
        QCOMPARE(world.everythingSent().count("SELECT Work"), selected);
        world.playOn("T: 3min\nC: a5 NOOP\nS: a5 OK\nT: 2min\nC: a6 SELECT Work");
        QVERIFY(!world.hasFailed());
    }

    void readOnlyInTheMiddleLosesNothing()
    {
        COVERS("MA-53");
        World world;
        openWork(world);
        world.playOn("S: * OK [READ-ONLY] Now READ-ONLY, mailbox lock surrendered");
        QVERIFY(world.reader().folder(folderId(world, "Work"))->state->readOnly);
        world.playOn("T: 3min\nC: a5 NOOP\nS: a5 OK\nS: * OK [READ-WRITE] yours again");
        QVERIFY(!world.reader().folder(folderId(world, "Work"))->state->readOnly);
        QCOMPARE(kept(world, "Work"), "10 20"_ba);
    }
};

POSTHORN_TEST(FoldersGoneTest)
#include "tst_foldersgone.moc"
