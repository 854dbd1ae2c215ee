// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/fieldsyntax.h"

#include <QByteArray>
#include <QByteArrayView>

// The small pieces of structured field syntax (RFC 5322, 3.2) that the receipt fields need. Total: hostile
// octets give odd values, never a failure. Input is unfolded.
namespace receipts {

using mime::messageId;
using mime::messageIds;
using mime::splitOutsideQuotes;
using mime::withoutComments;
// Printable ASCII and single inner spaces only: whatever comes in, the result is safe as part of a header
// field.
[[nodiscard]] QByteArray printableAscii(QByteArrayView raw);

}
