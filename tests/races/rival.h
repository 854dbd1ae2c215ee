// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace races {

struct Doors {
    quint16 imap = 0, smtp = 0;
    QString imapCa, smtpCa;
};

// A claimant on a profile of its own, which outlives it: it can be started again. Calls block.
class Rival
{
public:
    // `ids`: messages whose requests may be in the ledger from before. `environment`: "NAME=value" each, what
    // is to go wrong.
    [[nodiscard]] bool start(const Doors &doors, const QByteArrayList &ids = {},
                             const QStringList &environment = {});
    void order(const QByteArray &verb, const QByteArray &id, const QByteArray &mailbox = "INBOX");
    // Lines about that message until one begins with one of the words: its first word. Empty: it said nothing
    // in its time, or is no more.
    [[nodiscard]] QByteArray waitFor(const QByteArrayList &words, const QByteArray &id);
    // The same for the numbers of the ledger.
    [[nodiscard]] QByteArray waitForLedger(const QByteArrayList &states, const QByteArray &id);
    // Those that were told since it was started, as far as they were waited for.
    [[nodiscard]] const QByteArrayList &ledger() const { return m_ledger; }
    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }
    [[nodiscard]] bool waitForDeath();  // by SIGKILL
    void end();

private:
    [[nodiscard]] QByteArrayList nextLine();

    QTemporaryDir m_folder;
    QProcess m_process;
    QByteArrayList m_ledger;
};

}
