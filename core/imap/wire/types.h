// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/numbers.h"

namespace imap {

// A message sequence number: an EXPUNGE renumbers these, never UIDs (RFC 3501, 2.3.1.2). It lives from send
// to receive of one response only.
struct SeqNum {
    quint32 value = 0;
    friend auto operator<=>(const SeqNum &, const SeqNum &) = default;
};

}
