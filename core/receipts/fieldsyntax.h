// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/fieldsyntax.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

// The small pieces of structured field syntax (RFC 5322, 3.2) that the receipt fields need. Total: hostile
// octets give odd values, never a failure. Input is unfolded.
namespace receipts {

using mime::splitOutsideQuotes;
using mime::withoutComments;
// The msg-ids of a field such as References, "<left@right>" each, in order; what is no msg-id is left out.
[[nodiscard]] std::vector<QByteArray> messageIds(QByteArrayView raw);
// The one msg-id of a Message-ID field as "<…>"; one without its angle brackets, as some programs write it,
// gets them. Empty: there is none that could be repeated in a header field of ours.
[[nodiscard]] QByteArray messageId(QByteArrayView raw);
// Printable ASCII and single inner spaces only: whatever comes in, the result is safe as part of a header
// field.
[[nodiscard]] QByteArray printableAscii(QByteArrayView raw);

}
