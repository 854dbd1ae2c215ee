// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/statements.h"
#include "core/store/writer.h"

#include <QObject>

#include <functional>
#include <memory>

namespace search {

// Keeps the full-text index of cache.db (cacheschema.cpp, fulltext) true to what is in it, in slices of a few
// milliseconds with at least as long a rest between two of them. What is to be done is in the database
// (`unindexed`), written with the change that made it so, and taken off with the words: whatever is broken
// off goes on at the next start. What is gone is not found from that moment on; its words go when so many of
// them have gathered that all is made anew, which is never anybody's task.
//
// Lives in the store thread. What fails is told by the Writer, and tried again with the next change.
class Indexer : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Indexer)

public:
    Indexer(store::Writer &writer, Clock &clock, QObject *parent = nullptr);  // both outlive this
    ~Indexer() override;

    // Asked before each slice; while it says no, somebody waits for something else, or there is no room.
    void setGate(std::function<bool()> mayWork) { m_mayWork = std::move(mayWork); }
    void start();

    // More words than these of messages that are gone, and more than those of messages that are here.
    static constexpr qint64 mostDead = 5000;

public Q_SLOTS:
    void setPaused(bool paused);

Q_SIGNALS:
    void sliceDue(QPrivateSignal);  // to itself, by way of the event loop
    void rested();                  // nothing more to do for now

private:
    void heed(const store::ChangeSet &changes);
    void goOn(std::chrono::milliseconds after);
    void workOneSlice();
    void beginAnewIfWorthIt();

    store::Writer &m_writer;
    Clock &m_clock;
    std::function<bool()> m_mayWork;
    std::unique_ptr<Alarm> m_alarm;
    bool m_isStarted = false;
    bool m_isPaused = false;
    bool m_isWorking = false;  // something is to be done, and a slice is on its way or due
};

// A slice: the words of so many messages. False: there was nothing to do.
[[nodiscard]] bool indexSome(store::Statements &statements, int limit);

}
