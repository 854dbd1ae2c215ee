// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpSocket>

#include "tests/live/servers.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 10'000;

// The next line of a blocking socket.
QByteArray line(QIODevice &socket)
{
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(patience))
            return {};
    }
    return socket.readLine().trimmed();
}

// The last line of an answer, which begins with the word and a space.
QByteArray answer(QIODevice &socket, const QByteArray &word)
{
    while (true) {
        const QByteArray next = line(socket);
        if (next.isEmpty() || next.startsWith(word + ' '))
            return next;
    }
}

QByteArray ask(QSslSocket &socket, const QByteArray &command, const QByteArray &word)
{
    socket.write(command + "\r\n");
    return answer(socket, word);
}

void trust(QSslSocket &socket, const live::Servers &servers)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslCertificate::fromPath(servers.caFile()));
    socket.setSslConfiguration(tls);
}

}

class ServersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        if (!m_servers)
            m_servers = std::make_unique<live::Servers>();
    }

    void imapOverTlsHasWhatTheProgramNeeds()
    {
        NEEDS_SERVERS(*m_servers);
        QSslSocket socket;
        trust(socket, *m_servers);
        socket.connectToHostEncrypted(u"127.0.0.1"_s, m_servers->imapsPort());
        QVERIFY2(socket.waitForEncrypted(patience), qPrintable(socket.errorString()));
        const QByteArray greeting = answer(socket, "*");
        for (const char *mechanism : {"AUTH=PLAIN", "AUTH=LOGIN", "AUTH=SCRAM-SHA-1", "AUTH=SCRAM-SHA-256"})
            QVERIFY2(greeting.contains(mechanism), greeting.constData());
        const QByteArray login = ask(socket, "a1 LOGIN alice secret", "a1");
        QVERIFY2(login.startsWith("a1 OK"), login.constData());
        socket.write("a2 CAPABILITY\r\n");
        const QByteArray capabilities = line(socket);
        for (const char *extension : {"IDLE", "CONDSTORE", "QRESYNC", "SPECIAL-USE", "UIDPLUS", "ACL"})
            QVERIFY2(capabilities.contains(extension), capabilities.constData());
    }

    // (From its own address Dovecot takes a password in clear as well; that the program never sends one is
    // its own matter.)
    void imapOffersStartTls()
    {
        NEEDS_SERVERS(*m_servers);
        QSslSocket socket;
        trust(socket, *m_servers);
        socket.connectToHost(u"127.0.0.1"_s, m_servers->imapPort());
        const QByteArray greeting = answer(socket, "*");
        QVERIFY2(greeting.contains(" STARTTLS "), greeting.constData());
        QVERIFY(ask(socket, "a1 STARTTLS", "a1").startsWith("a1 OK"));
        socket.startClientEncryption();
        QVERIFY2(socket.waitForEncrypted(patience), qPrintable(socket.errorString()));
        QVERIFY(ask(socket, "a2 LOGIN bob secret", "a2").startsWith("a2 OK"));
    }

    void aDeliveredMessageIsInTheInboxWithItsReturnPath()
    {
        NEEDS_SERVERS(*m_servers);
        const auto before = m_servers->messages().size();
        QVERIFY2(m_servers->deliver("From: a@example.org\nSubject: dots\n\n.\n..two\nend\n"_ba,
                                    u"back@example.org"_s),
                 qPrintable(m_servers->reason()));
        const auto messages = m_servers->messages();
        QCOMPARE(messages.size(), before + 1);
        QVERIFY(messages.last().text.startsWith("Return-Path: <back@example.org>\n"));
        QVERIFY(messages.last().text.endsWith("\n\n.\n..two\nend\n"));
        QVERIFY(messages.last().flags.isEmpty());
        QVERIFY(messages.last().uid > 0);
    }

    void aSavedMessageIsLeftAsItIs()
    {
        NEEDS_SERVERS(*m_servers);
        QVERIFY(m_servers->save("Subject: kept\n\nas it is\n"_ba, u"Archive"_s, u"bob"_s));
        const auto messages = m_servers->messages(u"Archive"_s, u"bob"_s);
        QCOMPARE(messages.size(), 1);
        QCOMPARE(messages.first().text, "Subject: kept\n\nas it is\n"_ba);
    }

    void submissionWantsTlsAndAPasswordAndThenDeliversForAnybody()
    {
        NEEDS_SERVERS(*m_servers);
        const auto before = m_servers->messages().size();
        QSslSocket socket;
        trust(socket, *m_servers);
        socket.connectToHost(u"127.0.0.1"_s, m_servers->submissionPort());
        QVERIFY(answer(socket, "220").startsWith("220"));
        QVERIFY(ask(socket, "EHLO test.example", "250").startsWith("250"));
        QVERIFY(ask(socket, "MAIL FROM:<>", "250").startsWith("250"));
        QVERIFY(ask(socket, "RCPT TO:<carol@example.org>", "550").startsWith("550"));
        QVERIFY(ask(socket, "STARTTLS", "220").startsWith("220"));
        socket.startClientEncryption();
        QVERIFY2(socket.waitForEncrypted(patience), qPrintable(socket.errorString()));
        QVERIFY(ask(socket, "EHLO test.example", "250").startsWith("250"));
        QVERIFY(ask(socket, "AUTH PLAIN " + QByteArray("\0alice\0secret", 13).toBase64(), "235")
                    .startsWith("235"));
        QVERIFY(ask(socket, "MAIL FROM:<>", "250").startsWith("250"));
        QVERIFY(ask(socket, "RCPT TO:<carol@example.org>", "250").startsWith("250"));
        QVERIFY(ask(socket, "DATA", "354").startsWith("354"));
        QVERIFY(ask(socket, "From: alice@example.org\r\nSubject: sent\r\n\r\nhello\r\n.", "250")
                    .startsWith("250"));
        QVERIFY(m_servers->waitForMessages(static_cast<int>(before) + 1));
        QVERIFY(m_servers->messages().last().text.startsWith("Return-Path: <>\n"));
    }

    void theCertificateIsOnlyForThisMachineAndNotTrustedByItself()
    {
        NEEDS_SERVERS(*m_servers);
        QSslSocket socket;
        socket.connectToHostEncrypted(u"127.0.0.1"_s, m_servers->imapsPort());
        QVERIFY(!socket.waitForEncrypted(patience));
        const QList<QSslCertificate> leaf = QSslCertificate::fromPath(m_servers->caFile());
        QCOMPARE(leaf.size(), 1);
        QVERIFY(leaf.first().isSelfSigned());
    }

    void twoSetsOfServersRunAtOnceAndEndOnTheirOwn()
    {
        NEEDS_SERVERS(*m_servers);
        quint16 port = 0;
        {
            const live::Servers second({u"--format"_s, u"sdbox"_s});
            NEEDS_SERVERS(second);
            port = second.imapPort();
            QVERIFY(port != m_servers->imapPort());
        }
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, port);
        QVERIFY(!socket.waitForConnected(patience));
        socket.connectToHost(u"127.0.0.1"_s, m_servers->imapPort());
        QVERIFY(socket.waitForConnected(patience));
    }

private:
    std::unique_ptr<live::Servers> m_servers;
};

POSTHORN_TEST(ServersTest)
#include "tst_servers.moc"
