// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/profilelock.h"

#include <QObject>
#include <QString>

#include <memory>

class QLocalServer;

namespace app {

// One program per profile: a second start raises the first one's window and leaves. What comes over the
// socket can do nothing else. The socket is in the user's runtime folder, for this user alone.
class SingleInstance : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SingleInstance)

public:
    // `stateFolder` belongs to the profile and exists.
    explicit SingleInstance(const QString &stateFolder, QObject *parent = nullptr);
    ~SingleInstance() override;

    // False: another one runs and has been asked to come to the front.
    [[nodiscard]] bool acquire();

Q_SIGNALS:
    void raiseRequested();

private:
    void answer();

    QString m_name;
    store::ProfileLock m_lock;
    std::unique_ptr<QLocalServer> m_server;
};

}
