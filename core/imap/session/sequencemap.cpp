// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/sequencemap.h"

#include <algorithm>
#include <bit>

namespace imap {

namespace {

constexpr std::size_t wordBits = 64;

// Of the UIDs of `set`, those above `below` and below `above`.
quint64 countBetween(const UidSet &set, quint64 below, quint64 above)
{
    quint64 count = 0;
    for (const UidRange &range : set.ranges()) {
        const quint64 first = std::max<quint64>(range.first.value, below + 1);
        const quint64 last = std::min<quint64>(range.last.value, above - 1);
        count += first <= last ? last - first + 1 : 0;
    }
    return count;
}

// The place in `word` of the living one before which there are `before` others.
std::size_t bitAt(quint64 word, std::size_t before)
{
    for (; before > 0; --before)
        word &= word - 1;
    return static_cast<std::size_t>(std::countr_zero(word));
}

}

void SequenceMap::reset(quint32 exists)
{
    fill(std::vector<Uid>(exists));
    m_isUnnumbered = false;
}

void SequenceMap::assign(std::vector<Uid> uids)
{
    fill(std::move(uids));
    m_isUnnumbered = false;
}

// Everything is alive.
void SequenceMap::fill(std::vector<Uid> living)
{
    m_uids = std::move(living);
    m_living = static_cast<quint32>(m_uids.size());
    m_unknown = m_nameless = static_cast<quint32>(std::count(m_uids.begin(), m_uids.end(), Uid{}));
    m_firstNameless = 0;
    const auto falls = [](Uid before, Uid behind) { return behind.value != 0 && behind <= before; };
    m_isDisordered = std::adjacent_find(m_uids.begin(), m_uids.end(), falls) != m_uids.end();
    const std::size_t words = (m_uids.size() + wordBits - 1) / wordBits;
    m_alive = std::vector<quint64>(words, ~quint64{0});
    if (const std::size_t rest = m_uids.size() % wordBits; rest != 0)
        m_alive.back() = (quint64{1} << rest) - 1;
    m_counts = std::vector<quint32>(words + 1);
    for (std::size_t i = 1; i <= words; ++i) {
        m_counts[i] += static_cast<quint32>(std::popcount(m_alive[i - 1]));
        if (const std::size_t parent = i + (i & -i); parent <= words)
            m_counts[parent] += m_counts[i];
    }
}

bool SequenceMap::grow(quint32 exists)
{
    if (exists < m_living)
        return false;
    const std::size_t more = exists - m_living;
    if (more == 0)
        return true;
    const std::size_t before = m_uids.size();
    // One mail at a time must not copy everything each time, nor a million leave room for another one.
    if (m_uids.capacity() < before + more)
        m_uids.reserve(before + more + before / 32);
    m_uids.resize(before + more);
    m_firstNameless = m_nameless == 0 ? before : m_firstNameless;
    for (std::size_t place = before; place < m_uids.size(); ++place) {
        if (place % wordBits == 0) {
            m_alive.push_back(0);
            const std::size_t i = m_alive.size();
            // What the tree's new node covers beside itself.
            quint32 sum = 0;
            for (std::size_t below = i - 1; below > i - (i & -i); below -= below & -below)
                sum += m_counts[below];
            m_counts.push_back(sum);
        }
        m_alive.back() |= quint64{1} << (place % wordBits);
        ++m_counts.back();
    }
    m_living += static_cast<quint32>(more);
    m_unknown += static_cast<quint32>(more);
    m_nameless += static_cast<quint32>(more);
    return true;
}

// Of a number that is there.
std::size_t SequenceMap::placeOf(quint32 number) const
{
    std::size_t word = 0;
    quint32 before = number - 1;
    for (std::size_t step = std::bit_floor(m_counts.size()); step > 0; step /= 2) {
        if (word + step < m_counts.size() && m_counts[word + step] <= before) {
            word += step;
            before -= m_counts[word];
        }
    }
    return word * wordBits + bitAt(m_alive[word], before);
}

void SequenceMap::kill(std::size_t place)
{
    m_alive[place / wordBits] &= ~(quint64{1} << (place % wordBits));
    for (std::size_t i = place / wordBits + 1; i < m_counts.size(); i += i & -i)
        --m_counts[i];
    --m_living;
    if (m_uids[place].value != 0)
        return;
    --m_unknown;
    if (place > 0 && m_uids[place - 1].value != 0) {  // nobody asks any more, and the order stays
        m_uids[place] = m_uids[place - 1];
        --m_nameless;
    }
}

void SequenceMap::buryIfDue()
{
    if (m_uids.size() > 2 * wordBits && m_living < m_uids.size() / 2)
        fill(uids());
}

std::optional<Uid> SequenceMap::expunge(SeqNum message)
{
    if (message.value == 0 || message.value > m_living)
        return std::nullopt;
    const std::size_t place = placeOf(message.value);
    const Uid uid = m_uids[place];
    kill(place);
    buryIfDue();
    return uid.value != 0 ? std::optional(uid) : std::nullopt;
}

void SequenceMap::name(std::size_t place, Uid uid)
{
    m_uids[place] = uid;
    --m_unknown;
    --m_nameless;
    const bool fitsBefore = place == 0 || m_uids[place - 1].value == 0 || m_uids[place - 1] < uid;
    const bool fitsBehind =
        place + 1 >= m_uids.size() || m_uids[place + 1].value == 0 || uid < m_uids[place + 1];
    m_isDisordered = m_isDisordered || !fitsBefore || !fitsBehind;
}

bool SequenceMap::learn(SeqNum message, Uid uid)
{
    if (message.value == 0 || message.value > m_living || uid.value == 0)
        return false;
    const std::size_t place = placeOf(message.value);
    if (m_uids[place].value == 0)
        name(place, uid);
    return m_uids[place] == uid;
}

bool SequenceMap::learn(Uid uid)
{
    if (uid.value == 0 || m_unknown == 0)
        return false;
    while (m_firstNameless < m_uids.size()
           && (m_uids[m_firstNameless].value != 0 || !isAlive(m_firstNameless)))
        ++m_firstNameless;
    if (m_firstNameless == m_uids.size()) {  // numbers were told, too
        const auto nameless = [this](const Uid &each) {
            return each.value == 0 && isAlive(static_cast<std::size_t>(&each - m_uids.data()));
        };
        const auto found = std::find_if(m_uids.begin(), m_uids.end(), nameless);
        m_firstNameless = static_cast<std::size_t>(found - m_uids.begin());
    }
    name(m_firstNameless, uid);
    m_isUnnumbered = true;
    return true;
}

std::vector<Uid> SequenceMap::remove(const UidSet &gone)
{
    if (isOrdered())
        return removeOrdered(gone);
    return m_isUnnumbered && m_unknown > 0 ? removeUnnumbered(gone) : removeOneByOne(gone);
}

std::vector<Uid> SequenceMap::removeOrdered(const UidSet &gone)
{
    std::vector<Uid> removed;
    auto from = m_uids.begin();
    for (const UidRange &range : gone.ranges()) {
        from = std::lower_bound(from, m_uids.end(), range.first);
        for (; from != m_uids.end() && *from <= range.last; ++from) {
            const auto place = static_cast<std::size_t>(from - m_uids.begin());
            if (!isAlive(place))
                continue;
            removed.push_back(*from);
            kill(place);
        }
    }
    buryIfDue();
    return removed;
}

// While not everything is known, one look at all of it for a whole set. A gap of slots without UIDs between
// two that have one loses as many as the set has UIDs there: those are of messages that have been counted and
// not been told.
std::vector<Uid> SequenceMap::removeOneByOne(const UidSet &gone)
{
    const std::vector<Uid> all = uids();
    std::vector<Uid> removed, left;
    left.reserve(all.size());
    Uid below;
    for (auto at = all.begin(); at != all.end();) {
        if (at->value != 0) {
            below = std::max(below, *at);
            (gone.contains(*at) ? removed : left).push_back(*at);
            ++at;
            continue;
        }
        const auto end = std::find_if(at, all.end(), [](Uid uid) { return uid.value != 0; });
        const quint64 above = end != all.end() ? end->value : quint64{1} << 32U;
        const auto nameless = static_cast<quint64>(end - at);
        const quint64 going = std::min(countBetween(gone, below.value, above), nameless);
        left.insert(left.end(), static_cast<std::size_t>(nameless - going), Uid{});
        at = end;
    }
    if (left.size() != all.size())
        fill(std::move(left));
    return removed;
}

// Any slot without UID may have been that of a UID that was not told: one goes for each.
std::vector<Uid> SequenceMap::removeUnnumbered(const UidSet &gone)
{
    std::vector<Uid> removed, left;
    left.reserve(m_living);
    for (const Uid uid : uids()) {
        if (uid.value != 0)
            (gone.contains(uid) ? removed : left).push_back(uid);
    }
    const quint64 untold = countBetween(gone, 0, quint64{1} << 32U) - removed.size();
    left.resize(left.size() + m_unknown - std::min<quint64>(untold, m_unknown));
    if (left.size() != m_living)
        fill(std::move(left));
    return removed;
}

std::optional<Uid> SequenceMap::uidAt(SeqNum message) const
{
    if (message.value == 0 || message.value > m_living)
        return std::nullopt;
    const Uid uid = m_uids[placeOf(message.value)];
    return uid.value != 0 ? std::optional(uid) : std::nullopt;
}

bool SequenceMap::contains(Uid uid) const
{
    const bool isSorted = isOrdered();
    auto at = isSorted ? std::lower_bound(m_uids.begin(), m_uids.end(), uid)
                       : std::find(m_uids.begin(), m_uids.end(), uid);
    while (uid.value != 0 && at != m_uids.end() && *at == uid) {
        if (isAlive(static_cast<std::size_t>(at - m_uids.begin())))
            return true;
        at = isSorted ? at + 1 : std::find(at + 1, m_uids.end(), uid);
    }
    return false;
}

std::vector<Uid> SequenceMap::uids() const
{
    std::vector<Uid> living;
    living.reserve(m_living);
    for (std::size_t place = 0; place < m_uids.size(); ++place) {
        if (isAlive(place))
            living.push_back(m_uids[place]);
    }
    return living;
}

std::size_t SequenceMap::octets() const noexcept
{
    return m_uids.capacity() * sizeof(Uid) + m_alive.capacity() * sizeof(quint64)
        + m_counts.capacity() * sizeof(quint32);
}

}
