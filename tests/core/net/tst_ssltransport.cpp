// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/certificatechecks.h"
#include "core/net/ssltransport.h"

#include <QAbstractSocket>
#include <QProcess>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"
#include "tests/support/testserver.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using net::Security;
using posthorn_test::TestPki;
using posthorn_test::TestServer;

namespace {

// One connection as its owner sees it.
struct Line {
    Line(const net::Endpoint &to, Clock &clock, const net::AcceptedCertificates &accepted = {})
        : transport(net::makeSslTransport(to, accepted, clock)),
          connected(transport.get(), &net::Transport::connected),
          encrypted(transport.get(), &net::Transport::encrypted),
          received(transport.get(), &net::Transport::received),
          closed(transport.get(), &net::Transport::closed),
          rejected(transport.get(), &net::Transport::certificateRejected)
    {
        QObject::connect(transport.get(), &net::Transport::received, transport.get(),
                         [this] { text += transport->takeReceived(); });
    }

    [[nodiscard]] static bool happens(QSignalSpy &spy) { return !spy.isEmpty() || spy.wait(); }
    [[nodiscard]] Error::Kind end() const { return closed.first().first().value<Error>().kind; }
    [[nodiscard]] net::CertificateQuestion question() const
    {
        return rejected.first().first().value<net::CertificateQuestion>();
    }

    std::unique_ptr<net::Transport> transport;
    QSignalSpy connected, encrypted, received, closed, rejected;
    QByteArray text;
};

}

class TestSslTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void exceptionCoversItsHostPortAndCertificateAlone_data();
    void exceptionCoversItsHostPortAndCertificateAlone();
    void changedCertificateIsAskedAboutEvenIfItIsFlawless();
    void questionTellsWhatIsShown();
    void ownCertificateIsShownToTheServerThatAsks();
    void silentServerEndsInATimeout_data();
    void silentServerEndsInATimeout();
    void tellsAPortWhereNothingListens();
    void tellsAHostThatIsNotThere();
    void localNamesAreThisMachineWithoutAResolver_data();
    void localNamesAreThisMachineWithoutAResolver();
    void plaintextBeforeTlsIsRefused_data();
    void plaintextBeforeTlsIsRefused();
    void startTlsWithoutAClearConnectionIsRefused();
    void endWithoutCloseNotifyIsALossAtEveryOctet_data();
    void endWithoutCloseNotifyIsALossAtEveryOctet();
    void whatCameBeforeTheEndIsHandedOut();
    void nothingIsSaidFromInsideACall();
    void aPeerThatIsGoneIsFoundOutByTheSystem();
    void ownCloseSendsWhatIsBuffered();
    void ownCloseDoesNotWaitForAPeerThatStoppedReading();
    void transportDeletedInItsOwnSignalIsFine();
    void oldProtocolsAreRefused_data();
    void oldProtocolsAreRefused();
    void noSessionIsOfferedForResumption();
    void everyConnectionIsVerifiedAgain();

private:
    [[nodiscard]] net::Endpoint to(const TestServer &server, Security security = Security::ImplicitTls) const
    {
        return {u"127.0.0.1"_s, server.port(), security, m_pki.file("root")};
    }

    TestPki m_pki;
    SystemClock m_clock;
};

void TestSslTransport::initTestCase()
{
    const QByteArray address =
        "basicConstraints=critical,CA:FALSE\nsubjectAltName=IP:127.0.0.1,DNS:localhost\n";
    m_pki.issue(
        {.name = "root", .issuer = {}, .extensions = "basicConstraints=critical,CA:TRUE\n", .key = "ec-ca"});
    m_pki.issue({.name = "good", .issuer = "root", .extensions = address});
    m_pki.issue({.name = "better", .issuer = "root", .extensions = address});
    m_pki.issue({.name = "own", .issuer = {}, .subject = "/O=Somebody/CN=own", .extensions = address});
    m_pki.issue({.name = "own2", .issuer = {}, .subject = "/O=Somebody/CN=own", .extensions = address});
    QVERIFY2(m_pki.isValid(), m_pki.error().constData());
}

