// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/messageset.h"

#include <algorithm>
#include <limits>

namespace imap {

namespace {

constexpr Uid highest{std::numeric_limits<quint32>::max()};

}

MessageSet MessageSet::from(Uid first)
{
    MessageSet set;
    set.m_isOpen = true;
    if (first.value > 0)
        set.m_uids.add(UidRange{first, highest});
    return set;
}

MessageSet MessageSet::saved()
{
    MessageSet set;
    set.m_isSaved = true;
    return set;
}

bool MessageSet::isSayable(const Capabilities &server) const noexcept
{
    return m_isSaved ? server.offers("SEARCHRES") : !m_uids.isEmpty();
}

// "*" is the number of a message, and there are none any more once UIDONLY is on (RFC 9586, 3). The largest
// UID there can be says the same, and some servers also tell what has vanished from the end then.
void MessageSet::sayTo(CommandText &text, const Capabilities &server) const
{
    if (m_isSaved)
        text.raw("$");
    else if (m_isOpen && !server.uidOnly())
        text.number(m_uids.ranges().front().first.value).raw(":*");
    else
        text.uids(m_uids);
}

bool MessageSet::keepBelow(Uid done)
{
    if (m_isSaved || m_uids.isEmpty() || done.value <= m_uids.ranges().front().first.value)
        return false;
    const UidSet left = without(m_uids, UidSet::ofRanges({UidRange{done, highest}}));
    if (left == m_uids)
        return false;
    m_uids = left;
    m_isOpen = false;
    return true;
}

UidSet without(const UidSet &all, const UidSet &some)
{
    std::vector<UidRange> left;
    auto gap = some.ranges().begin();
    for (UidRange range : all.ranges()) {
        while (gap != some.ranges().end() && gap->last < range.first)
            ++gap;
        for (auto at = gap; at != some.ranges().end() && at->first <= range.last; ++at) {
            if (range.first < at->first)
                left.push_back({range.first, Uid{at->first.value - 1}});
            if (at->last >= range.last) {
                range.first = highest;  // nothing of it is left
                range.last = Uid{0};
                break;
            }
            range.first = Uid{at->last.value + 1};
        }
        if (range.first <= range.last)
            left.push_back(range);
    }
    return UidSet::ofRanges(std::move(left));
}

MessageSet MessageSet::splitOff(quint32 most)
{
    UidSet kept, rest;
    quint64 room = std::max<quint32>(most, 1);
    for (const UidRange &range : m_uids.ranges()) {
        const quint64 count = quint64{range.last.value} - range.first.value + 1;
        const quint64 fits = std::min(count, room);
        room -= fits;
        const auto cut = static_cast<quint32>(range.first.value + fits);  // the first that does not fit
        if (fits > 0)
            kept.add(UidRange{range.first, Uid{cut - 1}});
        if (fits < count)
            rest.add(UidRange{Uid{cut}, range.last});
    }
    m_uids = kept;
    m_isOpen = false;
    return rest;  // not open either: "*" would drag the last message in once more
}

}
