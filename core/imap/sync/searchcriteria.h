// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/capabilities.h"
#include "core/imap/wire/searchkey.h"
#include "core/search/serverquestion.h"

namespace imap::sync {

// A question to a server in the words of the protocol (RFC 3501, 6.4.4).
[[nodiscard]] SearchKey searchKeyOf(const search::Criterion &criterion);

// What a question may make use of.
[[nodiscard]] search::ServerAbilities searchAbilities(const Capabilities &server);

}
