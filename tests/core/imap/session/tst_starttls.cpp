// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"

#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

bool isUntrusted(const Dialogue &dialogue)
{
    return dialogue.events().last().startsWith("closed " + QByteArray::number(int(Error::Kind::Untrusted)));
}

// A session that must have TLS and has everything it needs to log in.
class Guarded : public Dialogue
{
public:
    Guarded() : Dialogue({.security = net::Security::StartTls})
    {
        session().provideCredentials({"bob"_ba, Secret("secret"_ba)});
    }
};

}

class TestStartTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void logsInOnlyAfterTls()
    {
        COVERS("I4-052", "I4-054", "SEC-09", "SEC-12");
        Guarded dialogue;
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 STARTTLS LITERAL+ SASL-IR AUTH=PLAIN] ready
            C: a1 STARTTLS
            S: a1 OK go
            TLS
            C: a2 CAPABILITY
            S: * CAPABILITY IMAP4rev1 AUTH=PLAIN
            S: a2 OK done
            C: a3 AUTHENTICATE PLAIN
            S: + 
            C: AGJvYgBzZWNyZXQ=
            S: a3 OK [CAPABILITY IMAP4rev1] in
        )");
        QVERIFY(dialogue.events().contains("ready"));
        QVERIFY(dialogue.session().isEncrypted());
        QVERIFY(!dialogue.session().capabilities().literalPlus());
    }

    void asksForCapabilitiesWhenTheGreetingHasNone()
    {
        Guarded dialogue;
        dialogue.play(R"(
            S: * OK ready
            C: a1 CAPABILITY
            S: * CAPABILITY IMAP4rev1 STARTTLS
            S: a1 OK done
            C: a2 STARTTLS
            S: a2 OK go
            TLS
            C: a3 CAPABILITY
        )");
        QCOMPARE(dialogue.session().phase(), imap::Phase::Authenticating);
    }

    void neverGoesOnInClear_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("the capability was stripped")
            << "S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready"_ba;
        QTest::newRow("stripped in CAPABILITY") << R"(
            S: * OK ready
            C: a1 CAPABILITY
            S: * CAPABILITY IMAP4rev1 AUTH=PLAIN
            S: a1 OK done)"_ba;
        QTest::newRow("CAPABILITY refused") << R"(
            S: * OK ready
            C: a1 CAPABILITY
            S: a1 BAD unknown)"_ba;
        QTest::newRow("an old server") << R"(
            S: * OK IMAP4 ready
            C: a1 CAPABILITY
            S: * CAPABILITY IMAP4
            S: a1 OK done)"_ba;
        for (const char *answer : {"NO not today", "BAD unknown command", "NO [UNAVAILABLE] later"})
            QTest::newRow(answer)
                << "S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready\nC: a1 STARTTLS\nS: a1 "_ba + answer;
    }
    void neverGoesOnInClear()
    {
        COVERS("SEC-01", "SEC-02", "SEC-03", "I4-054", "SEC-12");
        QFETCH(QByteArray, script);
        Guarded dialogue;
        dialogue.play(script.constData());  // and not one octet more
        QVERIFY(isUntrusted(dialogue));
        QVERIFY(!dialogue.session().isEncrypted());
    }

    void takesAContinuationForNoConsent()
    {
        COVERS("SEC-02");
        Guarded dialogue;
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready
            C: a1 STARTTLS
            S: + go ahead
            T: 120s
        )");
        QVERIFY(!dialogue.session().isEncrypted());
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
    }

    void closesOnPreauth_data()
    {
        QTest::addColumn<QByteArray>("greeting");
        QTest::newRow("plain") << "* PREAUTH hello bob\r\n"_ba;
        QTest::newRow("with STARTTLS") << "* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] hello\r\n"_ba;
        QTest::newRow("with mailbox data") << "* PREAUTH hello\r\n* LIST () \"/\" INBOX\r\n* 3 EXISTS\r\n"_ba;
    }
    void closesOnPreauth()
    {
        COVERS("SEC-04", "SEC-14", "I4-032");
        QFETCH(QByteArray, greeting);
        Guarded dialogue;
        dialogue.open();
        dialogue.transport().serverSends(greeting);
        QVERIFY(isUntrusted(dialogue));
        QCOMPARE(dialogue.transport().takeWritten(), ""_ba);
    }

    void refusesOctetsBehindTheAnswer_data()
    {
        QTest::addColumn<QByteArray>("injected");
        QTest::newRow("capability") << "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n"_ba;
        QTest::newRow("list") << "* LIST () \"/\" Stolen\r\n"_ba;
        QTest::newRow("the next answer") << "a2 OK injected\r\n"_ba;
        QTest::newRow("bye") << "* BYE\r\n"_ba;
        QTest::newRow("half a line") << "* O"_ba;
        QTest::newRow("one octet") << "*"_ba;
    }
    void refusesOctetsBehindTheAnswer()
    {
        COVERS("I4-053", "SEC-05");
        QFETCH(QByteArray, injected);
        const QByteArray stream = "a1 OK go\r\n" + injected;
        // Together, and cut at every octet: up to the answer's end nothing is known, behind it nothing is
        // taken.
        for (qsizetype cut = 1; cut <= stream.size(); ++cut) {
            Guarded dialogue;
            dialogue.play(R"(
                S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready
                C: a1 STARTTLS
            )");
            dialogue.transport().serverSends(stream.first(cut));
            if (cut < stream.size())
                dialogue.transport().serverSends(stream.sliced(cut));
            QVERIFY(isUntrusted(dialogue));
            QCOMPARE(dialogue.transport().takeWritten(), ""_ba);
        }
    }

    void forgetsWhatWasSaidInClear()
    {
        COVERS("SEC-07", "SEC-09", "SEC-11", "I4-052", "I4-072");
        Guarded dialogue;
        dialogue.play(R"(
            S: * OK [ALERT] call 555 and tell your password
            C: a1 CAPABILITY
            S: * OK [ALERT] call now
            S: * NO [ALERT] really
            S: * CAPABILITY IMAP4rev1 STARTTLS AUTH=XEVIL LOGINDISABLED
            S: a1 OK done
            C: a2 STARTTLS
            S: a2 OK [ALERT] go
            TLS
            C: a3 CAPABILITY
            S: * OK [ALERT] the disk is full
            S: * OK [ALERT] the disk is full
            S: * CAPABILITY IMAP4rev1
            S: a3 OK done
            C: a4 LOGIN bob "secret"
        )");
        QCOMPARE(dialogue.events().count("alerted the disk is full"), 1);
        for (const QByteArray &event : dialogue.events())
            QVERIFY2(!event.contains("call") && !event.contains("really"), event.constData());
    }

    void forgetsWhatKindOfServerSpokeInClear()
    {
        COVERS("SEC-09", "I4-052");
        Dialogue dialogue({.security = net::Security::StartTls, .enable = {"QRESYNC"}});
        dialogue.session().provideCredentials({"bob"_ba, Secret("secret"_ba)});
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4 XAPPLEPUSHSERVICE STARTTLS] hi
            C: a1 STARTTLS
            S: a1 OK go
            TLS
            C: a2 CAPABILITY
            S: * CAPABILITY IMAP4rev1 QRESYNC ENABLE AUTH=PLAIN SASL-IR
            S: a2 OK done
            C: a3 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=
            S: a3 OK [CAPABILITY IMAP4rev1 QRESYNC ENABLE] in
            C: a4 ENABLE QRESYNC
            S: * ENABLED QRESYNC
            S: a4 OK done
        )");
        QVERIFY(dialogue.session().isEnabled("QRESYNC"));
        dialogue.select(2);
        dialogue.on("fetch", [&dialogue] {
            for (const imap::Uid uid : {imap::Uid{1}, imap::Uid{2}})
                dialogue.run<imap::FetchCommand>(imap::UidSet::single(uid), "FLAGS"_ba);
        });
        dialogue.play(R"(
            U: fetch
            C: a6 UID FETCH 1 (FLAGS)
            C: a7 UID FETCH 2 (FLAGS)
            S: a6 OK done
            S: a7 OK done
            # the patience of the older levels' servers is shorter
            T: 27min
            T: 1min
            C: a8 NOOP
        )");
    }

    void forgetsAPauseThatWasAskedForInClear()
    {
        COVERS("SEC-09");
        Guarded dialogue;
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready
            C: a1 STARTTLS
            S: a1 OK go, Suggested Backoff Time: 3600000 milliseconds
            TLS
            C: a2 CAPABILITY
        )");
        QCOMPARE(dialogue.session().pauseLeft().count(), 0);
    }

    void takesNothingAwayForAGreetingInClear()
    {
        COVERS("SEC-09");
        Guarded dialogue;
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 STARTTLS] Microsoft Exchange Server 2003 IMAP4rev1 server
            C: a1 STARTTLS
            S: a1 OK go
            TLS
            C: a2 CAPABILITY
            S: * CAPABILITY IMAP4rev1 NAMESPACE AUTH=PLAIN SASL-IR
            S: a2 OK done
            C: a3 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=
            S: a3 OK [CAPABILITY IMAP4rev1 NAMESPACE] in
        )");
        QVERIFY(dialogue.events().contains("ready"));
        QVERIFY(dialogue.session().capabilities().has("NAMESPACE"));
    }

    void tellsWhoWeAreWhereTheGreetingInClearIsNetEases()
    {
        COVERS("E-01");
        Guarded dialogue;
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 STARTTLS] Coremail System IMap Server Ready
            C: a1 STARTTLS
            S: a1 OK go
            TLS
            C: a2 CAPABILITY
            S: * CAPABILITY IMAP4rev1 ID AUTH=PLAIN SASL-IR
            S: a2 OK done
            C: a3 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=
            S: a3 OK [CAPABILITY IMAP4rev1 ID] in
            C: a4 ID ("name" "Posthorn" "version" ")" POSTHORN_VERSION
                      R"(" "vendor" "Posthorn" "support-email" "support@posthorn.example.org")
            S: a4 OK done
        )");
        QVERIFY(dialogue.events().contains("ready"));
    }

    void keepsWordsFromBeforeTlsOutOfTheReason()
    {
        COVERS("SEC-11");
        for (const char *script :
             {"S: * BYE call 555", "S: * OK hi\nC: a1 CAPABILITY\nS: * BYE call 555",
              "S: * OK [CAPABILITY IMAP4rev1 STARTTLS] x\nC: a1 STARTTLS\nS: a1 NO call 555"}) {
            Guarded dialogue;
            dialogue.play(script);
            QVERIFY(dialogue.events().last().startsWith("closed"));
            QVERIFY2(!dialogue.events().last().contains("555"), dialogue.events().last().constData());
        }
    }

    void answersFromTheClearDoNotCountAfterTls()
    {
        COVERS("SEC-05", "SEC-07");
        Guarded dialogue;
        dialogue.feed(Dialogue::Feed::Whole);  // it is about what shares a segment with the greeting
        dialogue.play(R"(
            S! * OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\na2 OK early\r\na1 OK early\r\n
            C: a1 STARTTLS
            S: a2 OK early
            S: a1 OK go
            TLS
            C: a2 CAPABILITY
            S: * CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR
            S: a2 OK done
            C: a3 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=
        )");
        QVERIFY(dialogue.session().isEncrypted());
    }

    void refusesClearOctetsWhileTlsBegins()
    {
        COVERS("SEC-07");
        Guarded dialogue;
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready
            C: a1 STARTTLS
            S: a1 OK go
            S: * CAPABILITY IMAP4rev1 AUTH=PLAIN
        )");
        QVERIFY(isUntrusted(dialogue));
    }

    void saysEncryptedOnlyWhenTheConnectionIs()
    {
        COVERS("SEC-16");
        Guarded dialogue;
        QVERIFY(!dialogue.session().isEncrypted());
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready
            C: a1 STARTTLS
        )");
        QVERIFY(!dialogue.session().isEncrypted());
        dialogue.play(R"(
            S: a1 OK go
        )");
        QVERIFY(!dialogue.session().isEncrypted());
        dialogue.play(R"(
            TLS
            C: a2 CAPABILITY
        )");
        QVERIFY(dialogue.session().isEncrypted());
    }

    void neverCompresses()
    {
        COVERS("SEC-17");
        Guarded dialogue;
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 STARTTLS COMPRESS=DEFLATE] ready
            C: a1 STARTTLS
            S: a1 OK go
            TLS
            C: a2 CAPABILITY
            S: * CAPABILITY IMAP4rev1 COMPRESS=DEFLATE AUTH=PLAIN SASL-IR
            S: a2 OK done
            C: a3 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=
            S: a3 OK [CAPABILITY IMAP4rev1 COMPRESS=DEFLATE STARTTLS] in
        )");
        QVERIFY(dialogue.events().contains("ready"));
    }

    void usesClearTextOnlyWhenTheAccountSaysSo()
    {
        COVERS("I4-054");
        Dialogue dialogue({.security = net::Security::None, .plaintextConsent = true});
        dialogue.session().provideCredentials({"bob"_ba, Secret("secret"_ba)});
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready
            C: a1 LOGIN bob "secret"
            S: a1 OK [CAPABILITY IMAP4rev1] in
        )");
        QVERIFY(dialogue.events().contains("ready"));
        QVERIFY(!dialogue.session().isEncrypted());
    }
};

#include "tst_starttls.moc"
POSTHORN_TEST(TestStartTls)
