// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/cursor.h"
#include "core/imap/wire/response.h"

// NAMESPACE: where one's own, other people's and shared mailboxes begin (RFC 2342).
namespace imap {

[[nodiscard]] NamespaceData namespaceData(Cursor &in);

}
