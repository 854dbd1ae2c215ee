// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/submissionsink.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

#include <memory>

namespace live {

namespace {

// What stands between the colon and the end, or the first parameter.
QByteArray path(const QByteArray &line)
{
    return line.mid(line.indexOf(':') + 1).trimmed().split(' ').first();
}

}

SubmissionSink::SubmissionSink(const QString &certificate, const QString &key)
{
    QFile file(key);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    const QByteArray pem = isOpen ? file.readAll() : QByteArray();
    QSslKey secret(pem, QSsl::Rsa);
    m_tls.setPrivateKey(secret.isNull() ? QSslKey(pem, QSsl::Ec) : secret);
    m_tls.setLocalCertificateChain(QSslCertificate::fromPath(certificate));
    m_tls.setPeerVerifyMode(QSslSocket::VerifyNone);
}

void SubmissionSink::incomingConnection(qintptr descriptor)
{
    ++m_connections;
    auto *socket = new QSslSocket(this);
    socket->setSocketDescriptor(descriptor);
    socket->setSslConfiguration(m_tls);
    auto client = std::make_shared<Client>();
    connect(socket, &QSslSocket::encrypted, this, [socket] { socket->write("220 sink ESMTP\r\n"); });
    connect(socket, &QSslSocket::readyRead, this, [this, socket, client] { read(socket, *client); });
    connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
    socket->startServerEncryption();
}

void SubmissionSink::read(QSslSocket *socket, Client &client)
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
        return "250-sink\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n";
    if (verb == "AUTH")
        return "235 in\r\n";
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
