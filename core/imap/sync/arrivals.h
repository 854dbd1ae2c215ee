// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changes.h"

#include <QSet>

#include <functional>
#include <map>
#include <vector>

namespace imap::sync {

// Which of the messages on their way to the store are new mail: those that have arrived since the mailbox was
// last looked at (UID ≥ the UIDNEXT of then), that nobody has seen, and that no move or copy of our own has
// put there. What is found at the first opening of a mailbox is not news, nor is what a renumbering brings
// again. A value, fed with every update of one account in their order.
class Arrivals
{
public:
    // What the store has of a mailbox.
    struct Known {
        UidValidity validity;  // 0: never opened
        Uid next;              // above every UID that was there
    };
    using Look = std::function<Known(const QByteArray &mailbox)>;
    explicit Arrivals(Look look) : m_look(std::move(look)) {}

    struct News {
        QByteArray mailbox;
        std::vector<Uid> uids;
        friend bool operator==(const News &, const News &) = default;
    };
    [[nodiscard]] News note(const store::Update &update);
    // All that was in the mailbox has been told: what comes now is new.
    void looked(const QByteArray &mailbox);

private:
    struct Mark {
        UidValidity validity;
        Uid next;            // 0: everything is from before
        Uid highest;         // seen so far
        QSet<quint32> ours;  // put there by ourselves
    };
    void open(const store::MailboxOpened &opened);
    [[nodiscard]] News arrive(const store::MessagesFetched &fetched);

    Look m_look;
    std::map<QByteArray, Mark> m_marks;
};

}
