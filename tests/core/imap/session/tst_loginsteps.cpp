// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/loginsteps.h"
#include "core/imap/session/phase.h"
#include "core/imap/session/reconnect.h"
#include "core/imap/wire/parser.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

imap::Capabilities capabilities(const QByteArray &words)
{
    const QByteArrayList names = words.split(' ');
    return imap::Capabilities(std::vector<QByteArray>(names.begin(), names.end()));
}

imap::LoginFacts overTls(const QByteArray &words)
{
    imap::LoginFacts facts;
    facts.encrypted = true;
    facts.haveCredentials = true;
    facts.capabilities = capabilities(words);
    return facts;
}

}

class TestLoginSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsSaidInClearWhereTlsIsRequired()
    {
        COVERS("SEC-01", "SEC-12");
        imap::LoginFacts facts = overTls("IMAP4rev1 AUTH=PLAIN");
        facts.encrypted = false;
        for (const auto security : {net::Security::ImplicitTls, net::Security::StartTls}) {
            facts.security = security;
            QVERIFY(std::holds_alternative<imap::login::GiveUp>(imap::nextLoginStep(facts)));
            facts.authenticated = !facts.authenticated;  // also when somebody claims that we are in
            QVERIFY(std::holds_alternative<imap::login::GiveUp>(imap::nextLoginStep(facts)));
        }
    }

    void mechanismsAreOrderedAndWeakOnesAreLeftAlone()
    {
        COVERS("SEC-12", "I4-059");
        using imap::login::Authenticate;
        const QByteArray sixty =
            "IMAP4rev1 AUTH=NTLM AUTH=ANONYMOUS AUTH=CRAM-MD5 AUTH=DIGEST-MD5 AUTH=X1 AUTH=X2 "
            "AUTH=GSSAPI AUTH=PLAIN AUTH=LOGIN AUTH=SCRAM-SHA-1 AUTH=SCRAM-SHA-256";
        imap::LoginFacts facts = overTls(sixty);
        QByteArrayList order;
        for (int i = 0; i < 20; ++i) {
            const imap::LoginStep step = imap::nextLoginStep(facts);
            const auto *authenticate = std::get_if<Authenticate>(&step);
            if (authenticate == nullptr)
                break;
            order.append(authenticate->mechanism);
            facts.tried.push_back(authenticate->mechanism);
        }
        QCOMPARE(order, (QByteArrayList{"GSSAPI", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "LOGIN"}));
        QVERIFY(std::holds_alternative<imap::login::UseLoginCommand>(imap::nextLoginStep(facts)));
        facts.tried.push_back("LOGIN command"_ba);
        QVERIFY(std::holds_alternative<imap::login::GiveUp>(imap::nextLoginStep(facts)));
    }

    void theAccountsChoiceIsTheOnlyOne()
    {
        imap::LoginFacts facts = overTls("IMAP4rev1 AUTH=PLAIN");
        facts.mechanism = "SCRAM-SHA-256";
        QVERIFY(std::holds_alternative<imap::login::GiveUp>(imap::nextLoginStep(facts)));
        facts.mechanism = "LOGIN";
        QVERIFY(std::holds_alternative<imap::login::UseLoginCommand>(imap::nextLoginStep(facts)));
    }

    void enablesWhatIsOffered()
    {
        imap::LoginFacts facts = overTls("IMAP4rev1 ENABLE CONDSTORE");
        facts.authenticated = true;
        facts.enable = {"CONDSTORE", "UTF8=ACCEPT"};
        QCOMPARE(imap::nextLoginStep(facts), imap::LoginStep(imap::login::Enable{{"CONDSTORE"_ba}}));
        facts.capabilities = capabilities("IMAP4rev1 CONDSTORE");
        QCOMPARE(imap::nextLoginStep(facts), imap::LoginStep(imap::login::Ready{}));
    }

    void refusalsAreToldApart_data()
    {
        using Problem = net::LoginProblem;
        QTest::addColumn<QByteArray>("mechanism");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("kind");
        QTest::addColumn<Problem>("problem");
        constexpr int authentication = int(Error::Kind::Authentication);
        constexpr int refused = int(Error::Kind::Refused);
        constexpr int unsupported = int(Error::Kind::Unsupported);
        const auto row = [](const char *answer, int kind, Problem problem, const char *mechanism = "PLAIN") {
            QTest::newRow(answer) << QByteArray(mechanism) << QByteArray(answer) << kind << problem;
        };
        row("NO [AUTHENTICATIONFAILED] no", authentication, Problem::WrongCredentials);
        row("NO Login incorrect", authentication, Problem::WrongCredentials);
        row("NO [EXPIRED] too old", authentication, Problem::Expired);
        row("NO [AUTHORIZATIONFAILED] not you", authentication, Problem::NotAuthorized);
        row("NO [UNAVAILABLE] later", refused, Problem::TryLater);
        row("NO [LIMIT] too many", refused, Problem::TryLater);
        row("NO [INUSE] twice", refused, Problem::TryLater);
        row("NO [CONTACTADMIN] call us", refused, Problem::AskAdministrator);
        row("NO [PRIVACYREQUIRED] TLS", int(Error::Kind::Untrusted), Problem::EncryptionRequired);
        row("NO [ALERT] Invalid credentials (Failure)", authentication, Problem::ServerAlert);
        row("NO [WEBALERT https://mail.example/x] Web login required.", refused, Problem::WebSignInRequired);
        row("NO [CANNOT] not so", refused, Problem::NoCommonMechanism);
        row("BAD what", refused, Problem::NoCommonMechanism);
        row("NO OAuth required", unsupported, Problem::OAuthRequired);
        row("NO [AUTHENTICATIONFAILED] LogonDenied-BasicAuthBlocked", unsupported, Problem::OAuthRequired,
            "LOGIN command");
        row("NO SASL authentication failed: oauth", authentication, Problem::TokenRejected, "XOAUTH2");
        row("NO [AUTHENTICATIONFAILED] token", authentication, Problem::TokenRejected, "OAUTHBEARER");
    }
    void refusalsAreToldApart()
    {
        COVERS("I4-061");
        QFETCH(QByteArray, mechanism);
        QFETCH(QByteArray, answer);
        QFETCH(int, kind);
        QFETCH(net::LoginProblem, problem);
        const auto response = imap::parseResponse("a1 " + answer);
        QVERIFY(response);
        const auto &tagged = std::get<imap::Tagged>(*response);
        const imap::LoginRefusal refusal =
            imap::judgeLoginRefusal(tagged.status, tagged.text, {mechanism, false});
        QCOMPARE(int(refusal.kind), kind);
        QCOMPARE(refusal.problem, problem);
        QCOMPARE(refusal.next == imap::LoginRefusal::Next::TryAnotherMechanism,
                 problem == net::LoginProblem::NoCommonMechanism);
    }
    void serversThatTakeNoPasswordAreToldFromThoseWithoutACommonMechanism_data()
    {
        using Problem = net::LoginProblem;
        QTest::addColumn<QByteArray>("offers");
        QTest::addColumn<QByteArray>("wanted");
        QTest::addColumn<Problem>("problem");
        QTest::newRow("tokens only") << "LOGINDISABLED AUTH=XOAUTH2 AUTH=OAUTHBEARER AUTH=X-OTHER"_ba
                                     << ""_ba << Problem::OAuthRequired;
        QTest::newRow("a digest, off by default") << "LOGINDISABLED AUTH=XOAUTH2 AUTH=CRAM-MD5"_ba
                                                  << ""_ba << Problem::NoCommonMechanism;
        QTest::newRow("nothing we know") << "LOGINDISABLED AUTH=NTLM"_ba
                                         << ""_ba << Problem::NoCommonMechanism;
        QTest::newRow("not what the account wants") << "AUTH=XOAUTH2"_ba
                                                    << "SCRAM-SHA-256"_ba << Problem::NoCommonMechanism;
    }
    void serversThatTakeNoPasswordAreToldFromThoseWithoutACommonMechanism()
    {
        QFETCH(QByteArray, offers);
        QFETCH(QByteArray, wanted);
        QFETCH(net::LoginProblem, problem);
        imap::LoginFacts facts;
        facts.encrypted = facts.haveCredentials = true;
        facts.mechanism = wanted;
        facts.capabilities = capabilities("IMAP4rev1 " + offers);
        const imap::LoginStep step = imap::nextLoginStep(facts);
        QVERIFY(std::holds_alternative<imap::login::GiveUp>(step));
        QCOMPARE(std::get<imap::login::GiveUp>(step).problem, problem);
    }

    void phasesMoveOnlyAsTheStandardDraws()
    {
        COVERS("I4-038");
        using imap::Event, imap::Phase;
        const std::map<std::pair<Phase, Event>, Phase> legal{
            {{Phase::Connecting, Event::Connected}, Phase::Greeting},
            {{Phase::Greeting, Event::GreetedBeforeTls}, Phase::Securing},
            {{Phase::Greeting, Event::GreetedReady}, Phase::Authenticating},
            {{Phase::Greeting, Event::PreauthReady}, Phase::Authenticated},
            {{Phase::Securing, Event::Encrypted}, Phase::Authenticating},
            {{Phase::Authenticating, Event::LoggedIn}, Phase::Authenticated},
            {{Phase::Authenticated, Event::MailboxOpened}, Phase::Selected},
            {{Phase::Authenticated, Event::MailboxClosed}, Phase::Authenticated},
            {{Phase::Selected, Event::MailboxOpened}, Phase::Selected},
            {{Phase::Selected, Event::MailboxClosed}, Phase::Authenticated},
            {{Phase::LoggingOut, Event::MailboxOpened}, Phase::LoggingOut},
            {{Phase::LoggingOut, Event::MailboxClosed}, Phase::LoggingOut},
            {{Phase::Securing, Event::LogoutSent}, Phase::LoggingOut},
            {{Phase::Authenticating, Event::LogoutSent}, Phase::LoggingOut},
            {{Phase::Authenticated, Event::LogoutSent}, Phase::LoggingOut},
            {{Phase::Selected, Event::LogoutSent}, Phase::LoggingOut},
            {{Phase::LoggingOut, Event::LogoutSent}, Phase::LoggingOut},
        };
        for (int p = 0; p <= int(Phase::Closed); ++p) {
            for (int e = 0; e <= int(Event::Lost); ++e) {
                const auto phase = static_cast<Phase>(p);
                const auto event = static_cast<Event>(e);
                const auto found = legal.find({phase, event});
                std::optional<Phase> expected;
                if (found != legal.end())
                    expected = found->second;
                else if (event == Event::Lost && phase != Phase::Closed)
                    expected = Phase::Closed;
                QVERIFY2(imap::after(phase, event) == expected,
                         qPrintable(QStringLiteral("%1 %2").arg(p).arg(e)));
            }
        }
    }

    void waitsLongerAfterEachFailureButNeverForEver()
    {
        COVERS("I4-036");
        QCOMPARE(imap::reconnectDelay(0, 0.5), 1000ms);
        QCOMPARE(imap::reconnectDelay(1, 0.5), 2000ms);
        QCOMPARE(imap::reconnectDelay(4, 0.5), 16'000ms);
        QCOMPARE(imap::reconnectDelay(0, 0.0), 750ms);
        QVERIFY(imap::reconnectDelay(0, 0.999) > 1240ms && imap::reconnectDelay(0, 0.999) <= 1250ms);
        for (const int attempt : {9, 10, 100, 1'000'000})
            QCOMPARE(imap::reconnectDelay(attempt, 0.5), 300'000ms);
        QCOMPARE(imap::reconnectDelay(-1, 0.5), 1000ms);
    }

    void capabilitiesCompareWithoutCase()
    {
        COVERS("I4-050");
        const imap::Capabilities server = capabilities("XFOO imap4REV1 auth=plain Idle condstore");
        QVERIFY(server.has("IMAP4rev1") && server.idle() && server.condstore() && !server.uidPlus());
        QCOMPARE(server.authMechanisms(), std::vector{"PLAIN"_ba});
        QVERIFY(!imap::Capabilities().isKnown());
        QVERIFY(capabilities("imap4rev2").unselect());
    }
};

#include "tst_loginsteps.moc"
POSTHORN_TEST(TestLoginSteps)
