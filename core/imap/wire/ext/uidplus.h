// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/cursor.h"
#include "core/imap/wire/responsecode.h"

// UIDPLUS: where copied and appended messages went (RFC 4315, 3).
namespace imap {

[[nodiscard]] ResponseCode appendUid(Cursor &in);
[[nodiscard]] ResponseCode copyUid(Cursor &in);

}
