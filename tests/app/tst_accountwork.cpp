// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/convert.h"

#include "tests/app/receiptworld.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::Uid;

namespace {

constexpr char plain[] = "IMAP4rev1 UNSELECT";

QByteArray filled(QByteArray script)
{
    return script.replace("@items@", imap::sync::summaryItems);
}

QByteArray summary(quint32 number, quint32 uid)
{
    return "S: * " + QByteArray::number(number) + " FETCH (UID " + QByteArray::number(uid)
        + " FLAGS () INTERNALDATE \" 1-Jan-2026 10:00:00 +0000\" RFC822.SIZE 900 BODYSTRUCTURE (\"TEXT\" "
          "\"PLAIN\" NIL NIL NIL \"7BIT\" 5 1) BODY[HEADER.FIELDS (DATE)] {15}␍␊Subject: hi␍␊␍␊)\n";
}

// INBOX with UIDs 1 and 2, looked at for the first time; the next tag is a4.
QByteArray firstLook(const QByteArray &selectData)
{
    return filled("C: a1 SELECT INBOX\nS: * 2 EXISTS\n" + selectData
                  + "S: a1 OK selected\nC: a2 UID FETCH 1:* (UID FLAGS)\n"
                    "S: * 1 FETCH (UID 1 FLAGS ())\nS: * 2 FETCH (UID 2 FLAGS ())\nS: a2 OK\n"
                    "C: a3 UID FETCH 1:2 (@items@)\n"
                  + summary(1, 1) + summary(2, 2) + "S: a3 OK\n");
}

constexpr char reconnect[] = "X\nT: 10s\nA\nS: * PREAUTH [CAPABILITY IMAP4rev1 UNSELECT] hello\n";
constexpr char valid[] = "S: * OK [UIDVALIDITY 7] valid\n";

store::FolderId folderId(World &world, const QByteArray &mailbox = "INBOX")
{
    const auto folder = world.reader().folder(world.account().id, mailbox);
    return folder ? folder->id : store::FolderId{};
}

journal::Operation markSeen(World &world, const QByteArray &mailbox, quint32 uid, quint32 validity)
{
    return journal::ChangeFlags{
        journal::Targets::of({world.account().id, mailbox, imap::UidValidity{validity}, Uid{uid}, {}, {}}),
        "\\Seen", true};
}

}

