// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/address.h"
#include "core/mime/header.h"

#include <vector>

namespace mime {

// Under which addresses one writes to the list that this mail came from: List-Post (RFC 2369, 3.4), else a
// recipient whose address is its List-Id (RFC 2919, 2). None: it came from no list.
[[nodiscard]] std::vector<Mailbox> listAddresses(const Header &header);

}
