// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/mailboxscripts.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

constexpr char quickServer[] = "IMAP4rev1 CONDSTORE QRESYNC ENABLE UNSELECT ESEARCH";
constexpr char condstoreServer[] = "IMAP4rev1 CONDSTORE ENABLE UNSELECT ESEARCH";

QByteArray told(quint32 uidNext, quint32 highest)
{
    return "S: * OK [UIDNEXT " + QByteArray::number(uidNext) + "] next\nS: * OK [HIGHESTMODSEQ "
        + QByteArray::number(highest) + "] highest\n";
}

// INBOX with UIDs 10, 20, 30, in step with mod-sequence 90; then the line drops and comes back. The next tag
// is a2, for a SELECT.
void reopenThree(World &world, const QByteArray &capabilities)
{
    const QByteArray names = capabilities.contains("QRESYNC") ? " CONDSTORE QRESYNC" : " CONDSTORE";
    world.goOnline(capabilities);
    world.playOn(("C: a2 SELECT INBOX (CONDSTORE)\n" + selectAnswer("a2", 3, 7, told(31, 90))
                  + "C: a3 UID FETCH 1:* (UID FLAGS)\n" + look({10, 20, 30}) + "S: a3 OK\n"
                  + filled("C: a4 UID FETCH 10,20,30 (@items@)\n") + summary(1, 10) + summary(2, 20)
                  + summary(3, 30) + "S: a4 OK done\nX\nT: 2s\nA\nS: * PREAUTH [CAPABILITY " + capabilities
                  + "] hello\nC: a1 ENABLE" + names + "\nS: * ENABLED" + names + "\nS: a1 OK\n")
                     .constData());
}

constexpr char quickSelect[] = "C: a2 SELECT INBOX (QRESYNC (7 90 (1,3 10,30)))\n";

quint64 inStepWith(World &world)
{
    return world.reader().folder(folderId(world))->inStepWith.value;
}

// Sixty messages on a server without CONDSTORE, in the store; the next tag is a4.
void openSixty(World &world)
{
    QList<quint32> uids;
    QByteArray all;
    for (quint32 uid = 1; uid <= 60; ++uid) {
        uids.append(uid);
        all += summary(uid, uid);
    }
    world.goOnline(plainServer);
    world.playOn(("C: a1 SELECT INBOX\n" + selectAnswer("a1", 60) + "C: a2 UID FETCH 1:* (UID FLAGS)\n"
                  + look(uids) + "S: a2 OK\n" + filled("C: a3 UID FETCH 1:60 (@items@)\n") + all
                  + "S: a3 OK done\n")
                     .constData());
}

constexpr char comeBack[] = "X\nT: 2s\nA\nS: * PREAUTH [CAPABILITY IMAP4rev1 UNSELECT] hello\n";

}

