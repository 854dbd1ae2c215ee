// SPDX-License-Identifier: GPL-3.0-or-later
// Every certificate of the matrix, shown to each way we meet a server: as IMAP uses the transport, and as
// SMTP does, with TLS from the first octet and with STARTTLS. Nothing secret may reach a server that is not
// trusted.
#include "core/net/certificatechecks.h"
#include "core/net/ssltransport.h"
#include "core/smtp/submission.h"

#include <QFile>

#include <testpaths.h>

#include "tests/core/net/certificatecases.h"
#include "tests/support/testcase.h"
#include "tests/support/testserver.h"

using namespace Qt::StringLiterals;
using net::Security;
using posthorn_test::TestPki;
using posthorn_test::TestServer;

namespace {

// Before the TLS library is loaded: see the file.
const bool isPermissive =
    qputenv("OPENSSL_CONF", POSTHORN_SOURCE_DIR "/tests/core/net/permissive-openssl.cnf");

const QByteArray password = "canary-4711";

// An SMTP server that lets everyone in.
void speakSmtp(TestServer::Connection &connection, const QByteArray &line)
{
    if (line.startsWith("EHLO")) {
        connection.send("250-test.invalid\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n");
    } else if (line == "STARTTLS") {
        connection.send("220 2.0.0 Go ahead\r\n");
        connection.startTls();
    } else if (line.startsWith("AUTH")) {
        connection.send("235 2.7.0 In\r\n");
    } else {
        connection.send("221 2.0.0 Bye\r\n");
        connection.close();
    }
}

// An IMAP server that starts TLS on the first line.
void speakImap(TestServer::Connection &connection, const QByteArray &)
{
    connection.send("a OK\r\n");
    connection.startTls();
}

QByteArray print(const QList<net::CertificateProblem> &problems)
{
    QByteArray text;
    for (const net::CertificateProblem each : problems)
        text += QByteArray::number(static_cast<int>(each)) + ' ';
    return text;
}

TestServer::Start startOf(Security security)
{
    return security == Security::ImplicitTls ? TestServer::Start::WithTls : TestServer::Start::InClear;
}

}

class TestCertificateMatrix : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void settled();

private Q_SLOTS:
    void initTestCase();
    void transportTrustsExactlyTheTrustworthy_data() { addCases(); }
    void transportTrustsExactlyTheTrustworthy();
    void submissionTrustsExactlyTheTrustworthy_data() { addCases(); }
    void submissionTrustsExactlyTheTrustworthy();
    void acceptedCertificateIsTrustedWhateverItLacks_data() { addCases(); }
    void acceptedCertificateIsTrustedWhateverItLacks();
    void matrixHasTwentyFourBadCertificatesAtLeast();

private:
    void addCases();
    [[nodiscard]] net::Endpoint endpoint(const CertificateCase &which, const TestServer &server,
                                         Security security) const;
    [[nodiscard]] std::unique_ptr<net::Transport> transport(const net::Endpoint &to,
                                                            const net::AcceptedCertificates &accepted = {});

    TestPki m_pki;
    QList<CertificateCase> m_cases;
    SystemClock m_clock;
};

void TestCertificateMatrix::initTestCase()
{
    QVERIFY(isPermissive);
    makeAuthorities(m_pki);
    m_cases = certificateCases();
    for (const CertificateCase &each : m_cases)
        m_pki.issue(each.leaf);
    QVERIFY2(m_pki.isValid(), m_pki.error().constData());
}

void TestCertificateMatrix::addCases()
{
    QTest::addColumn<qsizetype>("index");
    QTest::addColumn<Security>("security");
    for (qsizetype i = 0; i < m_cases.size(); ++i) {
        QTest::addRow("%s, implicit TLS", m_cases.at(i).name.constData()) << i << Security::ImplicitTls;
        QTest::addRow("%s, STARTTLS", m_cases.at(i).name.constData()) << i << Security::StartTls;
    }
}

net::Endpoint TestCertificateMatrix::endpoint(const CertificateCase &which, const TestServer &server,
                                              Security security) const
{
    return {which.host, server.port(), security, m_pki.file("root")};
}

std::unique_ptr<net::Transport> TestCertificateMatrix::transport(const net::Endpoint &to,
                                                                 const net::AcceptedCertificates &accepted)
{
    net::SslOptions options;
    options.connectTo = u"127.0.0.1"_s;
    return net::makeSslTransport(to, accepted, m_clock, options);
}

