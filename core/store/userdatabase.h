// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/database.h"

#include <QObject>

#include <memory>
#include <optional>

namespace store {

// A copy of user.db that is never older than a day, and the one before it: "user.db.backup" and
// "user.db.backup-2". Made a few pages at a time in the store thread, which does meanwhile what it has to do.
class UserBackup : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UserBackup)

public:
    static constexpr std::chrono::hours maxAge{24};

    UserBackup(const Database &user, Clock &clock, QObject *parent = nullptr);  // both outlive this
    ~UserBackup() override;

    void start();

Q_SIGNALS:
    void made();
    void failed(const Error &why);  // the earlier ones are still there; tried again in an hour
    void stepDue(QPrivateSignal);

private:
    void look();
    void workOneStep();
    void end(const std::optional<Error> &error);

    const Database &m_user;
    Clock &m_clock;
    QString m_path;
    std::optional<DatabaseCopy> m_copy;
    std::unique_ptr<Alarm> m_alarm;
};

// Newest first; those that are there.
[[nodiscard]] QStringList userBackups(const QString &path);

}
