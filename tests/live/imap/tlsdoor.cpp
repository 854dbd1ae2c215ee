// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/imap/tlsdoor.h"

#include <QFile>
#include <QProcess>
#include <QSslConfiguration>
#include <QSslSocket>

namespace live {

using namespace Qt::StringLiterals;

TlsDoor::TlsDoor(const QString &certificates, QString program, QStringList arguments, QObject *parent)
    : QTcpServer(parent), m_chain(QSslCertificate::fromPath(certificates + u"/cert.pem"_s)),
      m_program(std::move(program)), m_arguments(std::move(arguments))
{
    QFile key(certificates + u"/key.pem"_s);
    if (key.open(QIODevice::ReadOnly))
        m_key = QSslKey(&key, QSsl::Ec);
    listen(QHostAddress::LocalHost, 0);
}

TlsDoor::~TlsDoor()
{
    for (QProcess *process : findChildren<QProcess *>()) {
        process->disconnect();
        process->terminate();
        process->waitForFinished(5000);
    }
}

void TlsDoor::incomingConnection(qintptr descriptor)
{
    auto *socket = new QSslSocket(this);
    auto *process = new QProcess(this);
    QSslConfiguration configuration = socket->sslConfiguration();
    configuration.setLocalCertificateChain(m_chain);
    configuration.setPrivateKey(m_key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket->setSslConfiguration(configuration);
    process->setStandardErrorFile(QProcess::nullDevice());
    connect(socket, &QSslSocket::encrypted, process,
            [this, process] { process->start(m_program, m_arguments); });
    connect(socket, &QSslSocket::readyRead, process,
            [socket, process] { process->write(socket->readAll()); });
    connect(process, &QProcess::readyReadStandardOutput, socket,
            [socket, process] { socket->write(process->readAllStandardOutput()); });
    connect(process, &QProcess::finished, socket, &QSslSocket::disconnectFromHost);
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    // The end of its input should do, but leaves Mailutils 3.15 running in circles.
    connect(socket, &QSslSocket::disconnected, process, &QProcess::terminate);
    connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
    socket->setSocketDescriptor(descriptor);
    socket->startServerEncryption();
}

}
