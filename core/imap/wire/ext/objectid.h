// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/cursor.h"
#include "core/imap/wire/fetchitems.h"
#include "core/imap/wire/responsecode.h"

// OBJECTID: names of mailboxes, mails and threads that outlive UIDs (RFC 8474).
namespace imap {

[[nodiscard]] QByteArray objectId(Cursor &in);
[[nodiscard]] ResponseCode mailboxId(Cursor &in);
[[nodiscard]] std::optional<QByteArray> statusMailboxId(Cursor &in);
void emailId(Cursor &in, FetchItems &items);
void threadId(Cursor &in, FetchItems &items);

}
