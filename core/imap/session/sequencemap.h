// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/types.h"
#include "core/imap/wire/uidset.h"

#include <optional>
#include <vector>

namespace imap {

// The ordered view of the selected mailbox: sequence number → UID (RFC 3501, 2.3.1.2). Slots whose UID has
// not been told yet hold 0. Lives as long as the mailbox is selected, on the connection's thread; nothing in
// it is ever stored.
//
// A place is never moved: what is expunged is marked, and the living are counted by 64 (a Fenwick tree), so
// that one EXPUNGE among a million messages costs a few dozen steps. Some 4.3 octets a message.
class SequenceMap
{
public:
    void reset(quint32 exists);
    // All of them are known: ascending UIDs, each once.
    void assign(std::vector<Uid> uids);
    // "* n EXISTS": new slots at the end. False: n is smaller than known, which no server may say without
    // EXPUNGE.
    [[nodiscard]] bool grow(quint32 exists);
    // "* n EXPUNGE": the slot goes and later ones move down at once. nullopt: the UID was not known, or no
    // such slot.
    [[nodiscard]] std::optional<Uid> expunge(SeqNum message);
    // A FETCH told the UID of a slot. False: it contradicts what is known (another UID there): the view is
    // out of step.
    [[nodiscard]] bool learn(SeqNum message, Uid uid);
    // A UID that was told without a number (UIDFETCH; RFC 9586, 3.3) is one of those that are not known yet.
    // False: there is no room for another one.
    [[nodiscard]] bool learn(Uid uid);
    // VANISHED: by UID. True: it was here.
    [[nodiscard]] bool remove(Uid uid) { return !remove(UidSet::single(uid)).empty(); }
    // Those that were here, ascending as a rule; costs what they are, not what the ranges span. A slot whose
    // UID is not known goes with them when `gone` leaves it no other.
    [[nodiscard]] std::vector<Uid> remove(const UidSet &gone);

    [[nodiscard]] std::optional<Uid> uidAt(SeqNum message) const;
    [[nodiscard]] bool contains(Uid uid) const;
    [[nodiscard]] quint32 size() const noexcept { return m_living; }
    [[nodiscard]] bool isComplete() const noexcept { return m_unknown == 0; }
    [[nodiscard]] quint32 unknown() const noexcept { return m_unknown; }  // slots without UID
    [[nodiscard]] std::vector<Uid> uids() const;                          // 0 where it is not known
    [[nodiscard]] std::size_t octets() const noexcept;                    // of memory

private:
    [[nodiscard]] std::size_t placeOf(quint32 number) const;
    [[nodiscard]] bool isAlive(std::size_t place) const noexcept
    {
        return ((m_alive[place / 64] >> (place % 64)) & 1U) != 0;
    }
    [[nodiscard]] bool isOrdered() const noexcept { return !m_isDisordered && m_nameless == 0; }
    void fill(std::vector<Uid> living);
    void kill(std::size_t place);
    void buryIfDue();
    void name(std::size_t place, Uid uid);
    [[nodiscard]] std::vector<Uid> removeOrdered(const UidSet &gone);
    [[nodiscard]] std::vector<Uid> removeOneByOne(const UidSet &gone);
    [[nodiscard]] std::vector<Uid> removeUnnumbered(const UidSet &gone);

    std::vector<Uid> m_uids;        // by place, the dead ones too
    std::vector<quint64> m_alive;   // a bit each
    std::vector<quint32> m_counts;  // Fenwick tree over the words of m_alive
    quint32 m_living = 0;
    quint32 m_unknown = 0;   // living places without UID
    quint32 m_nameless = 0;  // places without UID, living or dead
    std::size_t m_firstNameless = 0;
    bool m_isDisordered = false;  // a server that tells UIDs that do not ascend
    bool m_isUnnumbered = false;  // UIDs were told without numbers: no slot is known by its neighbours
};

}
