// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/imap/wire/types.h"

#include <QByteArrayView>

#include <span>
#include <vector>

namespace imap {

struct UidRange {
    Uid first, last;  // first <= last
    friend bool operator==(const UidRange &, const UidRange &) = default;
};

// sequence-set of UIDs (RFC 3501, 9): ascending, disjoint, coalesced ranges, never expanded, so that a
// hostile "1:4294967295" costs eight octets.
class UidSet
{
public:
    UidSet() = default;
    [[nodiscard]] static UidSet of(std::span<const Uid> uids);           // any order, repeats allowed
    [[nodiscard]] static UidSet ofRanges(std::vector<UidRange> ranges);  // any order, may overlap
    [[nodiscard]] static UidSet single(Uid uid);

    void add(Uid uid);
    void add(UidRange range);  // ends may be swapped: "5:3" and "3:5" name the same messages
    [[nodiscard]] bool contains(Uid uid) const noexcept;
    [[nodiscard]] bool isEmpty() const noexcept { return m_ranges.empty(); }
    [[nodiscard]] quint64 count() const noexcept;
    [[nodiscard]] std::span<const UidRange> ranges() const noexcept { return m_ranges; }
    // "1:3,7": never empty text for a non-empty set.
    [[nodiscard]] QByteArray toText() const;
    // Pieces whose text is at most `maxOctets` long each (RFC 2683, 3.2.1.5), though never less than one
    // range.
    [[nodiscard]] std::vector<UidSet> split(qsizetype maxOctets) const;

    friend bool operator==(const UidSet &, const UidSet &) = default;

private:
    std::vector<UidRange> m_ranges;
};

// Accepts unordered and reversed ranges (COPYUID, VANISHED, ESEARCH); "*" is a syntax error here.
[[nodiscard]] Result<UidSet> parseUidSet(QByteArrayView text);

}
