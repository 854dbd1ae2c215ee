// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/cursor.h"
#include "core/imap/wire/response.h"

// CONDSTORE and QRESYNC (RFC 7162).
namespace imap {

void modSeqItem(Cursor &in, FetchItems &items);
[[nodiscard]] Vanished vanished(Cursor &in);

}
