// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/list.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/commands/store.h"
#include "core/imap/session/serverquirks.h"

#include <QLoggingCategory>

#include "tests/support/dialogue.h"
#include "tests/support/expectlog.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::ServerQuirk;

namespace {

void asBob(Dialogue &dialogue)
{
    dialogue.session().provideCredentials({"bob"_ba, Secret("secret"_ba)});
}

QByteArray closedWith(Error::Kind kind)
{
    return "closed " + QByteArray::number(static_cast<int>(kind));
}

}

// What the session does about habits of certain servers, and that the log says so.
class TestServerQuirks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"posthorn.session.debug=true"_s); }
    void cleanupTestCase() { QLoggingCategory::setFilterRules(QString()); }

    void netEaseIsToldWhoWeAreBeforeAnythingIsSelected()
    {
        COVERS("E-01");
        expectInLog(ServerQuirk::WantsIdentity);
        Dialogue dialogue;
        asBob(dialogue);
        dialogue.on("select", [&dialogue] { dialogue.run<imap::SelectCommand>("INBOX"); });
        dialogue.play(R"(
            S: * OK Coremail System IMap Server Ready(163com[1234])
            C: a1 CAPABILITY
            S: * CAPABILITY IMAP4rev1 XLIST SPECIAL-USE ID LITERAL+ STARTTLS
            S: a1 OK CAPABILITY completed
            C: a2 LOGIN bob "secret"
            S: a2 OK LOGIN completed
            C: a3 CAPABILITY
            S: * CAPABILITY IMAP4rev1 XLIST SPECIAL-USE ID LITERAL+
            S: a3 OK CAPABILITY completed
            C: a4 ID ("name" "Posthorn" "version" ")" POSTHORN_VERSION
                      R"(" "vendor" "Posthorn" "support-email" "support@posthorn.example.org")
            S: * ID ("name" "Coremail")
            S: a4 OK ID completed
            U: select
            C: a5 SELECT INBOX
            S: a5 OK done
        )");
        QVERIFY(dialogue.session().selected().has_value());
    }

    void aPauseThatIsAskedForIsKept_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<qint64>("pause");
        QTest::addColumn<QString>("rows");
        const auto row = [](const char *answer, qint64 pause, const char *rows) {
            QTest::newRow(answer) << QByteArray(answer) << pause << QString::fromLatin1(rows);
        };
        row("NO Request is throttled. Suggested Backoff Time: 299961 milliseconds", 299'961, "E-05 I4-079");
        row("BAD Request is throttled. Suggested Backoff Time: 1500 milliseconds", 1'500, "E-05 I4-079");
        row("BAD Request is throttled.", 30'000, "E-05");
        row("NO Suggested Backoff Time: 99999999999 milliseconds", 3'600'000, "E-05 I4-079");
        row("OK Success [THROTTLED]", 30'000, "E-16");
        row("OK [THROTTLED] Success", 30'000, "E-16");
        row("OK Success", 0, "E-16");
    }
    void aPauseThatIsAskedForIsKept()
    {
        QFETCH(QByteArray, answer);
        QFETCH(qint64, pause);
        QFETCH(QString, rows);
        COVERS(rows);
        Dialogue dialogue;
        dialogue.greet();
        dialogue.run<imap::NoopCommand>();
        dialogue.run<imap::ListCommand>();
        QCOMPARE(dialogue.transport().takeWritten(), "a1 NOOP\r\n"_ba);
        dialogue.transport().serverSends("a1 " + answer + "\r\n");
        QCOMPARE(dialogue.session().pauseLeft().count(), pause);
        if (pause > 0) {
            dialogue.clock().advance(std::chrono::milliseconds(pause - 1));
            QVERIFY(dialogue.transport().takeWritten().isEmpty());
            dialogue.clock().advance(std::chrono::milliseconds(1));
        }
        QCOMPARE(dialogue.transport().takeWritten(), "a2 LIST \"\" \"*\"\r\n"_ba);
    }

    void aPausedServerIsNotPinged()
    {
        COVERS("E-16");
        Dialogue dialogue({.autologout = std::chrono::minutes(1)});
        dialogue.greet();
        dialogue.on("noop", [&dialogue] { dialogue.run<imap::NoopCommand>(); });
        dialogue.play(R"(
            U: noop
            C: a1 NOOP
            S: a1 OK Suggested Backoff Time: 90000 milliseconds
            T: 89s
            T: 31s
            C: a2 NOOP
        )");
    }

    void aLoginWithoutAMailboxIsARefusedLogin_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("BAD") << "BAD User is authenticated but not connected."_ba;
        QTest::newRow("NO") << "NO User is authenticated but not connected."_ba;
    }
    void aLoginWithoutAMailboxIsARefusedLogin()
    {
        COVERS("E-06");
        QFETCH(QByteArray, answer);
        expectInLog(ServerQuirk::NotConnected);
        Dialogue dialogue;
        dialogue.greet();
        dialogue.run<imap::SelectCommand>("INBOX");
        dialogue.transport().serverSends("a1 " + answer + "\r\n");
        QCOMPARE(dialogue.eventsLike("authenticationFailed").size(), 1);
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
    }

    void yahoosOwnModSeqsAreNoCondstore()
    {
        COVERS("E-18");
        expectInLog(ServerQuirk::OwnModSeqs);
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 MOVE NAMESPACE XYMHIGHESTMODSEQ UIDPLUS");
        dialogue.on("select", [&dialogue] { dialogue.run<imap::SelectCommand>("INBOX"); });
        dialogue.on("changed", [&dialogue] {
            dialogue.run<imap::FetchCommand>(imap::UidSet::single({1}), "FLAGS"_ba, imap::ModSeq{1});
        });
        dialogue.play(R"(
            U: select
            C: a1 SELECT INBOX
            S: a1 OK done
            U: changed
        )");
        QCOMPARE(dialogue.eventsLike("finished unsupported").size(), 1);
        QVERIFY(!dialogue.session().capabilities().idle());
    }

    void oneByeIsEnough()
    {
        COVERS("E-21");
        expectInLog(ServerQuirk::EndlessBye);
        Dialogue dialogue;
        dialogue.greet();
        dialogue.transport().serverSends("* BYE IMAP4rev1 Server logging out\r\n"
                                         "* BYE IMAP4rev1 Server logging out\r\n"
                                         "* BYE IMAP4rev1 Server logging out\r\n");
        QCOMPARE(dialogue.eventsLike("closed"),
                 QByteArrayList{closedWith(Error::Kind::ConnectionLost) + " IMAP4rev1 Server logging out"});
        QVERIFY(!dialogue.transport().isOpen());
    }

    void theWholeMessageIsNeverAskedForAsRfc822()
    {
        COVERS("E-24");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(1);
        dialogue.on("fetch", [&dialogue] {
            dialogue.run<imap::FetchCommand>(imap::UidSet::single({1}), "RFC822 RFC822.TEXT"_ba);
        });
        dialogue.play(R"(
            U: fetch
            C: a2 UID FETCH 1 (BODY.PEEK[] BODY.PEEK[TEXT])
            S: a2 OK done
        )");
    }

    void iCloudsQresyncIsNotUsed()
    {
        COVERS("E-25");
        expectInLog(ServerQuirk::UntrueQresync);
        Dialogue dialogue({.enable = {"QRESYNC", "CONDSTORE"}});
        dialogue.play(R"(
            S: * PREAUTH [CAPABILITY XAPPLEPUSHSERVICE IMAP4 IMAP4rev1 CONDSTORE ENABLE QRESYNC] ready
            C: a1 ENABLE CONDSTORE
            S: a1 OK done
        )");
        QVERIFY(!dialogue.session().capabilities().has("QRESYNC"));
        QVERIFY(!dialogue.session().isEnabled("CONDSTORE"));  // OK without * ENABLED enables nothing
    }

    void iCloudGetsOneLoginAConnectionAndIsAskedAgainWhatItCan()
    {
        COVERS("E-26");
        expectInLog(ServerQuirk::OneLoginAConnection);
        Dialogue refused;
        asBob(refused);
        refused.play(R"(
            S: * OK [CAPABILITY XAPPLEPUSHSERVICE IMAP4 IMAP4rev1 SASL-IR AUTH=PLAIN] ready
            C: a1 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=
            S: a1 BAD Parse Error
        )");
        QCOMPARE(refused.eventsLike("authenticationFailed").size(), 1);
        QCOMPARE(refused.session().phase(), imap::Phase::Closed);

        Dialogue accepted;
        asBob(accepted);
        accepted.play(R"(
            S: * OK [CAPABILITY XAPPLEPUSHSERVICE IMAP4 IMAP4rev1 SASL-IR AUTH=PLAIN] ready
            C: a1 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=
            S: a1 OK user bob logged in
            C: a2 CAPABILITY
            S: * CAPABILITY IMAP4 IMAP4rev1 UIDPLUS
            S: a2 OK done
        )");
        QVERIFY(accepted.session().capabilities().uidPlus());
    }

    void aLineInFrontOfTheGreetingIsSurvived()
    {
        expectInLog(ServerQuirk::AlertBeforeGreeting);
        Dialogue dialogue;
        dialogue.play(R"(
            S! * OK [ALERT] Filesystem notification initialization error\r\n* PREAUTH Ready.\r\n
            C: a1 CAPABILITY
            S: * CAPABILITY IMAP4rev1 UIDPLUS
            S: a1 OK done
        )");
        QVERIFY(dialogue.events().contains("ready"));
    }

    void aSecondGreetingAfterThePasswordIsNone()
    {
        Dialogue dialogue;
        asBob(dialogue);
        dialogue.play(R"(
            S: * OK [ALERT] careful
            C: a1 CAPABILITY
            S: * CAPABILITY IMAP4rev1
            S: a1 OK done
            C: a2 LOGIN bob "secret"
            S: * PREAUTH you are in
        )");
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
    }

    void exchange2003IsNotAskedForItsNamespaces()
    {
        COVERS("E-34");
        expectInLog(ServerQuirk::DiesOfNamespace);
        Dialogue dialogue;
        dialogue.play(R"(
            S: * PREAUTH [CAPABILITY IMAP4 IMAP4rev1 NAMESPACE] Microsoft Exchange Server 2003 IMAP4rev1 server
        )");
        QVERIFY(dialogue.events().contains("ready"));
        QVERIFY(!dialogue.session().capabilities().has("NAMESPACE"));
        Dialogue other;
        other.greet("IMAP4rev1 NAMESPACE");
        QVERIFY(other.session().capabilities().has("NAMESPACE"));
    }

    void exchangeIsKnownToSendReceiptsByItself()
    {
        for (const char *greeting :
             {"S: * PREAUTH [CAPABILITY IMAP4rev1] The Microsoft Exchange IMAP4 service is ready.",
              "S: * PREAUTH [CAPABILITY IMAP4 IMAP4rev1 MOVE ID CLIENTACCESSRULES] hello\n"
              "C: a1 ID (\"name\" \"Posthorn\")\nS: a1 OK"}) {
            Dialogue dialogue;
            dialogue.play(greeting);
            QVERIFY(dialogue.session().sendsReceipts());
        }
        Dialogue other;
        other.greet();
        QVERIFY(!other.session().sendsReceipts());
    }

    void setsAreAscendingAndUidsAlone()
    {
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(9);
        const std::array uids{imap::Uid{9}, imap::Uid{3}, imap::Uid{8}, imap::Uid{1}};
        dialogue.on("fetch", [&] { dialogue.run<imap::FetchCommand>(imap::UidSet::of(uids), "FLAGS"_ba); });
        dialogue.play(R"(
            U: fetch
            C: a2 UID FETCH 1,3,8:9 (FLAGS)
            S: a2 OK done
        )");
    }

    void anUntaggedBadIsTheAnswerWhereNothingFollows()
    {
        COVERS("E-43");
        expectInLog(ServerQuirk::OnlyUntaggedBad);
        Dialogue dialogue;
        dialogue.greet();
        dialogue.on("select", [&dialogue] {
            dialogue.run<imap::SelectCommand>("INBOX");
            dialogue.run<imap::NoopCommand>();
        });
        dialogue.play(R"(
            U: select
            C: a1 SELECT INBOX
            S: * BAD enable IMAP first
            T: 29s
            T: 1s
            C: a2 NOOP
            S: a2 OK done
        )");
        QCOMPARE(dialogue.eventsLike("finished"),
                 (QByteArrayList{"finished bad enable IMAP first", "finished ok done"}));
    }

    void anUntaggedBadBeforeTheAnswerIsNothing()
    {
        COVERS("E-43");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.on("noop", [&dialogue] { dialogue.run<imap::NoopCommand>(); });
        dialogue.play(R"(
            U: noop
            C: a1 NOOP
            S: * BAD what was that
            S: a1 OK done
            U: noop
            C: a2 NOOP
            T: 31s
            S: a2 OK done
        )");
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 2);
    }

    void anUntaggedBadInTheMiddleOfAnAnswerIsNothing_data()
    {
        QTest::addColumn<QByteArray>("since");
        QTest::newRow("data at once") << "* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n"_ba;
        QTest::newRow("a line's beginning") << "* 1 FETCH (UID 1 FLAGS"_ba;
        QTest::newRow("a literal's beginning") << "* 1 FETCH (UID 1 BODY[] {9}\r\nabc"_ba;
        QTest::newRow("words") << "* OK still at it\r\n"_ba;
    }
    void anUntaggedBadInTheMiddleOfAnAnswerIsNothing()
    {
        COVERS("E-43");
        QFETCH(QByteArray, since);
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(2);
        dialogue.run<imap::FetchCommand>(imap::UidSet::single({1}), "FLAGS"_ba);
        QCOMPARE(dialogue.transport().takeWritten(), "a2 UID FETCH 1 (FLAGS)\r\n"_ba);
        dialogue.serverSends("* BAD what was that\r\n");
        dialogue.serverSends(since);
        dialogue.clock().advance(std::chrono::seconds(31));
        QCOMPARE(dialogue.eventsLike("finished"), QByteArrayList());
        QCOMPARE(dialogue.session().phase(), imap::Phase::Selected);
    }

    void anUntaggedBadIsForgottenWithItsCommand()
    {
        COVERS("E-43");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(2);
        dialogue.on("fetch",
                    [&dialogue] { dialogue.run<imap::FetchCommand>(imap::UidSet::single({1}), "FLAGS"_ba); });
        dialogue.play(R"(
            U: fetch
            C: a2 UID FETCH 1 (FLAGS)
            S: * BAD what was that
            T: 29s
            S: * 1 FETCH (UID 1 FLAGS (\Seen))
            T: 1s
            S: * 2 FETCH (UID 2 FLAGS ())
            T: 31s
            S: a2 OK done
        )");
        QCOMPARE(dialogue.eventsLike("finished"), QByteArrayList{"finished ok done"});
    }

    void aMechanismNobodyKnowsIsPassedOver()
    {
        COVERS("E-48");
        expectInLog(ServerQuirk::UnknownMechanism);
        Dialogue dialogue;
        asBob(dialogue);
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 AUTH=XGWTRUSTEDAPP SASL-IR] GroupWise
            C: a1 LOGIN bob "secret"
            S: a1 OK [CAPABILITY IMAP4rev1 AUTH=XGWTRUSTEDAPP] in
        )");
        QVERIFY(dialogue.events().contains("ready"));
    }

    void nothingFromInFrontOfTlsIsBelieved()
    {
        COVERS("E-50");
        expectInLog(ServerQuirk::SpeaksBeforeTls);
        Dialogue injected({.security = net::Security::StartTls});
        injected.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready
            C: a1 STARTTLS
            S! a1 OK go\r\na2 OK injected\r\n
        )");
        QVERIFY(injected.events().last().startsWith(closedWith(Error::Kind::Untrusted)));
        Dialogue lured({.security = net::Security::StartTls});
        lured.play("S: * PREAUTH [CAPABILITY IMAP4rev1] welcome");
        QVERIFY(lured.events().last().startsWith(closedWith(Error::Kind::Untrusted)));
    }
};

POSTHORN_TEST(TestServerQuirks)
#include "tst_serverquirks.moc"
