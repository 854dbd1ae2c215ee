// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/serverquirks.h"
#include "core/imap/sync/convert.h"

#include <QLoggingCategory>

#include "tests/app/receiptworld.h"
#include "tests/support/expectlog.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::ServerQuirk;
using imap::Uid;

namespace {

QByteArray filled(QByteArray script)
{
    return script.replace("@items@", imap::sync::summaryItems);
}

QByteArray summary(quint32 number, quint32 uid)
{
    return "S: * " + QByteArray::number(number) + " FETCH (UID " + QByteArray::number(uid)
        + " FLAGS () INTERNALDATE \" 1-Jan-2026 10:00:00 +0000\" RFC822.SIZE 900 BODYSTRUCTURE (\"TEXT\" "
          "\"PLAIN\" "
          "NIL NIL NIL \"7BIT\" 5 1) BODY[HEADER.FIELDS (DATE)] {15}␍␊Subject: hi␍␊␍␊)\n";
}

// Up to and with the look at so many messages, UIDs 1 to count; the next tag is a3.
QByteArray look(quint32 count, const QByteArray &tags = "a1 a2")
{
    const QByteArray first = tags.split(' ').front();
    const QByteArray second = tags.split(' ').back();
    QByteArray script = "C: " + first + " SELECT INBOX\nS: * " + QByteArray::number(count)
        + " EXISTS\nS: * OK [UIDVALIDITY 7] valid\nS: " + first + " OK selected\nC: " + second
        + " UID FETCH 1:* (UID FLAGS)\n";
    for (quint32 uid = 1; uid <= count; ++uid)
        script +=
            "S: * " + QByteArray::number(uid) + " FETCH (UID " + QByteArray::number(uid) + " FLAGS ())\n";
    return script + "S: " + second + " OK\n";
}

ReceiptFixture plainFixture()
{
    ReceiptFixture fixture;
    fixture.capabilities = "IMAP4rev1 UNSELECT";
    return fixture;
}

// A World with UID 42 in INBOX, a step "read" for its text, and what came of it. The next tag is a4.
class ReadingWorld : public World
{
public:
    ReadingWorld() : failed(&engine(), &app::Engine::contentFailed)
    {
        openInbox(*this, plainFixture());
        on("read", [this] { engine().fetchContent(copyOf(*this, Uid{42}), {}); });
    }
    [[nodiscard]] std::optional<QByteArray> text()
    {
        return reader().content(copyOf(*this, Uid{42}))->section("1");
    }
    [[nodiscard]] Error::Kind lastFailure() const { return failed.last().at(1).value<Error>().kind; }

    QSignalSpy failed;
};

// What is told when all of sixty are found.
QByteArray everything()
{
    QByteArray line = "S: * SEARCH";
    for (int uid = 1; uid <= 60; ++uid)
        line += ' ' + QByteArray::number(uid);
    return line + '\n';
}

// A World with UIDs 1 to 60 in INBOX, a step "search" for "offer", and what came of it. The next tag is a4.
class SearchingWorld : public World
{
public:
    SearchingWorld() : finished(&engine(), &app::Engine::searchFinished)
    {
        goOnline("IMAP4rev1 UNSELECT");
        QByteArray all = "C: a3 UID FETCH 1:60 (@items@)\n";
        for (quint32 uid = 1; uid <= 60; ++uid)
            all += summary(uid, uid);
        playOn(filled(look(60) + all + "S: a3 OK\n").constData());
        on("search", [this] {
            const auto folder = reader().folder(account().id, "INBOX");
            engine().search({1, folder->id, u"offer"_s});
        });
    }
    // Searches with that tag; what is sent behind the answer.
    [[nodiscard]] QByteArray findEverything(const QByteArray &tag)
    {
        playOn(("U: search\nC: " + tag + " UID SEARCH TEXT \"offer\"\n" + everything() + "S: " + tag + " OK")
                   .constData());
        return takeSent();
    }
    [[nodiscard]] search::ServerSearchResult lastResult() const
    {
        return finished.last().front().value<search::ServerSearchResult>();
    }

    QSignalSpy finished;
};

}

