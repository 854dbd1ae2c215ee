// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/races/rival.h"

#include <testpaths.h>

namespace races {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;

}

bool Rival::start(const Doors &doors)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(POSTHORN_BUILD_DIR "/tests/claimant"),
                    {m_folder.filePath(u"profile"_s), QString::number(doors.imap), doors.imapCa,
                     QString::number(doors.smtp), doors.smtpCa});
    return m_process.waitForStarted(patience);
}

void Rival::order(const QByteArray &verb, const QByteArray &id)
{
    m_process.write(verb + ' ' + id + '\n');
    while (m_process.bytesToWrite() > 0 && m_process.waitForBytesWritten(patience)) {}
}

QByteArray Rival::waitFor(const QByteArrayList &words, const QByteArray &id)
{
    for (;;) {
        while (m_process.canReadLine()) {
            const QByteArrayList said = m_process.readLine().trimmed().split(' ');
            if (said.value(1) == id && words.contains(said.first()))
                return said.first() == "state" ? said.join(' ') : said.first();
        }
        if (!m_process.waitForReadyRead(patience))
            return {};
    }
}

void Rival::end()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(patience))
        m_process.kill();
}

}
