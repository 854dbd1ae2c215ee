// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/sasl.h"

#include <algorithm>

#include "tests/app/modelaccount.h"
#include "tests/app/world.h"
#include "tests/core/imap/sync/line.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = accounts::Status::Kind;

namespace {

constexpr char idling[] = "IMAP4rev1 UNSELECT IDLE";

// INBOX with one message on screen, in IDLE; the next tag is a5.
void openInbox(World &world)
{
    world.goOnline(idling);
    world.playOn("C: a1 SELECT INBOX\nS: * 1 EXISTS\nS: * OK [UIDVALIDITY 7] v\nS: * OK [UIDNEXT 11] n\nS: "
                 "a1 OK done\n"
                 "C: a2 UID FETCH 1:* (UID FLAGS)\nS: * 1 FETCH (UID 10 FLAGS ())\nS: a2 OK");
    (void)world.takeSent();
    world.playOn("S: * 1 FETCH (UID 10 FLAGS () INTERNALDATE \" 1-Jan-2026 10:00:00 +0000\" RFC822.SIZE 900 "
                 "BODYSTRUCTURE (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 5 1) BODY[HEADER.FIELDS (DATE)] "
                 "{15}␍␊Subject: hi␍␊␍␊)\nS: a3 OK\nC: a4 IDLE\nS: + idling");
}

journal::Operation markSeen(const World &world)
{
    return journal::ChangeFlags{
        journal::Targets::of({world.account().id, "INBOX", imap::UidValidity{7}, imap::Uid{10}, {}, {}}),
        "\\Seen", true};
}

}

