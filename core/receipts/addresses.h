// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/address.h"

#include <QByteArrayList>

namespace receipts {

// An internationalised domain in the form every server takes (RFC 5891); a local part has no such form.
[[nodiscard]] mime::Mailbox withAsciiDomain(mime::Mailbox mailbox);
// Equal for two addresses that mime::sameAddress() calls the same, however their domains are written.
[[nodiscard]] QByteArray addressKey(const mime::Mailbox &mailbox);
[[nodiscard]] bool isOneOf(const mime::Mailbox &mailbox, const QByteArrayList &addresses);
[[nodiscard]] bool sameDomain(const mime::Mailbox &a, const mime::Mailbox &b);

}
