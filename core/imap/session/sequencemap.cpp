// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/sequencemap.h"

#include <algorithm>

namespace imap {

void SequenceMap::reset(quint32 exists)
{
    m_uids.assign(exists, Uid{});
    m_unknown = exists;
}

bool SequenceMap::grow(quint32 exists)
{
    if (exists < m_uids.size())
        return false;
    m_unknown += exists - size();
    m_uids.resize(exists);
    return true;
}

std::optional<Uid> SequenceMap::expunge(SeqNum message)
{
    if (message.value == 0 || message.value > m_uids.size())
        return std::nullopt;
    const auto slot = m_uids.begin() + (message.value - 1);
    const Uid uid = *slot;
    m_uids.erase(slot);
    if (uid.value != 0)
        return uid;
    --m_unknown;
    return std::nullopt;
}

bool SequenceMap::learn(SeqNum message, Uid uid)
{
    if (message.value == 0 || message.value > m_uids.size() || uid.value == 0)
        return false;
    Uid &slot = m_uids[message.value - 1];
    if (slot.value == 0) {
        slot = uid;
        --m_unknown;
    }
    return slot == uid;
}

bool SequenceMap::remove(Uid uid)
{
    const auto slot = std::find(m_uids.begin(), m_uids.end(), uid);
    if (slot == m_uids.end())
        return false;
    m_uids.erase(slot);
    return true;
}

std::optional<Uid> SequenceMap::uidAt(SeqNum message) const
{
    if (message.value == 0 || message.value > m_uids.size() || m_uids[message.value - 1].value == 0)
        return std::nullopt;
    return m_uids[message.value - 1];
}

}
