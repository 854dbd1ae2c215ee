// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

// The decoders behind decodeTransfer() (part.h), each total.
namespace mime {

// Any octet that is no letter of the alphabet is skipped; padding may come in the middle or not at all.
[[nodiscard]] QByteArray decodeBase64(QByteArrayView text);
[[nodiscard]] QByteArray decodeQuotedPrintable(QByteArrayView text);
// The first "begin" … "end" block.
[[nodiscard]] QByteArray decodeUu(QByteArrayView text);

}