void TestSslTransport::exceptionCoversItsHostPortAndCertificateAlone_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("portOffset");
    QTest::addColumn<QByteArray>("accepted");
    QTest::addColumn<bool>("trusted");
    QTest::newRow("exactly this") << u"127.0.0.1"_s << 0 << "own"_ba << true;
    QTest::newRow("another port") << u"127.0.0.1"_s << 1 << "own"_ba << false;
    QTest::newRow("another host") << u"localhost"_s << 0 << "own"_ba << false;
    QTest::newRow("another certificate of the same name") << u"127.0.0.1"_s << 0 << "own2"_ba << false;
}

void TestSslTransport::exceptionCoversItsHostPortAndCertificateAlone()
{
    COVERS("SEC-20", "SEC-22");
    QFETCH(QString, host);
    QFETCH(int, portOffset);
    QFETCH(QByteArray, accepted);
    QFETCH(bool, trusted);
    TestServer server(m_pki.identity("own"), TestServer::Start::WithTls, "* OK\r\n");
    const net::AcceptedCertificates decisions({{host, static_cast<quint16>(server.port() + portOffset),
                                                net::fingerprint(m_pki.certificate(accepted))}});
    Line line(to(server), m_clock, decisions);
    line.transport->open();
    QVERIFY(Line::happens(trusted ? line.connected : line.closed));
    QCOMPARE(line.connected.size(), trusted ? 1 : 0);
    QCOMPARE(line.rejected.size(), trusted ? 0 : 1);
    QCOMPARE(line.transport->isEncrypted(), trusted);
}

void TestSslTransport::changedCertificateIsAskedAboutEvenIfItIsFlawless()
{
    COVERS("SEC-24");
    TestServer server(m_pki.identity("good"), TestServer::Start::WithTls, "* OK\r\n");
    const QByteArray before = net::fingerprint(m_pki.certificate("own"));
    Line line(to(server), m_clock, net::AcceptedCertificates({{u"127.0.0.1"_s, server.port(), before}}));
    line.transport->open();
    QVERIFY(Line::happens(line.closed));
    QCOMPARE(line.question().problems, QList{net::CertificateProblem::Changed});
    QCOMPARE(line.question().previousSha256, before);
    QCOMPARE(line.question().sha256, net::fingerprint(m_pki.certificate("good")));
    QCOMPARE(line.end(), Error::Kind::Untrusted);
    QCOMPARE(line.connected.size(), 0);
}

void TestSslTransport::questionTellsWhatIsShown()
{
    COVERS("SEC-18");
    TestServer server(m_pki.identity("own"), TestServer::Start::WithTls, "* OK\r\n");
    Line line(to(server), m_clock);
    line.transport->open();
    QVERIFY(Line::happens(line.closed));
    const net::CertificateQuestion question = line.question();
    QCOMPARE(question.host, u"127.0.0.1"_s);
    QCOMPARE(question.port, server.port());
    QCOMPARE(question.problems, QList{net::CertificateProblem::SelfSigned});
    QCOMPARE(question.subject, u"own (Somebody)"_s);
    QCOMPARE(question.issuer, u"own (Somebody)"_s);
    QCOMPARE(question.names, (QStringList{u"localhost"_s, u"127.0.0.1"_s}));
    QCOMPARE(question.validFrom.date(), QDate(2020, 1, 1));
    QCOMPARE(question.validUntil.date(), QDate(2099, 12, 31));
    QVERIFY(question.previousSha256.isEmpty());
}

void TestSslTransport::ownCertificateIsShownToTheServerThatAsks()
{
    const QString both = m_pki.folder() + u"/me.pem"_s;
    QFile file(both);
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (const QString &part : {m_pki.file("better"), m_pki.keyFile("better")}) {
        QFile from(part);
        QVERIFY(from.open(QIODevice::ReadOnly));
        file.write(from.readAll());
    }
    file.close();
    TestServer server(m_pki.identity("good"), TestServer::Start::WithTls, "* OK\r\n");
    server.askForCertificate();
    for (const QString &mine : {both, QString(), u"/nonexistent"_s}) {
        net::Endpoint endpoint = to(server);
        endpoint.clientCertificate = mine;
        Line line(endpoint, m_clock);
        line.transport->open();
        QVERIFY(Line::happens(line.received));
        QCOMPARE(server.clientCertificate(), mine == both ? m_pki.certificate("better") : QSslCertificate());
    }
}

