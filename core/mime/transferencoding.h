// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/defects.h"

#include <QByteArray>
#include <QByteArrayView>

// The decoders behind decodeTransfer() (part.h), each total.
namespace mime {

// Any octet that is no letter of the alphabet is skipped; padding may come in the middle or not at all.
[[nodiscard]] QByteArray decodeBase64(QByteArrayView text);
[[nodiscard]] QByteArray decodeQuotedPrintable(QByteArrayView text);
// The first "begin" … "end" block.
[[nodiscard]] QByteArray decodeUu(QByteArrayView text);
// One line of it, without its end: the first character tells how many octets follow (at most 63). Blanks that
// were cut off at the end count as zero.
void appendUuLine(QByteArrayView line, QByteArray &octets);
// How long the data of such a line is in characters, the first one included.
[[nodiscard]] qsizetype uuLineLength(char first) noexcept;

// Whether decodeTransfer() changes anything: octets that are sent as they are need not be copied.
[[nodiscard]] bool isTransferCoded(QByteArrayView encoding) noexcept;

// What decodeTransfer() had to overlook in this text.
[[nodiscard]] Defects transferDefects(QByteArrayView octets, QByteArrayView encoding);

}
