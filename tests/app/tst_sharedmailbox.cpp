// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/serverquirks.h"

#include <QLoggingCategory>

#include "tests/app/mailboxscripts.h"
#include "tests/support/expectlog.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

// What servers tell of a message that is gone, in the place of its summary.
QByteArray hollow(quint32 uid, const QByteArray &items)
{
    return "S: * " + QByteArray::number(uid) + " FETCH (UID " + QByteArray::number(uid) + ' ' + items + ")\n";
}

QByteArray nilFields(quint32 uid)
{
    return hollow(uid,
                  "FLAGS () INTERNALDATE \" 1-Jan-2026 10:00:00 +0000\" RFC822.SIZE 900 BODYSTRUCTURE NIL "
                  "BODY[HEADER.FIELDS (DATE)] NIL");
}

constexpr char courierItems[] =
    "FLAGS () INTERNALDATE \" 1-Jan-2026 10:00:00 +0000\" RFC822.SIZE 129 BODYSTRUCTURE (\"text\" \"plain\" "
    "NIL "
    "NIL NIL \"8bit\" 54 1) BODY[HEADER.FIELDS (DATE)] {77}␍␊From: System Administrator "
    "<root@localhost>␍␊Subject: message unavailable␍␊␍␊";

QByteArray summaries(quint32 first, quint32 last)
{
    QByteArray script;
    for (quint32 uid = first; uid <= last; ++uid)
        script += summary(uid, uid);
    return script;
}

const QByteArray fourGone = "S: * 4 EXPUNGE\nS: * 4 EXPUNGE\nS: * 4 EXPUNGE\nS: * 4 EXPUNGE\n";

// INBOX with seven messages, UIDs 1 to 7, of which 4 to 7 were expunged by another session. The summaries of
// all have been asked for with tag a3.
void openSeven(World &world, const char *capabilities = plainServer)
{
    world.goOnline(capabilities);
    world.playOn(("C: a1 SELECT INBOX\n" + selectAnswer("a1", 7) + "C: a2 UID FETCH 1:* (UID FLAGS)\n"
                  + look({1, 2, 3, 4, 5, 6, 7}) + "S: a2 OK\n" + filled("C: a3 UID FETCH 1:7 (@items@)\n"))
                     .constData());
}

}