void TestSslTransport::silentServerEndsInATimeout_data()
{
    QTest::addColumn<Security>("security");
    QTest::newRow("TLS handshake") << Security::ImplicitTls;
    QTest::newRow("STARTTLS handshake") << Security::StartTls;
}

void TestSslTransport::silentServerEndsInATimeout()
{
    QFETCH(Security, security);
    FakeClock clock;
    TestServer server(m_pki.identity("good"), TestServer::Start::InClear, {});  // never speaks TLS
    Line line(to(server, security), clock);
    line.transport->open();
    if (security == Security::StartTls) {
        QVERIFY(Line::happens(line.connected));
        QCOMPARE(clock.pendingAlarms(), 0);
        line.transport->startTls();
    }
    QTRY_COMPARE(server.connections(), 1);
    clock.advance(29s);
    QCOMPARE(line.closed.size(), 0);
    clock.advance(2s);
    QVERIFY(Line::happens(line.closed));
    QCOMPARE(line.end(), Error::Kind::Timeout);
    QCOMPARE(clock.pendingAlarms(), 0);
}

void TestSslTransport::tellsAPortWhereNothingListens()
{
    quint16 port = 0;
    {
        const TestServer server({}, TestServer::Start::InClear, {});
        port = server.port();
    }
    Line line({u"127.0.0.1"_s, port, Security::ImplicitTls, {}}, m_clock);
    line.transport->open();
    QVERIFY(Line::happens(line.closed));
    QCOMPARE(line.end(), Error::Kind::Refused);
    QCOMPARE(line.closed.size(), 1);
}

void TestSslTransport::tellsAHostThatIsNotThere()
{
    Line line({u"256.256.256.256.invalid."_s, 993, Security::ImplicitTls, {}}, m_clock);
    line.transport->open();
    QCOMPARE(line.closed.size(), 0);
    QVERIFY(Line::happens(line.closed));
    QCOMPARE(line.end(), Error::Kind::NotFound);
}

void TestSslTransport::localNamesAreThisMachineWithoutAResolver_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("localhost") << u"localhost"_s;
    QTest::newRow("a name below it, which no resolver here knows") << u"Mail.LocalHost"_s;
}

// The server listens on 127.0.0.1 alone: ::1 is tried first and refused, which is not the end.
void TestSslTransport::localNamesAreThisMachineWithoutAResolver()
{
    QFETCH(const QString, host);
    TestServer server(m_pki.identity("good"), TestServer::Start::InClear, "* OK ready\r\n");
    Line line({host, server.port(), Security::StartTls, m_pki.file("root")}, m_clock);
    line.transport->open();
    QVERIFY(Line::happens(line.received));
    QCOMPARE(line.text, "* OK ready\r\n"_ba);
    QVERIFY(line.closed.isEmpty());
}

void TestSslTransport::plaintextBeforeTlsIsRefused_data()
{
    QTest::addColumn<bool>("taken");
    QTest::newRow("left in the socket") << false;
    QTest::newRow("all taken") << true;
}

// The owner must not start TLS on top of octets it has not looked at, and cannot.
void TestSslTransport::plaintextBeforeTlsIsRefused()
{
    QFETCH(bool, taken);
    TestServer server(m_pki.identity("good"), TestServer::Start::InClear, "a OK\r\n* CAPABILITY X\r\n",
                      [](TestServer::Connection &connection, const QByteArray &) { connection.startTls(); });
    const auto transport = net::makeSslTransport(to(server, Security::StartTls), {}, m_clock);
    QSignalSpy received(transport.get(), &net::Transport::received);
    QSignalSpy encrypted(transport.get(), &net::Transport::encrypted);
    QSignalSpy closed(transport.get(), &net::Transport::closed);
    transport->open();
    QVERIFY(Line::happens(received));
    QTRY_COMPARE(transport->receivedOctets(), 22);
    if (taken)
        QCOMPARE(transport->takeReceived().size(), 22);
    transport->write("x\r\n");
    transport->startTls();
    if (taken) {
        // The server reads the line before the handshake only if both do not arrive at once; either way
        // nothing was refused.
        QCOMPARE(transport->receivedOctets(), 0);
        QVERIFY(closed.isEmpty());
        return;
    }
    QVERIFY(closed.isEmpty());
    QVERIFY(Line::happens(closed));
    QCOMPARE(closed.first().first().value<Error>().kind, Error::Kind::Untrusted);
    QVERIFY(encrypted.isEmpty());
}

