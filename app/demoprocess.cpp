// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demoprocess.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace app {

namespace {

constexpr int patienceMilliseconds = 3000;

}

DemoProcess::DemoProcess(QString script, QString program, QObject *parent)
    : QObject(parent), m_script(std::move(script)), m_program(std::move(program))
{
    m_servers.setProcessChannelMode(QProcess::MergedChannels);
    connect(&m_servers, &QProcess::readyReadStandardOutput, this, &DemoProcess::readLines);
    connect(&m_servers, &QProcess::finished, this, [this](int code) {
        if (code != 0)
            Q_EMIT failed(m_lastLine);
        Q_EMIT ended();
    });
    connect(&m_servers, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            Q_EMIT failed(m_servers.errorString());
    });
    connect(&m_window, &QProcess::finished, &m_servers, &QProcess::closeWriteChannel);
}

DemoProcess::~DemoProcess()
{
    m_servers.disconnect(this);
    m_window.disconnect();
    if (m_window.state() != QProcess::NotRunning) {
        m_window.terminate();
        m_window.waitForFinished(patienceMilliseconds);
    }
    if (m_servers.state() != QProcess::NotRunning) {
        m_servers.closeWriteChannel();
        m_servers.waitForFinished(patienceMilliseconds);
    }
}

QString DemoProcess::findScript()
{
    const QString beside = QCoreApplication::applicationDirPath();
    for (const QString &candidate :
         {beside + QStringLiteral("/../libexec/posthorn/demo"), QStringLiteral(POSTHORN_DEMO_SCRIPT)}) {
        if (QFileInfo(candidate).isExecutable())
            return QFileInfo(candidate).canonicalFilePath();
    }
    return {};
}

void DemoProcess::start()
{
    if (m_servers.state() != QProcess::NotRunning)
        return;
    QStringList arguments;
    const QString beside = QFileInfo(m_script).absolutePath() + QStringLiteral("/posthorn-demo-mail");
    if (!QFileInfo::exists(beside))  // not installed: the generator is in the build folder
        arguments << QStringLiteral("--generator") << QStringLiteral(POSTHORN_DEMO_GENERATOR);
    m_servers.start(m_script, arguments);
}

void DemoProcess::readLines()
{
    while (m_servers.canReadLine()) {
        const QString line = QString::fromUtf8(m_servers.readLine()).trimmed();
        if (line.startsWith(QStringLiteral("profile=")))
            m_profile = line.mid(8);
        else if (line == QStringLiteral("ready"))
            openWindow(m_profile);
        else if (line == QStringLiteral("step=download"))
            Q_EMIT progressed(Step::Download);
        else if (line == QStringLiteral("step=mailbox"))
            Q_EMIT progressed(Step::Mailbox);
        else if (line == QStringLiteral("step=servers"))
            Q_EMIT progressed(Step::Servers);
        else if (!line.isEmpty() && !line.startsWith(QStringLiteral("failed=")))
            m_lastLine = line;
    }
}

void DemoProcess::openWindow(const QString &profile)
{
    m_window.setProcessChannelMode(QProcess::ForwardedChannels);
    m_window.start(m_program, {QStringLiteral("--profile"), profile});
    Q_EMIT opened();
}

}
