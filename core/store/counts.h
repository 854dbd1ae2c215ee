// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>

namespace store {

// How many messages a folder has, and how many are unseen, pieced together from what the server says at
// different moments. Pure; the writer keeps it in the folder's row.
//
// The rule: `messages` is what the server said last (STATUS or EXISTS at opening), plus what has arrived and
// minus what has vanished since. `unseen` is counted from the stored copies when all messages are stored,
// else it is what STATUS said, moved by each change that was seen since. So a folder that is wholly here is
// exact, and one that is not stays near the truth until the next STATUS.
struct Counts {
    quint32 messages = 0;      // shown
    quint32 unseen = 0;        // shown
    quint32 stored = 0;        // copies here
    quint32 storedUnseen = 0;  // of those, without \Seen
    quint32 announced =
        0;  // counted by the server after opening, not yet fetched: no arrivals beyond `messages`
    quint32 arrivalMark = 0;  // a message with this UID or a higher one has arrived since (UIDNEXT)
    bool refused = false;     // the server would not say, and the folder was not opened since

    [[nodiscard]] bool isComplete() const noexcept { return stored == messages; }
    friend bool operator==(const Counts &, const Counts &) = default;
};

// What an update did to the copies of one folder.
struct CopiesDelta {
    quint32 added = 0, addedUnseen = 0;
    quint32 arrived = 0, arrivedUnseen = 0;  // the part of the added ones with a UID from the mark on
    quint32 removed = 0, removedUnseen = 0;
    quint32 becameSeen = 0, becameUnseen = 0;
    quint32 highestUid = 0;
};

// SELECT: EXISTS and UIDNEXT.
[[nodiscard]] Counts afterOpening(Counts counts, quint32 exists, quint32 uidNext) noexcept;
// STATUS: MESSAGES and UNSEEN, where given; neither: refused.
[[nodiscard]] Counts afterStatus(Counts counts, std::optional<quint32> messages,
                                 std::optional<quint32> unseen) noexcept;
[[nodiscard]] Counts afterCopies(Counts counts, const CopiesDelta &delta) noexcept;

}
