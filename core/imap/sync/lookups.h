// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/imap/sync/backgroundtext.h"

#include <QObject>
#include <QSet>

#include <deque>
#include <memory>

namespace imap::sync {

// Brings what is needed of reports and of sent mail that asks for one (store/reportrows.h): the header, and
// the parts that say something to a program, one message at a time, so that whatever the user wants goes in
// between. The list of what is still wanted is in the store, so a restart goes on where this stopped. One
// thread.
class Lookups : public QObject
{
    Q_OBJECT

public:
    Lookups(TextSource source, Clock &clock, QObject *parent = nullptr)
        : QObject(parent), m_source(std::move(source)), m_clock(clock)
    {}

    void setOnline(bool online);
    void look();  // there is something new to be looked up

Q_SIGNALS:
    void updateReady(const store::Update &update);

private:
    void next();
    void refill();
    void fetch(const store::Lookup &lookup);
    void ended(TextHandlers::Outcome outcome, const store::Lookup &lookup);

    TextSource m_source;
    Clock &m_clock;
    std::unique_ptr<Alarm> m_retry;
    std::deque<store::Lookup> m_waiting;
    store::CopyId m_passed;
    // Whatever came of it, once is enough until the next time we are online: the store may not have read yet
    // what it has been given.
    QSet<store::CopyId> m_tried;
    QHash<store::CopyId, int> m_losses;  // of the line, while that message was fetched
    QSet<store::FolderId> m_refused;
    int m_epoch = 0;  // answers from before an interruption are late
    bool m_isOnline = false, m_isWorking = false;
};

}
