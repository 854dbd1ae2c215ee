// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/imapline.h"

#include <QDeadlineTimer>
#include <QSslConfiguration>

namespace live {

namespace {

constexpr int patience = 300'000, moment = 1000;

}

bool ImapLine::connectTo(quint16 port, const QString &caFile)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.addCaCertificates(QSslCertificate::fromPath(caFile));
    m_socket.setSslConfiguration(configuration);
    m_socket.connectToHostEncrypted(QStringLiteral("localhost"), port);
    return m_socket.waitForEncrypted(patience) && command("LOGIN alice secret").contains(" OK ");
}

QByteArray ImapLine::command(const QByteArray &text, const QByteArray &literal)
{
    const QByteArray tag = 'c' + QByteArray::number(++m_tag) + ' ';
    const QByteArray size =
        literal.isEmpty() ? QByteArray() : " {" + QByteArray::number(literal.size()) + '}';
    m_socket.write(tag + text + size + "\r\n");
    QByteArray answer;
    bool isSent = literal.isEmpty();
    const QDeadlineTimer deadline(patience);
    while (!answer.contains("\r\n" + tag) && !answer.startsWith(tag)) {
        // That nothing has come is not the end: a literal that is still awaited would be made of later
        // commands.
        if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(moment)
            && (deadline.hasExpired() || m_socket.state() != QAbstractSocket::ConnectedState))
            return {};
        answer += m_socket.readAll();
        if (!isSent && (answer.startsWith("+ ") || answer.contains("\r\n+ "))) {
            isSent = true;
            m_socket.write(literal + "\r\n");
        }
    }
    return answer;
}

}
