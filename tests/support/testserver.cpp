// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testserver.h"

#include <QPointer>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>

#include <sys/socket.h>

namespace posthorn_test {

void TestServer::Connection::send(const QByteArray &octets)
{
    m_socket.write(octets);
}

void TestServer::Connection::sendAfter(std::chrono::milliseconds delay, const QByteArray &octets)
{
    m_socket.flush();
    QTimer::singleShot(delay, &m_socket, [socket = &m_socket, octets] {
        socket->write(octets);
        socket->flush();
    });
}

void TestServer::Connection::startTls()
{
    m_socket.flush();
    m_socket.startServerEncryption();
}

void TestServer::Connection::close()
{
    m_socket.disconnectFromHost();
}

void TestServer::Connection::cut()
{
    m_socket.flush();
    ::shutdown(static_cast<int>(m_socket.socketDescriptor()), SHUT_RDWR);
}

TestServer::TestServer(ServerIdentity identity, Start start, QByteArray greeting, Script script)
    : m_identity(std::move(identity)), m_start(start), m_greeting(std::move(greeting)),
      m_script(std::move(script))
{
    listen(QHostAddress::LocalHost, 0);
}

void TestServer::incomingConnection(qintptr descriptor)
{
    ++m_connections;
    auto *socket = new QSslSocket(this);
    socket->setSocketDescriptor(descriptor);
    QSslConfiguration configuration = socket->sslConfiguration();
    configuration.setLocalCertificateChain(m_identity.chain);
    configuration.setPrivateKey(m_identity.key);
    configuration.setPeerVerifyMode(m_asksForCertificate ? QSslSocket::QueryPeer : QSslSocket::VerifyNone);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    socket->setSslConfiguration(configuration);
    connect(socket, &QSslSocket::readyRead, this, [this, socket] { read(*socket); });
    connect(socket, &QSslSocket::encrypted, this, [this, socket] {
        ++m_handshakes;
        m_clientCertificate = socket->peerCertificate();
        if (m_start == Start::WithTls)
            greet(*socket);
    });
    connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
    if (m_start == Start::WithTls)
        socket->startServerEncryption();
    else
        greet(*socket);
}

void TestServer::greet(QSslSocket &socket)
{
    if (!m_greeting.isEmpty())
        socket.write(m_greeting);
}

void TestServer::read(QSslSocket &socket)
{
    const QPointer<QSslSocket> alive(&socket);
    while (alive && socket.canReadLine()) {
        const QByteArray line = socket.readLine();
        (socket.isEncrypted() ? m_overTls : m_clear) += line;
        Connection connection(socket);
        if (m_script)
            m_script(connection, line.trimmed());
    }
}

}