// RFC 2180 and what servers really do: other sessions expunge what is being looked at here. A row appears
// only for what is there, and nothing is asked for again that was answered or is gone.
class SharedMailboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"posthorn.session.debug=true"_s); }
    void cleanupTestCase() { QLoggingCategory::setFilterRules(QString()); }

    void whatIsGoneIsNotAskedForAgain_data()
    {
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("noop");
        const auto row = [](const char *name, const char *rows, const QByteArray &answer,
                            const QByteArray &noop = fourGone) {
            QTest::newRow(name) << QString::fromLatin1(rows) << answer << noop;
        };
        const QByteArray living = summaries(1, 3);
        QByteArray nils;
        for (quint32 uid = 4; uid <= 7; ++uid)
            nils += nilFields(uid);
        QByteArray inventions;
        for (quint32 uid = 4; uid <= 7; ++uid)
            inventions += hollow(uid, courierItems);
        row("the living and NO (RFC 2180, 4.1.2)", "MA-17",
            living + "S: a3 NO Some of the requested messages no longer exist\n");
        row("[EXPUNGEISSUED] with it", "MA-57",
            living + "S: a3 NO [EXPUNGEISSUED] Some of the requested messages no longer exist\n");
        row("NIL (4.1.3)", "MA-19", living + nils + "S: a3 OK FETCH completed\n");
        row("NIL and [EXPUNGEISSUED], as Dovecot", "MA-27",
            living + nils + "S: a3 OK [EXPUNGEISSUED] Some messages were already expunged\n");
        row("inventions, as Courier", "MA-28", living + inventions + "S: a3 OK FETCH completed.\n",
            fourGone + "S: * 3 EXISTS\nS: * 0 RECENT\n");
        row("items left out", "MA-29",
            living + "S: * 4 FETCH (UID 4 FLAGS ())\nS: * 5 FETCH (UID 5 FLAGS ())\nS: a3 OK\n");
        row("told high to low", "MA-15", living + "S: a3 NO gone\n",
            "S: * 7 EXPUNGE\nS: * 6 EXPUNGE\nS: * 5 EXPUNGE\nS: * 4 EXPUNGE\n");
        row("VANISHED", "MA-56", living + "S: a3 NO gone\n", "S: * VANISHED 4:6,7\n");
    }
    void whatIsGoneIsNotAskedForAgain()
    {
        QFETCH(QString, rows);
        COVERS(rows);
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, noop);
        World world;
        openSeven(world);
        world.play((answer + "C: a4 NOOP\n" + noop + "S: a4 OK\n").constData());
        QCOMPARE(storedFlags(world), "1 2 3"_ba);
        QCOMPARE(world.statuses().back().kind, accounts::Status::Kind::Online);
    }

    // Genuine data of messages that are only still told (4.1.1): kept until the server says they are gone.
    void ghostsAreToldOfAndGo()
    {
        COVERS("MA-16");
        World world;
        openSeven(world);
        world.play((summaries(1, 7) + "S: a3 OK").constData());
        QCOMPARE(storedFlags(world), "1 2 3 4 5 6 7"_ba);
        world.play((fourGone + "S: * 3 EXISTS").constData());
        QCOMPARE(storedFlags(world), "1 2 3"_ba);
    }

    void whenAllAreGoneNothingIsAskedAgain()
    {
        COVERS("MA-18", "MA-20");
        World world;
        openSeven(world);
        world.play(
            "S: a3 NO Messages 1:7 have been expunged.\nC: a4 NOOP\nS: * 1 EXPUNGE\nS: * 1 EXPUNGE\n"
            "S: * 1 EXPUNGE\nS: * 1 EXPUNGE\nS: * 1 EXPUNGE\nS: * 1 EXPUNGE\nS: * 1 EXPUNGE\nS: a4 OK");
        QCOMPARE(storedFlags(world), ""_ba);
    }

    // It tells their flags and nothing else: that is said, once.
    void whatIsThereAndNotGivenIsToldOf()
    {
        COVERS("REL-37");
        World world;
        std::vector<accounts::Notice> notices;
        connect(&world.engine(), &app::Engine::noticed, this,
                [&notices](const accounts::Notice &notice) { notices.push_back(notice); });
        openSeven(world);
        world.playOn((summaries(1, 6) + "S: a3 NO cannot read it").constData());
        for (int command = 4; command < 30 && notices.empty(); ++command) {
            const QByteArray sent = world.takeSent();
            const QByteArray tag = sent.left(sent.indexOf(' '));
            const bool asksFlags = sent.contains("UID FETCH 7 (UID FLAGS)");
            if (tag.isEmpty())
                world.playOn("T: 1s");
            else if (asksFlags)
                world.playOn(("S: * 7 FETCH (UID 7 FLAGS ())\nS: " + tag + " OK").constData());
            else
                world.playOn(
                    ("S: " + tag + (sent.contains("FETCH") ? " NO cannot read it" : " OK")).constData());
        }
        QCOMPARE(notices.size(), size_t{1});
        QCOMPARE(notices[0].kind, accounts::Notice::Kind::MessagesWithheld);
        QCOMPARE(notices[0].messages, 1);
        QCOMPARE(storedFlags(world), "1 2 3 4 5 6"_ba);
    }

    void theSurvivorsAreAskedForByWhoTheyAre()
    {
        COVERS("MA-35", "MA-17");
        World world;
        openSeven(world);
        world.play(("S: a3 NO Some of the requested messages no longer exist\nC: a4 NOOP\nS: * 2 EXPUNGE\n"
                    "S: * 4 EXPUNGE\nS: a4 OK\n"
                    + filled("C: a5 UID FETCH 1,3:4,6:7 (@items@)\n") + summary(1, 1) + summary(2, 3)
                    + summary(3, 4) + summary(4, 6) + summary(5, 7) + "S: a5 OK")
                       .constData());
        QCOMPARE(storedFlags(world), "1 3 4 6 7"_ba);
    }

    void aHollowValueThatWasMeantIsTaken_data()
    {
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QByteArray>("items");
        const QByteArray rest = " BODYSTRUCTURE (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 0 0) ";
        QTest::newRow("NIL") << u"MA-19"_s
                             << QByteArray("FLAGS () INTERNALDATE \" 1-Jan-2026 10:00:00 +0000\" RFC822.SIZE "
                                           "900"
                                           + rest + "BODY[HEADER.FIELDS (DATE)] NIL");
        QTest::newRow("Courier's words") << u"MA-28"_s << QByteArray(courierItems);
    }
    void aHollowValueThatWasMeantIsTaken()
    {
        QFETCH(QString, rows);
        COVERS(rows);
        QFETCH(QByteArray, items);
        World world;
        openSeven(world);
        world.play((summaries(1, 4) + hollow(5, items) + summary(6, 6) + summary(7, 7)
                    + "S: a3 OK\nC: a4 NOOP\nS: a4 OK\nC: a5 UID FETCH 5 (UID FLAGS)")
                       .constData());
        QCOMPARE(storedFlags(world), "1 2 3 4 6 7"_ba);  // not before it is known to be there
        world.play("S: * 5 FETCH (UID 5 FLAGS (\\Seen))\nS: a5 OK");
        QCOMPARE(storedFlags(world), "1 2 3 4 5s 6 7"_ba);
    }

    // Mailutils says so of what is gone for as long as the mailbox is open, however often it is asked.
    void aMessageWithoutOctetsIsBelievedAfterAnotherSelect_data()
    {
        QTest::addColumn<bool>("isThere");
        QTest::newRow("it is there") << true;
        QTest::newRow("it was gone") << false;
    }
    void aMessageWithoutOctetsIsBelievedAfterAnotherSelect()
    {
        COVERS("MA-21");
        QFETCH(bool, isThere);
        const QByteArray nothing = hollow(7,
                                          "FLAGS () INTERNALDATE \" 1-Jan-2026 10:00:00 +0000\" RFC822.SIZE "
                                          "0 BODYSTRUCTURE (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 0 0) "
                                          "BODY[HEADER.FIELDS (DATE)] \"\"");
        World world;
        openSeven(world);
        world.playOn((summaries(1, 6) + nothing
                      + "S: a3 OK\nC: a4 NOOP\nS: a4 OK\nC: a5 UID FETCH 7 (UID FLAGS)\n"
                        "S: * 7 FETCH (UID 7 FLAGS ())\nS: a5 OK\nC: a6 SELECT INBOX\n")
                         .constData());
        QCOMPARE(storedFlags(world), "1 2 3 4 5 6"_ba);
        if (!isThere) {
            world.play((selectAnswer("a6", 6) + "C: a7 UID FETCH 1:* (UID FLAGS)\n" + look({1, 2, 3, 4, 5, 6})
                        + "S: a7 OK")
                           .constData());
            QCOMPARE(storedFlags(world), "1 2 3 4 5 6"_ba);
            return;
        }
        world.play((selectAnswer("a6", 7) + "C: a7 UID FETCH 1:* (UID FLAGS)\n" + look({1, 2, 3, 4, 5, 6, 7})
                    + "S: a7 OK\n" + filled("C: a8 UID FETCH 7 (@items@)\n") + nothing
                    + "S: a8 OK\nC: a9 NOOP\nS: a9 OK\nC: a10 UID FETCH 7 (UID FLAGS)\n"
                      "S: * 7 FETCH (UID 7 FLAGS ())\nS: a10 OK")
                       .constData());
        QCOMPARE(storedFlags(world), "1 2 3 4 5 6 7"_ba);  // and no third time
    }

    // What is counted and not known is selected again for once, and then told of.
    void whatIsCountedAndNotKnownIsLookedForOnce()
    {
        COVERS("MA-52");
        World world;
        openSeven(world);
        world.playOn((summaries(1, 6)
                      + "S: a3 OK\nC: a4 NOOP\nS: a4 OK\nC: a5 UID FETCH 7 (UID FLAGS)\nS: a5 OK\n"
                        "C: a6 SELECT INBOX\n"
                      + selectAnswer("a6", 7) + "C: a7 UID FETCH 1:* (UID FLAGS)\n"
                      + look({1, 2, 3, 4, 5, 6, 7}) + "S: a7 OK\n" + filled("C: a8 UID FETCH 7 (@items@)\n")
                      + "S: a8 OK\nC: a9 NOOP\nS: a9 OK\nC: a10 UID FETCH 7 (UID FLAGS)\nS: a10 OK")
                         .constData());
        world.play("");
        QCOMPARE(world.notices().size(), std::size_t{1});
        QCOMPARE(world.notices().front().kind, accounts::Notice::Kind::MessagesWithheld);
        QCOMPARE(storedFlags(world), "1 2 3 4 5 6"_ba);
    }

    // Mailutils: what others do to an open mailbox is told at no command, and only a new SELECT shows it.
    void aServerThatTellsNothingOfOthersIsLookedAtAnew()
    {
        COVERS("MA-15");
        World world;
        openThree(world);
        world.answerStatus("INBOX", "(MESSAGES 3 UIDNEXT 31)");
        world.play("T: 180s\nC: a4 NOOP\nS: a4 OK");  // all as it should be
        world.answerStatus("INBOX", "(MESSAGES 2 UIDNEXT 31)");
        world.play("T: 180s\nC: a5 NOOP\nS: * 1 EXPUNGE\nS: a5 OK\nC: a6 NOOP\nS: a6 OK");  // told in time
        QCOMPARE(storedFlags(world), "20 30"_ba);
        world.answerStatus("INBOX", "(MESSAGES 1 UIDNEXT 31)");
        world.play(("T: 180s\nC: a7 NOOP\nS: a7 OK\nC: a8 NOOP\nS: a8 OK\nC: a9 SELECT INBOX\n"
                    + selectAnswer("a9", 1) + "C: a10 UID FETCH 1:* (UID FLAGS)\n" + look({30}) + "S: a10 OK")
                       .constData());
        QCOMPARE(storedFlags(world), "30"_ba);
        // Now that it is known for that: its flags as well, now and then.
        world.play("T: 180s\nC: a11 NOOP\nS: a11 OK\nT: 180s\nC: a12 NOOP\nS: a12 OK\n"
                   "T: 180s\nC: a13 NOOP\nS: a13 OK\nT: 180s\nC: a14 NOOP\nS: a14 OK");
        world.play(("T: 180s\nC: a15 NOOP\nS: a15 OK\nC: a16 SELECT INBOX\n" + selectAnswer("a16", 1)
                    + "C: a17 UID FETCH 1:* (UID FLAGS)\nS: * 1 FETCH (UID 30 FLAGS (\\Seen))\nS: a17 OK")
                       .constData());
        QCOMPARE(storedFlags(world), "30s"_ba);
    }

    // Dovecot: deleted and made anew by others, the session that has the old one open hears nothing of it.
    void anotherMailboxOfTheSameNameIsLookedAtAnew()
    {
        COVERS("MA-05");
        World world;
        openThree(world);
        world.answerStatus("INBOX", "(MESSAGES 3 UIDNEXT 31 UIDVALIDITY 0)");  // about to be made
        world.play("T: 180s\nC: a4 NOOP\nS: a4 OK");
        world.answerStatus("INBOX", "(MESSAGES 3 UIDNEXT 31 UIDVALIDITY 8)");
        world.play(("T: 180s\nC: a5 NOOP\nS: a5 NO Internal error\nC: a6 SELECT INBOX\n"
                    + selectAnswer("a6", 1, 8) + "C: a7 UID FETCH 1:* (UID FLAGS)\n" + look({1})
                    + "S: a7 OK\n" + filled("C: a8 UID FETCH 1 (@items@)\n") + summary(1, 1) + "S: a8 OK")
                       .constData());
        QCOMPARE(storedFlags(world), "1"_ba);
        // What goes on telling a number that its SELECT does not is looked at anew once.
        world.answerStatus("INBOX", "(MESSAGES 1 UIDNEXT 2 UIDVALIDITY 9)");
        world.play(("T: 180s\nC: a9 NOOP\nS: a9 OK\nC: a10 SELECT INBOX\n" + selectAnswer("a10", 1, 8)
                    + "C: a11 UID FETCH 1:* (UID FLAGS)\n" + look({1}) + "S: a11 OK\n"
                    + "T: 180s\nC: a12 NOOP\nS: a12 OK")
                       .constData());
    }

    void theSameIsForgottenWhenItIsGone()
    {
        COVERS("MA-21", "MA-23");
        World world;
        openSeven(world);
        world.play(
            (summaries(1, 4)
             + hollow(5,
                      "FLAGS () INTERNALDATE \"00-Jan-0000 00:00:00 +0000\" RFC822.SIZE 0 BODYSTRUCTURE "
                      "(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 0 0) BODY[HEADER.FIELDS (DATE)] \"\"")
             + summary(6, 6) + summary(7, 7) + "S: a3 OK\nC: a4 NOOP\nS: * 5 EXPUNGE\nS: a4 OK")
                .constData());
        QCOMPARE(storedFlags(world), "1 2 3 4 6 7"_ba);
    }

    void aServerSlowInTellingIsAskedOnceMore()
    {
        COVERS("MA-52");
        World world;
        openSeven(world);
        world.play((summaries(1, 6) + "S: a3 NO gone\nC: a4 NOOP\nS: a4 OK\nT: 900ms").constData());
        world.play("T: 100ms\nC: a5 NOOP\nS: * 7 EXPUNGE\nS: a5 OK");
        QCOMPARE(storedFlags(world), "1 2 3 4 5 6"_ba);
    }

    // Never announced (UW with mbx): then there is nothing more to be done, and no loop.
    void whatTheServerNeverTellsIsNotAskedForEver()
    {
        COVERS("MA-50", "MA-52");
        World world;
        openSeven(world);
        world.playOn((summaries(1, 6)
                      + "S: a3 NO gone\nC: a4 NOOP\nS: a4 OK\nT: 1s\nC: a5 NOOP\nS: a5 OK\n"
                        "C: a6 UID FETCH 7 (UID FLAGS)\nS: a6 OK\nC: a7 SELECT INBOX\n"
                      + selectAnswer("a7", 6) + "C: a8 UID FETCH 1:* (UID FLAGS)\n" + look({1, 2, 3, 4, 5, 6})
                      + "S: a8 OK")
                         .constData());
        world.play("");
        QCOMPARE(storedFlags(world), "1 2 3 4 5 6"_ba);
    }

    void expungesInsideAnAnswerCountAtOnce()
    {
        COVERS("MA-36", "MA-46");
        World world;
        openSeven(world);
        world.play((summaries(1, 6) + summary(7, 7) + "S: * 7 EXPUNGE\nS: * 6 FETCH (UID 6 FLAGS (\\Seen))\n"
                    + "S: * 1 EXPUNGE\nS: * 1 FETCH (FLAGS (\\Seen))\nS: a3 OK")
                       .constData());
        QCOMPARE(storedFlags(world), "2s 3 4 5 6s"_ba);
    }

    void anExpungeOfNothingIsAskedAbout()
    {
        COVERS("MA-47");
        expectInLog(imap::ServerQuirk::ExpungesTheUnknown);
        World world;
        openSeven(world);
        world.play((summaries(1, 7) + "S: a3 OK\nS: * 9 EXPUNGE\nC: a4 NOOP\nS: a4 OK").constData());
        QCOMPARE(storedFlags(world), "1 2 3 4 5 6 7"_ba);
        world.playOn("S: * 9 EXPUNGE\nC: a5 SELECT INBOX");
        QCOMPARE(storedFlags(world), "1 2 3 4 5 6 7"_ba);
    }

    // The draft of RFC 2180 has its examples so.
    void anExpungeThatNamesNoMessageIsLookedAfter()
    {
        COVERS("MA-26");
        World world;
        openSeven(world);
        world.playOn(
            (summaries(1, 3)
             + "S: a3 NO Some of the requested messages no longer exist\nC: a4 NOOP\nS: * EXPUNGE 4\n"
               "S: * EXPUNGE 4\nS: * EXPUNGE 4\nS: * EXPUNGE 4\nS: * 3 EXISTS\nS: a4 OK\n"
               "C: a5 SELECT INBOX\n"
             + selectAnswer("a5", 3) + "C: a6 UID FETCH 1:* (UID FLAGS)\n" + look({1, 2, 3}) + "S: a6 OK")
                .constData());
        world.play("");
        QCOMPARE(storedFlags(world), "1 2 3"_ba);
    }

    void earlierIsNotNow()
    {
        COVERS("MA-56");
        World world;
        openSeven(world);
        world.play((summaries(1, 7) + "S: a3 OK\nS: * VANISHED (EARLIER) 1:3\nS: * 2 FETCH (FLAGS (\\Seen))")
                       .constData());
        QCOMPARE(storedFlags(world), "1 2s 3 4 5 6 7"_ba);
    }

    // UID SEARCH may still name what goes with the very next lines (Dovecot).
    void ghostsInASearchGoInOrder()
    {
        COVERS("MA-38", "MA-37");
        World world;
        openSeven(world);
        const store::FolderId folder = folderId(world);
        std::vector<search::ServerSearchResult> results;
        QObject::connect(&world.engine(), &app::Engine::searchFinished, &world.engine(),
                         [&](const search::ServerSearchResult &result) { results.push_back(result); });
        world.on("search", [&] { world.engine().search({1, folder, u"x"_s}); });
        world.play((summaries(1, 7)
                    + "S: a3 OK\nU: search\nC: a4 UID SEARCH TEXT \"x\"\nS: * SEARCH 2 4 5\nS: * 4 EXPUNGE\n"
                      "S: a4 OK [EXPUNGEISSUED] done")
                       .constData());
        QCOMPARE(storedFlags(world), "1 2 3 5 6 7"_ba);
        QCOMPARE(results.size(), std::size_t{1});
        QCOMPARE(results.front().uids, (std::vector{imap::Uid{2}, imap::Uid{5}}));
    }

    // Nothing arrives while it idles; what happened comes with the next command, before any number is used.
    void whatWasNotToldDuringIdleComesFirst()
    {
        COVERS("MA-55");
        World world;
        openSeven(world, "IMAP4rev1 UNSELECT IDLE");
        world.play((summaries(1, 7)
                    + "S: a3 OK\nC: a4 IDLE\nS: + idling\nT: 10min\nC: DONE\nS: * 2 EXPUNGE\nS: a4 OK\n"
                      "C: a5 IDLE\nS: + idling\nS: * 2 FETCH (FLAGS (\\Seen))")
                       .constData());
        QCOMPARE(storedFlags(world), "1 3s 4 5 6 7"_ba);
    }
};

POSTHORN_TEST(SharedMailboxTest)

#include "tst_sharedmailbox.moc"
