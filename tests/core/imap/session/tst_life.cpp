// SPDX-License-Identifier: GPL-3.0-or-later
// IDLE, silence, and every way a session can end.
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/session/commands/simple.h"

#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

class TestLife : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void alertsAreToldOnceEachWhateverCarriesThem()
    {
        COVERS("I4-071");
        Dialogue dialogue;
        dialogue.on("noop", [&] { dialogue.run<imap::NoopCommand>(); });
        dialogue.play(R"(
            S: * PREAUTH [ALERT] one
            C: a1 CAPABILITY
            S: * OK [ALERT] two
            S: * OK [ALERT] one
            S: a1 OK [ALERT] three
            U: noop
            C: a2 NOOP
            S: + [ALERT] four
            S: * NO [ALERT] five
            S: * BAD [ALERT] six
            S: * NO [ALERT] two
            S: a2 NO [ALERT] seven
            U: noop
            C: a3 NOOP
            S: a3 BAD [ALERT] eight
            S: * BYE [ALERT] nine
        )");
        QCOMPARE(
            dialogue.eventsLike("alerted"),
            (QByteArrayList{"alerted one", "alerted two", "alerted three", "alerted four", "alerted five",
                            "alerted six", "alerted seven", "alerted eight", "alerted nine"}));
    }

    void idleEndsWhenSomethingElseIsToBeDone()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 IDLE");
        dialogue.select(3);
        dialogue.run<imap::IdleCommand>();
        dialogue.on("noop", [&] { dialogue.run<imap::NoopCommand>(); });
        dialogue.play(R"(
            C: a2 IDLE
            # before the server is ready for it, DONE would be read as something else
            U: noop
            S: + idling
            C: DONE
            S: * 4 EXISTS
            S: a2 OK done
            C: a3 NOOP
            S: a3 OK done
        )");
        QCOMPARE(dialogue.events(),
                 (QByteArrayList{"untagged EXISTS 4", "finished ok done", "finished ok done", "drained"}));
    }

    void idleIsEndedBeforeHalfAnHour()
    {
        COVERS("I4-040");
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 IDLE");
        dialogue.select(3);
        const auto idle = [&] { dialogue.run<imap::IdleCommand>(); };
        dialogue.on("idle", idle);
        dialogue.play(R"(
            U: idle
            C: a2 IDLE
            S: + idling
            T: 27min
            T: 1min
            C: DONE
            S: a2 OK done
            U: idle
            C: a3 IDLE
            S: + idling
            T: 28min
            C: DONE
            S: a3 OK done
        )");
        QCOMPARE(dialogue.events().count("drained"), 2);
    }

    void doneCanBeAskedFor()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 IDLE");
        auto *idle = dialogue.run<imap::IdleCommand>();
        dialogue.on("done", [idle] { idle->done(); });
        dialogue.play(R"(
            C: a1 IDLE
            U: done
            S: + idling
            C: DONE
            U: done
            S: a1 OK done
        )");
        QVERIFY(!dialogue.hasFailed());
    }

    void saysSomethingBeforeTheServerLogsItOut()
    {
        COVERS("I4-040");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.play(R"(
            T: 27min
            T: 1min
            C: a1 NOOP
            S: a1 OK done
            T: 28min
            C: a2 NOOP
            S: a2 OK done
        )");
        QVERIFY(!dialogue.hasFailed());
    }

    void givesUpAServerThatDoesNotAnswer()
    {
        COVERS("I4-042");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.run<imap::NoopCommand>();
        dialogue.play(R"(
            C: a1 NOOP
            T: 100s
            S: * OK still busy
            T: 119s
        )");
        QVERIFY(dialogue.session().phase() != imap::Phase::Closed);
        dialogue.play("T: 1s");
        QCOMPARE(dialogue.events().last(),
                 "closed " + QByteArray::number(int(Error::Kind::Timeout)) + " no answer from the server");
        QVERIFY(dialogue.events().contains("finished lost perhaps no answer from the server"));
    }

    void givesUpAServerThatDoesNotAnswerDone()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 IDLE");
        auto *idle = dialogue.run<imap::IdleCommand>();
        dialogue.on("done", [idle] { idle->done(); });
        dialogue.play(R"(
            C: a1 IDLE
            S: + idling
            T: 10min
            U: done
            C: DONE
            T: 120s
        )");
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
    }

    void failsWhatIsInFlightWithTheWordsOfBye()
    {
        COVERS("I4-035");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.run<imap::NoopCommand>();
        dialogue.run<imap::NoopCommand>();
        dialogue.play("C: a1 NOOP");
        dialogue.transport().serverSends("* BYE shutting down\r\n* BYE shutting down\r\n* BYE again\r\n");
        QCOMPARE(dialogue.events(),
                 (QByteArrayList{
                     "phase 7", "finished lost perhaps shutting down", "finished lost never shutting down",
                     "closed " + QByteArray::number(int(Error::Kind::ConnectionLost)) + " shutting down"}));
        dialogue.transport().serverSends("* BYE again\r\n");
        QVERIFY(!dialogue.transport().isOpen());
        QCOMPARE(dialogue.events().size(), 4);
    }

    void everyCommandEndsOnceWhenTheLineDrops()
    {
        COVERS("I4-036");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(3);
        dialogue.run<imap::FetchCommand>(imap::UidSet::single({1}), "FLAGS");
        dialogue.run<imap::AppendCommand>("Sent"_ba, std::vector<QByteArray>{}, QDateTime(), "x"_ba);
        dialogue.run<imap::NoopCommand>();
        dialogue.play(R"(
            C: a2 UID FETCH 1 (FLAGS)
            S: a2 OK done
            C: a3 APPEND Sent {1}
            X
        )");  // and nothing is sent again
        QCOMPARE(dialogue.events(),
                 (QByteArrayList{"finished ok done", "phase 7", "finished lost never closed by the server",
                                 "finished lost never closed by the server",
                                 "closed " + QByteArray::number(int(Error::Kind::ConnectionLost))
                                     + " closed by the server"}));
    }

    void anAppendWhoseLastOctetIsOutMayHaveHappened()
    {
        COVERS("I4-036");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.run<imap::AppendCommand>("Sent"_ba, std::vector<QByteArray>{}, QDateTime(), "x"_ba);
        dialogue.play(R"(
            C: a1 APPEND Sent {1}
            S: + go
            C! x\r\n
            X
        )");
        QVERIFY(dialogue.events().contains("finished lost perhaps closed by the server"));
    }

    void commandsAfterTheEndEndAsWell()
    {
        Dialogue dialogue;
        dialogue.greet();
        dialogue.play("X");
        dialogue.run<imap::NoopCommand>();
        QCOMPARE(dialogue.events().last().first(6), "closed"_ba);
        dialogue.play("");
        QCOMPARE(dialogue.events().last(), "finished lost never closed by the server"_ba);
    }

    void saysGoodbye_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("as the standard has it") << "* BYE see you\r\na1 OK done\r\n"_ba;
        QTest::newRow("without BYE") << "a1 OK done\r\n"_ba;
        QTest::newRow("a tagged BYE") << "a1 BYE done\r\n"_ba;
        QTest::newRow("BAD") << "a1 BAD what\r\n"_ba;
    }
    void saysGoodbye()
    {
        COVERS("I4-037");
        QFETCH(QByteArray, answer);
        Dialogue dialogue;
        dialogue.greet();
        dialogue.session().logout();
        dialogue.play("C: a1 LOGOUT");
        QVERIFY(dialogue.transport().isOpen());
        dialogue.transport().serverSends(answer);
        QVERIFY(!dialogue.transport().isOpen());
        QVERIFY(
            dialogue.events().last().startsWith("closed " + QByteArray::number(int(Error::Kind::Cancelled))));
    }

    void doesNotWaitForAnAnswerToGoodbye()
    {
        COVERS("I4-037");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.session().logout();
        dialogue.play(R"(
            C: a1 LOGOUT
            S: * BYE and so on
            T: 2s
            S: * BYE and so on
            T: 1s
        )");
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
    }

    void endsIdleBeforeGoodbye()
    {
        COVERS("I4-037");
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 IDLE");
        dialogue.run<imap::IdleCommand>();
        dialogue.on("logout", [&] { dialogue.session().logout(); });
        dialogue.play(R"(
            C: a1 IDLE
            S: + idling
            U: logout
            C: DONE
            C: a2 LOGOUT
            S: a1 OK done
            S: * BYE see you
            S: a2 OK done
        )");
        QVERIFY(dialogue.events().contains("finished ok done"));
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
    }

    void goodbyeInTheMiddleOfAnythingJustCloses()
    {
        COVERS("I4-037");
        Dialogue fresh;
        fresh.open();
        fresh.session().logout();
        QCOMPARE(fresh.session().phase(), imap::Phase::Closed);
        QCOMPARE(fresh.transport().takeWritten(), ""_ba);

        Dialogue writing;
        writing.greet();
        writing.run<imap::AppendCommand>("Sent"_ba, std::vector<QByteArray>{}, QDateTime(), "x"_ba);
        writing.play("C: a1 APPEND Sent {1}");
        writing.session().logout();
        QCOMPARE(writing.transport().takeWritten(), ""_ba);
        QCOMPARE(writing.session().phase(), imap::Phase::Closed);
    }

    void goodbyeCancelsWhatWasNotSent()
    {
        Dialogue dialogue;
        dialogue.greet();
        dialogue.run<imap::NoopCommand>();
        dialogue.run<imap::NoopCommand>();
        dialogue.session().logout();
        dialogue.play(R"(
            C: a1 NOOP
            C: a2 LOGOUT
            S: a1 OK done
            S: * BYE
            S: a2 OK done
        )");
        QCOMPARE(dialogue.events().count("finished ok done"), 1);
        QCOMPARE(dialogue.events().count("finished cancelled"), 1);
    }

    void anOwnerMayDropTheSessionWhenItCloses()
    {
        Dialogue dialogue;
        dialogue.greet();
        dialogue.run<imap::NoopCommand>();
        QObject::connect(&dialogue.session(), &imap::Session::closed, &dialogue.session(),
                         [&dialogue] { dialogue.destroySession(); });
        dialogue.transport().serverCloses();
        QCOMPARE(dialogue.events().last().first(6), "closed"_ba);
    }

    void anEndInTheMiddleOfDataIsAnEnd()
    {
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(3);
        QObject::connect(&dialogue.session(), &imap::Session::untagged, &dialogue.session(),
                         [&dialogue] { dialogue.session().abort(); });
        dialogue.transport().serverSends("* 4 EXISTS\r\n* 5 EXISTS\r\n");
        QCOMPARE(dialogue.events(),
                 (QByteArrayList{"untagged EXISTS 4", "phase 7",
                                 "closed " + QByteArray::number(int(Error::Kind::Cancelled)) + ' '}));
    }

    void losesOneResponseToOneMistake()
    {
        COVERS("I4-021");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(100);
        auto *fetch = dialogue.run<imap::FetchCommand>(imap::Uid{1}, "BODYSTRUCTURE");
        int rows = 0;
        connect(fetch, &imap::FetchCommand::fetched, this, [&rows] { ++rows; });
        for (int i = 1; i <= 100; ++i) {
            const QByteArray n = QByteArray::number(i);
            dialogue.transport().serverSends(
                "* " + n + " FETCH (UID " + n + " BODYSTRUCTURE "
                + (i == 50 ? "((((\"" : "(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 3 1)") + ")\r\n");
        }
        dialogue.transport().serverSends("a2 OK done\r\n");
        QCOMPARE(rows, 99);
        QVERIFY(dialogue.events().contains("finished ok done"));
    }

    void endlessTalkDoesNotPileUp()
    {
        COVERS("SEC-38");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(1);
        auto *found = dialogue.run<imap::SearchCommand>(imap::CommandText("ALL"));
        const QByteArray talk =
            QByteArray("* OK still busy\r\n* SEARCH 1 2 3\r\n* 1 FETCH (UID 1 FLAGS ())\r\n").repeated(100);
        QObject::disconnect(&dialogue.session(), &imap::Session::untagged, nullptr, nullptr);
        QObject::disconnect(&dialogue.session(), &imap::Session::traffic, nullptr, nullptr);
        for (int i = 0; i < 300; ++i)
            dialogue.transport().serverSends(talk);
        QCOMPARE(found->found().ranges().size(), std::size_t{1});
        dialogue.transport().serverSends("a2 OK done\r\n");
        QVERIFY(dialogue.events().contains("finished ok done"));
    }

    void anUnreadableAnswerToOurCommandIsNotGuessed()
    {
        Dialogue dialogue;
        dialogue.greet();
        dialogue.run<imap::NoopCommand>();
        dialogue.play(R"(
            C: a1 NOOP
            S: a1 MAYBE
        )");
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
        QVERIFY(std::any_of(dialogue.events().begin(), dialogue.events().end(), [](const QByteArray &event) {
            return event.startsWith("finished lost perhaps");
        }));
    }
};

#include "tst_life.moc"
POSTHORN_TEST(TestLife)
