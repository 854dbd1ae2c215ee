// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/sequencemap.h"
#include "core/imap/wire/response.h"

#include <optional>

namespace imap {

// Message numbers and UIDs of the selected mailbox of an old server. One without UIDs gets UIDs of the
// session's own making, in the order of arrival: outside the session everything names messages by UID, and a
// number never leaves it. Such UIDs end with the selection, and so does the UIDVALIDITY that stands for it.
class Numbering
{
public:
    enum class Uids { Servers, OwnMaking };

    void open(Uids uids);
    void close();
    // Keeps the count of messages and their UIDs, and says `data` with the UIDs a server without them left
    // out.
    [[nodiscard]] Untagged apply(Untagged data);

    // The present numbers of those of `uids` that are there, as a set of numbers.
    [[nodiscard]] UidSet numbersOf(const UidSet &uids) const;
    // Some of `uids` may be there under a number that cannot be told any more: that they have none is no sign
    // that they were expunged.
    [[nodiscard]] bool hasLost(const UidSet &uids) const noexcept
    {
        return !uids.isEmpty() && uids.ranges().front().first < m_lostBelow;
    }
    [[nodiscard]] UidSet everything() const { return UidSet::of(m_messages.uids()); }
    [[nodiscard]] Uid next() const noexcept { return m_next; }

private:
    [[nodiscard]] bool makesUids() const noexcept { return m_uids == Uids::OwnMaking; }
    void grow(quint32 exists);
    void loseCount();
    [[nodiscard]] SearchData withUids(SearchData found) const;

    SequenceMap m_messages;
    Uid m_next{1};
    Uid m_lostBelow{};           // the UIDs of this selection below it are no longer known by number
    std::optional<Uids> m_uids;  // while a mailbox is open
};

}