// Habits of real servers as a whole account meets them: nothing is lost, nothing is invented, nothing loops.
class TestOddServers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"posthorn.session.debug=true"_s); }
    void cleanupTestCase() { QLoggingCategory::setFilterRules(QString()); }

    void aRefusedSetIsAskedForInHalves()
    {
        COVERS("E-04", "E-19");
        expectInLog(ServerQuirk::RefusesSets);
        World world;
        world.goOnline("IMAP4rev1 UNSELECT");
        world.play(filled(look(4) + "C: a3 UID FETCH 1:4 (@items@)\nS: a3 BAD UID FETCH UID parameters!\n"
                          + "C: a4 UID FETCH 3:4 (@items@)\n" + summary(3, 3) + summary(4, 4) + "S: a4 OK\n"
                          + "C: a5 UID FETCH 1:2 (@items@)\nS: a5 NO [UNAVAILABLE] FETCH Server error\n"
                          + "C: a6 UID FETCH 2 (@items@)\n" + summary(2, 2) + "S: a6 OK\n"
                          + "C: a7 UID FETCH 1 (@items@)\nS: a7 NO [UNAVAILABLE] FETCH Server error\n")
                       .constData());
        QCOMPARE(stored(world), (std::vector<quint32>{2, 3, 4}));
        QCOMPARE(world.statuses().back().kind, accounts::Status::Kind::Online);
    }

    void aSearchThatFindsEverythingFindsNothing()
    {
        COVERS("E-03");
        expectInLog(ServerQuirk::FindsEverything);
        SearchingWorld world;
        world.play("U: search\nC: a4 UID SEARCH TEXT \"offer\"\nS: * SEARCH 1 2\nS: a4 OK");
        const auto honest = world.lastResult();
        QVERIFY(!honest.error && honest.uids.size() == 2);
        const QByteArray probe = world.findEverything("a5");
        QVERIFY2(probe.startsWith("a6 UID SEARCH TEXT \"") && probe.endsWith("\"\r\n"), probe.constData());
        QVERIFY(!probe.contains("offer"));
        QCOMPARE(world.finished.size(), 1);
        world.play(everything() + "S: a6 OK");
        QCOMPARE(world.finished.size(), 2);
        QVERIFY(world.lastResult().error && world.lastResult().uids.empty());
    }

    void aFolderInWhichEveryMessageMatchesIsFound_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("the made-up word finds nothing") << "S: * SEARCH\nS: a5 OK"_ba;
        QTest::newRow("or little") << "S: * SEARCH 7\nS: a5 OK"_ba;
        QTest::newRow("or is refused") << "S: a5 NO not now"_ba;
        QTest::newRow("or is never answered") << "X"_ba;
    }
    void aFolderInWhichEveryMessageMatchesIsFound()
    {
        QFETCH(QByteArray, answer);
        SearchingWorld world;
        QVERIFY(world.findEverything("a4").startsWith("a5 UID SEARCH TEXT "));
        world.play(answer);
        QCOMPARE(world.finished.size(), 1);
        QVERIFY(!world.lastResult().error);
        QCOMPARE(world.lastResult().uids.size(), 60u);
    }

    void aSearchThatFailsIsLeftToWhatIsHere_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("rows");
        QTest::newRow("QQ") << "BAD UID SEARCH invalid argument"_ba << u"E-03"_s;
        QTest::newRow("Yahoo") << "NO [SERVERBUG] UID SEARCH Server error"_ba << u"E-19"_s;
        QTest::newRow("Yandex") << "NO [UNAVAILABLE] UID SEARCH Backend error"_ba << u"E-23"_s;
        QTest::newRow("Cyrus") << "BAD Unrecognized character set"_ba << u"E-32"_s;
    }
    void aSearchThatFailsIsLeftToWhatIsHere()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, rows);
        COVERS(rows);
        expectInLog(ServerQuirk::SearchFails);
        ReadingWorld world;
        QSignalSpy finished(&world.engine(), &app::Engine::searchFinished);
        const auto folder = world.reader().folder(world.account().id, "INBOX");
        world.on("search", [&] { world.engine().search({1, folder->id, u"offer"_s}); });
        world.play(("U: search\nC: a4 UID SEARCH TEXT \"offer\"\nS: a4 " + answer).constData());
        QVERIFY(finished.last().front().value<search::ServerSearchResult>().error.has_value());
        QCOMPARE(stored(world), std::vector<quint32>{42});
    }

    void anUnknownExpungeSelectsAnew()
    {
        COVERS("E-10");
        expectInLog(ServerQuirk::ExpungesTheUnknown);
        ReadingWorld world;
        world.playOn("S: * 9 EXPUNGE\nC: a4 NOOP\nS: a4 OK\nS: * 9 EXPUNGE\nC: a5 SELECT INBOX");
        QCOMPARE(stored(world), std::vector<quint32>{42});
    }

    void anExpungeInsideTheAnswerMovesTheNumbers()
    {
        COVERS("E-14");
        expectInLog(ServerQuirk::ExpungesDuringFetch);
        World world;
        world.goOnline("IMAP4rev1 UNSELECT");
        world.play(filled(look(3) + "C: a3 UID FETCH 1:3 (@items@)\n" + summary(1, 1) + "S: * 1 EXPUNGE\n"
                          + summary(1, 2) + summary(2, 3)
                          + "S: * 3 EXISTS\nS: * 3 FETCH (UID 9 FLAGS (\\Seen))\nS: a3 OK\n"
                          + "C: a4 UID FETCH 4:* (@items@)\n" + summary(3, 9) + "S: a4 OK\n")
                       .constData());
        QCOMPARE(stored(world), (std::vector<quint32>{2, 3, 9}));
    }

    void aSectionLeftOutIsAskedForOnceMore()
    {
        COVERS("E-22");
        expectInLog(ServerQuirk::EmptySection);
        ReadingWorld world;
        world.play(R"(
            U: read
            C: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])
            S: * 1 FETCH (UID 42 FLAGS () BODY[HEADER] "Subject: x" BODY[1])
            S: a4 OK
            C: a5 UID FETCH 42 (UID FLAGS BODY.PEEK[1])
            S: * 1 FETCH (UID 42 BODY[1] "hello")
            S: a5 OK
        )");
        QCOMPARE(world.text(), std::optional("hello"_ba));
        QCOMPARE(world.failed.size(), 0);
    }

    void whatTheServerCannotConvertIsSaidAndKept()
    {
        COVERS("E-09");
        expectInLog(ServerQuirk::AnswersWithoutData);
        ReadingWorld world;
        world.play(R"(
            U: read
            C: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])
            S: a4 OK
            C: a5 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])
            S: a5 OK
        )");
        QCOMPARE(world.failed.size(), 1);
        QCOMPARE(world.lastFailure(), Error::Kind::Unsupported);
        QCOMPARE(stored(world), std::vector<quint32>{42});
    }

    void anInventedTextIsNotTheMessages_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("quirk");
        QTest::addColumn<QString>("rows");
        QTest::newRow("Exchange")
            << "Retrieval using the IMAP4 protocol failed for the following message: 42"_ba
            << static_cast<int>(ServerQuirk::SurrogateMessage) << u"E-09"_s;
        QTest::newRow("Courier") << "This message is no longer available on the server."_ba
                                 << static_cast<int>(ServerQuirk::InventsMessages) << u"E-30"_s;
    }
    void anInventedTextIsNotTheMessages()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, quirk);
        QFETCH(QString, rows);
        COVERS(rows);
        expectInLog(static_cast<ServerQuirk>(quirk));
        ReadingWorld world;
        world.play(("U: read\nC: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])\n"
                    "S: * 1 FETCH (UID 42 BODY[HEADER] \"Subject: x\" BODY[1] \""
                    + text
                    + "\")\nS: a4 OK\nC: a5 NOOP\nS: * 1 EXPUNGE\nS: a5 OK\n"
                      "C: a6 UID FETCH 42 (UID FLAGS BODY.PEEK[1])\nS: a6 OK")
                       .constData());
        QCOMPARE(world.failed.size(), 1);
        QVERIFY(stored(world).empty());
    }

    void whatIsStillThereAfterAskingWasMeant()
    {
        COVERS("E-30");
        ReadingWorld world;
        const QByteArray text = "BODY[1] \"This message is no longer available on the server.\")\n";
        world.play(("U: read\nC: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])\n"
                    "S: * 1 FETCH (UID 42 BODY[HEADER] \"Subject: x\" "
                    + text + "S: a4 OK\nC: a5 NOOP\nS: a5 OK\nC: a6 UID FETCH 42 (UID FLAGS BODY.PEEK[1])\n"
                    + "S: * 1 FETCH (UID 42 " + text + "S: a6 OK")
                       .constData());
        QVERIFY(world.text().has_value());
    }

    void aWrongSizeIsNoReasonToDoubtTheText()
    {
        COVERS("E-41");
        expectInLog(ServerQuirk::WrongMessageSize);
        ReadingWorld world;
        world.play(R"(
            U: read
            C: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])
            S: * 1 FETCH (UID 42 BODY[HEADER] "Subject: x" BODY[1] "much longer than five octets")
            S: a4 OK
        )");
        QCOMPARE(world.text(), std::optional("much longer than five octets"_ba));
    }

    void aTextThatNeverEndsComesInPiecesTheNextTime()
    {
        COVERS("E-29");
        expectInLog(ServerQuirk::LiteralNeverEnds);
        ReadingWorld world;
        world.playOn(R"(
            U: read
            C: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])
            S: * 1 FETCH (UID 42 BODY[HEADER] "Subject: x" BODY[1] {225752}
            T: 2min
            T: 2s
            A
            S: * PREAUTH [CAPABILITY IMAP4rev1 UNSELECT] hello
            C: a1 SELECT INBOX
            S: * 1 EXISTS
            S: * OK [UIDVALIDITY 7] valid
            S: a1 OK selected
            C: a2 UID FETCH 1:* (UID FLAGS)
            S: * 1 FETCH (UID 42 FLAGS ())
            S: a2 OK
        )");
        QCOMPARE(world.lastFailure(), Error::Kind::ConnectionLost);
        const QByteArray whole(65536, 'x');
        world.play(("U: read\nC: a3 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER])\n"
                    "S: * 1 FETCH (UID 42 BODY[HEADER] \"Subject: x\")\nS: a3 OK\n"
                    "C: a4 UID FETCH 42 (UID BODY.PEEK[1]<0.65536>)\n"
                    "S: * 1 FETCH (UID 42 BODY[1]<0> {65536}␍␊"
                    + whole
                    + ")\nS: a4 OK\nC: a5 UID FETCH 42 (UID BODY.PEEK[1]<65536.65536>)\n"
                      "S: * 1 FETCH (UID 42 BODY[1]<65536> \"end\")\nS: a5 OK\n"
                      "C: a6 UID FETCH 42 (UID BODY.PEEK[1]<65539.65536>)\n"
                      "S: * 1 FETCH (UID 42 BODY[1]<65539> \"\")\nS: a6 OK\n")
                       .constData());
        QCOMPARE(world.text(), std::optional(whole + "end"));
    }

    void aMessageThatKillsTheConnectionIsLeftOutTheThirdTime()
    {
        COVERS("E-28", "E-29");
        World world;
        world.goOnline("IMAP4rev1 UNSELECT");
        const QByteArray again = "T: 2min\nT: 5s\nA\nS: * PREAUTH [CAPABILITY IMAP4rev1 UNSELECT] hello\n";
        world.playOn(filled(look(2) + "C: a3 UID FETCH 1:2 (@items@)\nS: * 1 FETCH (UID 1 X {99999}\n" + again
                            + look(2) + "C: a3 UID FETCH 2 (@items@)\n" + summary(2, 2) + "S: a3 OK\n"
                            + "C: a4 UID FETCH 1 (@items@)\nS: * 1 FETCH (UID 1 X {99999}\n" + again
                            + look(2))
                         .constData());
        QVERIFY(!world.hasFailed());
        QCOMPARE(stored(world), std::vector<quint32>{2});
        QCOMPARE(world.statuses().back().kind, accounts::Status::Kind::Online);
    }

    // The network was gone, or we were asleep: no message is to blame for that.
    void silenceBeforeAnAnswerAccusesNoMessage()
    {
        World world;
        world.goOnline("IMAP4rev1 UNSELECT");
        const QByteArray silence = "C: a3 UID FETCH 1:2 (@items@)\nT: 2min\nT: 5s\nA\n"
                                   "S: * PREAUTH [CAPABILITY IMAP4rev1 UNSELECT] hello\n";
        world.playOn(filled(look(2) + silence + look(2) + silence + look(2)
                            + "C: a3 UID FETCH 1:2 (@items@)\n" + summary(1, 1) + summary(2, 2)
                            + "S: a3 OK\n")
                         .constData());
        QVERIFY(!world.hasFailed());
        QCOMPARE(stored(world), (std::vector<quint32>{1, 2}));
    }

    void aWindowThatNobodyLooksAtAnyMoreIsNotAccused()
    {
        World world;
        const auto open = [&world](const char *mailbox) {
            return [&world, mailbox] {
                world.engine().openFolder(world.reader().folder(world.account().id, mailbox)->id);
            };
        };
        world.on("away", open("Sent"));
        world.on("back", open("INBOX"));
        world.goOnline("IMAP4rev1 UNSELECT");
        world.playOn(filled(look(2)
                            + "C: a3 UID FETCH 1:2 (@items@)\nU: away\nS: * 1 FETCH (UID 1 X {99999}\n"
                              "T: 2min\nT: 5s\nA\nS: * PREAUTH [CAPABILITY IMAP4rev1 UNSELECT] hello\n"
                              "C: a1 SELECT Sent\nS: * 0 EXISTS\nS: * OK [UIDVALIDITY 9] valid\n"
                              "S: a1 OK selected\nU: back\n"
                            + look(2, "a2 a3") + "C: a4 UID FETCH 1:2 (@items@)\n" + summary(1, 1)
                            + summary(2, 2) + "S: a4 OK\n")
                         .constData());
        QVERIFY(!world.hasFailed());
        QCOMPARE(stored(world), (std::vector<quint32>{1, 2}));
    }

    // A loop that counts to the largest number there is and one further would never end.
    void theLastUidsOfAllAreLikeOthers()
    {
        COVERS("I4-013");
        constexpr quint32 last = 4294967295;
        const QByteArray seen = "C: a1 SELECT INBOX\nS: * 2 EXISTS\nS: * OK [UIDVALIDITY 7] valid\n"
                                "S: a1 OK selected\nC: a2 UID FETCH 1:* (UID FLAGS)\n"
                                "S: * 1 FETCH (UID 4294967294 FLAGS ())\n"
                                "S: * 2 FETCH (UID 4294967295 FLAGS ())\nS: a2 OK\n";
        World world;
        world.goOnline("IMAP4rev1 UNSELECT");
        world.playOn(filled(seen
                            + "C: a3 UID FETCH 4294967294:4294967295 (@items@)\nS: a3 NO [UNAVAILABLE] no\n"
                            + "C: a4 UID FETCH 4294967295 (@items@)\nS: * 2 FETCH (UID 4294967295 X {99999}\n"
                            + "T: 2min\nT: 5s\nA\nS: * PREAUTH [CAPABILITY IMAP4rev1 UNSELECT] hello\n" + seen
                            + "C: a3 UID FETCH 4294967294 (@items@)\n" + summary(1, last - 1) + "S: a3 OK\n"
                            + "C: a4 UID FETCH 4294967295 (@items@)\n" + summary(2, last) + "S: a4 OK\n")
                         .constData());
        QVERIFY(!world.hasFailed());
        QCOMPARE(stored(world), (std::vector<quint32>{last - 1, last}));
    }

    void aMailboxThatLooksEmptiedIsLookedUp()
    {
        COVERS("E-32");
        expectInLog(ServerQuirk::EmptiesRenamedMailbox);
        World world;
        world.goOnline("IMAP4rev1 UNSELECT");
        world.play(
            filled(look(2) + "C: a3 UID FETCH 1:2 (@items@)\n" + summary(1, 1) + summary(2, 2) + "S: a3 OK\n")
                .constData());
        const auto lists = [&world] { return world.everythingSent().count(" LIST "); };
        const auto before = lists();
        world.play("S: * 1 EXPUNGE\nS: * 1 EXPUNGE");
        QCOMPARE(lists(), before + 1);
    }

    void mostOfAMailboxDoesNotVanishUnseen()
    {
        COVERS("E-25");
        expectInLog(ServerQuirk::UntrueQresync);
        World world;
        world.goOnline("IMAP4rev1 UNSELECT");
        QByteArray all = "C: a3 UID FETCH 1:60 (@items@)\n";
        for (quint32 uid = 1; uid <= 60; ++uid)
            all += summary(uid, uid);
        world.playOn(filled(look(60) + all + "S: a3 OK\n").constData());
        world.playOn("S: * VANISHED 1:5\n");
        QCOMPARE(stored(world).size(), 55u);
        world.playOn("S: * VANISHED 6:50\nC: a4 SELECT INBOX");
        QCOMPARE(stored(world).size(), 55u);
    }

    void aListWithoutInboxIsAskedForPlainly_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("quirk");
        QTest::addColumn<QString>("rows");
        QTest::newRow("iCloud") << "S: * LIST (\\Sent) \"/\" Sent\nS: a1 OK\n"_ba
                                << static_cast<int>(ServerQuirk::ListForgetsInbox) << u"E-38"_s;
        QTest::newRow("Proton") << "S: a1 BAD expected space\n"_ba
                                << static_cast<int>(ServerQuirk::RefusesExtendedList) << u"E-39"_s;
    }
    void aListWithoutInboxIsAskedForPlainly()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, quirk);
        QFETCH(QString, rows);
        COVERS(rows);
        expectInLog(static_cast<ServerQuirk>(quirk));
        World world;
        world.forgetFolders();
        world.goOnline("IMAP4rev1 LIST-EXTENDED SPECIAL-USE");
        world.playOn(("C: a1 LIST \"\" \"*\" RETURN (SPECIAL-USE SUBSCRIBED)\n" + answer
                      + "C: a2 LIST \"\" \"*\"\nS: * LIST () \"/\" INBOX\nS: * LIST () \"/\" Work\nS: a2 OK\n"
                        "C: a3 LSUB \"\" \"*\"\nS: a3 OK\nC: a4 SELECT INBOX")
                         .constData());
        QVERIFY(world.reader().folder(world.account().id, "Work").has_value());
    }

    void aServerWithoutPushIsPolled()
    {
        COVERS("E-18");
        ReadingWorld world;
        world.play("T: 3min\nC: a4 NOOP\nS: a4 OK");
    }

    void anAngryServerIsNotWokenBeforeItsTime()
    {
        COVERS("E-05", "I4-079");
        ReadingWorld world;
        world.playOn("U: read\nC: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])\n"
                     "S: a4 BAD Request is throttled. Suggested Backoff Time: 300000 milliseconds\nX\n");
        QCOMPARE(world.statuses().back().kind, accounts::Status::Kind::WaitingToReconnect);
        const int before = world.connections();
        world.play("T: 299s");
        QCOMPARE(world.connections(), before);
        world.play("T: 2s");
        QVERIFY(world.connections() > before);
    }

    void anImap2bisAccountIsReadWithoutLeavingTraces()
    {
        COVERS("I2-16", "I2-20", "I2-25");
        World world;
        world.goOnline("IMAP2bis");
        const QByteArray head = "RFC822.HEADER {15}␍␊Subject: hi␍␊␍␊";
        const QByteArray item =
            " INTERNALDATE \" 9-Apr-96 21:03:15-PDT\" RFC822.SIZE 20 BODY (\"TEXT\" \"PLAIN\" "
            "NIL NIL NIL \"7BIT\" 5 1) "
            + head + ")\n";
        world.play(
            ("C: a1 SELECT INBOX\nS: * 2 EXISTS\nS: a1 OK SELECT completed\n"
             "C: a2 FETCH 1:2 (FLAGS)\nS: * 1 FETCH (FLAGS (\\Seen))\nS: * 2 FETCH (FLAGS ())\nS: a2 OK\n"
             "C: a3 FETCH 1:2 (FLAGS INTERNALDATE RFC822.SIZE BODY RFC822.HEADER)\n"
             "S: * 1 FETCH (FLAGS (\\Seen)"
             + item + "S: * 2 FETCH (FLAGS ()" + item + "S: a3 OK\n")
                .constData());
        QCOMPARE(stored(world), (std::vector<quint32>{1, 2}));
        world.on("read", [&world] { world.engine().fetchContent(copyOf(world, Uid{2}), {}); });
        world.play(R"(
            U: read
            C: a4 FETCH 2 (FLAGS RFC822.HEADER BODY[1])
            S: * 2 FETCH (FLAGS (\Seen) RFC822.HEADER "Subject: hi" BODY[1] "hello")
            S: a4 OK
            C: a5 STORE 2 -FLAGS (\Seen)
            S: * 2 STORE (FLAGS ())
            S: a5 OK
        )");
        QCOMPARE(world.reader().content(copyOf(world, Uid{2}))->section("1"), std::optional("hello"_ba));
    }
};

POSTHORN_TEST(TestOddServers)
#include "tst_oddservers.moc"
