// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/query.h"

namespace search {

// What is known of a message that others are to be like.
struct Likeness {
    QString messageId;      // without angle brackets
    QString senderAddress;  // as ann@example.org
    QString list;           // of List-Id (RFC 2919): what is in the angle brackets; empty: none
    QString subject;
};

// Those of its conversation, those of its mailing list and those of its sender that have a word of its
// subject in theirs. A mailing list has many senders, so that within it the words count, and who wrote them
// does not. Everything when nothing is known.
[[nodiscard]] Query moreLike(const Likeness &message);

}
