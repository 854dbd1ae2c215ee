// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <sys/socket.h>

namespace posthorn_test {

// Between a client and a server on the loopback interface, below TLS: passes octets on, and ends both lines
// after so many of them.
class CutRelay : public QTcpServer
{
    Q_OBJECT

public:
    enum class End { Closed, Reset };
    enum class Direction { ToClient, ToServer };
    static constexpr qint64 never = -1;

    CutRelay(quint16 server, Direction direction, qint64 at, End how)
        : m_server(server), m_direction(direction), m_at(at), m_how(how)
    {
        listen(QHostAddress::LocalHost, 0);
        connect(this, &QTcpServer::newConnection, this, &CutRelay::relay);
    }

    // What the lines say as they go is for nobody any more.
    ~CutRelay() override
    {
        const auto sockets = findChildren<QTcpSocket *>();
        for (QTcpSocket *socket : sockets)
            socket->disconnect();
    }
    CutRelay(const CutRelay &) = delete;
    CutRelay &operator=(const CutRelay &) = delete;

    [[nodiscard]] quint16 port() const { return serverPort(); }
    // How many have passed.
    [[nodiscard]] qint64 octets(Direction direction) const { return m_octets[static_cast<int>(direction)]; }
    [[nodiscard]] bool hasCut() const { return m_hasCut; }
    // How often somebody has connected.
    [[nodiscard]] int lines() const { return m_lines; }

private:
    void relay()
    {
        ++m_lines;
        QTcpSocket *client = nextPendingConnection();
        auto *server = new QTcpSocket(client);
        server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_server);
        // What the client says before the server's line is up waits in its socket.
        connect(server, &QTcpSocket::connected, this,
                [=, this] { pass(client, server, Direction::ToServer); });
        connect(client, &QTcpSocket::readyRead, server, [=, this] {
            if (server->state() == QAbstractSocket::ConnectedState)
                pass(client, server, Direction::ToServer);
        });
        connect(server, &QTcpSocket::readyRead, client,
                [=, this] { pass(server, client, Direction::ToClient); });
        connect(server, &QTcpSocket::disconnected, client, [=, this] {
            pass(server, client, Direction::ToClient);
            client->disconnectFromHost();
        });
        connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
        if (m_at == 0)
            cut(client, server);
    }

    void pass(QTcpSocket *from, QTcpSocket *to, Direction direction)
    {
        if (m_hasCut)
            return;
        QByteArray octets = from->readAll();
        qint64 &passed = m_octets[static_cast<int>(direction)];
        const bool isEnd = m_at != never && direction == m_direction && passed + octets.size() >= m_at;
        if (isEnd)
            octets.truncate(m_at - passed);
        passed += octets.size();
        to->write(octets);
        to->flush();
        if (isEnd)
            cut(direction == Direction::ToClient ? to : from, direction == Direction::ToClient ? from : to);
    }

    void cut(QTcpSocket *client, QTcpSocket *server)
    {
        m_hasCut = true;
        for (QTcpSocket *socket : {client, server}) {
            const auto descriptor = static_cast<int>(socket->socketDescriptor());
            if (m_how == End::Reset) {
                const linger hard{1, 0};
                (void)::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
                socket->abort();
            } else if (descriptor >= 0) {
                ::shutdown(descriptor, SHUT_RDWR);
            }
        }
    }

    quint16 m_server;
    Direction m_direction;
    qint64 m_at;
    End m_how;
    qint64 m_octets[2] = {0, 0};
    bool m_hasCut = false;
    int m_lines = 0;
};

}
