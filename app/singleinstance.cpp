// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/singleinstance.h"

#include "app/commandline.h"

#include <QCryptographicHash>
#include <QLocalServer>
#include <QLocalSocket>
#include <QStandardPaths>

#include <poll.h>

namespace app {

namespace {

constexpr int patienceMilliseconds = 2000;
constexpr qsizetype mostCallers = 8;  // that keep their line open and say nothing

// The other one may have the lock and not listen yet: it is asked a few times.
void raise(const QString &name, const QByteArray &mailto)
{
    constexpr int attempts = 20;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        QLocalSocket other;
        other.connectToServer(name);
        if (other.waitForConnected(patienceMilliseconds)) {
            other.write((mailto.isEmpty() ? QByteArray("raise") : mailto) + '\n');
            while (other.bytesToWrite() > 0 && other.waitForBytesWritten(patienceMilliseconds))
                continue;
            other.disconnectFromServer();
            return;
        }
        ::poll(nullptr, 0, patienceMilliseconds / attempts);
    }
}

}

SingleInstance::SingleInstance(const QString &stateFolder, QObject *parent)
    : QObject(parent), m_lock(stateFolder + QStringLiteral("/running.lock"))
{
    const QByteArray hash =
        QCryptographicHash::hash(stateFolder.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (folder.isEmpty())
        folder = stateFolder;
    m_name = folder + QStringLiteral("/posthorn-") + QString::fromLatin1(hash);
}

// The sockets would go with the server, and say so when nobody can listen any more.
SingleInstance::~SingleInstance()
{
    if (!m_server)
        return;
    const auto callers = m_server->findChildren<QLocalSocket *>();
    for (QLocalSocket *caller : callers) {
        caller->disconnect(this);
        caller->abort();
    }
    m_callers.clear();
}

bool SingleInstance::acquire(const QByteArray &mailto)
{
    if (m_lock.acquire() == store::ProfileLock::Outcome::Taken) {
        raise(m_name, mailto);
        return false;
    }
    QLocalServer::removeServer(m_name);  // left by a crash: we hold the lock
    m_server = std::make_unique<QLocalServer>();
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server.get(), &QLocalServer::newConnection, this, &SingleInstance::answer);
    m_server->listen(m_name);  // without it a second start still leaves, only nothing is raised
    return true;
}

void SingleInstance::answer()
{
    while (QLocalSocket *caller = m_server->nextPendingConnection()) {
        Q_EMIT raiseRequested();
        m_callers.append(caller);
        connect(caller, &QLocalSocket::readyRead, this, [this, caller] { listenTo(caller); });
        connect(caller, &QLocalSocket::disconnected, this, [this, caller] {
            listenTo(caller);
            m_callers.removeOne(caller);
            caller->deleteLater();
        });
        if (m_callers.size() > mostCallers)
            m_callers.first()->abort();
        listenTo(caller);  // it may have said all before it was asked
    }
}

// One line, and not a long one.
void SingleInstance::listenTo(QLocalSocket *caller)
{
    if (!m_callers.contains(caller))
        return;
    const bool isWhole = caller->canReadLine();
    if (!isWhole && caller->bytesAvailable() <= longestAddress)
        return;
    const QByteArray line = isWhole ? caller->readLine(longestAddress + 2).chopped(1) : QByteArray();
    m_callers.removeOne(caller);
    caller->disconnectFromServer();
    if (isMailto(QString::fromUtf8(line)) && line.size() <= longestAddress)
        Q_EMIT writeRequested(line);
}

}
