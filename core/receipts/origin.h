// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/header.h"

namespace receipts {

// Where a message comes from, as far as its header tells.
enum class Authentication { Unknown, Passed, Failed };

// What our own server found out about the author's domain (DMARC), which is in its topmost field: it removes
// those that come in under its name (RFC 8601, 5). `server` is its authserv-id; empty: nobody is believed.
[[nodiscard]] Authentication readAuthentication(const mime::Header &header, const QByteArray &server);
// Auto-Submitted says that no person sent it (RFC 3834, 5).
[[nodiscard]] bool isAutoSubmitted(const mime::Header &header);

}
