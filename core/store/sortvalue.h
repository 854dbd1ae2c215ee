// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changes.h"
#include "core/store/threading.h"

namespace store {

// What the list of a folder can be sorted by, and what a message has there: a text or a number.
enum class SortField { Subject, Sender, Recipients, Octets, Flagged, Attachment };
struct SortValue {
    InsertedCopy copy;
    QByteArrayView text;  // UTF-8, while it is told
    qint64 number = 0;
};

// What a message says of its place in a conversation.
struct ThreadValue {
    InsertedCopy copy;
    ThreadId thread;                   // 0: not known yet
    std::optional<ThreadKey> own;      // nullopt: it has no id, and nothing can be an answer to it
    std::vector<ThreadKey> ancestors;  // the first one first
};

}
