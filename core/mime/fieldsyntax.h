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
// The msg-ids of a field such as References, "<left@right>" each, in order; what is no msg-id is left out.
[[nodiscard]] std::vector<QByteArray> messageIds(QByteArrayView raw);
// The one msg-id of a Message-ID field as "<…>"; one without its angle brackets, as some programs write it,
// gets them. Empty: there is none that could be repeated in a header field of ours.
[[nodiscard]] QByteArray messageId(QByteArrayView raw);

}