// What happens to connections: sleep, other networks, silent servers, servers that throw us out.
class NetworkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineIsTriedAfterSleepAndOpenedAgainAtOnce_data()
    {
        QTest::addColumn<bool>("detected");
        QTest::newRow("told by the system") << false;
        QTest::newRow("by the clocks") << true;
    }
    void aLineIsTriedAfterSleepAndOpenedAgainAtOnce()
    {
        COVERS("REL-08", "REL-06");
        QFETCH(bool, detected);
        World world;
        openInbox(world);
        QByteArrayList alerts;
        connect(&world.engine(), &app::Engine::alerted, this,
                [&](const QUuid &, const QByteArray &text) { alerts.append(text); });
        world.on("wake", [&] {
            world.clock().jump(8h);
            if (!detected)
                world.engine().checkLines();
            else
                world.clock().advance(5s);
        });
        world.playOn("U: wake\nC: DONE");
        QVERIFY(!world.hasFailed());
        const int before = world.connections();
        world.playOn("T: 5s\nT: 1ms");
        QVERIFY(world.connections() > before);
        world.playOn("A\nS: * PREAUTH [CAPABILITY IMAP4rev1 UNSELECT IDLE] hello\nC: a1 SELECT INBOX");
        QVERIFY(!world.hasFailed());
        QCOMPARE(alerts, QByteArrayList());
    }

    void aLivingLineIsKept()
    {
        COVERS("REL-08");
        World world;
        openInbox(world);
        const int before = world.connections();
        world.on("wake", [&] { world.engine().checkLines(); });
        world.play("U: wake\nC: DONE\nS: a4 OK\nC: a5 NOOP\nS: a5 OK\nC: a6 IDLE\nS: + idling\nT: 10s");
        QCOMPARE(world.connections(), before);
    }

    void whatWasUnderWayIsRepeatedInTheOtherNetwork()
    {
        COVERS("REL-09");
        World world;
        openInbox(world);
        world.on("mark", [&] { world.room().journal()->append(markSeen(world)); });
        world.on("move", [&] { world.engine().checkLines(); });
        world.playOn(
            "U: mark\nC: DONE\nS: a4 OK\nC: a5 UID STORE 10 +FLAGS (\\Seen)\nU: move\nT: 5s\nT: 1ms\nA\n"
            "S: * PREAUTH [CAPABILITY IMAP4rev1 UNSELECT] hello\nC: a1 SELECT INBOX\nS: * 1 EXISTS\n"
            "S: * OK [UIDVALIDITY 7] v\nS: a1 OK done");
        QVERIFY(world.takeSent().contains("UID STORE 10 +FLAGS (\\Seen)"));
        QCOMPARE(world.everythingSent().count("STORE 10"), 2);
    }

    void aClockThatIsSetDisturbsNothing_data()
    {
        QTest::addColumn<qint64>("seconds");
        for (const qint64 hours : {1, -1, 24 * 365 * 10, -24 * 365 * 10, 24 * 365 * 13})
            QTest::addRow("%lld hours", static_cast<long long>(hours)) << hours * 3600;
    }
    void aClockThatIsSetDisturbsNothing()
    {
        COVERS("REL-12");
        QFETCH(qint64, seconds);
        World world;
        openInbox(world);
        const int before = world.connections();
        world.clock().jump(std::chrono::seconds(seconds));
        world.playOn("T: 4s\nT: 2s");
        if (seconds > 0)  // it may have been sleep: asked once
            world.playOn("C: DONE\nS: a4 OK\nC: a5 NOOP\nS: a5 OK\nC: a6 IDLE\nS: + idling");
        world.playOn("T: 60s");
        QVERIFY(world.takeSent().isEmpty());
        QCOMPARE(world.connections(), before);
        QCOMPARE(world.statuses().back().kind, Kind::Online);
    }

    void aCaptivePortalGetsNoPassword()
    {
        COVERS("REL-10");
        Line line;
        QSignalSpy questions(&line.connection, &imap::sync::Connection::certificateRejected);
        line.connection.provideCredentials({"bob", Secret("secret")});
        line.connection.start();
        Q_EMIT line.transport->certificateRejected(net::CertificateQuestion{});
        line.transport->serverCloses({Error::Kind::Untrusted, "certificate not accepted"});
        line.turn();
        QCOMPARE(questions.size(), 1);
        line.clock.advance(10min);
        line.turn();
        QCOMPARE(line.tried.size(), std::size_t{1});  // a person must decide, or the network change
        line.connection.retryNow();
        QCOMPARE(line.tried.size(), std::size_t{2});
        line.transport->accept();
        QVERIFY(line.transport->takeWritten().isEmpty());
        line.transport->serverSends("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] hello\r\n");
        line.turn();
        QVERIFY(line.transport->takeWritten().contains("AUTHENTICATE PLAIN"));
    }

    void namesThatAreNotFoundAreNotGivenUp_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("no such name") << static_cast<int>(Error::Kind::NotFound);
        QTest::newRow("no answer") << static_cast<int>(Error::Kind::Timeout);
        QTest::newRow("nobody there") << static_cast<int>(Error::Kind::Refused);
        QTest::newRow("cut") << static_cast<int>(Error::Kind::ConnectionLost);
    }
    void namesThatAreNotFoundAreNotGivenUp()
    {
        COVERS("REL-11");
        QFETCH(int, kind);
        Line line;
        QSignalSpy ready(&line.connection, &imap::sync::Connection::ready);
        line.connection.start();
        for (int failures = 0; failures < 30; ++failures) {
            QVERIFY(line.isTrying());
            line.transport->serverCloses({static_cast<Error::Kind>(kind), "no"});
            line.turn();
            QVERIFY(!line.isTrying());                                   // there is a pause
            for (int step = 0; step < 30 && !line.isTrying(); ++step) {  // and it ends
                line.clock.advance(30s);
                line.turn();
            }
        }
        line.letIn();
        line.turn();
        QCOMPARE(ready.size(), 1);
    }

    void aServerThatThrowsUsOutIsLeftAlone_data()
    {
        QTest::addColumn<int>("commands");
        QTest::addColumn<QByteArray>("bye");
        const QByteArrayList words{"[UNAVAILABLE] later",  "[ALERT] down for repair",       "[INUSE] locked",
                                   "Too many connections", "Autologout; idle for too long", ""};
        for (int commands = 0; commands < 9; ++commands) {
            for (const QByteArray &bye : words)
                QTest::addRow("after %d: %s", commands, bye.constData()) << commands << bye;
        }
    }
    void aServerThatThrowsUsOutIsLeftAlone()
    {
        COVERS("REL-13");
        QFETCH(int, commands);
        QFETCH(QByteArray, bye);
        ModelAccount account({"IMAP4rev1", "UNSELECT", "IDLE"});
        account.model.create("Work");
        account.model.append(*account.model.find("INBOX"), model::makeMessage("one"));
        account.commandsBeforeBye = commands;
        account.bye = bye;
        account.start();
        account.answer();
        for (int step = 0; step < 240; ++step)
            account.wait(15s);
        QVERIFY2(account.connections() <= 30, QByteArray::number(account.connections()).constData());
        QVERIFY(account.connections() > 3);  // and is not given up
        account.commandsBeforeBye = -1;
        for (int step = 0; step < 50; ++step)
            account.wait(15s);
        QCOMPARE(account.kept("INBOX"), "1"_ba);
    }

    void aLoginRefusedForNowIsNotTriedOften()
    {
        COVERS("REL-14");
        Line line;
        QSignalSpy asked(&line.connection, &imap::sync::Connection::credentialsNeeded);
        QSignalSpy ready(&line.connection, &imap::sync::Connection::ready);
        line.connection.start();
        int tries = 0;
        for (int second = 0; second < 600 && ready.isEmpty(); ++second) {
            if (line.isTrying()) {
                ++tries;
                line.transport->accept();
                line.transport->serverSends("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] hello\r\n");
                line.turn();
                if (tries == 1)
                    line.connection.provideCredentials({"bob", Secret("secret")});
                line.turn();
                line.transport->serverSends(second < 300 ? "a1 NO [UNAVAILABLE] try again later\r\n"
                                                         : "a1 OK [CAPABILITY IMAP4rev1] in\r\n");
                line.turn();
                if (second < 300)
                    QVERIFY2(tries <= 3, "within five minutes");
            }
            line.clock.advance(1s);
            line.turn();
        }
        QCOMPARE(asked.size(), 1);
        QCOMPARE(ready.size(), 1);
        QVERIFY(tries <= 4);
    }

    // The same mailbox, whatever the server can today.
    void whatTheServerCanMakesNoDifferenceInTheEnd()
    {
        COVERS("REL-49");
        const QByteArrayList optional{"IDLE", "UNSELECT", "UIDPLUS", "MOVE", "CONDSTORE", "LIST-EXTENDED"};
        ModelAccount account({"IMAP4rev1"});
        account.model.create("Work");
        const auto inbox = account.model.find("INBOX");
        const auto work = account.model.find("Work");
        for (const char *id : {"1", "2", "3"})
            account.model.append(*inbox, model::makeMessage(id));
        for (unsigned set = 0; set < 64; ++set) {
            QByteArrayList capabilities{"IMAP4rev1", "ENABLE"};
            for (int i = 0; i < optional.size(); ++i) {
                if ((set & (1U << i)) != 0)
                    capabilities.append(optional.at(i));
            }
            account.offer(capabilities);
            account.model.append(*inbox, model::makeMessage("n" + QByteArray::number(set)));
            account.model.append(*work, model::makeMessage("w" + QByteArray::number(set)));
            account.model.expunge(*inbox, inbox->messages.front().uid);
            account.model.changeFlag(*inbox, inbox->messages.front().uid, "\\Seen", true);
            account.cutAll();
            account.start();
            account.wait(20s);
            account.engine->openFolder(account.folder("Work"));
            account.answer();
            for (int second = 0; second < 5; ++second)
                account.wait(1s);
            account.engine->openFolder(account.folder("INBOX"));
            for (int second = 0; second < 5; ++second)
                account.wait(1s);
            for (const auto &mailbox : {inbox, work}) {
                QByteArrayList there;
                for (const model::Message &message : mailbox->messages)
                    there.append(QByteArray::number(message.uid)
                                 + (message.flags.contains("\\Seen") ? "s" : ""));
                QVERIFY2(account.kept(mailbox->name) == there.join(' '), capabilities.join(' ').constData());
            }
        }
        QCOMPARE(account.model.complaints(), QByteArrayList());
    }
};

POSTHORN_TEST(NetworkTest)
#include "tst_network.moc"
