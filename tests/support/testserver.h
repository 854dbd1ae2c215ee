// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>

#include <chrono>
#include <functional>
#include <memory>

#include "tests/support/testpki.h"

QT_BEGIN_NAMESPACE
class QSslSocket;
QT_END_NAMESPACE

namespace posthorn_test {

// A scripted server on a free port of the loopback interface, in clear or over TLS. The test answers line by
// line.
class TestServer : public QTcpServer
{
    Q_OBJECT

public:
    enum class Start { InClear, WithTls };

    // One client. The script sends, starts TLS, cuts.
    class Connection
    {
    public:
        explicit Connection(QSslSocket &socket) : m_socket(socket) {}

        void send(const QByteArray &octets);
        // In a segment of its own, later.
        void sendAfter(std::chrono::milliseconds delay, const QByteArray &octets);
        void startTls();
        void close();
        // The TCP stream ends, TLS is not told (no close_notify).
        void cut();

    private:
        QSslSocket &m_socket;
    };
    using Script = std::function<void(Connection &, const QByteArray &line)>;

    TestServer(ServerIdentity identity, Start start, QByteArray greeting, Script script = {});

    [[nodiscard]] quint16 port() const { return serverPort(); }
    // Everything the clients have sent.
    [[nodiscard]] QByteArray receivedInClear() const { return m_clear; }
    [[nodiscard]] QByteArray receivedOverTls() const { return m_overTls; }
    // Only when it is wanted: the question makes every handshake slower.
    void askForCertificate() { m_asksForCertificate = true; }
    [[nodiscard]] QSslCertificate clientCertificate() const { return m_clientCertificate; }  // the last one's
    [[nodiscard]] int connections() const { return m_connections; }
    [[nodiscard]] int handshakes() const { return m_handshakes; }  // completed ones
    void setIdentity(ServerIdentity identity) { m_identity = std::move(identity); }

protected:
    void incomingConnection(qintptr descriptor) override;
    virtual void read(QSslSocket &socket);  // something has come: by lines, unless it is read otherwise

private:
    void greet(QSslSocket &socket);

    ServerIdentity m_identity;
    Start m_start;
    QByteArray m_greeting;
    Script m_script;
    QByteArray m_clear, m_overTls;
    QSslCertificate m_clientCertificate;
    bool m_asksForCertificate = false;
    int m_connections = 0, m_handshakes = 0;
};

}
