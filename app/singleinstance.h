// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/profilelock.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>

#include <memory>

class QLocalServer;
class QLocalSocket;

namespace app {

// One program per profile: a second start raises the first one's window, hands over the address that is to be
// written to, and leaves. What comes over the socket can do nothing else: a window for writing opens, with
// what an address may say (compose::parseMailto), and nothing is ever sent or attached. The socket is in the
// user's runtime folder, for this user alone.
class SingleInstance : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SingleInstance)

public:
    // `stateFolder` belongs to the profile and exists.
    explicit SingleInstance(const QString &stateFolder, QObject *parent = nullptr);
    ~SingleInstance() override;

    // False: another one runs and has been asked to come to the front.
    // `mailto`: for that one to open; empty: nothing.
    [[nodiscard]] bool acquire(const QByteArray &mailto = {});

Q_SIGNALS:
    void raiseRequested();
    void writeRequested(const QByteArray &mailto);  // behind raiseRequested(); from anybody, so not believed

private:
    void answer();
    void listenTo(QLocalSocket *caller);

    QString m_name;
    store::ProfileLock m_lock;
    QList<QLocalSocket *> m_callers;  // that have not said all; the server's
    std::unique_ptr<QLocalServer> m_server;
};

}
