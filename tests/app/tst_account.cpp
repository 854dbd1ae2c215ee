// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounttest.h"

#include <QPointer>

#include "tests/support/fakeclock.h"
#include "tests/support/faketransport.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using Step = accounts::TestResult::Step;

// "Test connection" against servers that fail at each step.
class AccountTestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everythingGoesWell();
    void withoutASubmissionServerTheFirstHalfIsAll();
    void theMailServerCannotBeReached();
    void theMailServerSaysGoodbye();
    void theMailServerRefusesThePassword();
    void theMailServersCertificateIsAQuestion();
    void theSubmissionServerCannotBeReached();
    void theSubmissionServerRefusesThePassword();
    void theSubmissionServersCertificateIsAQuestion();
    void changesNothing();
    void testingAnAccountTriesWhatItSaysAndNothingElse_data();
    void testingAnAccountTriesWhatItSaysAndNothingElse();

private:
    void begin(bool submission = true, net::Security security = net::Security::ImplicitTls);
    void turn();
    void imapLogsIn();
    void smtpGreets();

    FakeClock m_clock;
    QPointer<app::AccountTest> m_test;
    QList<QPointer<FakeTransport>> m_transports;
    std::vector<net::Endpoint> m_tried;
    QList<accounts::TestResult> m_results;
    int m_questions = 0;
    QByteArray m_sent;
};

namespace {

// "\0me\0secret"
constexpr char plain[] = "AG1lAHNlY3JldA==";

}

void AccountTestTest::init()
{
    m_transports.clear();
    m_tried.clear();
    m_results.clear();
    m_questions = 0;
    m_sent.clear();
}

void AccountTestTest::cleanup()
{
    delete m_test.data();
    turn();
}

void AccountTestTest::begin(bool submission, net::Security security)
{
    accounts::Account account;
    account.id = QUuid::createUuid();
    account.imap.endpoint = {u"imap.home.example"_s, 993, security, {}};
    account.imap.user = u"me"_s;
    if (submission) {
        account.smtp.endpoint = {u"smtp.home.example"_s, 465, security, {}};
        account.smtp.user = u"me"_s;
    }
    m_test = new app::AccountTest(
        account, Secret("secret"),
        [this](const net::Endpoint &endpoint) {
            m_tried.push_back(endpoint);
            auto transport = std::make_unique<FakeTransport>(endpoint.security);
            m_transports.append(transport.get());
            return transport;
        },
        m_clock, this);
    connect(m_test, &app::AccountTest::finished, this,
            [this](const accounts::TestResult &result) { m_results.append(result); });
    connect(m_test, &app::AccountTest::certificateRejected, this, [this] { ++m_questions; });
    m_test->start();
}

void AccountTestTest::turn()
{
    for (int round = 0; round < 20; ++round) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        for (const auto &transport : std::as_const(m_transports)) {
            if (transport)
                m_sent += transport->takeWritten();
        }
    }
}

void AccountTestTest::imapLogsIn()
{
    m_transports.at(0)->accept();
    m_transports.at(0)->serverSends("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello\r\n");
    turn();
    QVERIFY2(m_sent.contains(plain), m_sent);
    m_transports.at(0)->serverSends("a1 OK [CAPABILITY IMAP4rev1] in\r\n");
    turn();
    QVERIFY2(m_sent.contains("a2 LOGOUT\r\n"), m_sent);
    m_transports.at(0)->serverSends("* BYE see you\r\na2 OK out\r\n");
    turn();
    if (m_transports.at(0))
        m_transports.at(0)->serverCloses();
    turn();
}

void AccountTestTest::smtpGreets()
{
    QCOMPARE(m_transports.size(), 2);
    m_transports.at(1)->accept();
    m_transports.at(1)->serverSends("220 smtp.home.example ESMTP\r\n");
    turn();
    m_transports.at(1)->serverSends("250-smtp.home.example\r\n250 AUTH PLAIN\r\n");
    turn();
}

