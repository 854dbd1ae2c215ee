// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/cursor.h"
#include "core/imap/wire/response.h"

// ESEARCH: results with a tag and as sets (RFC 4731), of a part (RFC 9394), sorted and kept up to date (RFC
// 5267), of other mailboxes (RFC 7377).
namespace imap {

[[nodiscard]] ESearchData esearchData(Cursor &in);

}
