// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QSet>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

// An IMAP server as a plain value in memory: what it has, what was done to it, by whom. Several connections
// (modelsession.h) look at one Model at the same time, as clients of a real server do.
namespace model {

struct Message {
    quint32 uid = 0;
    QByteArrayList flags;  // sorted
    quint64 modSeq = 0;
    qint64 internalDate = 0;  // seconds since the epoch
    QByteArray octets;        // never changes
    QByteArray testId;        // its X-Test-Id, or its Message-ID
};

struct Mailbox {
    QByteArray name;  // as on the wire
    QByteArray id;    // MAILBOXID
    quint32 uidValidity = 1, uidNext = 1;
    quint64 highestModSeq = 1;
    quint64 untrueModSeq = 1000000;  // what is said for it while that goes back
    QByteArray specialUse;           // "\Sent"
    bool subscribed = true;
    bool isGone = false;        // deleted, or numbered anew
    bool keepsKeywords = true;  // no: the right to write is missing; \Seen is kept, and nothing is said
    bool isNumberedAnew = false;
    std::vector<Message> messages;                      // ascending by UID
    std::vector<std::pair<quint32, quint64>> expunged;  // UID, mod-sequence

    [[nodiscard]] const Message *find(quint32 uid) const;
    [[nodiscard]] Message *find(quint32 uid);
};

// The ledger: every effect there ever was, in order.
enum class Act { Appended, Copied, Expunged, Flagged, Unflagged, Created, Deleted, Renamed, Renumbered };
struct Effect {
    Act act;
    QByteArray mailbox;
    quint32 uid = 0;
    QByteArray testId;
    QByteArray detail;  // the flag, the new name
    int client = 0;     // whose connection it was; 0: the test itself
};

// What real servers have been seen to say that is not so.
struct Lies {
    bool modSeqGoesBack = false;         // HIGHESTMODSEQ of each SELECT is lower than that before
    bool missesChanges = false;          // QRESYNC and CHANGEDSINCE tell nothing
    bool noModSeq = false;               // [NOMODSEQ]
    bool noUidNext = false;              // SELECT does not tell it
    bool oddVanished = false;            // VANISHED repeats itself, unsorted, and names what never was
    bool forgetsExpunges = false;        // VANISHED (EARLIER) names every UID that is not there: allowed
    bool emptiesDeleted = false;         // a deleted mailbox empties itself instead of BYE (RFC 2180, 3.4)
    bool expungesAtOnce = false;         // EXPUNGE is told before the answer to a UID command, not behind it
    bool flagsWithoutUid = false;        // an unasked FETCH has no UID (allowed without QRESYNC)
    bool copiesWithoutKeywords = false;  // COPY, MOVE and APPEND leave them out
    bool promisesKeywords = false;       // PERMANENTFLAGS has "\*" whatever is kept
};

class Model
{
public:
    Model();

    [[nodiscard]] std::shared_ptr<Mailbox> find(const QByteArray &name) const;
    [[nodiscard]] const std::map<QByteArray, std::shared_ptr<Mailbox>> &mailboxes() const
    {
        return m_mailboxes;
    }

    // What clients do. False: there is nothing to do it to.
    bool create(const QByteArray &name, int client = 0, const QByteArray &specialUse = {});
    bool remove(const QByteArray &name, int client = 0);
    bool rename(const QByteArray &from, const QByteArray &to, int client = 0);
    quint32 append(Mailbox &mailbox, const QByteArray &octets, const QByteArrayList &flags = {},
                   qint64 internalDate = 0, int client = 0);
    quint32 copy(const Message &message, Mailbox &to, int client = 0);
    void expunge(Mailbox &mailbox, quint32 uid, int client = 0);
    // Only what differs has an effect.
    void changeFlag(Mailbox &mailbox, quint32 uid, const QByteArray &flag, bool set, int client = 0);
    // Another UIDVALIDITY, other UIDs, the same messages.
    void renumber(const QByteArray &name, quint32 firstUid = 1);

    [[nodiscard]] const std::vector<Effect> &ledger() const { return m_ledger; }
    // What a client has said that no server should be told.
    [[nodiscard]] const QByteArrayList &complaints() const { return m_complaints; }
    void complain(const QByteArray &why) { m_complaints.append(why); }

    Lies lies;
    // Called before each command is carried out, with its text: others may do something just then.
    std::function<void(const QByteArray &command)> beforeCommand;
    // True: the command is carried out, its answer is lost and the line with it.
    std::function<bool(const QByteArray &command)> losesReply;

private:
    void note(Act act, const Mailbox &mailbox, quint32 uid, const QByteArray &testId,
              const QByteArray &detail, int client);

    std::map<QByteArray, std::shared_ptr<Mailbox>> m_mailboxes;
    std::vector<Effect> m_ledger;
    QByteArrayList m_complaints;
    quint32 m_lastValidity = 100;
    int m_lastId = 0;
};

// A small message whose Message-ID and X-Test-Id are made of `testId`.
[[nodiscard]] QByteArray makeMessage(const QByteArray &testId, int lines = 2);
[[nodiscard]] QByteArray fieldOf(const QByteArray &octets, const QByteArray &name);  // unfolded, trimmed
[[nodiscard]] QByteArray toText(const Effect &effect);

}
