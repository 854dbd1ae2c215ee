// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/changes.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace imap::sync {

// What goes from an open mailbox to the store passes here. The word that everything in it is gone is held
// back until the folder list has said that the mailbox itself is still there: some servers (Cyrus) empty a
// mailbox for those who have it open when it is deleted or renamed, and of a renamed one nothing is to be
// thrown away. One thread.
class PurgeGuard : public QObject
{
    Q_OBJECT

public:
    // `remaining`: how many messages the mailbox has now, by the server's count.
    PurgeGuard(Clock &clock, std::function<quint32()> remaining, QObject *parent = nullptr);

    // What is told before that is the first look, and a mailbox that can be selected is there. What is held
    // is dropped where this changes, and kept where it does not.
    void setWatching(bool watching);
    void take(const store::Update &update);
    void release();  // it is still there
    void drop();     // it is not, or is about to be looked at anew
    [[nodiscard]] bool isDoubting() const noexcept { return m_isDoubting; }

Q_SIGNALS:
    void updateReady(const store::Update &update);
    void doubted();  // everything is gone: release() or drop() is to follow

private:
    void decide();

    Clock &m_clock;
    std::function<quint32()> m_remaining;
    std::vector<store::Update> m_held;  // the first removal, and all behind it
    std::size_t m_gone = 0;             // messages in it
    std::unique_ptr<Alarm> m_storm;
    bool m_isWatching = false, m_isDue = false, m_isDoubting = false;
};

}
