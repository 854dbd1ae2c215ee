// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace races {

struct Doors {
    quint16 imap = 0, smtp = 0;
    QString imapCa, smtpCa;
};

// A claimant on a profile of its own. Calls block.
class Rival
{
public:
    [[nodiscard]] bool start(const Doors &doors);
    void order(const QByteArray &verb, const QByteArray &id);
    // Lines about that message until one begins with one of the words: its first word. Empty: it said nothing
    // in its time.
    [[nodiscard]] QByteArray waitFor(const QByteArrayList &words, const QByteArray &id);
    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }
    void end();

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

}
