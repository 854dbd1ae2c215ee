// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/cursor.h"
#include "core/imap/wire/response.h"

// METADATA: notes on mailboxes and on the server (RFC 5464).
namespace imap {

[[nodiscard]] MetadataData metadataData(Cursor &in);

}
