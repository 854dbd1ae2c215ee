// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/smtp/submission.h"

// How reports of delivery are asked for (RFC 3461, 4), as text behind MAIL and RCPT, each with a space before
// it. For servers that offer DSN alone.
namespace smtp {

// RET and ENVID, each once. An id that cannot be one is left out.
[[nodiscard]] QByteArray mailParameters(const Envelope &envelope);
// NOTIFY and ORCPT, each once. An address longer than an ORCPT may be goes without.
[[nodiscard]] QByteArray recipientParameters(const Recipient &recipient);

// Octets as "xtext" (RFC 3461, 4): what is not printable ASCII, "+" and "=" as "+XX".
[[nodiscard]] QByteArray xtext(QByteArrayView octets);

}
