// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QHash>
#include <QTcpServer>

class QTcpSocket;

namespace live {

// A submission server in clear text that takes everything and delivers nothing: what a program has sent, to
// the octet. Nobody logs in. It answers in the thread that made it.
class SubmissionSink : public QTcpServer
{
public:
    struct Taken {
        QByteArray sender;  // of MAIL FROM, with its brackets
        QByteArrayList recipients;
        QByteArray message;  // as it came, dots stuffed
    };

    SubmissionSink();

    [[nodiscard]] int connections() const noexcept { return m_connections; }
    [[nodiscard]] const QList<Taken> &taken() const noexcept { return m_taken; }

private:
    struct Client {
        Taken now;
        bool isData = false;
    };

    void read(QTcpSocket *socket, Client &client);
    QByteArray answer(Client &client, const QByteArray &line);

    QList<Taken> m_taken;
    int m_connections = 0;
};

}
