// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/uidset.h"

#include "core/imap/wire/cursor.h"
#include "core/imap/wire/sets.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace imap {

namespace {

bool startsBefore(UidRange a, UidRange b)
{
    return a.first < b.first;
}

UidRange ordered(UidRange range)
{
    return range.last < range.first ? UidRange{range.last, range.first} : range;
}

// Whether b, which starts at or behind a's start, overlaps or continues a.
bool continues(UidRange a, UidRange b)
{
    return b.first <= a.last || b.first.value - a.last.value == 1;
}

void appendNumber(QByteArray &text, quint32 value)
{
    char digits[std::numeric_limits<quint32>::digits10 + 2];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
    text.append(digits, end - digits);
}

void appendRange(QByteArray &text, UidRange range)
{
    if (!text.isEmpty())
        text.append(',');
    appendNumber(text, range.first.value);
    if (range.first != range.last) {
        text.append(':');
        appendNumber(text, range.last.value);
    }
}

qsizetype digitCount(quint32 value)
{
    qsizetype count = 1;
    for (; value > 9; value /= 10)
        ++count;
    return count;
}

qsizetype textLength(UidRange range)
{
    return digitCount(range.first.value) + (range.first == range.last ? 0 : 1 + digitCount(range.last.value));
}

}

UidSet UidSet::of(std::span<const Uid> uids)
{
    std::vector<UidRange> ranges;
    ranges.reserve(uids.size());
    for (const Uid uid : uids)
        ranges.push_back({uid, uid});
    return ofRanges(std::move(ranges));
}

UidSet UidSet::ofRanges(std::vector<UidRange> ranges)
{
    std::transform(ranges.begin(), ranges.end(), ranges.begin(), ordered);
    if (!std::is_sorted(ranges.begin(), ranges.end(), startsBefore))
        std::sort(ranges.begin(), ranges.end(), startsBefore);
    std::size_t kept = 0;
    for (const UidRange range : ranges) {
        if (kept > 0 && continues(ranges[kept - 1], range))
            ranges[kept - 1].last = std::max(ranges[kept - 1].last, range.last);
        else
            ranges[kept++] = range;
    }
    ranges.resize(kept);
    UidSet set;
    set.m_ranges = std::move(ranges);
    return set;
}

UidSet UidSet::single(Uid uid)
{
    UidSet set;
    set.m_ranges.push_back({uid, uid});
    return set;
}

void UidSet::add(Uid uid)
{
    add(UidRange{uid, uid});
}

void UidSet::add(UidRange range)
{
    range = ordered(range);
    // The first range that the new one touches or that lies behind it, and the first one clearly behind it.
    const auto from = std::lower_bound(m_ranges.begin(), m_ranges.end(), range, [](UidRange a, UidRange b) {
        return a.last < b.first && b.first.value - a.last.value > 1;
    });
    auto to = from;
    for (; to != m_ranges.end() && continues(range, *to); ++to) {
        range.first = std::min(range.first, to->first);
        range.last = std::max(range.last, to->last);
    }
    if (from == to) {
        m_ranges.insert(from, range);
        return;
    }
    *from = range;
    m_ranges.erase(from + 1, to);
}

bool UidSet::contains(Uid uid) const noexcept
{
    const auto at = std::lower_bound(m_ranges.begin(), m_ranges.end(), uid,
                                     [](const UidRange &range, Uid wanted) { return range.last < wanted; });
    return at != m_ranges.end() && at->first <= uid;
}

quint64 UidSet::count() const noexcept
{
    quint64 total = 0;
    for (const UidRange range : m_ranges)
        total += quint64{range.last.value} - range.first.value + 1;
    return total;
}

QByteArray UidSet::toText() const
{
    QByteArray text;
    for (const UidRange range : m_ranges)
        appendRange(text, range);
    return text;
}

std::vector<UidSet> UidSet::split(qsizetype maxOctets) const
{
    std::vector<UidSet> pieces;
    qsizetype length = 0;
    for (const UidRange range : m_ranges) {
        const qsizetype needed = textLength(range);
        if (pieces.empty() || length + 1 + needed > maxOctets) {
            pieces.emplace_back();
            length = needed;
        } else {
            length += 1 + needed;
        }
        pieces.back().m_ranges.push_back(range);
    }
    return pieces;
}

// uniqueid = nz-number; uid-range = (uniqueid ":" uniqueid)                                  (RFC 4315, 4)
// "5:3" and "3:5" name the same messages.
UidRange uidRange(Cursor &in)
{
    const auto uniqueId = [&in] {
        const Uid uid{in.number()};
        if (uid.value == 0)
            in.fail("a UID above 0");
        return uid;
    };
    const Uid a = uniqueId();
    const Uid b = in.accept(':') ? uniqueId() : a;
    return {std::min(a, b), std::max(a, b)};
}

// uid-set = (uniqueid / uid-range) *("," uid-set)                                            (RFC 4315, 4)
std::vector<UidRange> uidRanges(Cursor &in)
{
    std::vector<UidRange> ranges;
    do {
        ranges.push_back(uidRange(in));
    } while (in.accept(','));
    return ranges;
}

UidSet uidSet(Cursor &in)
{
    auto ranges = uidRanges(in);
    return in.failed() ? UidSet() : UidSet::ofRanges(std::move(ranges));
}

Result<UidSet> parseUidSet(QByteArrayView text)
{
    Cursor in(text);
    UidSet set = uidSet(in);
    if (!in.atEnd())
        in.fail("',' or the end of the set");
    if (in.failed())
        return in.error();
    return set;
}

}