// What one account asks of its server, and what it leaves alone.
class TestAccountWork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // RFC 2683, 3.1.1: the work that the second connection would do goes to the first.
    void aServerThatAllowsOneConnectionGetsOne()
    {
        COVERS("I4-041");
        World world;
        world.allowOneConnection();
        world.goOnline(plain);
        world.play(filled(R"(
            C: a1 SELECT INBOX
            S: * 2 EXISTS
            S: * OK [UIDVALIDITY 7] valid
            S: a1 OK selected
            C: a2 LIST "" "*"
            S: * LIST () "/" INBOX
            S: * LIST () "/" Sent
            S: a2 OK
            C: a3 UID FETCH 1:* (UID FLAGS)
            S: * 1 FETCH (UID 1 FLAGS ())
            S: * 2 FETCH (UID 2 FLAGS ())
            S: a3 OK
            C: a4 LSUB "" "*"
            S: a4 OK
            C: a5 UID FETCH 1:2 (@items@)
        )" + summary(1, 1) + summary(2, 2)
                          + R"(
            S: a5 OK
            C: a6 STATUS Sent (MESSAGES UNSEEN)
            S: * STATUS Sent (MESSAGES 1 UNSEEN 1)
            S: a6 OK
        )")
                       .constData());
        const int before = world.connections();
        world.on("mark", [&] { world.room().journal()->append(markSeen(world, "Sent", 5, 9)); });
        world.play(R"(
            U: mark
            C: a7 SELECT Sent
            S: * 1 EXISTS
            S: * OK [UIDVALIDITY 9] valid
            S: a7 OK selected
            C: a8 UID STORE 5 +FLAGS (\Seen)
            S: * 1 FETCH (UID 5 FLAGS (\Seen))
            S: a8 OK
            C: a9 SELECT INBOX
            S: * 2 EXISTS
            S: * OK [UIDVALIDITY 7] valid
            S: a9 OK selected
            C: a10 UID FETCH 1:* (UID FLAGS)
            S: * 1 FETCH (UID 1 FLAGS ())
            S: * 2 FETCH (UID 2 FLAGS ())
            S: a10 OK
        )");
        QVERIFY(world.room().journal()->pending().empty());
        QCOMPARE(stored(world), (std::vector<quint32>{1, 2}));
        world.playOn("T: 2min");
        QCOMPARE(world.connections(), before);  // and it is not asked again and again
    }

    // The same when it has let in two before.
    void aServerThatAllowsOneFromNowOnGetsOne()
    {
        COVERS("I4-041");
        World world;
        world.goOnline(plain);
        world.playOn(firstLook(valid).constData());
        world.allowOneConnection();
        world.loseTheOther();
        world.playOn("T: 30s\nC: a4 NOOP\nS: a4 OK\nC: a5 STATUS Sent (MESSAGES UNSEEN)\nS: a5 OK");
        world.on("mark", [&] { world.room().journal()->append(markSeen(world, "Sent", 5, 9)); });
        world.playOn("U: mark\nC: a6 SELECT Sent\nS: * 1 EXISTS\nS: * OK [UIDVALIDITY 9] valid\nS: a6 OK\n"
                     "C: a7 UID STORE 5 +FLAGS (\\Seen)\nS: * 1 FETCH (UID 5 FLAGS (\\Seen))\nS: a7 OK\n");
        QVERIFY(world.room().journal()->pending().empty());
    }

    // A person who asks wants to see what is there now, whatever the server has promised to tell (NOTIFY).
    void askedForTheListIsLookedAt()
    {
        World world;
        world.offerOnTheOther("NOTIFY");
        world.goOnline(plain);
        world.playOn(firstLook(valid).constData());
        QVERIFY(world.everythingSent().contains("NOTIFY SET"));
        const qsizetype before = world.everythingSent().count("LIST \"\" \"*\"");
        world.engine().refresh();
        world.settle();
        QCOMPARE(world.everythingSent().count("LIST \"\" \"*\""), before + 1);
    }

    void newsIsWaitedForWhereItComesByItself()
    {
        COVERS("I4-077");
        World world;
        world.goOnline("IMAP4rev1 UNSELECT IDLE");
        world.playOn(firstLook(valid).constData());
        world.playOn("C: a4 IDLE\nS: + idling");
        for (int minute = 0; minute < 8; ++minute)
            world.playOn("T: 1min");
        QVERIFY(world.takeSent().isEmpty());
        world.playOn("T: 1min\nC: DONE\nS: a4 OK\nC: a5 IDLE\nS: + idling");
        QVERIFY(!world.everythingSent().contains("CHECK"));
        QVERIFY(!world.everythingSent().contains("a5 NOOP"));
    }

    void newsIsAskedForWhereItDoesNot()
    {
        COVERS("I4-077");
        World world;
        world.goOnline(plain);
        world.playOn(firstLook(valid).constData());
        world.play("T: 3min\nC: a4 NOOP\nS: a4 OK\nT: 3min\nC: a5 NOOP\nS: * 3 EXISTS\nS: a5 OK\n"
                   + filled("C: a6 UID FETCH 3:* (@items@)\n") + summary(3, 3) + "S: a6 OK");
        QCOMPARE(stored(world), (std::vector<quint32>{1, 2, 3}));
        QVERIFY(!world.everythingSent().contains("CHECK"));
    }

    // RFC 3501, 2.3.1.1: without UIDVALIDITY a UID says nothing about the last time.
    void withoutUidValidityNothingIsKept()
    {
        COVERS("I4-091");
        World world;
        world.goOnline(plain);
        world.playOn(firstLook({}).constData());
        QCOMPARE(stored(world), (std::vector<quint32>{1, 2}));
        world.playOn((reconnect + firstLook({}).replace("(UID 2 FLAGS ())\nS: a2", "(UID 2 FLAGS ())\nS: a2"))
                         .constData());  // everything is fetched again
        QCOMPARE(stored(world), (std::vector<quint32>{1, 2}));
    }

    // Courier does not say UIDNEXT; "n:*" then brings the last message again when there is no newer one.
    void newMessagesAreThoseBeyondTheLastOne()
    {
        COVERS("I4-094");
        World world;
        world.goOnline(plain);
        world.playOn(firstLook(valid).constData());
        const auto fetches = world.changes().size();
        world.play(filled("S: * 3 EXISTS\nC: a4 UID FETCH 3:* (@items@)\n" + summary(2, 2)
                          + "S: a4 OK\nC: a5 UID SEARCH ALL\nS: * 3 EXPUNGE\nS: * SEARCH 1 2\nS: a5 OK\n"
                            "C: a6 UID FETCH 1:* (UID FLAGS)\nS: * 1 FETCH (UID 1 FLAGS ())\n"
                            "S: * 2 FETCH (UID 2 FLAGS ())\nS: a6 OK\n")
                       .constData());
        for (std::size_t i = fetches; i < world.changes().size(); ++i) {
            for (const store::FolderChange &change : world.changes()[i].folders)
                QVERIFY(change.inserted.empty());
        }
        QCOMPARE(stored(world), (std::vector<quint32>{1, 2}));
    }

    void aUidNextAheadOfAllMailIsNoNews()
    {
        COVERS("I4-095");
        World world;
        world.goOnline(plain);
        world.playOn(firstLook(QByteArray(valid) + "S: * OK [UIDNEXT 900] far\n").constData());
        QVERIFY(world.takeSent().isEmpty());
        world.play("S: * OK [UIDNEXT 1000] further\nT: 2min");
        world.play((QByteArray(reconnect) + "C: a1 SELECT INBOX\nS: * 2 EXISTS\n" + valid
                    + "S: * OK [UIDNEXT 2000] far\nS: a1 OK\nC: a2 UID FETCH 1:* (UID FLAGS)\n"
                      "S: * 1 FETCH (UID 1 FLAGS ())\nS: * 2 FETCH (UID 2 FLAGS ())\nS: a2 OK\n")
                       .constData());  // and that was it
    }

    void recentIsNothingToActUpon()
    {
        COVERS("I4-101");
        World world;
        world.goOnline(plain);
        world.playOn(firstLook("S: * 2 RECENT\n" + QByteArray(valid)).constData());
        const auto before = world.changes().size();
        world.play("S: * 9 RECENT\nS: * 1 FETCH (FLAGS (\\Recent))\nS: * 0 RECENT");
        for (std::size_t i = before; i < world.changes().size(); ++i)
            QVERIFY(world.changes()[i].isEmpty());
        QVERIFY(!world.everythingSent().contains("ecent"));
        QCOMPARE(world.reader().folder(folderId(world))->unseen, 2U);
    }

    void nothingIsChangedInAReadOnlyMailbox()
    {
        COVERS("I4-102");
        World world;
        world.goOnline(plain);
        world.playOn(firstLook(valid).replace("S: a1 OK", "S: a1 OK [READ-ONLY]").constData());
        world.on("mark", [&] { world.room().journal()->append(markSeen(world, "INBOX", 1, 7)); });
        world.play("U: mark");
        QVERIFY(!world.everythingSent().contains("STORE"));
        QVERIFY(world.room().journal()->pending().empty());
    }

    // Deleted and made again by somebody else: it may have the UIDVALIDITY of before when its UIDs are
    // higher.
    void aMailboxMadeAgainIsAnother()
    {
        COVERS("I4-121");
        World world;
        world.goOnline(plain);
        world.playOn(firstLook(valid).constData());
        world.playOn(filled(QByteArray(reconnect) + "C: a1 SELECT INBOX\nS: * 1 EXISTS\n" + valid
                            + "S: a1 OK\nC: a2 UID FETCH 1:* (UID FLAGS)\n"
                              "S: * 1 FETCH (UID 3 FLAGS ())\nS: a2 OK\nC: a3 UID FETCH 3 (@items@)\n"
                            + summary(1, 3) + "S: a3 OK\n")
                         .constData());
        QCOMPARE(stored(world), std::vector<quint32>{3});
        world.playOn(filled(QByteArray(reconnect)
                            + "C: a1 SELECT INBOX\nS: * 1 EXISTS\nS: * OK [UIDVALIDITY 8] new\n"
                              "S: a1 OK\nC: a2 UID FETCH 1:* (UID FLAGS)\n"
                              "S: * 1 FETCH (UID 3 FLAGS ())\nS: a2 OK\nC: a3 UID FETCH 3 (@items@)\n"
                            + summary(1, 3) + "S: a3 OK\n")
                         .constData());
        QCOMPARE(stored(world), std::vector<quint32>{3});
    }

    // EXISTS may come with the answer to APPEND, later, or only when it is asked for.
    void whatWasSavedInTheOpenFolderIsAskedFor_data()
    {
        QTest::addColumn<bool>("told");
        QTest::newRow("with the answer") << true;
        QTest::newRow("only when asked") << false;
    }
    void whatWasSavedInTheOpenFolderIsAskedFor()
    {
        COVERS("I4-131");
        QFETCH(bool, told);
        World world;
        world.goOnline(plain);
        world.playOn(firstLook(valid).constData());
        world.on("save", [&] {
            world.room().journal()->append(journal::AppendMessage{
                world.account().id, "INBOX", {"\\Seen"}, {}, "m9@home.example", "Subject: hi"});
        });
        world.playOn(R"(
            U: save
            C: a4 UID SEARCH HEADER Message-ID "m9@home.example"
            S: * SEARCH
            S: a4 OK
            C: a5 APPEND INBOX (\Seen) {11}
            S: + go on
            C: Subject: hi
        )");
        if (told) {
            world.play((filled("S: * 3 EXISTS\nS: a5 OK [APPENDUID 7 3] saved\n"
                               "C: a6 UID FETCH 3:* (@items@)\n")
                        + summary(3, 3) + "S: a6 OK")
                           .constData());
        } else {
            world.play((filled("S: a5 OK [APPENDUID 7 3] saved\nC: a6 NOOP\nS: * 3 EXISTS\nS: a6 OK\n"
                               "C: a7 UID FETCH 3:* (@items@)\n")
                        + summary(3, 3) + "S: a7 OK")
                           .constData());
        }
        QCOMPARE(stored(world), (std::vector<quint32>{1, 2, 3}));
        QVERIFY(world.room().journal()->pending().empty());
    }

    // BODYSTRUCTURE says one text; the text looks like a mail of two parts. The server's numbers count.
    void thePartsAreTheServers()
    {
        COVERS("I4-167");
        World world;
        world.goOnline(plain);
        world.playOn(firstLook(valid).constData());
        const store::CopyId copy = *world.reader().find(folderId(world), Uid{2});
        world.on("read", [&] { world.engine().fetchContent(copy, {}); });
        const QByteArray header("Content-Type: multipart/mixed; boundary=b\r\n\r\n");
        const QByteArray text("--b\r\nContent-Type: text/plain\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--");
        const auto literal = [](QByteArray octets) {
            const QByteArray size = QByteArray::number(octets.size());
            return '{' + size + "}␍␊" + octets.replace("\r\n", "␍␊");
        };
        world.play(("U: read\nC: a4 UID FETCH 2 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])\n"
                    "S: * 2 FETCH (UID 2 FLAGS () BODY[HEADER] "
                    + literal(header) + " BODY[1] " + literal(text) + ")\nS: a4 OK")
                       .constData());
        const auto content = world.reader().content(copy);
        QVERIFY(content);
        QCOMPARE(content->section("1"), std::optional(text));
        QCOMPARE(content->structure.section, "1"_ba);
        QVERIFY(content->structure.parts.empty());
    }
};

POSTHORN_TEST(TestAccountWork)
#include "tst_accountwork.moc"
