// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/races/rival.h"

#include <csignal>
#include <testpaths.h>

namespace races {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;

}

bool Rival::start(const Doors &doors, const QByteArrayList &ids, const QStringList &environment)
{
    m_ledger.clear();
    auto variables = QProcessEnvironment::systemEnvironment();
    for (const QString &each : environment)
        variables.insert(each.section(u'=', 0, 0), each.section(u'=', 1));
    m_process.setProcessEnvironment(variables);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QStringList arguments{m_folder.filePath(u"profile"_s), QString::number(doors.imap), doors.imapCa,
                          QString::number(doors.smtp), doors.smtpCa};
    for (const QByteArray &id : ids)
        arguments.append(QString::fromLatin1(id));
    m_process.start(QStringLiteral(POSTHORN_BUILD_DIR "/tests/claimant"), arguments);
    return m_process.waitForStarted(patience);
}

void Rival::order(const QByteArray &verb, const QByteArray &id, const QByteArray &mailbox)
{
    m_process.write(verb + ' ' + id + ' ' + mailbox + '\n');
    while (m_process.bytesToWrite() > 0 && m_process.waitForBytesWritten(patience)) {}
}

QByteArrayList Rival::nextLine()
{
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(patience) && !m_process.canReadLine())
            return {};
    }
    return m_process.readLine().trimmed().split(' ');
}

QByteArray Rival::waitFor(const QByteArrayList &words, const QByteArray &id)
{
    for (;;) {
        const QByteArrayList said = nextLine();
        if (said.isEmpty())
            return {};
        if (said.first() == "ledger" && said.value(1) == id)
            m_ledger.append(said.value(2));
        if (said.value(1) == id && words.contains(said.first()))
            return said.first() == "state" ? said.join(' ') : said.first();
    }
}

QByteArray Rival::waitForLedger(const QByteArrayList &states, const QByteArray &id)
{
    while (waitFor({"ledger"}, id) == "ledger") {
        if (states.contains(m_ledger.last()))
            return m_ledger.last();
    }
    return {};
}

bool Rival::waitForDeath()
{
    const bool isOver = m_process.state() == QProcess::NotRunning || m_process.waitForFinished(patience);
    return isOver && m_process.exitStatus() == QProcess::CrashExit && m_process.exitCode() == SIGKILL;
}

void Rival::end()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(patience))
        m_process.kill();
}

}
