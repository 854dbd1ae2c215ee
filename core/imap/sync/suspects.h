// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/imap/wire/uidset.h"

#include <map>
#include <set>
#include <tuple>

namespace imap::sync {

class Connection;

// Messages whose FETCH the connection did not survive: the server announced more octets than it sent, or
// others, and what followed could not be read. Otherwise every new connection would die of the same message.
// And those for which a mailbox was selected again, so that it is done once.
// One per account; it lives as long as the program runs.
class Suspects
{
public:
    struct Mailbox {
        QByteArray name;
        UidValidity validity;
        friend bool operator<(const Mailbox &a, const Mailbox &b)
        {
            return std::tie(a.name, a.validity) < std::tie(b.name, b.validity);
        }
    };

    // `uids` are being fetched on `line`, until ended() or lineLost() of the same. Never 0.
    [[nodiscard]] int began(const Connection *line, const Mailbox &mailbox, const UidSet &uids);
    // It is not this one: what the connection dies of comes behind it.
    void answered(int fetch, Uid uid);
    void ended(int fetch);  // one that has ended already may end again
    // What was being fetched on it is accused by Syntax, and by a Timeout in the middle of a response; before
    // the answer has begun, silence is the network's (or we were asleep), as is anything else.
    void lineLost(const Connection *line, Error::Kind why, bool midResponse);

    // How often the connection was lost over this message.
    [[nodiscard]] int losses(const Mailbox &mailbox, Uid uid) const;
    // What the server says of it contradicts itself, and a new SELECT may tell better: false from the second
    // time on, when it is to be believed.
    [[nodiscard]] bool doubtOnce(const Mailbox &mailbox, Uid uid);
    // The windows for `missing`: suspects one by one behind the rest, those that were it alone not at all.
    [[nodiscard]] std::vector<UidSet> windows(const Mailbox &mailbox, const std::vector<Uid> &missing) const;

private:
    struct Running {
        const Connection *line = nullptr;
        Mailbox mailbox;
        UidSet uids;
        Uid answered;  // the highest one
    };
    void accuse(const Running &fetch);

    std::map<int, Running> m_running;
    std::map<std::pair<Mailbox, Uid>, int> m_losses;
    std::set<std::pair<Mailbox, Uid>> m_doubted;
    int m_lastFetch = 0;
};

}
