// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/cursor.h"
#include "core/imap/wire/response.h"

// ACL: who may do what with a mailbox (RFC 4314).
namespace imap {

[[nodiscard]] AclData aclData(Cursor &in);
[[nodiscard]] MyRightsData myRightsData(Cursor &in);
[[nodiscard]] ListRightsData listRightsData(Cursor &in);

}
