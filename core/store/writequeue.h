// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changes.h"
#include "core/store/writer.h"

#include <QObject>

#include <deque>
#include <functional>
#include <variant>

namespace store {

// What waits for the Writer, so that a click never waits for a sync: updates of many messages are cut into
// slices, those of few that follow one another are joined to one, and between two of them the thread's event
// loop turns, with whatever the user has done meanwhile (it goes to user.db). What is first after a rest is
// written at once; while more is waiting, a few slices are one transaction. Text that was asked for overtakes
// what waits (its message is in the store already); everything else keeps its order. Lives in the store
// thread.
class WriteQueue : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WriteQueue)

public:
    // One slice is a few milliseconds' work and one ChangeSet that the window takes in without a pause.
    static constexpr std::size_t sliceMessages = 400;
    static constexpr int slicesTogether = 5;

    explicit WriteQueue(Writer &writer, QObject *parent = nullptr);  // `writer` outlives the queue
    ~WriteQueue() override;

    // Calls `then` once everything added so far has been written (or has failed).
    void after(std::function<void()> then);
    void drain();  // everything, now: the program ends
    [[nodiscard]] bool isEmpty() const noexcept { return m_waiting.empty(); }

public Q_SLOTS:
    void add(store::Update update);

Q_SIGNALS:
    void sliceDue(QPrivateSignal);  // to itself, by way of the event loop

private:
    void schedule();
    void workOneSlice();
    void takeFirst();
    void settle();

    Writer &m_writer;
    std::deque<std::variant<Update, std::function<void()>>> m_waiting;
    int m_together = 0;  // slices of the transaction that is open
    bool m_isRested = true;
    bool m_scheduled = false;
};

}
