// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/address.h"

namespace mime {

// printMailbox() for a line that already holds `column` octets.
[[nodiscard]] QByteArray printMailboxAt(const Mailbox &mailbox, qsizetype column);

}
