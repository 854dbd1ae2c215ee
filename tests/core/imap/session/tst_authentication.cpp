// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLoggingCategory>

#include "tests/support/dialogue.h"
#include "tests/support/expectlog.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using Problem = net::LoginProblem;

// How the server is told who we are, beyond the password; and how it says no.
class TestAuthentication : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRefusedTokenIsAnsweredWithNothing_data()
    {
        QTest::addColumn<QByteArray>("mechanism");
        QTest::addColumn<QByteArray>("script");
        // The reason of the refusal as Gmail and RFC 7628, 4.3 send it
        QTest::newRow("XOAUTH2, SASL-IR") << "XOAUTH2"_ba
                                          << R"(
            S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2 AUTH=PLAIN] ready
            C: a1 AUTHENTICATE XOAUTH2 dXNlcj1ib2IBYXV0aD1CZWFyZXIgdG9rZW4BAQ==
            S: + eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIiwic2NvcGUiOiJodHRwczovL21haWwuZ29vZ2xlLmNvbS8ifQ==
            C: 
            S: a1 NO SASL authentication failed
        )"_ba;
        QTest::newRow("XOAUTH2") << "XOAUTH2"_ba
                                 << R"(
            S: * OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2] ready
            C: a1 AUTHENTICATE XOAUTH2
            S: +
            C: dXNlcj1ib2IBYXV0aD1CZWFyZXIgdG9rZW4BAQ==
            S: + eyJzdGF0dXMiOiI0MDEifQ==
            C: 
            S: a1 NO AUTHENTICATE failed.
        )"_ba;
        QTest::newRow("OAUTHBEARER") << "OAUTHBEARER"_ba
                                     << R"(
            S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=OAUTHBEARER] ready
            C: a1 AUTHENTICATE OAUTHBEARER bixhPWJvYiwBaG9zdD1pbWFwLmV4YW1wbGUBYXV0aD1CZWFyZXIgdG9rZW4BAQ==
            S: + eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=
            C: AQ==
            S: a1 NO SASL authentication failed
        )"_ba;
    }
    void aRefusedTokenIsAnsweredWithNothing()
    {
        COVERS("I4-058");
        QFETCH(QByteArray, mechanism);
        QFETCH(QByteArray, script);
        Dialogue dialogue({.host = "imap.example", .mechanism = mechanism});
        dialogue.session().provideCredentials({"bob"_ba, Secret("token"_ba)});
        dialogue.play(script.constData());
        QCOMPARE(dialogue.eventsLike("authenticationFailed").size(), 1);
        QCOMPARE(dialogue.loginProblem(), Problem::TokenRejected);
        QVERIFY(!dialogue.traffic().join().contains("dXNlcj1ib2IB"));
    }

    void anAcceptedTokenLogsIn()
    {
        Dialogue dialogue({.mechanism = "XOAUTH2"});
        dialogue.session().provideCredentials({"bob"_ba, Secret("token"_ba)});
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] ready
            C: a1 AUTHENTICATE XOAUTH2 dXNlcj1ib2IBYXV0aD1CZWFyZXIgdG9rZW4BAQ==
            S: a1 OK [CAPABILITY IMAP4rev1] in
        )");
        QVERIFY(dialogue.events().contains("ready"));
    }

    void anOkAfterARefusedTokenIsNotBelieved()
    {
        Dialogue dialogue({.mechanism = "XOAUTH2"});
        dialogue.session().provideCredentials({"bob"_ba, Secret("token"_ba)});
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] ready
            C: a1 AUTHENTICATE XOAUTH2 dXNlcj1ib2IBYXV0aD1CZWFyZXIgdG9rZW4BAQ==
            S: + eyJzdGF0dXMiOiI0MDEifQ==
            C: 
            S: a1 OK [CAPABILITY IMAP4rev1] in
        )");
        QVERIFY(!dialogue.events().contains("ready"));
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
    }

    void aCertificateNeedsNoPassword()
    {
        COVERS("I4-057");
        Dialogue dialogue({.user = "bob", .mechanism = "EXTERNAL"});
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=EXTERNAL AUTH=PLAIN] ready
            C: a1 AUTHENTICATE EXTERNAL Ym9i
            S: a1 OK [CAPABILITY IMAP4rev1] in
        )");
        QVERIFY(!dialogue.events().contains("credentialsNeeded"));
        QVERIFY(dialogue.events().contains("ready"));
    }

    void withoutATicketTheNextMechanismIsTried()
    {
        COVERS("I4-059");
        imap::SessionOptions options;
        options.makeSasl = [](const QByteArray &mechanism, const net::Credentials &credentials,
                              const QByteArray &service,
                              const QByteArray &host) -> Result<std::unique_ptr<net::SaslClient>> {
            if (mechanism == "GSSAPI")
                return Error{Error::Kind::Unsupported, "no ticket"};
            return net::makeSaslClient(mechanism, credentials, service, host);
        };
        Dialogue dialogue(options);
        dialogue.session().provideCredentials({"bob"_ba, Secret("secret"_ba)});
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=GSSAPI AUTH=PLAIN] ready
            C: a1 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=
            S: a1 OK [CAPABILITY IMAP4rev1] in
        )");
        QVERIFY(dialogue.events().contains("ready"));
    }

    // Gmail: the reason comes in an untagged NO, the refusal says something else.
    void aWebAlertIsTheReasonWhateverTheRefusalSays()
    {
        COVERS("I4-061", "E-17");
        QLoggingCategory::setFilterRules(u"posthorn.session.debug=true"_s);
        expectInLog(imap::ServerQuirk::WantsWebSignIn);
        Dialogue dialogue;
        dialogue.session().provideCredentials({"bob"_ba, Secret("secret"_ba)});
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready
            C: a1 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=
            S: * NO [WEBALERT https://accounts.example.com/signin] Web login required.
            S: a1 NO [ALERT] Please log in via your web browser: https://support.example.com/ (Failure)
        )");
        QLoggingCategory::setFilterRules(QString());
        QCOMPARE(dialogue.loginProblem(), Problem::WebSignInRequired);
        QVERIFY(dialogue.events().contains("authenticationFailed Please log in via your web browser: "
                                           "https://support.example.com/ (Failure)"));
    }

    void aServerThatTakesOnlyTokensIsNamedSo()
    {
        COVERS("I4-061");
        Dialogue dialogue;
        dialogue.session().provideCredentials({"bob"_ba, Secret("secret"_ba)});
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED SASL-IR AUTH=XOAUTH2 AUTH=OAUTHBEARER] ready
        )");
        QCOMPARE(dialogue.loginProblem(), Problem::OAuthRequired);
    }

    // Until the server has refused the login, nothing it says is passed on; then its words are, and only
    // they.
    void onlyTheRefusalItselfIsQuoted()
    {
        COVERS("I4-202");
        Dialogue dialogue;
        dialogue.session().provideCredentials({"bob"_ba, Secret("secret"_ba)});
        dialogue.play(R"(
            S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] bob has a good password
            C: a1 AUTHENTICATE PLAIN AGJvYgBzZWNyZXQ=
            S: * NO the password of bob is wrong
            S: * OK the user bob does not exist
            S: a1 NO [AUTHENTICATIONFAILED] Authentication failed.
        )");
        QCOMPARE(dialogue.eventsLike("authenticationFailed"),
                 QByteArrayList{"authenticationFailed Authentication failed."});
        QVERIFY(!dialogue.events().join('\n').contains("bob"));
        QCOMPARE(dialogue.loginProblem(), Problem::WrongCredentials);
    }
};

#include "tst_authentication.moc"
POSTHORN_TEST(TestAuthentication)
