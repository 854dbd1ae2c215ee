// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <QObject>
#include <QProcess>

#include <memory>

namespace accounts {

// Runs the command line a user wrote for /bin/sh -c and takes the first line of its output as the password.
// What else it prints, and its standard error, are thrown away unseen: either may hold the secret. It gets no
// input and no secret, in arguments or environment. After 30 seconds it is killed with all it has started.
class PasswordCommand : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PasswordCommand)

public:
    explicit PasswordCommand(Clock &clock, QObject *parent = nullptr);
    ~PasswordCommand() override;

    void start(const QString &commandLine);  // once

Q_SIGNALS:
    void finished(const Result<Secret> &password);  // once, never from inside start()

private:
    void readOutput();
    void exited(int code, QProcess::ExitStatus status);
    void end(const Result<Secret> &password);
    void killAll();

    Clock &m_clock;
    QProcess m_process;
    QByteArray m_output;
    std::unique_ptr<Alarm> m_patience;
    bool m_over = false;
};

}
