// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/submissionsink.h"

#include <QTcpSocket>

#include <memory>

namespace live {

namespace {

// What stands between the colon and the end, or the first parameter.
QByteArray path(const QByteArray &line)
{
    return line.mid(line.indexOf(':') + 1).trimmed().split(' ').first();
}

}

SubmissionSink::SubmissionSink()
{
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = nextPendingConnection()) {
            ++m_connections;
            auto client = std::make_shared<Client>();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, client] { read(socket, *client); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            socket->write("220 sink ESMTP\r\n");
        }
    });
}

void SubmissionSink::read(QTcpSocket *socket, Client &client)
{
    while (socket->canReadLine()) {
        const QByteArray line = socket->readLine();
        if (client.isData && line != ".\r\n") {
            client.now.message += line;
            continue;
        }
        socket->write(answer(client, line.trimmed()));
        if (line.startsWith("QUIT"))
            socket->disconnectFromHost();
    }
}

QByteArray SubmissionSink::answer(Client &client, const QByteArray &line)
{
    if (client.isData) {
        client.isData = false;
        m_taken.append(std::exchange(client.now, {}));
        return "250 taken\r\n";
    }
    const QByteArray verb = line.left(4).toUpper();
    if (verb == "EHLO")
        return "250-sink\r\n250 8BITMIME\r\n";
    if (verb == "MAIL")
        client.now.sender = path(line);
    else if (verb == "RCPT")
        client.now.recipients.append(path(line));
    else if (verb == "RSET")
        client.now = {};
    else if (verb == "QUIT")
        return "221 bye\r\n";
    client.isData = verb == "DATA";
    return client.isData ? "354 go on\r\n" : "250 good\r\n";
}

}
