// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/imap/sync/operationtask.h"
#include "core/journal/operation.h"
#include "core/store/changes.h"

#include <QObject>

#include <deque>
#include <functional>
#include <map>

namespace imap::sync {

// Runs the account's journal against the server, one operation after another in their order. "Started" is on
// record before the first octet goes out, and before COPY and MOVE by what their copies can be told; server
// truth is written before "done"; what a lost line has cut off is looked for before it is done again, and
// what a server answered that wanted to be left alone for a while is asked later. What is refused while
// others use the mailbox is asked for again every few minutes, a few times. What waits follows messages and
// mailboxes that were moved meanwhile. One thread; `clock` outlives the object.
class OperationRunner : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OperationRunner)

public:
    struct Hooks {
        std::function<void(const QByteArray &mailbox, Connection::Use use)> withMailbox;
        std::function<void(const FolderChange &change, FolderChanges::Done done)> changeFolders;
        std::function<const std::vector<store::ListedFolder> &()> folders;
        std::function<void(const QByteArray &mailbox, FolderSync::Found found)> whereIs{};
        OwnAddress ownAddress{};
    };
    OperationRunner(QUuid account, Hooks hooks, Clock &clock, QObject *parent = nullptr);
    ~OperationRunner() override;

    void add(const journal::Entry &entry);
    void withdraw(qint64 id);
    // The state asked for by stateReached() is durable: go on. Or it is about something else now.
    void recorded(const journal::Entry &entry);
    void setOnline(bool online);

Q_SIGNALS:
    void updateReady(const store::Update &update);
    void stateReached(qint64 id, journal::State state, const QByteArray &detail);
    void answered(const receipts::RequestKey &key, const journal::Target &copy);  // see ReceiptMarks
    // Another account's part of this one: to be written down with the detail, by which this one knows of it.
    void handedOver(qint64 id, const QByteArray &detail, const journal::AppendMessage &part);

private:
    void next();
    void begin();
    void end(journal::State state, const QByteArray &detail);
    void postpone(bool mayHaveBeenExecuted);
    void pause(const ResponseText &answer);
    void follow(const QByteArray &from, const QByteArray &to);
    void rest(const journal::Outcome &outcome);
    void wake(qint64 id);
    void retryLater(std::chrono::seconds pause = std::chrono::seconds(30));
    void takeNote(const QByteArray &onRecord);
    void endTask();
    void markUncertain();

    QUuid m_account;
    Hooks m_hooks;
    Clock &m_clock;
    std::unique_ptr<Alarm> m_pause;        // the server wants it
    std::unique_ptr<Alarm> m_retry;        // not at once: the line, the mailbox or the disk was not ready
    std::unique_ptr<Alarm> m_noteMissing;  // what was noted may not have been written
    std::deque<journal::Entry> m_queue;
    // Those that wait for others to leave their mailbox alone; the queue goes on without them.
    struct Resting {
        journal::Entry entry;
        std::unique_ptr<Alarm> alarm;
    };
    std::map<qint64, Resting> m_resting;
    std::map<qint64, int> m_rests;          // how often they have
    std::unique_ptr<OperationTask> m_task;  // of the first of the queue
    bool m_online = false;
    bool m_running = false;  // the first of the queue is under way
    int m_renamings = 0;     // of its mailboxes, while it was
    int m_unwritten = 0;     // notes, one after the other
};

}
