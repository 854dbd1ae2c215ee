// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/imap/wire/uidset.h"

#include <map>
#include <tuple>

namespace imap::sync {

// Messages whose FETCH the connection did not survive: the server announced more octets than it sent, or
// others, and what followed could not be read. Otherwise every new connection would die of the same message.
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

    // `uids` are being fetched, until ended() or lineLost().
    [[nodiscard]] int began(const Mailbox &mailbox, const UidSet &uids);
    void ended(int fetch);
    // Timeout and Syntax accuse what was being fetched; anything else is the line's own fault.
    void lineLost(Error::Kind why);

    // How often the connection was lost over this message.
    [[nodiscard]] int losses(const Mailbox &mailbox, Uid uid) const;
    // The windows for `missing`: suspects one by one behind the rest, those that were it alone not at all.
    [[nodiscard]] std::vector<UidSet> windows(const Mailbox &mailbox, const std::vector<Uid> &missing) const;

private:
    std::map<int, std::pair<Mailbox, UidSet>> m_running;
    std::map<std::pair<Mailbox, Uid>, int> m_losses;
    int m_lastFetch = 0;
};

}
