// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/cursor.h"
#include "core/imap/wire/response.h"

// SORT and THREAD: the server's order and its threads (RFC 5256).
namespace imap {

[[nodiscard]] SortData sortData(Cursor &in);
[[nodiscard]] ThreadData threadData(Cursor &in);

}
