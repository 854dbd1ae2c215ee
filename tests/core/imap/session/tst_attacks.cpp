// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/list.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/wire/limits.h"

#include "tests/support/dialogue.h"
#include "tests/support/heap.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray closedWith(Error::Kind kind)
{
    return "closed " + QByteArray::number(int(kind)) + ' ';
}

bool isClosedWith(Dialogue &dialogue, Error::Kind kind)
{
    return dialogue.session().phase() == imap::Phase::Closed
        && dialogue.events().last().startsWith(closedWith(kind));
}

// Listeners that keep every line would be what grows.
void forgetListeners(Dialogue &dialogue)
{
    QObject::disconnect(&dialogue.session(), &imap::Session::untagged, nullptr, nullptr);
    QObject::disconnect(&dialogue.session(), &imap::Session::traffic, nullptr, nullptr);
    QObject::disconnect(&dialogue.session(), &imap::Session::alerted, nullptr, nullptr);
}

}

// A server that wants our memory or our time. What it wants of our secrets is in tst_attacksovertls.cpp.
class TestAttacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAnnouncedSizeEndsTheConnectionAndCostsNothing_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::newRow("list") << "* LIST () \"/\" "_ba;
        QTest::newRow("status") << "* STATUS "_ba;
        QTest::newRow("body") << "* 1 FETCH (UID 1 BODY[] "_ba;
        QTest::newRow("literal8") << "* 1 FETCH (UID 1 BINARY[1] ~"_ba;
        QTest::newRow("envelope") << "* 1 FETCH (ENVELOPE (NIL "_ba;
        QTest::newRow("structure") << "* 1 FETCH (BODYSTRUCTURE (\"A\" \"B\" (\"X\" "_ba;
        QTest::newRow("code") << "* OK [X-FOO "_ba;
        QTest::newRow("capability") << "* CAPABILITY "_ba;
    }
    void anAnnouncedSizeEndsTheConnectionAndCostsNothing()
    {
        COVERS("SEC-36");
        QFETCH(QByteArray, before);
        for (const char *size : {"{4294967295}", "{2147483648}", "{-1}", "{}", "{99999999999999999999}",
                                 "{4294967295+}", "{9223372036854775807}", "{18446744073709551616}"}) {
            Dialogue dialogue;
            dialogue.greet();
            dialogue.select(3);
            dialogue.run<imap::FetchCommand>(imap::Uid{1}, "BODY[]");
            const qint64 held = heapOctets();
            dialogue.transport().serverSends(before + size + "\r\n");
            QVERIFY2(isClosedWith(dialogue, Error::Kind::LimitExceeded)
                         || isClosedWith(dialogue, Error::Kind::Syntax),
                     size);
            QVERIFY(heapOctets() - held <= 1024 * 1024);
            QCOMPARE(dialogue.eventsLike("finished").size(), 1);
        }
    }

    void aLineWithoutAnEndIsEnded()
    {
        COVERS("SEC-37");
        Dialogue dialogue;
        dialogue.greet();
        forgetListeners(dialogue);
        const qint64 held = heapOctets();
        const QByteArray chunk(256 * 1024, 'x');
        dialogue.transport().serverSends("* OK ");
        qint64 taken = 0;
        while (dialogue.session().phase() != imap::Phase::Closed && taken < qint64{1} << 30) {
            dialogue.transport().serverSends(chunk);
            taken += chunk.size();
            QVERIFY(heapOctets() - held <= 4 * imap::limits::lineOctets);
        }
        QVERIFY(isClosedWith(dialogue, Error::Kind::LimitExceeded));
        QVERIFY(taken <= imap::limits::lineOctets + 2 * chunk.size());
    }

    void endlessWordsAreEnded_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("OK") << "* OK x\r\n"_ba;
        QTest::newRow("alert") << "* OK [ALERT] x\r\n"_ba;
        QTest::newRow("NO") << "* NO x\r\n"_ba;
        QTest::newRow("not readable") << "* LIST (((\r\n"_ba;
        QTest::newRow("BAD before every answer") << "* BAD x\r\n"_ba;
    }
    void endlessWordsAreEnded()
    {
        COVERS("SEC-38");
        QFETCH(QByteArray, line);
        Dialogue dialogue;
        dialogue.greet();
        dialogue.run<imap::NoopCommand>();
        forgetListeners(dialogue);
        const qint64 held = heapOctets();
        const QByteArray flood = line.repeated(1000);
        int sent = 0;
        for (;
             sent < imap::limits::wordsPerCommand / 500 && dialogue.session().phase() != imap::Phase::Closed;
             ++sent)
            dialogue.transport().serverSends(flood);
        QVERIFY(isClosedWith(dialogue, Error::Kind::LimitExceeded));
        QVERIFY(sent <= imap::limits::wordsPerCommand / 1000 + 1);
        QVERIFY(heapOctets() - held <= 8 * 1024 * 1024);
        QCOMPARE(dialogue.eventsLike("finished").size(), 1);
    }

    void theBudgetIsForEachCommandAndCountsDataToo()
    {
        COVERS("SEC-38");
        Dialogue dialogue({.responsesPerCommand = 50});
        dialogue.greet();
        dialogue.select(1);
        forgetListeners(dialogue);
        for (int round = 2; round < 12; ++round) {  // an honest server may talk as long as it likes
            dialogue.run<imap::NoopCommand>();
            dialogue.transport().serverSends("* 1 FETCH (FLAGS ())\r\n"_ba.repeated(40) + 'a'
                                             + QByteArray::number(round) + " OK done\r\n");
            QCOMPARE(dialogue.session().phase(), imap::Phase::Selected);
        }
        dialogue.run<imap::NoopCommand>();
        dialogue.transport().serverSends("* 1 FETCH (FLAGS ())\r\n"_ba.repeated(51));
        QVERIFY(isClosedWith(dialogue, Error::Kind::LimitExceeded));
    }

    void theMailboxesOfAListAreCounted()
    {
        COVERS("SEC-47");
        Dialogue dialogue;
        dialogue.greet();
        forgetListeners(dialogue);
        auto *list = dialogue.run<imap::ListCommand>();
        const qint64 held = heapOctets();
        for (int i = 0; i < 1000; ++i) {
            QByteArray names;
            for (int j = 0; j < 1000; ++j)
                names += "* LIST () \"/\" folder" + QByteArray::number(1000 * i + j) + "\r\n";
            dialogue.transport().serverSends(names);
        }
        QCOMPARE(list->mailboxes().size(), imap::limits::mailboxes);
        QVERIFY(list->isCut());
        QVERIFY(heapOctets() - held <= qint64{100} * 1024 * 1024);
        dialogue.transport().serverSends("a1 OK done\r\n");
        QCOMPARE(dialogue.session().phase(), imap::Phase::Authenticated);
    }

    // Each phase of the dialogue in which we wait, up to where the server falls silent.
    void silenceHasAnEnd_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("greeting") << ""_ba;
        QTest::newRow("CAPABILITY") << "S: * OK hi\nC: a1 CAPABILITY"_ba;
        QTest::newRow("AUTHENTICATE")
            << "S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi\nC: a1 AUTHENTICATE PLAIN"_ba;
        QTest::newRow("after the response")
            << "S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi\nC: a1 AUTHENTICATE PLAIN\nS: +\n"
               "C: AGJvYgBzZWNyZXQ="_ba;
        QTest::newRow("capabilities after the login")
            << "S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] hi\n"
               "C: a1 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=\nS: a1 OK in\nC: a2 CAPABILITY"_ba;
        const QByteArray in = "S: * PREAUTH [CAPABILITY IMAP4rev1 IDLE] hi\n";
        QTest::newRow("NOOP") << in + "U: noop\nC: a1 NOOP";
        QTest::newRow("in the middle of data") << in + "U: noop\nC: a1 NOOP\nS! * 3 EXI";
        QTest::newRow("in a literal") << in + "U: noop\nC: a1 NOOP\nS! * LIST () NIL {400}\\r\\nINB";
        QTest::newRow("a literal of ours") << in + "U: append\nC: a1 APPEND Sent {5}";
        QTest::newRow("DONE") << in + "U: idle\nC: a1 IDLE\nS: + idling\nU: noop\nC: DONE";
        QTest::newRow("LOGOUT") << in + "U: logout\nC: a1 LOGOUT";
    }
    void silenceHasAnEnd()
    {
        COVERS("SEC-55");
        QFETCH(QByteArray, script);
        for (const bool trickles : {false, true}) {
            Dialogue dialogue;
            dialogue.on("noop", [&] { dialogue.run<imap::NoopCommand>(); });
            dialogue.on("idle", [&] { dialogue.run<imap::IdleCommand>(); });
            dialogue.on("logout", [&] { dialogue.session().logout(); });
            dialogue.on("append", [&] {
                dialogue.run<imap::AppendCommand>("Sent"_ba, std::vector<QByteArray>{}, QDateTime(),
                                                  "short"_ba);
            });
            dialogue.session().provideCredentials({"bob"_ba, Secret("secret"_ba)});
            dialogue.open();
            dialogue.play(script.constData());
            for (int i = 0; i < 5 && dialogue.session().phase() != imap::Phase::Closed; ++i) {
                dialogue.clock().advance(30s);
                if (trickles && dialogue.transport().isOpen())
                    dialogue.transport().serverSends("*");
            }
            QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
            QVERIFY(dialogue.eventsLike("closed").size() == 1);
        }
    }

    void wordsAloneDoNotKeepACommandWaitingForEver()
    {
        COVERS("SEC-55", "SEC-38");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.run<imap::NoopCommand>();
        for (int minutes = 0; minutes < 60 && dialogue.session().phase() != imap::Phase::Closed; ++minutes) {
            dialogue.transport().serverSends("* OK still working on it\r\n");
            dialogue.clock().advance(1min);
        }
        QVERIFY(isClosedWith(dialogue, Error::Kind::Timeout));
        QVERIFY(dialogue.clock().monotonic() <= 31min);
    }

    void slowDataIsPatientlyTaken()
    {
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(1);
        dialogue.run<imap::FetchCommand>(imap::Uid{1}, "BODY[]");
        dialogue.transport().serverSends("* 1 FETCH (UID 1 BODY[] {360000}\r\n");
        for (int i = 0; i < 120; ++i) {  // 50 octets a second for two hours
            dialogue.transport().serverSends(QByteArray(3000, 'x'));
            dialogue.clock().advance(1min);
        }
        dialogue.transport().serverSends(")\r\na2 OK done\r\n");
        QVERIFY(dialogue.events().contains("finished ok done"));
    }

    // Whatever stands between the greeting and the login, nothing but a greeting is one (RFC 3501, 7.1).
    void onlyAGreetingIsAGreeting_data()
    {
        QTest::addColumn<QByteArray>("greeting");
        int row = 0;
        for (const char *greeting :
             {"a1 OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] tagged", "* CAPABILITY IMAP4rev1 AUTH=PLAIN",
              "* NO [CAPABILITY IMAP4rev1 AUTH=PLAIN] no", "* BAD [CAPABILITY IMAP4rev1 AUTH=PLAIN] bad",
              "+ go ahead", "OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] no star", "* LIST () \"/\" INBOX", "*",
              "* 1 EXISTS", "* BYE not today", "* OKAY [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi", "* PREAUTHX hi",
              "\t* OK hi", "* ENABLED CONDSTORE"})
            QTest::addRow("%d: %s", ++row, greeting) << QByteArray(greeting);
    }
    void onlyAGreetingIsAGreeting()
    {
        COVERS("SEC-13");
        QFETCH(QByteArray, greeting);
        Dialogue dialogue;
        dialogue.session().provideCredentials({"bob"_ba, Secret("secret"_ba)});
        dialogue.open();
        // What follows would log us in.
        dialogue.transport().serverSends(greeting
                                         + "\r\n* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi\r\n+ \r\n");
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
        QCOMPARE(dialogue.transport().takeWritten(), ""_ba);
    }

    void aFloodOfAlertsIsCutShort()
    {
        COVERS("SEC-58");
        Dialogue dialogue;
        dialogue.greet();
        for (int i = 0; i < 10'000; ++i)
            dialogue.transport().serverSends("* OK [ALERT] number " + QByteArray::number(i) + "\r\n"
                                             + "* OK [ALERT] again\r\n");
        QVERIFY(dialogue.eventsLike("alerted").size() <= imap::limits::alerts);
        QCOMPARE(dialogue.events().count("alerted again"), 1);
    }
};

#include "tst_attacks.moc"
POSTHORN_TEST(TestAttacks)
