// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/simple.h"

#include "tests/core/imap/session/fakesasl.h"
#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

void asBob(Dialogue &dialogue, const QByteArray &password = "secret")
{
    dialogue.session().provideCredentials({"bob"_ba, Secret(password)});
}

}

class TestLogin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsNothingBeforeTheGreeting()
    {
        COVERS("I4-030", "I4-031");
        Dialogue dialogue;
        asBob(dialogue);
        dialogue.play(R"(
            T: 59s
            S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready
            C: a1 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=
            S: a1 OK [CAPABILITY IMAP4rev1 IDLE] in
        )");
        QVERIFY(dialogue.events().contains("ready"));
    }

    void givesUpWhenNoGreetingComes()
    {
        COVERS("I4-030");
        Dialogue dialogue;
        dialogue.play(R"(
            T: 59s
            S! * O
            T: 1s
        )");
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
        QVERIFY(
            dialogue.events().last().startsWith("closed " + QByteArray::number(int(Error::Kind::Timeout))));
    }

    void saysThatItIsNotAnImapServer_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::newRow("NO") << "* NO go away\r\n"_ba;
        QTest::newRow("BAD") << "* BAD what\r\n"_ba;
        QTest::newRow("SMTP") << "220 mail.example.org ESMTP\r\n"_ba;
        QTest::newRow("HTTP") << "HTTP/1.1 400 Bad Request\r\n"_ba;
        QTest::newRow("TLS alert, without a line end") << QByteArray::fromHex("15030100020228");
        QTest::newRow("tagged") << "a1 OK hello\r\n"_ba;
        QTest::newRow("data") << "* 5 EXISTS\r\n"_ba;
        QTest::newRow("capability") << "* CAPABILITY IMAP4rev1\r\n"_ba;
        QTest::newRow("continuation") << "+ go on\r\n"_ba;
    }
    void saysThatItIsNotAnImapServer()
    {
        COVERS("I4-034", "SEC-13");
        QFETCH(QByteArray, octets);
        Dialogue dialogue;
        asBob(dialogue);
        dialogue.open();
        dialogue.transport().serverSends(octets);
        QVERIFY(dialogue.transport().takeWritten().isEmpty());
        QCOMPARE(dialogue.events().last(),
                 "closed " + QByteArray::number(int(Error::Kind::Syntax)) + " not an IMAP server");
    }

    void doesNotAskForAPasswordAfterByeAsGreeting()
    {
        COVERS("I4-033");
        Dialogue dialogue;
        dialogue.play(R"(
            S: * BYE [ALERT] down for maintenance
        )");
        QVERIFY(!dialogue.events().contains("credentialsNeeded"));
        QVERIFY(dialogue.events().contains("alerted down for maintenance"));
        QCOMPARE(dialogue.events().last(),
                 "closed " + QByteArray::number(int(Error::Kind::Refused)) + " down for maintenance");
    }

    void skipsTheLoginAfterPreauthOverTls()
    {
        COVERS("I4-032");
        Dialogue dialogue;
        dialogue.play(R"(
            S: * PREAUTH hello bob
            C: a1 CAPABILITY
            S: * CAPABILITY IMAP4rev1 UNSELECT
            S: a1 OK done
        )");
        QVERIFY(dialogue.events().contains("ready"));
        QVERIFY(!dialogue.events().contains("credentialsNeeded"));
        QCOMPARE(dialogue.session().phase(), imap::Phase::Authenticated);
    }

    void closesWhenASecondGreetingClaimsPreauth()
    {
        COVERS("SEC-13");
        Dialogue dialogue;
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready
            S: * PREAUTH you are in
        )");
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
    }

    void worksWithAServerThatKnowsNothingBeyondTheBasics()
    {
        COVERS("I4-050", "I4-051", "I4-060");
        Dialogue dialogue;
        asBob(dialogue, "s\"e\\c");
        dialogue.play(R"(
            S: * OK hello
            C: a1 CAPABILITY
            S: * CAPABILITY XUNHEARD=OF imap4REV1
            S: a1 OK done
            C! a2 LOGIN bob \x22s\x5c\x22e\x5c\x5cc\x22\r\n
            S: a2 OK in
            C: a3 CAPABILITY
            S: * CAPABILITY IMAP4rev1
            S: a3 OK done
        )");
        QVERIFY(dialogue.events().contains("ready"));
    }

    void theLastWordAboutCapabilitiesCounts()
    {
        COVERS("I4-051", "I4-063", "I4-056");
        Dialogue dialogue;
        asBob(dialogue);
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 LITERAL+ AUTH=PLAIN SASL-IR] ready
            C: a1 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=
            S: * CAPABILITY IMAP4rev1 UIDPLUS LOGINDISABLED
            S: a1 OK in
        )");
        QVERIFY(dialogue.events().contains("ready"));
        QVERIFY(dialogue.session().capabilities().uidPlus());
        QVERIFY(!dialogue.session().capabilities().literalPlus());
        dialogue.play(R"(
            S: * CAPABILITY IMAP4rev1 CONDSTORE
        )");
        QVERIFY(!dialogue.session().capabilities().uidPlus());
        QVERIFY(dialogue.session().capabilities().condstore());
    }

    void neverSendsLoginWhileItIsDisabled()
    {
        COVERS("I4-055", "SEC-12");
        Dialogue dialogue;
        asBob(dialogue);
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED] ready
        )");
        QCOMPARE(dialogue.events().last(),
                 "closed " + QByteArray::number(int(Error::Kind::Unsupported))
                     + " no usable login mechanism");
    }

    void takesTheStrongestMechanism()
    {
        COVERS("I4-059", "I4-057");
        imap::SessionOptions options;
        options.makeSasl = FakeSasl::factory({.answers = {"n,,first", "final", ""}});
        Dialogue dialogue(options);
        asBob(dialogue);
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 AUTH=LOGIN AUTH=PLAIN AUTH=CRAM-MD5 AUTH=SCRAM-SHA-1 AUTH=SCRAM-SHA-256] ready
            C: a1 AUTHENTICATE SCRAM-SHA-256
            S: +
            C: biwsZmlyc3Q=
            S: + cj1ub25jZQ==
            C: ZmluYWw=
            S: + dj1zaWduYXR1cmU=
            C: 
            S: a1 OK [CAPABILITY IMAP4rev1] in
        )");
        QVERIFY(dialogue.events().contains("ready"));
    }

    void sendsAnEmptyInitialResponseAsAnEqualsSign()
    {
        COVERS("I4-057");
        imap::SessionOptions options;
        options.makeSasl = FakeSasl::factory({.answers = {""}});
        Dialogue dialogue(options);
        asBob(dialogue);
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready
            C: a1 AUTHENTICATE PLAIN =
            S: a1 OK [CAPABILITY IMAP4rev1] in
        )");
        QVERIFY(dialogue.events().contains("ready"));
    }

    void cancelsTheExchangeWhenTheServerCannotProveItself()
    {
        COVERS("I4-057");
        imap::SessionOptions options;
        options.makeSasl = FakeSasl::factory({.answers = {"first", "second"}, .failsAfterwards = true});
        Dialogue dialogue(options);
        asBob(dialogue);
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256 AUTH=PLAIN] ready
            C: a1 AUTHENTICATE SCRAM-SHA-256 Zmlyc3Q=
            S: + eA==
            C: c2Vjb25k
            S: + eA==
            C: *
            S: a1 BAD cancelled
        )");
        QVERIFY(dialogue.events().contains("authenticationFailed wrong signature"));
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
    }

    void doesNotBelieveAnOkWithoutTheServersProof()
    {
        COVERS("I4-057");
        imap::SessionOptions options;
        options.makeSasl = FakeSasl::factory({.answers = {"first"}, .proves = false});
        Dialogue dialogue(options);
        asBob(dialogue);
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256] ready
            C: a1 AUTHENTICATE SCRAM-SHA-256 Zmlyc3Q=
            S: a1 OK [CAPABILITY IMAP4rev1] in
        )");
        QVERIFY(!dialogue.events().contains("ready"));
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
    }

    void answersOnlySoManyChallenges()
    {
        COVERS("SEC-61");
        imap::SessionOptions options;
        options.makeSasl = FakeSasl::factory({.answers = std::vector<QByteArray>(100, "x"_ba)});
        Dialogue dialogue(options);
        asBob(dialogue);
        dialogue.open();
        dialogue.transport().serverSends("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256] ready\r\n");
        for (int i = 0; i < 8; ++i)
            dialogue.transport().serverSends("+ eA==\r\n");
        QVERIFY(!dialogue.transport().takeWritten().contains('*'));
        dialogue.transport().serverSends("+ eA==\r\n");
        QCOMPARE(dialogue.transport().takeWritten(), "*\r\n"_ba);
    }

    void cancelsAfterAChallengeThatIsNoBase64()
    {
        COVERS("SEC-61");
        imap::SessionOptions options;
        options.makeSasl = FakeSasl::factory({.answers = {"first", "second"}});
        Dialogue dialogue(options);
        asBob(dialogue);
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256] ready
            C: a1 AUTHENTICATE SCRAM-SHA-256 Zmlyc3Q=
            S: + ?!no
            C: *
            S: a1 NO fine
        )");
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
    }

    void doesNotTryAnotherMechanismAfterWrongCredentials_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("goesOn");
        QTest::newRow("code") << "NO [AUTHENTICATIONFAILED] wrong"_ba << false;
        QTest::newRow("no code") << "NO wrong"_ba << false;
        QTest::newRow("expired") << "NO [EXPIRED] old"_ba << false;
        QTest::newRow("unavailable") << "NO [UNAVAILABLE] later"_ba << false;
        QTest::newRow("this mechanism cannot") << "NO [CANNOT] not this one"_ba << true;
        QTest::newRow("BAD") << "BAD what is that"_ba << true;
    }
    void doesNotTryAnotherMechanismAfterWrongCredentials()
    {
        COVERS("I4-059");
        QFETCH(QByteArray, answer);
        QFETCH(bool, goesOn);
        imap::SessionOptions options;
        options.makeSasl = FakeSasl::factory({.answers = {"x"}});
        Dialogue dialogue(options);
        asBob(dialogue);
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256 AUTH=PLAIN] ready
            C: a1 AUTHENTICATE SCRAM-SHA-256 eA==
        )");
        dialogue.transport().serverSends("a1 " + answer + "\r\n");
        QCOMPARE(dialogue.transport().takeWritten(), goesOn ? "a2 AUTHENTICATE PLAIN eA==\r\n"_ba : ""_ba);
        QCOMPARE(dialogue.session().phase() == imap::Phase::Closed, !goesOn);
    }

    void usesTheLoginCommandLast()
    {
        COVERS("I4-059", "I4-060");
        Dialogue dialogue;
        asBob(dialogue, "p\xc3\xa4");
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready
            C: a1 AUTHENTICATE PLAIN AGJvYgBww6Q=
            S: a1 BAD unknown
            C: a2 LOGIN bob {3}
            S: + go
            C! p\xc3\xa4\r\n
            S: a2 OK [CAPABILITY IMAP4rev1] in
        )");
        QVERIFY(dialogue.events().contains("ready"));
    }

    void neverFollowsAReferral()
    {
        COVERS("I4-205", "SEC-10");
        Dialogue dialogue;
        asBob(dialogue);
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 LOGIN-REFERRALS AUTH=PLAIN SASL-IR] ready
            C: a1 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=
            S: * OK [REFERRAL imap://bob@evil.example/] over there
            S: a1 NO [REFERRAL imap://bob@evil.example/] try there
        )");
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
        // The session has this one connection, and it has ended; nothing else can have been opened or said.
        QVERIFY(!dialogue.transport().isOpen());
        QCOMPARE(dialogue.transport().takeWritten(), ""_ba);
    }

    void identifiesItselfBeforeAnythingElseIfAsked()
    {
        COVERS("I4-065");
        Dialogue dialogue;
        asBob(dialogue);
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready
            C: a1 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=
            S: a1 OK [CAPABILITY IMAP4rev1 ID ENABLE CONDSTORE] in
            C: a2 ID ("name" "Posthorn")
            S: * ID ("name" "Example")
            S: a2 OK done
            C: a3 ENABLE CONDSTORE
            S: * ENABLED CONDSTORE
            S: a3 OK done
        )");
        QVERIFY(dialogue.session().isEnabled("condstore"));
        QVERIFY(dialogue.events().contains("ready"));
    }

    void goesOnWhenTheServerRefusesToBeIntroduced()
    {
        Dialogue dialogue;
        dialogue.play(R"(
            S: * PREAUTH [CAPABILITY IMAP4rev1 ID ENABLE CONDSTORE] in
            C: a1 ID ("name" "Posthorn")
            S: a1 BAD no
            C: a2 ENABLE CONDSTORE
            S: a2 NO no
        )");
        QVERIFY(!dialogue.session().isEnabled("CONDSTORE"));
        QVERIFY(dialogue.events().contains("ready"));
    }

    void reportsExchangeWithoutAMailboxAsALoginThatFailed()
    {
        COVERS("I4-062");
        Dialogue dialogue;
        asBob(dialogue);
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready
            C: a1 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=
            S: a1 OK AUTHENTICATE completed.
            C: a2 CAPABILITY
            S: a2 BAD User is authenticated but not connected.
        )");
        QVERIFY(dialogue.events().contains("authenticationFailed User is authenticated but not connected."));
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
    }

    void ignoresMailboxDataBeforeTheLogin_data()
    {
        QTest::addColumn<QByteArray>("data");
        for (const char *data : {"5 EXISTS", "2 RECENT", "1 EXPUNGE", "FLAGS (\\Seen)", "LIST () \"/\" INBOX",
                                 "LSUB () \"/\" INBOX", "STATUS INBOX (MESSAGES 3)", "SEARCH 1 2",
                                 "1 FETCH (UID 4 FLAGS (\\Seen))", "VANISHED 1:4", "ENABLED CONDSTORE"})
            QTest::newRow(data) << QByteArray(data);
    }
    void ignoresMailboxDataBeforeTheLogin()
    {
        COVERS("I4-203", "I4-204", "SEC-07", "SEC-08");
        QFETCH(QByteArray, data);
        Dialogue dialogue({.security = net::Security::StartTls});
        asBob(dialogue);
        const auto inject = [&] { dialogue.transport().serverSends("* " + data + "\r\n"); };
        dialogue.on("inject", inject);
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready
            C: a1 STARTTLS
            U: inject
            S: a1 OK go
            TLS
            C: a2 CAPABILITY
            U: inject
            S: * CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR
            S: a2 OK done
            C: a3 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=
            U: inject
            S: a3 OK [CAPABILITY IMAP4rev1] in
        )");
        QVERIFY(dialogue.events().contains("ready"));
        QVERIFY(std::none_of(dialogue.events().begin(), dialogue.events().end(),
                             [](const QByteArray &event) { return event.startsWith("untagged"); }));
        QVERIFY(!dialogue.session().selected());
        QVERIFY(!dialogue.session().isEnabled("CONDSTORE"));
    }

    void holdsUsersCommandsUntilItIsReady()
    {
        COVERS("I4-038");
        Dialogue dialogue;
        dialogue.run<imap::NoopCommand>();
        asBob(dialogue);
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready
            C: a1 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=
            S: a1 OK [CAPABILITY IMAP4rev1] in
            C: a2 NOOP
            S: a2 OK done
        )");
        QCOMPARE(dialogue.events().last(), "drained"_ba);
    }

    void endsWhenTheServerTalksEndlesslyBeforeTheLogin()
    {
        COVERS("SEC-38");
        Dialogue dialogue;
        dialogue.open();
        dialogue.transport().serverSends("* OK [CAPABILITY IMAP4rev1] ready\r\n");
        for (int i = 0; i < 2000 && dialogue.session().phase() != imap::Phase::Closed; ++i)
            dialogue.transport().serverSends("* OK still here\r\n");
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
    }

    void endsWhenALineBeforeTheLoginDoesNotEnd()
    {
        Dialogue dialogue;
        dialogue.open();
        dialogue.transport().serverSends("* OK "_ba + QByteArray(70'000, 'x'));
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
    }
};

#include "tst_login.moc"
POSTHORN_TEST(TestLogin)
