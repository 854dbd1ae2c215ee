// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/counts.h"

#include <algorithm>

namespace store {

namespace {

quint32 minus(quint32 a, quint32 b) noexcept
{
    return a > b ? a - b : 0;
}

// More messages than were announced means that an announcement was missed; there are never more unseen than
// all.
Counts consistent(Counts counts) noexcept
{
    counts.messages = std::max(counts.messages, counts.stored);
    counts.unseen = std::min(counts.unseen, counts.messages);
    return counts;
}

}

Counts afterOpening(Counts counts, quint32 exists, quint32 uidNext) noexcept
{
    // The stored flags may be old until they are fetched: `unseen` waits for that.
    counts.messages = exists;
    counts.refused = false;
    counts.announced = 0;
    counts.arrivalMark = uidNext;
    if (exists == 0)
        counts.unseen = 0;
    counts.unseen = std::min(counts.unseen, counts.messages);
    return counts;  // fewer than stored: the vanished ones are about to be told
}

Counts afterStatus(Counts counts, std::optional<quint32> messages, std::optional<quint32> unseen) noexcept
{
    counts.refused = !messages && !unseen;
    if (messages) {
        counts.announced = minus(*messages, counts.messages);
        counts.messages = *messages;
    }
    counts.unseen = std::min(unseen.value_or(counts.unseen), counts.messages);
    return counts;
}

Counts afterCopies(Counts counts, const CopiesDelta &delta) noexcept
{
    counts.stored = minus(counts.stored + delta.added, delta.removed);
    counts.storedUnseen = minus(counts.storedUnseen + delta.addedUnseen + delta.becameUnseen,
                                delta.removedUnseen + delta.becameSeen);

    const quint32 expected = std::min(counts.announced, delta.arrived);
    counts.announced -= expected;
    counts.messages = minus(counts.messages + delta.arrived - expected, delta.removed);
    counts.unseen = minus(counts.unseen + minus(delta.arrivedUnseen, expected) + delta.becameUnseen,
                          delta.removedUnseen + delta.becameSeen);
    if (delta.highestUid >= counts.arrivalMark)
        counts.arrivalMark = delta.highestUid + 1;

    counts = consistent(counts);
    if (counts.isComplete())
        counts.unseen = counts.storedUnseen;
    return counts;
}

}
