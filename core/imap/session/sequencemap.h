// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/types.h"

#include <optional>
#include <vector>

namespace imap {

// The ordered view of the selected mailbox: sequence number → UID (RFC 3501, 2.3.1.2). Slots whose UID has
// not been told yet hold 0. Lives as long as the mailbox is selected, on the connection's thread; nothing in
// it is ever stored.
class SequenceMap
{
public:
    void reset(quint32 exists);
    // "* n EXISTS": new slots at the end. False: n is smaller than known, which no server may say without
    // EXPUNGE.
    [[nodiscard]] bool grow(quint32 exists);
    // "* n EXPUNGE": the slot goes and later ones move down at once. nullopt: the UID was not known, or no
    // such slot.
    [[nodiscard]] std::optional<Uid> expunge(SeqNum message);
    // A FETCH told the UID of a slot. False: it contradicts what is known (another UID there): the view is
    // out of step.
    [[nodiscard]] bool learn(SeqNum message, Uid uid);
    // VANISHED: by UID. True: it was here.
    [[nodiscard]] bool remove(Uid uid);

    [[nodiscard]] std::optional<Uid> uidAt(SeqNum message) const;
    [[nodiscard]] quint32 size() const noexcept { return static_cast<quint32>(m_uids.size()); }
    [[nodiscard]] bool isComplete() const noexcept { return m_unknown == 0; }
    [[nodiscard]] const std::vector<Uid> &uids() const noexcept { return m_uids; }

private:
    std::vector<Uid> m_uids;
    quint32 m_unknown = 0;
};

}
