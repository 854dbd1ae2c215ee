// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/address.h"
#include "core/mime/header.h"

#include <optional>

namespace mime {

// The one author of a message, when our own server has found that the domain in From vouches for it: DMARC
// passed (RFC 7489), or a DKIM signature of that domain or one above it was valid (RFC 6376). SPF alone is
// not enough: it is about the envelope. nullopt: several authors, something that makes the author doubtful
// (authorship.h), or nobody who says so; without an `authenticationServer` (RFC 8601, 5) that is so always.
// It proves the domain; that the address within it is who it says is for the domain to see to. Pure, total.
[[nodiscard]] std::optional<Mailbox> provenAuthor(const Header &header,
                                                  const QByteArray &authenticationServer);

}