void TestSslTransport::startTlsWithoutAClearConnectionIsRefused()
{
    TestServer server(m_pki.identity("good"), TestServer::Start::WithTls, "* OK\r\n");
    Line line(to(server), m_clock);
    line.transport->open();
    QVERIFY(Line::happens(line.connected));
    line.transport->startTls();  // TLS within TLS
    QVERIFY(Line::happens(line.closed));
    QCOMPARE(line.end(), Error::Kind::Untrusted);
}

void TestSslTransport::endWithoutCloseNotifyIsALossAtEveryOctet_data()
{
    QTest::addColumn<qsizetype>("sent");
    QTest::addColumn<bool>("notified");
    for (qsizetype sent = 0; sent <= 22; ++sent) {
        QTest::addRow("%d octets, cut", int(sent)) << sent << false;
        QTest::addRow("%d octets, close_notify", int(sent)) << sent << true;
    }
}

void TestSslTransport::endWithoutCloseNotifyIsALossAtEveryOctet()
{
    QFETCH(qsizetype, sent);
    QFETCH(bool, notified);
    const QByteArray text = QByteArray("* 1 FETCH (X {6}\r\nhello").first(sent);
    TestServer server(m_pki.identity("good"), TestServer::Start::WithTls, {},
                      [&](TestServer::Connection &connection, const QByteArray &) {
                          connection.send(text);
                          if (notified)
                              connection.close();
                          else
                              connection.cut();
                      });
    Line line(to(server), m_clock);
    line.transport->open();
    QVERIFY(Line::happens(line.connected));
    line.transport->write("x\r\n");
    QVERIFY(Line::happens(line.closed));
    QCOMPARE(line.end(), Error::Kind::ConnectionLost);
    QCOMPARE(line.text, text);
    QCOMPARE(line.closed.size(), 1);
}

void TestSslTransport::whatCameBeforeTheEndIsHandedOut()
{
    TestServer server(m_pki.identity("good"), TestServer::Start::InClear, "* BYE Full\r\n",
                      [](TestServer::Connection &connection, const QByteArray &) { connection.close(); });
    Line line(to(server, Security::None), m_clock);
    connect(line.transport.get(), &net::Transport::connected, line.transport.get(),
            [&] { line.transport->write("x\r\n"); });
    line.transport->open();
    QVERIFY(Line::happens(line.closed));
    QCOMPARE(line.text, "* BYE Full\r\n"_ba);
    QVERIFY(!line.transport->isEncrypted());
}

void TestSslTransport::nothingIsSaidFromInsideACall()
{
    TestServer server(m_pki.identity("good"), TestServer::Start::WithTls, "* OK\r\n");
    Line unopened(to(server), m_clock);
    unopened.transport->close();
    QCOMPARE(unopened.closed.size(), 0);
    QVERIFY(Line::happens(unopened.closed));
    QCOMPARE(unopened.end(), Error::Kind::Cancelled);

    Line open(to(server), m_clock);
    open.transport->open();
    QVERIFY(Line::happens(open.connected));
    open.transport->abort();
    open.transport->abort();
    QCOMPARE(open.closed.size(), 0);
    QVERIFY(!open.transport->isEncrypted());
    QVERIFY(Line::happens(open.closed));
    QCOMPARE(open.end(), Error::Kind::Cancelled);
    QCOMPARE(open.closed.size(), 1);
}

