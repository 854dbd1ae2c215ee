// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receipts/ledger.h"

#include <QHash>
#include <QString>

#include <functional>
#include <map>
#include <set>

// What holds in every scenario of a receipt, whatever it is about: looked at from outside, on the wires and
// in user.db, which is read by a connection of its own, as another process would.
//   I1  nothing is submitted before a claim that the server has confirmed
//   I2  at most one final dot for a request, without a second consent of the user
//   I3  $MDNSent is never taken away: no -FLAGS with it, and no STORE that replaces flags
//   I4  each state is in the ledger before what follows from it
//   I5  denied, and answered elsewhere, is the end of it
// A breach is told at once. The worlds in which scenarios play hold one, so that no scenario can go without.
namespace receipt_test {

class Invariants
{
public:
    using Tell = std::function<void(const QByteArray &breach)>;
    Invariants(QString userDatabase, Tell tell);

    void sent(const QByteArray &line);      // ours to the IMAP server, with its tag
    void received(const QByteArray &line);  // the server's
    void appended(const QByteArray &message);
    void stateTold(const receipts::LedgerEntry &entry);
    void submissionBegun();                     // a connection to the submission server
    void mailEnded(const QByteArray &message);  // the final dot
    void mailRefused();                         // 4xx or 5xx for the last one: it was not taken

private:
    // What user.db holds now.
    struct Snapshot {
        std::vector<receipts::LedgerRecord> records;
        std::map<QByteArray, std::vector<int>> events;  // by key, in their order
        bool isMailSending = false;                     // one of the outbox, which asks for no claim
        [[nodiscard]] int count(const receipts::RequestKey &key, int event) const;
    };
    [[nodiscard]] Snapshot look() const;
    void storeSent(const QByteArray &tag, const QByteArray &line);
    void tagged(const QByteArray &tag, const QByteArray &answer);
    void breach(const char *invariant, const QByteArray &what) const;

    QString m_path;
    Tell m_tell;
    std::map<QByteArray, quint32> m_stores;  // of $MDNSent, not answered: by tag, the UID
    std::set<quint32> m_granted;             // UIDs whose STORE was answered with OK
    std::set<quint32> m_seen;                // and those shown with the keyword since the STORE
    std::map<QByteArray, receipts::LedgerState> m_ended;
    std::map<QByteArray, int> m_dots;  // by request
    QByteArray m_lastMail;             // whose it was
    bool m_hasCopied = false;
};

}