// A mailbox that is known from before: what is asked, and what is made of answers that are true, late or
// lies.
class ResyncTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anUnchangedMailboxCostsOneCommand()
    {
        World world;
        reopenThree(world, quickServer);
        world.play((quickSelect + selectAnswer("a2", 3, 7, told(31, 90))).constData());
        QCOMPARE(storedFlags(world), "10 20 30"_ba);
        QCOMPARE(inStepWith(world), quint64{90});
        QCOMPARE(world.statuses().back().kind, accounts::Status::Kind::Online);
    }

    void whatHasChangedComesWithTheSelection()
    {
        COVERS("MA-56");
        World world;
        reopenThree(world, quickServer);
        world.playOn((quickSelect
                      + selectAnswer("a2", 3, 7,
                                     told(41, 95)
                                         + "S: * VANISHED (EARLIER) 11:25\n"
                                           "S: * 2 FETCH (UID 30 FLAGS (\\Seen) MODSEQ (93))\n"
                                           "S: * 3 FETCH (UID 40 FLAGS () MODSEQ (95))\n")
                      + filled("C: a3 UID FETCH 40 (@items@)\n"))
                         .constData());
        QCOMPARE(inStepWith(world), quint64{90});  // not before the new one is here
        world.play((summary(3, 40) + "S: a3 OK").constData());
        QCOMPARE(storedFlags(world), "10 30s 40"_ba);
        QCOMPARE(inStepWith(world), quint64{95});
        // The numbers are known without having been asked for.
        world.play("S: * 2 FETCH (FLAGS ())");
        QCOMPARE(storedFlags(world), "10 30 40"_ba);
    }

    // A server that has no QRESYNC need not say which UID it speaks of, and the changes alone do not number
    // what has not changed.
    void flagsToldByNumberAloneAreNotLost_data()
    {
        QTest::addColumn<QByteArray>("whileChanges");
        QTest::addColumn<QByteArray>("whileSearching");
        QTest::addColumn<QByteArray>("stored");
        const QByteArray third = "S: * 3 FETCH (FLAGS (\\Seen) MODSEQ (96))\n";
        const QByteArray goes = "S: * 1 EXPUNGE\n";
        QTest::newRow("while all UIDs are asked for")
            << goes << "S: * 2 FETCH (FLAGS (\\Seen) MODSEQ (96))\n"_ba
            << "20 30s"_ba;
        QTest::newRow("before one goes that changes the number") << third + goes << ""_ba
                                                                 << "20 30s"_ba;
        QTest::newRow("before it goes itself")
            << "S: * 1 FETCH (FLAGS (\\Seen) MODSEQ (96))\n" + goes << ""_ba
            << "20 30"_ba;
        QTest::newRow("before the answer itself tells them")
            << third + "S: * 3 FETCH (UID 30 FLAGS () MODSEQ (97))\n" + goes << ""_ba
            << "20 30"_ba;
        QTest::newRow("twice") << third + goes << "S: * 2 FETCH (FLAGS () MODSEQ (97))\n"_ba
                               << "20 30"_ba;
    }
    void flagsToldByNumberAloneAreNotLost()
    {
        QFETCH(const QByteArray, whileChanges);
        QFETCH(const QByteArray, whileSearching);
        QFETCH(const QByteArray, stored);
        World world;
        reopenThree(world, condstoreServer);
        world.play(("C: a2 SELECT INBOX (CONDSTORE)\n" + selectAnswer("a2", 3, 7, told(31, 95))
                    + "C: a3 UID FETCH 1:* (UID FLAGS) (CHANGEDSINCE 90)\n" + whileChanges
                    + "S: a3 OK\nC: a4 UID SEARCH RETURN (ALL) ALL\n" + whileSearching
                    + "S: * ESEARCH (TAG \"a4\") UID ALL 20,30\nS: a4 OK\n")
                       .constData());
        QCOMPARE(storedFlags(world), stored);
    }

    void aLieIsFoundOutByTheCount_data()
    {
        QTest::addColumn<QByteArray>("lie");
        QTest::addColumn<quint32>("exists");
        QTest::addColumn<QByteArray>("there");
        QTest::addColumn<QByteArray>("stored");
        QTest::newRow("everything has vanished")
            << "S: * VANISHED (EARLIER) 1:4294967295\n"_ba << 3U << "10,20,30"_ba
            << "10 20 30"_ba;
        QTest::newRow("one went without a word") << ""_ba << 2U << "10,30"_ba
                                                 << "10 30"_ba;
        QTest::newRow("one that is not here went") << "S: * VANISHED (EARLIER) 11\n"_ba << 2U << "10:10,20"_ba
                                                   << "10 20"_ba;
        QTest::newRow("one too many, unsorted and twice")
            << "S: * VANISHED (EARLIER) 30,10:9,10,20\n"_ba << 1U << "20"_ba
            << "20"_ba;
    }
    void aLieIsFoundOutByTheCount()
    {
        COVERS("REL-36");
        QFETCH(QByteArray, lie);
        QFETCH(quint32, exists);
        QFETCH(QByteArray, there);
        World world;
        reopenThree(world, quickServer);
        world.play((quickSelect + selectAnswer("a2", exists, 7, told(31, 95) + lie)
                    + "C: a3 UID SEARCH RETURN (ALL) ALL\nS: * ESEARCH (TAG \"a3\") UID ALL " + there
                    + "\nS: a3 OK")
                       .constData());
        QTEST(storedFlags(world), "stored");
    }

    // Whatever it was that was left out, it is looked for, and fetched.
    void whatWasSkippedIsFetched()
    {
        World world;
        reopenThree(world, quickServer);
        world.play(
            (quickSelect + selectAnswer("a2", 4, 7, told(31, 95))
             + "C: a3 UID SEARCH RETURN (ALL) ALL\nS: * ESEARCH (TAG \"a3\") UID ALL 10,15,20,30\nS: a3 "
               "OK\n"
             + filled("C: a4 UID FETCH 15 (@items@)\n") + summary(2, 15) + "S: a4 OK")
                .constData());
        QCOMPARE(storedFlags(world), "10 15 20 30"_ba);
        QCOMPARE(inStepWith(world), quint64{95});
    }

    void whenNothingFitsTheFlagsAreLookedAt()
    {
        World world;
        reopenThree(world, quickServer);
        world.play(
            (quickSelect + selectAnswer("a2", 2, 7, told(31, 95))
             + "C: a3 UID SEARCH RETURN (ALL) ALL\nS: * ESEARCH (TAG \"a3\") UID ALL 10,20,30\nS: a3 OK\n"
               "C: a4 UID FETCH 1:* (UID FLAGS)\nS: * 1 FETCH (UID 20 FLAGS ())\n"
               "S: * 2 FETCH (UID 30 FLAGS (\\Seen))\nS: a4 OK")
                .constData());
        QCOMPARE(storedFlags(world), "10 20 30s"_ba);  // two words against one
        QCOMPARE(inStepWith(world), quint64{0});
    }

    // What went and what came while it was being told: the list of all that is there, when the count agrees.
    void whatTheLookHasLeftOutIsTakenFromTheUids()
    {
        COVERS("REL-36");
        World world;
        reopenThree(world, condstoreServer);
        world.play(
            ("C: a2 SELECT INBOX (CONDSTORE)\n" + selectAnswer("a2", 3, 7, "S: * OK [NOMODSEQ] none\n")
             + "C: a3 UID FETCH 1:* (UID FLAGS)\n" + look({10, 20}) + "S: a3 OK\n"
             + "C: a4 UID SEARCH RETURN (ALL) ALL\nS: * ESEARCH (TAG \"a4\") UID ALL 10,20,40\nS: a4 OK\n"
             + filled("C: a5 UID FETCH 40 (@items@)\n") + summary(3, 40) + "S: a5 OK")
                .constData());
        QCOMPARE(storedFlags(world), "10 20 40"_ba);
    }

    void aServerThatTellsNothingIsAskedForTheChanges_data()
    {
        QTest::addColumn<QByteArray>("capabilities");
        QTest::addColumn<QByteArray>("select");
        QTest::newRow("CONDSTORE alone")
            << QByteArray(condstoreServer) << "C: a2 SELECT INBOX (CONDSTORE)\n"_ba;
    }
    void aServerThatTellsNothingIsAskedForTheChanges()
    {
        QFETCH(QByteArray, capabilities);
        QFETCH(QByteArray, select);
        World world;
        reopenThree(world, capabilities);
        world.play(
            (select + selectAnswer("a2", 3, 7, told(41, 95))
             + "C: a3 UID FETCH 1:* (UID FLAGS) (CHANGEDSINCE 90)\n"
               "S: * 1 FETCH (UID 10 FLAGS (\\Seen) MODSEQ (92))\n"
               "S: * 3 FETCH (UID 40 FLAGS () MODSEQ (94))\nS: a3 OK\n"
               "C: a4 UID SEARCH RETURN (ALL) ALL\nS: * ESEARCH (TAG \"a4\") UID ALL 10,30,40\nS: a4 OK\n"
             + filled("C: a5 UID FETCH 40 (@items@)\n") + summary(3, 40) + "S: a5 OK")
                .constData());
        QCOMPARE(storedFlags(world), "10s 30 40"_ba);
        QCOMPARE(inStepWith(world), quint64{95});
    }

    // The count is the same afterwards, and one of those it counts is another one.
    void whatWentBeforeItHadANameIsLookedFor()
    {
        World world;
        reopenThree(world, condstoreServer);
        world.play(("C: a2 SELECT INBOX (CONDSTORE)\n" + selectAnswer("a2", 3, 7, told(41, 95))
                    + "C: a3 UID FETCH 1:* (UID FLAGS) (CHANGEDSINCE 90)\n"
                      "S: * 2 EXPUNGE\nS: * 3 EXISTS\nS: a3 OK\n"
                      "C: a4 UID SEARCH RETURN (ALL) ALL\n"
                      "S: * ESEARCH (TAG \"a4\") UID ALL 10,30,40\nS: a4 OK\n"
                    + filled("C: a5 UID FETCH 40 (@items@)\n") + summary(3, 40) + "S: a5 OK\n"
                    + filled("C: a6 UID FETCH 41:* (@items@)\n") + "S: a6 OK\nS: * 2 FETCH (FLAGS (\\Seen))")
                       .constData());
        QCOMPARE(storedFlags(world), "10 30s 40"_ba);
    }

    void modSeqsThatCannotBeAreNotBuiltOn_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<quint64>("reached");
        QTest::newRow("going back") << told(31, 80) << quint64{80};
        QTest::newRow("none") << "S: * OK [UIDNEXT 31] n\nS: * OK [NOMODSEQ] none\n"_ba << quint64{0};
        QTest::newRow("UIDNEXT going back") << told(29, 95) << quint64{95};
    }
    void modSeqsThatCannotBeAreNotBuiltOn()
    {
        COVERS("REL-36");
        QFETCH(QByteArray, said);
        World world;
        reopenThree(world, quickServer);
        world.play((quickSelect + selectAnswer("a2", 3, 7, said)
                    + "C: a3 UID FETCH 1:* (UID FLAGS)\nS: * 1 FETCH (UID 10 FLAGS ())\n"
                      "S: * 2 FETCH (UID 20 FLAGS (\\Seen))\nS: * 3 FETCH (UID 30 FLAGS ())\nS: a3 OK")
                       .constData());
        QCOMPARE(storedFlags(world), "10 20s 30"_ba);
        QTEST(inStepWith(world), "reached");
    }

    void anotherUidValidityForgetsHowFarWeWere()
    {
        World world;
        reopenThree(world, quickServer);
        world.playOn((quickSelect + selectAnswer("a2", 1, 8, told(31, 95))
                      + "C: a3 UID FETCH 1:* (UID FLAGS)\nS: * 1 FETCH (UID 20 FLAGS ())\nS: a3 OK\n"
                      + filled("C: a4 UID FETCH 20 (@items@)\n"))
                         .constData());
        QCOMPARE(inStepWith(world), quint64{0});
        world.play((summary(1, 20) + "S: a4 OK").constData());
        QCOMPARE(storedFlags(world), "20"_ba);
        QCOMPARE(inStepWith(world), quint64{95});
    }

    void whatIsToldMeanwhileMovesTheMarkOnceEverythingHasEnded()
    {
        World world;
        reopenThree(world, quickServer);
        world.play((quickSelect + selectAnswer("a2", 3, 7, told(31, 90))
                    + "S: * 2 FETCH (UID 20 FLAGS (\\Seen) MODSEQ (97))")
                       .constData());
        QCOMPARE(inStepWith(world), quint64{90});  // no command has ended since
        world.on("refresh", [&world] { world.engine().search({1, folderId(world), u"x"_s}); });
        world.play("U: refresh\nC: a3 UID SEARCH TEXT \"x\"\nS: * SEARCH\nS: a3 OK");
        QCOMPARE(inStepWith(world), quint64{97});
        world.play(
            "S: * VANISHED 10\nU: refresh\nC: a4 UID SEARCH TEXT \"x\"\nS: * SEARCH\n"
            "S: * 2 FETCH (UID 30 FLAGS (\\Seen) MODSEQ (120))\nS: a4 OK [HIGHESTMODSEQ 99] some is delayed");
        QCOMPARE(inStepWith(world), quint64{99});  // that word counts (RFC 7162, 6)
        QCOMPARE(storedFlags(world), "20s 30s"_ba);
    }

    void theMarkWaitsForWhatWasAnnounced()
    {
        World world;
        reopenThree(world, quickServer);
        world.play((quickSelect + selectAnswer("a2", 3, 7, told(31, 90)) + "S: * 4 EXISTS\n"
                    + filled("C: a3 UID FETCH 31:* (@items@)\n")
                    + "S: * 2 FETCH (UID 20 FLAGS (\\Seen) MODSEQ (97))\n" + summary(4, 40)
                    + "S: * 5 EXISTS\nS: a3 OK [HIGHESTMODSEQ 98]\n"
                    + filled("C: a4 UID FETCH 41:* (@items@)\n"))
                       .constData());
        QCOMPARE(inStepWith(world), quint64{90});
        world.play((summary(5, 50) + "S: a4 OK").constData());
        QCOMPARE(inStepWith(world), quint64{98});
        QCOMPARE(storedFlags(world), "10 20s 30 40 50"_ba);
    }

    // The same mailbox with something happening in the middle of every step.
    void whatHappensInTheMiddleOfAStepIsNotLost_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<QByteArray>("event");
        QTest::addColumn<QByteArray>("stored");
        for (int step = 0; step < 4; ++step) {
            QTest::addRow("EXPUNGE at %d", step) << step << "S: * 1 EXPUNGE\n"_ba
                                                 << "20s 30 40"_ba;
            QTest::addRow("flags at %d", step) << step << "S: * 3 FETCH (UID 30 FLAGS (\\Seen))\n"_ba
                                               << "10 20s 30s 40"_ba;
            QTest::addRow("EXISTS at %d", step) << step << "S: * 5 EXISTS\n"_ba
                                                << "10 20s 30 40 50"_ba;
        }
    }
    void whatHappensInTheMiddleOfAStepIsNotLost()
    {
        QFETCH(int, step);
        QFETCH(QByteArray, event);
        const bool arrives = event.contains("EXISTS"), goes = event.contains("EXPUNGE");
        World world;
        openThree(world);
        QByteArray script = comeBack + "C: a1 SELECT INBOX\n"_ba + selectAnswer("a1", 4)
            + "C: a2 UID FETCH 1:* (UID FLAGS)\n";
        const auto at = [&](int here) { script += here == step ? event : QByteArray(); };
        const auto number = [&](int n, int after) {
            return static_cast<quint32>(goes && step <= after ? n - 1 : n);
        };
        at(0);
        if (number(1, 0) == 1)
            script += "S: * 1 FETCH (UID 10 FLAGS ())\n";
        script += "S: * " + QByteArray::number(number(2, 0)) + " FETCH (UID 20 FLAGS (\\Seen))\n";
        at(1);
        const QByteArray third = event.contains("FETCH") && step <= 1 ? "\\Seen" : "";
        script += "S: * " + QByteArray::number(number(3, 1)) + " FETCH (UID 30 FLAGS (" + third + "))\nS: * "
            + QByteArray::number(number(4, 1)) + " FETCH (UID 40 FLAGS ())\n";
        at(2);
        script += "S: a2 OK\n" + filled("C: a3 UID FETCH 40 (@items@)\n");
        at(3);
        script += summary(number(4, 3), 40) + "S: a3 OK\n";
        if (arrives)
            script += filled("C: a4 UID FETCH 41:* (@items@)\n") + summary(5, 50) + "S: a4 OK\n";
        world.play(script.constData());
        QTEST(storedFlags(world), "stored");
    }

    void mostOfAMailboxIsNotGoneBeforeTheSecondLook()
    {
        COVERS("REL-35");
        World world;
        openSixty(world);
        const QByteArray five = selectAnswer("a1", 5) + "C: a2 UID FETCH 1:* (UID FLAGS)\n"
            + look({1, 2, 3, 4, 5}) + "S: a2 OK\n";
        world.play((comeBack + "C: a1 SELECT INBOX\n"_ba + five).constData());
        QCOMPARE(storedFlags(world).count(' '), 59);  // a bad moment, perhaps
        world.play(QByteArray("T: 30s\nC: a3 SELECT INBOX\n" + five)
                       .replace("a2 ", "a4 ")
                       .replace("a1 ", "a3 ")
                       .constData());
        QCOMPARE(storedFlags(world), "1 2 3 4 5"_ba);
    }

    void anEmptyMailboxIsLookedAtTwice()
    {
        COVERS("REL-35");
        World world;
        openSixty(world);
        world.play((comeBack + "C: a1 SELECT INBOX\n"_ba + selectAnswer("a1", 0)).constData());
        QCOMPARE(storedFlags(world).count(' '), 59);
        QList<quint32> uids;
        for (quint32 uid = 1; uid <= 60; ++uid)
            uids.append(uid);
        world.play(("T: 30s\nC: a2 SELECT INBOX\n" + selectAnswer("a2", 60)
                    + "C: a3 UID FETCH 1:* (UID FLAGS)\n" + look(uids) + "S: a3 OK")
                       .constData());
        QCOMPARE(storedFlags(world).count(' '), 59);  // it was nothing
    }

    // No look at what there is: the last messages at once, the rest downwards, two commands ahead.
    void aLargeMailboxIsFetchedAtOnce()
    {
        World world;
        world.goOnline(plainServer);
        const QByteArray next = "S: * OK [UIDNEXT 1001] next\n";
        QByteArray newest, rest, oldest;
        for (quint32 uid = 1; uid <= 1000; ++uid)
            (uid > 900 ? newest : uid > 500 ? rest : oldest) += summary(uid, uid);
        world.playOn(("C: a1 SELECT INBOX\n" + selectAnswer("a1", 1000, 7, next)
                      + filled("C: a2 UID FETCH 901:* (@items@)\nC: a3 UID FETCH 501:900 (@items@)\n")
                      + newest + "S: a2 OK\n")
                         .constData());
        QCOMPARE(world.reader().knownFlags(folderId(world)).size(), std::size_t{100});
        world.play((filled("C: a4 UID FETCH 1:500 (@items@)\n") + rest + "S: a3 OK\n" + oldest + "S: a4 OK")
                       .constData());
        QCOMPARE(world.reader().knownFlags(folderId(world)).size(), std::size_t{1000});
        QCOMPARE(world.statuses().back().kind, accounts::Status::Kind::Online);
    }

    void whatALargeAnswerLacksIsLookedUp()
    {
        World world;
        world.goOnline(plainServer);
        const QByteArray next = "S: * OK [UIDNEXT 1001] next\n";
        QByteArray newest, rest, oldest, found = "S: * SEARCH";
        for (quint32 uid = 1; uid <= 1000; ++uid) {
            (uid > 900 ? newest : uid > 500 ? rest : oldest) += uid == 7 ? QByteArray() : summary(uid, uid);
            found += ' ' + QByteArray::number(uid);
        }
        world.play(("C: a1 SELECT INBOX\n" + selectAnswer("a1", 1000, 7, next)
                    + filled("C: a2 UID FETCH 901:* (@items@)\nC: a3 UID FETCH 501:900 (@items@)\n") + newest
                    + "S: a2 OK\n" + filled("C: a4 UID FETCH 1:500 (@items@)\n") + rest + "S: a3 OK\n"
                    + oldest + "S: a4 OK\nC: a5 UID SEARCH ALL\n" + found + "\nS: a5 OK\n"
                    + filled("C: a6 UID FETCH 7 (@items@)\n") + summary(7, 7) + "S: a6 OK")
                       .constData());
        QCOMPARE(world.reader().knownFlags(folderId(world)).size(), std::size_t{1000});
    }

    void withoutNumbersUidsAreEnough()
    {
        World world;
        world.goOnline("IMAP4rev1 CONDSTORE QRESYNC UIDONLY ENABLE UNSELECT ESEARCH");
        const auto uidFetch = [](QByteArray script) {
            for (int number = 1; number <= 4; ++number)
                script.replace("* " + QByteArray::number(number) + " FETCH (UID ", "* @");
            for (const int uid : {10, 20, 30, 40})
                script.replace("* @" + QByteArray::number(uid) + ' ',
                               "* " + QByteArray::number(uid) + " UIDFETCH (");
            return script;
        };
        world.play(uidFetch("C: a2 SELECT INBOX (CONDSTORE)\n" + selectAnswer("a2", 3, 7, told(31, 90))
                            + "C: a3 UID FETCH 1:4294967295 (UID FLAGS)\n" + look({10, 20, 30}) + "S: a3 OK\n"
                            + filled("C: a4 UID FETCH 10,20,30 (@items@)\n") + summary(1, 10) + summary(2, 20)
                            + summary(3, 30) + "S: a4 OK done\nS: * VANISHED 20\nS: * 3 EXISTS\n"
                            + filled("C: a5 UID FETCH 31:4294967295 (@items@)\n") + summary(3, 40)
                            + "S: a5 OK\n" + "S: * 10 UIDFETCH (FLAGS (\\Seen))")
                       .constData());
        QCOMPARE(storedFlags(world), "10s 30 40"_ba);
    }

    void anAuditFindsWhatWasSkipped()
    {
        COVERS("REL-37");
        World world;
        openThree(world, "IMAP4rev1 UNSELECT ESEARCH");
        // One went and another one came, and nobody said so.
        QByteArray script;
        int tag = 4;
        for (int minutes = 0; minutes < 57; minutes += 3) {
            const QByteArray name = 'a' + QByteArray::number(tag++);
            script += "T: 3min\nC: " + name + " NOOP\nS: " + name + " OK\n";
        }
        world.playOn(script.constData());
        QByteArray sent;
        for (int minutes = 0; minutes < 6 && !sent.contains("SEARCH"); ++minutes) {
            world.playOn("T: 1min");
            sent += world.takeSent();
        }
        QVERIFY2(sent.contains(" UID SEARCH RETURN (ALL) ALL"), sent.constData());
        const QByteArray name = sent.left(sent.indexOf(" UID SEARCH")).split('\n').back();
        if (const qsizetype noop = sent.indexOf(" NOOP"); noop >= 0)
            world.playOn(("S: " + sent.left(noop).split('\n').back() + " OK").constData());
        world.playOn(
            ("S: * ESEARCH (TAG \"" + name + "\") UID ALL 10,25,30\nS: " + name + " OK").constData());
        sent = world.takeSent();
        QVERIFY2(sent.contains(" UID FETCH 25 ("), sent.constData());
        const QByteArray fetch = sent.left(sent.indexOf(" UID FETCH 25")).split('\n').back();
        world.playOn((summary(2, 25) + "S: " + fetch + " OK").constData());
        QCOMPARE(storedFlags(world), "10 25 30"_ba);
    }
};

POSTHORN_TEST(ResyncTest)

#include "tst_resync.moc"
