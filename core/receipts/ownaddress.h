// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/header.h"

#include <QByteArrayList>
#include <QUuid>

namespace receipts {

// Which of our addresses a request is about, for its key: the first one found in To, then Cc (in the order of
// `ownAddresses`); without one, the account's UUID as text, so that a Bcc'd copy still has a stable key.
[[nodiscard]] QByteArray ownAddressFor(const mime::Header &header, const QByteArrayList &ownAddresses,
                                       const QUuid &account);

}
