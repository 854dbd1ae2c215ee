// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QSslConfiguration>
#include <QTcpServer>

class QSslSocket;

namespace live {

// A submission server over TLS that takes everything and delivers nothing: what a program has sent, to the
// octet. Any user, any password (AUTH PLAIN). It answers in the thread that made it.
class SubmissionSink : public QTcpServer
{
public:
    struct Taken {
        QByteArray sender;  // of MAIL FROM, with its brackets
        QByteArrayList recipients;
        QByteArray message;  // as it came, dots stuffed
    };

    // PEM files: its certificate and the key of that.
    SubmissionSink(const QString &certificate, const QString &key);

    [[nodiscard]] int connections() const noexcept { return m_connections; }
    [[nodiscard]] const QList<Taken> &taken() const noexcept { return m_taken; }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    struct Client {
        Taken now;
        bool isData = false;
    };

    void read(QSslSocket *socket, Client &client);
    QByteArray answer(Client &client, const QByteArray &line);

    QSslConfiguration m_tls;
    QList<Taken> m_taken;
    int m_connections = 0;
};

}
