// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/imap/sync/connection.h"
#include "core/journal/operation.h"
#include "core/store/changes.h"

#include <QObject>

#include <deque>
#include <functional>

namespace imap::sync {

// Runs the account's journal against the server, one operation after another in their order. "Started" is on
// record before the first octet goes out; server truth is written before "done"; after a lost line flags are
// simply repeated, as is what a server answered that wanted to be left alone for a while. An APPEND always
// looks for its Message-ID first. One thread; `clock` outlives the object.
class OperationRunner : public QObject
{
    Q_OBJECT

public:
    using WithMailbox = std::function<void(const QByteArray &mailbox, Connection::Use use)>;
    OperationRunner(QUuid account, WithMailbox withMailbox, Clock &clock, QObject *parent = nullptr);

    void add(const journal::Entry &entry);
    void withdraw(qint64 id);
    // The state asked for by stateReached() is durable: go on.
    void recorded(const journal::Entry &entry);
    void setOnline(bool online);

Q_SIGNALS:
    void updateReady(const store::Update &update);
    void stateReached(qint64 id, journal::State state, const QByteArray &detail);

private:
    void next();
    void begin();
    void run(std::shared_ptr<Lease> lease, const Error &error);
    void changeFlag(const journal::ChangeFlag &change);
    void flagStored(const journal::ChangeFlag &change, const Completion &completion,
                    const std::vector<Fetch> &echoes);
    void lookFor(const journal::AppendMessage &append);
    void appendMessage(const journal::AppendMessage &append);
    void takeAppended(const journal::AppendMessage &append, const Completion &completion,
                      quint32 existsBefore);
    void createFor(const journal::AppendMessage &append, const QByteArray &why);
    void end(journal::State state, const QByteArray &detail = {});
    void postpone();
    [[nodiscard]] bool waitsOut(const ResponseText &answer);

    QUuid m_account;
    WithMailbox m_withMailbox;
    Clock &m_clock;
    std::unique_ptr<Alarm> m_pause;  // the server wants it
    std::deque<journal::Entry> m_queue;
    std::shared_ptr<Lease> m_lease;
    bool m_online = false;
    bool m_created = false;  // the mailbox that the first of the queue goes to
    bool m_running = false;  // the first of the queue is under way
};

}
