// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/operation.h"

namespace journal {

// What became of the messages of an operation, as far as it is known: kept with an entry while it runs, so
// that a crash does not forget what the server has told, and needed to undo it.
struct Outcome {
    struct Place {
        imap::Uid from;
        imap::Uid to;  // 0: it is there, but nobody told as what
        friend bool operator==(const Place &, const Place &) = default;
    };
    imap::UidValidity validity;  // of the destination; 0: not known
    std::vector<Place> places;
    // The server removes no single messages: they are marked with \Deleted and still there.
    bool areMarkedOnly = false;
    // The destination's UIDNEXT before anything was copied: below it nothing is ours. 0: not known.
    imap::Uid uidNext{};
    // Those that carried $MDNSent before they were copied or moved: their copies are not looked after yet
    // (RFC 3503, 3.2).
    std::vector<imap::Uid> marked{};

    friend bool operator==(const Outcome &, const Outcome &) = default;
};
// A failed one whose detail begins so can be done once the mailbox it goes to has been made (RFC
// 3501, 6.3.11); the server's words follow.
inline constexpr char mailboxIsMissing[] = "[TRYCREATE] ";
[[nodiscard]] std::optional<QByteArray> mailboxToCreate(const Entry &entry);

[[nodiscard]] QByteArray serialize(const Outcome &outcome);  // versioned; empty for nothing
[[nodiscard]] std::optional<Outcome> outcomeOf(const QByteArray &octets);

// What undoes an operation that is done; nullopt: nothing does. Pure.
[[nodiscard]] std::optional<Operation> inverse(const Operation &done, const Outcome &outcome);
// What a later operation is about now that an earlier one is done: messages that were moved are where they
// are, under their new UIDs; a renamed mailbox has its new name. nullopt: what it was about before. Pure.
[[nodiscard]] std::optional<Operation> followed(const Operation &later, const Operation &done,
                                                const Outcome &outcome);
[[nodiscard]] std::optional<Operation> renamed(const Operation &operation, const RenameFolder &folder);

}