void AccountTestTest::everythingGoesWell()
{
    begin();
    imapLogsIn();
    smtpGreets();
    m_transports.at(1)->serverSends("235 in\r\n");
    turn();
    if (m_transports.at(1)) {
        m_transports.at(1)->serverSends("221 bye\r\n");
        turn();
    }
    QCOMPARE(m_results.size(), 1);
    QVERIFY(m_results.first().ok());
    QVERIFY(m_test.isNull());
}

void AccountTestTest::withoutASubmissionServerTheFirstHalfIsAll()
{
    begin(false);
    imapLogsIn();
    QCOMPARE(m_transports.size(), 1);
    QCOMPARE(m_results.size(), 1);
    QVERIFY(m_results.first().ok());
}

void AccountTestTest::theMailServerCannotBeReached()
{
    begin();
    m_transports.at(0)->serverCloses(Error{Error::Kind::ConnectionLost, "connection refused"});
    turn();
    QCOMPARE(m_results.size(), 1);
    QCOMPARE(m_results.first().reached, Step::ImapConnect);
    QCOMPARE(m_results.first().error->kind, Error::Kind::ConnectionLost);
    QCOMPARE(m_results.first().error->detail, "connection refused");
    QCOMPARE(m_transports.size(), 1);  // and the other server is left alone
}

void AccountTestTest::theMailServerSaysGoodbye()
{
    begin();
    m_transports.at(0)->accept();
    m_transports.at(0)->serverSends("* BYE too busy\r\n");
    turn();
    if (m_transports.at(0))
        m_transports.at(0)->serverCloses();
    turn();
    QCOMPARE(m_results.size(), 1);
    QCOMPARE(m_results.first().reached, Step::ImapConnect);
}

void AccountTestTest::theMailServerRefusesThePassword()
{
    begin();
    m_transports.at(0)->accept();
    m_transports.at(0)->serverSends("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello\r\n");
    turn();
    m_transports.at(0)->serverSends("a1 NO [AUTHENTICATIONFAILED] wrong\r\n");
    turn();
    if (m_transports.at(0))
        m_transports.at(0)->serverCloses();
    turn();
    QCOMPARE(m_results.size(), 1);
    QCOMPARE(m_results.first().reached, Step::ImapLogin);
    QCOMPARE(m_results.first().error->kind, Error::Kind::Authentication);
    QCOMPARE(m_sent.count(plain), 1);  // once, not again by another way
}

void AccountTestTest::theMailServersCertificateIsAQuestion()
{
    begin();
    Q_EMIT m_transports.at(0)->certificateRejected({});
    m_transports.at(0)->serverCloses(Error{Error::Kind::Untrusted, {}});
    turn();
    QCOMPARE(m_questions, 1);
    QCOMPARE(m_results.size(), 1);
    QCOMPARE(m_results.first().reached, Step::ImapConnect);
    QCOMPARE(m_results.first().error->kind, Error::Kind::Untrusted);
    QVERIFY(!m_sent.contains(plain));
}

void AccountTestTest::theSubmissionServerCannotBeReached()
{
    begin();
    imapLogsIn();
    QCOMPARE(m_transports.size(), 2);
    m_transports.at(1)->serverCloses(Error{Error::Kind::ConnectionLost, "connection refused"});
    turn();
    QCOMPARE(m_results.size(), 1);
    QCOMPARE(m_results.first().reached, Step::SmtpConnect);
    QCOMPARE(m_results.first().error->kind, Error::Kind::ConnectionLost);
}

void AccountTestTest::theSubmissionServerRefusesThePassword()
{
    begin();
    imapLogsIn();
    smtpGreets();
    m_transports.at(1)->serverSends("535 5.7.8 wrong password\r\n");
    turn();
    if (m_transports.at(1))
        m_transports.at(1)->serverSends("221 bye\r\n");
    turn();
    QCOMPARE(m_results.size(), 1);
    QCOMPARE(m_results.first().reached, Step::SmtpLogin);
    QCOMPARE(m_results.first().error->kind, Error::Kind::Authentication);
    QVERIFY(m_results.first().error->detail.contains("wrong password"));
}

