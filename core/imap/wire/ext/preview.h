// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/cursor.h"
#include "core/imap/wire/fetchitems.h"

// PREVIEW: the first words of a message, as the server sees them (RFC 8970).
namespace imap {

void preview(Cursor &in, FetchItems &items);

}
