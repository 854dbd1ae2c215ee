// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/journal/operation.h"
#include "core/store/changes.h"
#include "core/store/database.h"

#include <QObject>

#include <memory>
#include <vector>

namespace journal {

// The durable queue of what the user did, in user.db (synchronous FULL). Lives in the store thread. Every
// state is written before the side effect it announces, and what has come about and cannot be written,
// because the disk is full, is kept and written later; what a later wish makes needless is merged away
// (merge.h); what could not be undone is held for a while first. One that failed is kept, over restarts,
// until somebody has seen it.
class Journal : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Journal)

public:
    static constexpr std::chrono::seconds holdFor{10};

    // `user` and `clock` outlive the journal. Entries left Started by a crash come back as Uncertain.
    Journal(const store::Database &user, Clock &clock, QObject *parent = nullptr);
    ~Journal() override;

    [[nodiscard]] std::vector<Entry> pending() const;  // in order
    [[nodiscard]] std::vector<Entry> failures() const;

public Q_SLOTS:
    void append(const journal::Operation &operation);
    void record(qint64 id, journal::State state, const QByteArray &detail);
    // A part of a pending one goes on as a wish of its own, and the rest knows it (`detail`): both are
    // durable then, or neither is.
    void handOver(qint64 id, const QByteArray &detail, const journal::AppendMessage &part);
    // What has not started is withdrawn, and what it had replaced is wished again; what is done is undone by
    // its inverse(); what is under way will be when it is done. As long as the program runs.
    void undo(qint64 id);
    void retry(qint64 id);   // a failed one, behind the others
    void forget(qint64 id);  // a failed one: it has been seen
    // Mailboxes got other names elsewhere, or an account is gone.
    void heed(const store::Update &update);

Q_SIGNALS:
    void appended(const journal::Entry &entry);      // durable now: New, or Held; New once more when released
    void stateChanged(const journal::Entry &entry);  // durable now; after failed(): as it still is
    void withdrawn(qint64 id);  // merged away, undone before it had started, or forgotten
    // Nothing is left to be done about this wish, or what is left goes by another one's words.
    void needless(const journal::Operation &operation);
    // A wish, a state or a withdrawal could not be written: what was pending before still is.
    void failed(const journal::Operation &operation, const Error &error);
    void cannotBeUndone(qint64 id);

private:
    void writeDown(Entry &recorded, State state, const QByteArray &detail);
    [[nodiscard]] bool put(const Operation &operation);
    [[nodiscard]] bool removeSource(const Operation &saved);
    void release(qint64 id);
    void keepUnwritten(qint64 id, State state, const QByteArray &detail);
    void take(const std::vector<Entry> &entries);
    void hold(qint64 id, std::chrono::milliseconds time);
    void finish(const Entry &entry);
    void withdraw(const Entry &entry);
    void forgetAccount(const QUuid &account);
    void follow(const store::FoldersRenamed &names);
    std::unique_ptr<class JournalPrivate> d;
};

}
