// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/cursor.h"
#include "core/imap/wire/response.h"

// ID: what the server calls itself (RFC 2971).
namespace imap {

[[nodiscard]] IdData idData(Cursor &in);

}