void TestCertificateMatrix::transportTrustsExactlyTheTrustworthy()
{
    QFETCH(qsizetype, index);
    QFETCH(Security, security);
    const CertificateCase &which = m_cases.at(index);
    COVERS("SEC-26", which.row, "I4-042");
    TestServer server(m_pki.identity(which.leaf.name, which.chain), startOf(security), "* OK\r\n", speakImap);
    const auto line = transport(endpoint(which, server, security));
    const QSignalSpy rejected(line.get(), &net::Transport::certificateRejected);
    const QSignalSpy closed(line.get(), &net::Transport::closed);
    QSignalSpy settling(this, &TestCertificateMatrix::settled);
    bool isUp = false;
    const auto up = [&] {
        isUp = line->isEncrypted();
        if (isUp)
            Q_EMIT settled();
    };
    connect(line.get(), &net::Transport::connected, this, up);
    connect(line.get(), &net::Transport::encrypted, this, up);
    connect(line.get(), &net::Transport::closed, this, &TestCertificateMatrix::settled);
    connect(line.get(), &net::Transport::received, this, [&] {
        const QByteArray said = line->takeReceived();
        if (said.startsWith("* OK") && !line->isEncrypted())
            line->write("a STARTTLS\r\n");
        else if (said.startsWith("a OK"))
            line->startTls();
    });
    line->open();
    QVERIFY(!settling.isEmpty() || settling.wait());

    QCOMPARE(isUp, which.problems.isEmpty());
    if (isUp)
        return;
    QCOMPARE(rejected.size(), 1);
    const auto question = rejected.first().first().value<net::CertificateQuestion>();
    QCOMPARE(print(question.problems), print(which.problems));
    QCOMPARE(question.host, which.host);
    QCOMPARE(question.port, server.port());
    QCOMPARE(question.sha256, net::fingerprint(m_pki.certificate(which.leaf.name)));
    QCOMPARE(closed.first().first().value<Error>().kind, Error::Kind::Untrusted);
    QVERIFY(!line->isEncrypted());
    QCOMPARE(server.receivedOverTls(), QByteArray());
}

void TestCertificateMatrix::submissionTrustsExactlyTheTrustworthy()
{
    QFETCH(qsizetype, index);
    QFETCH(Security, security);
    const CertificateCase &which = m_cases.at(index);
    COVERS("SEC-26", which.row);
    TestServer server(m_pki.identity(which.leaf.name, which.chain), startOf(security), "220 test.invalid\r\n",
                      speakSmtp);
    smtp::SubmissionOptions options;
    options.security = security;
    smtp::Submission submission(transport(endpoint(which, server, security)), options, m_clock);
    submission.provideCredentials({"user", Secret(password)});
    const QSignalSpy rejected(&submission, &smtp::Submission::certificateRejected);
    QSignalSpy finished(&submission, &smtp::Submission::finished);
    submission.probe();
    QVERIFY(finished.wait());

    const auto outcome = finished.first().first().value<smtp::Outcome>();
    QVERIFY(!server.receivedInClear().contains("AUTH"));
    if (which.problems.isEmpty()) {
        QCOMPARE(outcome.status, smtp::Outcome::Status::Accepted);
        return;
    }
    QCOMPARE(outcome.status, smtp::Outcome::Status::Untrusted);
    QCOMPARE(outcome.stage, smtp::Outcome::Stage::Tls);
    QCOMPARE(print(rejected.first().first().value<net::CertificateQuestion>().problems),
             print(which.problems));
    QCOMPARE(server.receivedOverTls(), QByteArray());
}

void TestCertificateMatrix::acceptedCertificateIsTrustedWhateverItLacks()
{
    COVERS("SEC-20", "SEC-22");
    QFETCH(qsizetype, index);
    QFETCH(Security, security);
    const CertificateCase &which = m_cases.at(index);
    TestServer server(m_pki.identity(which.leaf.name, which.chain), startOf(security), "220 test.invalid\r\n",
                      speakSmtp);
    smtp::SubmissionOptions options;
    options.security = security;
    const net::Endpoint to = endpoint(which, server, security);
    const net::AcceptedCertificates accepted(
        {{to.host, to.port, net::fingerprint(m_pki.certificate(which.leaf.name))}});
    smtp::Submission submission(transport(to, accepted), options, m_clock);
    submission.provideCredentials({"user", Secret(password)});
    const QSignalSpy rejected(&submission, &smtp::Submission::certificateRejected);
    QSignalSpy finished(&submission, &smtp::Submission::finished);
    submission.probe();
    QVERIFY(finished.wait());
    QCOMPARE(finished.first().first().value<smtp::Outcome>().status, smtp::Outcome::Status::Accepted);
    QVERIFY(rejected.isEmpty());
}

void TestCertificateMatrix::matrixHasTwentyFourBadCertificatesAtLeast()
{
    const auto bad = std::count_if(m_cases.begin(), m_cases.end(),
                                   [](const CertificateCase &each) { return !each.problems.isEmpty(); });
    QVERIFY2(bad >= 24, QByteArray::number(static_cast<qlonglong>(bad)).constData());
}

POSTHORN_TEST(TestCertificateMatrix)

#include "tst_certificatematrix.moc"
