// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslCertificate>
#include <QSslKey>
#include <QStringList>
#include <QTcpServer>

namespace live {

// A loopback port that takes TLS and hands each connection to a process of its own, on its standard input and
// output: for servers that know no TLS themselves (inetd's way).
class TlsDoor : public QTcpServer
{
    Q_OBJECT

public:
    // `certificates` is a folder with cert.pem and key.pem.
    TlsDoor(const QString &certificates, QString program, QStringList arguments, QObject *parent);
    ~TlsDoor() override;  // waits for the processes

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    QList<QSslCertificate> m_chain;
    QSslKey m_key;
    QString m_program;
    QStringList m_arguments;
};

}
