// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/numbering.h"

#include "core/base/overloaded.h"
#include "core/imap/wire/limits.h"

namespace imap {

void Numbering::open(Uids uids)
{
    m_messages.reset(0);
    m_next = Uid{1};
    m_lostBelow = {};
    m_uids = uids;
}

void Numbering::close()
{
    m_messages.reset(0);
    m_uids.reset();
}

void Numbering::loseCount()
{
    m_messages.reset(0);
    m_lostBelow = m_next;
}

// Fewer than before without EXPUNGE: which ones are gone nobody can tell. Numbers that are not there any more
// are not said again, and whoever counts along selects the mailbox anew.
void Numbering::grow(quint32 exists)
{
    const quint32 before = m_messages.size();
    if (exists > limits::numberedMessages || !m_messages.grow(exists)) {
        loseCount();
        return;
    }
    for (quint32 number = before + 1; makesUids() && number <= exists; ++number) {
        if (m_messages.learn(SeqNum{number}, m_next))
            ++m_next.value;
    }
}

Untagged Numbering::apply(Untagged data)
{
    if (!m_uids)
        return data;
    std::visit(overloaded{
                   [this](const Exists &exists) { grow(exists.count); },
                   [this](const Expunge &gone) { (void)m_messages.expunge(gone.message); },
                   [this](Fetch &fetch) {
                       if (fetch.items.uid && !makesUids())
                           (void)m_messages.learn(fetch.message, *fetch.items.uid);
                       else  // what a server with UIDs sends unasked, or for PARTIAL, has none
                           fetch.items.uid = m_messages.uidAt(fetch.message);
                   },
                   [this](SearchData &found) {
                       if (makesUids())
                           found = withUids(std::move(found));
                   },
                   [](const auto &) {},  // the rest names no message
               },
               data);
    return data;
}

SearchData Numbering::withUids(SearchData found) const
{
    std::vector<quint32> uids;
    for (const quint32 number : found.numbers) {
        if (const auto uid = m_messages.uidAt(SeqNum{number}))
            uids.push_back(uid->value);
    }
    found.numbers = std::move(uids);
    return found;
}

UidSet Numbering::numbersOf(const UidSet &uids) const
{
    UidSet numbers;
    for (quint32 number = 1; number <= m_messages.size(); ++number) {
        const auto uid = m_messages.uidAt(SeqNum{number});
        if (uid && uids.contains(*uid))
            numbers.add(Uid{number});
    }
    return numbers;
}

}
