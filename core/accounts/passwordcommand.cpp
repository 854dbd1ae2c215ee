// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/passwordcommand.h"

#include <csignal>
#include <unistd.h>

namespace accounts {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto patience = 30s;  // a passphrase may have to be typed
constexpr qsizetype lineLimit = qsizetype{64} * 1024;

Error failure(Error::Kind kind, const QByteArray &what)
{
    return Error{kind, "password command: " + what};
}

}

PasswordCommand::PasswordCommand(Clock &clock, QObject *parent) : QObject(parent), m_clock(clock)
{
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(QProcess::nullDevice());
    // A process group of its own, so that the end of the shell is the end of what it started.
    m_process.setChildProcessModifier([] { ::setpgid(0, 0); });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &PasswordCommand::readOutput);
    const auto startFailed = [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end(failure(Error::Kind::NotFound, "/bin/sh did not start"));
    };
    connect(&m_process, &QProcess::errorOccurred, this, startFailed, Qt::QueuedConnection);
    connect(&m_process, &QProcess::finished, this, &PasswordCommand::exited);
}

PasswordCommand::~PasswordCommand()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    killAll();
    m_process.waitForFinished(1000);  // of a process that was killed: so that none is left behind
}

void PasswordCommand::start(const QString &commandLine)
{
    m_patience = m_clock.alarm(patience, [this] {
        end(failure(Error::Kind::Timeout, "no end after 30 seconds"));
        killAll();
    });
    m_process.start(u"/bin/sh"_s, {u"-c"_s, commandLine});
}

void PasswordCommand::readOutput()
{
    m_output += m_process.readAllStandardOutput();
    if (m_output.size() > lineLimit)
        m_output.truncate(lineLimit);
}

void PasswordCommand::exited(int code, QProcess::ExitStatus status)
{
    readOutput();
    QByteArray line = m_output.split('\n').constFirst();
    if (line.endsWith('\r'))
        line.chop(1);
    if (status != QProcess::NormalExit || code != 0)
        end(failure(Error::Kind::Refused, "ended with " + QByteArray::number(code)));
    else if (line.isEmpty())
        end(failure(Error::Kind::NotFound, "printed nothing"));
    else
        end(Secret(line));
}

void PasswordCommand::end(const Result<Secret> &password)
{
    if (std::exchange(m_over, true))
        return;
    m_output.clear();
    m_patience.reset();
    Q_EMIT finished(password);
}

void PasswordCommand::killAll()
{
    if (const qint64 pid = m_process.processId(); pid > 0)
        ::kill(static_cast<pid_t>(-pid), SIGKILL);
    m_process.kill();  // if it has not made its group yet
}

}
