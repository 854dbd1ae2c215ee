// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

// The small pieces of structured field syntax (RFC 5322, 3.2). Total: hostile octets give odd values, never a
// failure. Input is unfolded.
namespace mime {

// Comments removed (nested, escaped; kept inside quoted strings), each leaving one space; the ends trimmed.
[[nodiscard]] QByteArray withoutComments(QByteArrayView raw);
// Split at a separator outside quoted strings; the pieces trimmed. Always at least one piece.
[[nodiscard]] std::vector<QByteArray> splitOutsideQuotes(QByteArrayView text, char separator);
}
