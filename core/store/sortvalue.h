// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changes.h"

namespace store {

// What the list of a folder can be sorted by, and what a message has there: a text or a number.
enum class SortField { Subject, Sender, Recipients, Octets, Flagged, Attachment };
struct SortValue {
    InsertedCopy copy;
    QByteArrayView text;  // UTF-8, while it is told
    qint64 number = 0;
};

}
