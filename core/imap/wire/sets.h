// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/cursor.h"
#include "core/imap/wire/uidset.h"

#include <vector>

// The set productions for other productions; whole texts go through parseUidSet().
namespace imap {

// The ranges as they were sent: COPYUID pairs its two sets by position.
[[nodiscard]] std::vector<UidRange> uidRanges(Cursor &in);
[[nodiscard]] UidSet uidSet(Cursor &in);

}
