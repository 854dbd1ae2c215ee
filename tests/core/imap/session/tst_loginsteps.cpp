// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/loginsteps.h"
#include "core/imap/session/phase.h"
#include "core/imap/session/reconnect.h"

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
        QCOMPARE(order, (QByteArrayList{"SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "LOGIN"}));
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
        using Kind = imap::code::Atom::Kind;
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("another");
        QTest::newRow("credentials") << int(Kind::AuthenticationFailed) << int(Error::Kind::Authentication)
                                     << false;
        QTest::newRow("expired") << int(Kind::Expired) << int(Error::Kind::Authentication) << false;
        QTest::newRow("temporary") << int(Kind::Unavailable) << int(Error::Kind::Refused) << false;
        QTest::newRow("ask the administrator")
            << int(Kind::ContactAdmin) << int(Error::Kind::Refused) << false;
        QTest::newRow("too many") << int(Kind::Limit) << int(Error::Kind::Refused) << false;
        QTest::newRow("needs TLS") << int(Kind::PrivacyRequired) << int(Error::Kind::Untrusted) << false;
        QTest::newRow("not this mechanism") << int(Kind::Cannot) << int(Error::Kind::Refused) << true;
    }
    void refusalsAreToldApart()
    {
        QFETCH(int, code);
        QFETCH(int, kind);
        QFETCH(bool, another);
        const imap::ResponseText text{imap::code::Atom{static_cast<imap::code::Atom::Kind>(code)}, {}};
        const imap::LoginRefusal refusal = imap::judgeLoginRefusal(imap::Status::No, text);
        QCOMPARE(int(refusal.kind), kind);
        QCOMPARE(refusal.next == imap::LoginRefusal::Next::TryAnotherMechanism, another);
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