// By silence as well as by what is not acknowledged, within three minutes.
void TestSslTransport::aPeerThatIsGoneIsFoundOutByTheSystem()
{
    COVERS("REL-06");
    TestServer server(m_pki.identity("good"), TestServer::Start::WithTls, "* OK\r\n");
    Line line(to(server), m_clock);
    line.transport->open();
    QVERIFY(Line::happens(line.connected));
    const auto *socket = line.transport->findChild<QAbstractSocket *>();
    QVERIFY(socket != nullptr);
    const auto option = [socket](int level, int name) {
        int value = -1;
        socklen_t size = sizeof value;
        return ::getsockopt(static_cast<int>(socket->socketDescriptor()), level, name, &value, &size) == 0
            ? value
            : -1;
    };
    QCOMPARE(option(SOL_SOCKET, SO_KEEPALIVE), 1);
    const int silence = option(IPPROTO_TCP, TCP_KEEPIDLE)
        + option(IPPROTO_TCP, TCP_KEEPINTVL) * option(IPPROTO_TCP, TCP_KEEPCNT);
    QVERIFY2(silence > 0 && silence <= 180, QByteArray::number(silence).constData());
    const int unacknowledged = option(IPPROTO_TCP, TCP_USER_TIMEOUT);
    QVERIFY2(unacknowledged > 0 && unacknowledged <= 180'000, QByteArray::number(unacknowledged).constData());
}

void TestSslTransport::ownCloseSendsWhatIsBuffered()
{
    TestServer server(m_pki.identity("good"), TestServer::Start::WithTls, "* OK\r\n");
    Line line(to(server), m_clock);
    line.transport->open();
    QVERIFY(Line::happens(line.connected));
    const QByteArray text = QByteArray(100'000, 'x') + "\r\n";
    line.transport->write(text);
    line.transport->close();
    line.transport->write("too late\r\n");
    QVERIFY(Line::happens(line.closed));
    QCOMPARE(line.end(), Error::Kind::Cancelled);
    QTRY_COMPARE(server.receivedOverTls().size(), text.size());
}

void TestSslTransport::ownCloseDoesNotWaitForAPeerThatStoppedReading()
{
    FakeClock clock;
    QTcpServer deaf;  // accepts, never reads
    deaf.listen(QHostAddress::LocalHost);
    Line line({u"127.0.0.1"_s, deaf.serverPort(), Security::None, {}}, clock);
    line.transport->open();
    QVERIFY(Line::happens(line.connected));
    line.transport->write(QByteArray(32 * 1024 * 1024, 'x'));
    line.transport->close();
    QCoreApplication::sendPostedEvents();
    clock.advance(4s);
    QVERIFY(Line::happens(line.closed));
    QCOMPARE(line.end(), Error::Kind::Cancelled);
}

void TestSslTransport::transportDeletedInItsOwnSignalIsFine()
{
    TestServer server(m_pki.identity("own"), TestServer::Start::WithTls, "* OK\r\n");
    auto transport = net::makeSslTransport(to(server), {}, m_clock);
    QSignalSpy destroyed(transport.get(), &QObject::destroyed);
    connect(transport.get(), &net::Transport::certificateRejected, this, [&] { transport.reset(); });
    transport->open();
    QVERIFY(Line::happens(destroyed));
    QVERIFY(!transport);
}

void TestSslTransport::oldProtocolsAreRefused_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("TLS 1.0") << QStringList{u"-tls1"_s} << false;
    QTest::newRow("TLS 1.1") << QStringList{u"-tls1_1"_s} << false;
    QTest::newRow("TLS 1.2 without encryption")
        << QStringList{u"-tls1_2"_s, u"-cipher"_s, u"eNULL:@SECLEVEL=0"_s} << false;
    QTest::newRow("TLS 1.2 with an anonymous peer")
        << QStringList{u"-tls1_2"_s, u"-cipher"_s, u"aNULL:@SECLEVEL=0"_s} << false;
    QTest::newRow("TLS 1.2") << QStringList{u"-tls1_2"_s} << true;
    QTest::newRow("TLS 1.3") << QStringList{u"-tls1_3"_s} << true;
}

void TestSslTransport::oldProtocolsAreRefused()
{
    COVERS("SEC-25", "I4-200");
    QFETCH(QStringList, options);
    QFETCH(bool, accepted);
    QProcess server;
    server.setProcessChannelMode(QProcess::MergedChannels);
    server.start(u"openssl"_s,
                 QStringList{u"s_server"_s, u"-accept"_s, u"127.0.0.1:0"_s, u"-naccept"_s, u"1"_s, u"-cert"_s,
                             m_pki.file("good"), u"-key"_s, m_pki.keyFile("good")}
                     + options);
    QByteArray said;
    QTRY_VERIFY((said += server.readAll(),
                 said.contains("ACCEPT 127.0.0.1:") || server.state() == QProcess::NotRunning));
    const qsizetype at = said.indexOf("ACCEPT 127.0.0.1:");
    if (at < 0)
        QSKIP("this openssl no longer speaks that");
    const quint16 port = said.sliced(at + 17, said.indexOf('\n', at) - at - 17).trimmed().toUShort();
    Line line({u"127.0.0.1"_s, port, Security::ImplicitTls, m_pki.file("root")}, m_clock);
    line.transport->open();
    QVERIFY(Line::happens(accepted ? line.connected : line.closed));
    QCOMPARE(line.transport->isEncrypted(), accepted);
    QCOMPARE(line.connected.size(), accepted ? 1 : 0);
    if (!accepted)
        QCOMPARE(line.end(), Error::Kind::Untrusted);
    server.kill();
    server.waitForFinished();
}

// The ClientHello carries neither a session ticket (35) nor a pre-shared key (41), on the second connection
// as on the first. (RFC 5077, 3.2; RFC 8446, 4.2.11)
void TestSslTransport::noSessionIsOfferedForResumption()
{
    COVERS("SEC-28");
    TestServer server(m_pki.identity("good"), TestServer::Start::WithTls, "* OK\r\n");
    for (int i = 0; i < 2; ++i) {
        Line line(to(server), m_clock);
        line.transport->open();
        QVERIFY(Line::happens(line.received));  // the server's tickets have come before that
        line.transport->close();
        QVERIFY(Line::happens(line.closed));
    }
    server.close();
    QTcpServer eavesdropper;
    eavesdropper.listen(QHostAddress::LocalHost, server.port() == 0 ? 0 : server.port());
    Line line({u"127.0.0.1"_s, eavesdropper.serverPort(), Security::ImplicitTls, m_pki.file("root")},
              m_clock);
    QSignalSpy arrived(&eavesdropper, &QTcpServer::newConnection);
    line.transport->open();
    QVERIFY(Line::happens(arrived));
    QTcpSocket *socket = eavesdropper.nextPendingConnection();
    QTRY_VERIFY(socket->bytesAvailable() > 200);
    const QByteArray hello = socket->readAll();
    // Extensions begin after the random (32), the session id, the cipher suites and the compression methods.
    qsizetype at = 5 + 4 + 2 + 32;
    at += 1 + static_cast<quint8>(hello.at(at));
    at += 2 + (static_cast<quint8>(hello.at(at)) << 8 | static_cast<quint8>(hello.at(at + 1)));
    at += 1 + static_cast<quint8>(hello.at(at)) + 2;
    QList<int> extensions;
    while (at + 4 <= hello.size()) {
        extensions.append(static_cast<quint8>(hello.at(at)) << 8 | static_cast<quint8>(hello.at(at + 1)));
        at += 4 + (static_cast<quint8>(hello.at(at + 2)) << 8 | static_cast<quint8>(hello.at(at + 3)));
    }
    QCOMPARE(at, hello.size());
    QVERIFY(extensions.contains(43));  // supported_versions: so this is read right
    QVERIFY(!extensions.contains(35));
    QVERIFY(!extensions.contains(41));
}

void TestSslTransport::everyConnectionIsVerifiedAgain()
{
    COVERS("SEC-28");
    TestServer server(m_pki.identity("good"), TestServer::Start::WithTls, "* OK\r\n");
    Line first(to(server), m_clock);
    first.transport->open();
    QVERIFY(Line::happens(first.received));
    first.transport->close();
    QVERIFY(Line::happens(first.closed));
    server.setIdentity(m_pki.identity("own"));
    Line second(to(server), m_clock);
    second.transport->open();
    QVERIFY(Line::happens(second.closed));
    QCOMPARE(second.end(), Error::Kind::Untrusted);
    QCOMPARE(second.question().sha256, net::fingerprint(m_pki.certificate("own")));
}

POSTHORN_TEST(TestSslTransport)

#include "tst_ssltransport.moc"
