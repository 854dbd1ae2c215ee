// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/singleinstance.h"

#include <QCryptographicHash>
#include <QLocalServer>
#include <QLocalSocket>
#include <QStandardPaths>

#include <poll.h>

namespace app {

namespace {

constexpr int patienceMilliseconds = 2000;

// The other one may have the lock and not listen yet: it is asked a few times.
void raise(const QString &name)
{
    constexpr int attempts = 20;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        QLocalSocket other;
        other.connectToServer(name);
        if (other.waitForConnected(patienceMilliseconds)) {
            other.write("raise\n");
            other.waitForBytesWritten(patienceMilliseconds);
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

SingleInstance::~SingleInstance() = default;

bool SingleInstance::acquire()
{
    if (m_lock.acquire() == store::ProfileLock::Outcome::Taken) {
        raise(m_name);
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
        connect(caller, &QLocalSocket::disconnected, caller, &QObject::deleteLater);
        caller->disconnectFromServer();
        Q_EMIT raiseRequested();
    }
}

}