void AccountTestTest::theSubmissionServersCertificateIsAQuestion()
{
    begin();
    imapLogsIn();
    QCOMPARE(m_transports.size(), 2);
    Q_EMIT m_transports.at(1)->certificateRejected({});
    m_transports.at(1)->serverCloses(Error{Error::Kind::Untrusted, {}});
    turn();
    QCOMPARE(m_questions, 1);
    QCOMPARE(m_results.size(), 1);
    QCOMPARE(m_results.first().reached, Step::SmtpConnect);
    QCOMPARE(m_results.first().error->kind, Error::Kind::Untrusted);
}

void AccountTestTest::changesNothing()
{
    everythingGoesWell();
    for (const char *verb : {"SELECT", "EXAMINE", "STORE", "APPEND", "MAIL FROM", "RCPT", "DATA"})
        QVERIFY2(!m_sent.contains(verb), verb);
}

void AccountTestTest::testingAnAccountTriesWhatItSaysAndNothingElse_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("imapWorks");
    QTest::addColumn<QByteArray>("greeting");
    for (const bool tls : {true, false}) {
        const char *mode = tls ? "TLS" : "STARTTLS";
        QTest::addRow("%s, no mail server", mode) << tls << false << QByteArray();
        QTest::addRow("%s, another server", mode) << tls << false << "220 mail.test ESMTP\r\n"_ba;
        QTest::addRow("%s, BYE", mode) << tls << false << "* BYE not today\r\n"_ba;
    }
    QTest::addRow("STARTTLS, stripped")
        << false << false << "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi\r\n"_ba;
    QTest::addRow("STARTTLS, let in at once")
        << false << false << "* PREAUTH [CAPABILITY IMAP4rev1] hi\r\n"_ba;
    QTest::addRow("TLS, no submission server") << true << true << QByteArray();
    QTest::addRow("TLS, another one") << true << true << "* OK IMAP4rev1 hello\r\n"_ba;
}

// An hour later there still was no other port, no other host and no less security, and no password went out
// where the server did not say who it is.
void AccountTestTest::testingAnAccountTriesWhatItSaysAndNothingElse()
{
    COVERS("SEC-15");
    QFETCH(bool, tls);
    QFETCH(bool, imapWorks);
    QFETCH(QByteArray, greeting);
    const net::Security security = tls ? net::Security::ImplicitTls : net::Security::StartTls;
    begin(true, security);
    if (imapWorks)
        imapLogsIn();
    const qsizetype failing = imapWorks ? 1 : 0;
    QCOMPARE(m_transports.size(), failing + 1);
    m_sent.clear();
    if (!greeting.isEmpty()) {
        m_transports.at(failing)->accept();
        m_transports.at(failing)->serverSends(greeting);
    }
    for (int minute = 0; minute < 60; ++minute) {
        turn();
        if (m_transports.at(failing))
            m_transports.at(failing)->serverCloses();
        m_clock.advance(std::chrono::minutes(1));
    }
    turn();
    QCOMPARE(m_results.size(), 1);
    QVERIFY(!m_results.first().ok());
    QVERIFY(m_test.isNull());  // it deletes itself
    QCOMPARE(m_tried.size(), static_cast<std::size_t>(failing) + 1);
    for (const net::Endpoint &to : m_tried) {
        QVERIFY(to.host == u"imap.home.example" ? to.port == 993 : to.port == 465);
        QCOMPARE(to.security, security);
    }
    QVERIFY2(!m_sent.contains(plain) && !m_sent.contains("secret"), m_sent);
}

POSTHORN_TEST(AccountTestTest)

#include "tst_account.moc"
