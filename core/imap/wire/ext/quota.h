// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/cursor.h"
#include "core/imap/wire/response.h"

// QUOTA: how much room there is (RFC 9208; RFC 2087).
namespace imap {

[[nodiscard]] QuotaData quotaData(Cursor &in);
[[nodiscard]] QuotaRootData quotaRootData(Cursor &in);

}
