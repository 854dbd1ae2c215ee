// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace mime {

// Text without a label: UTF-8 if it is valid, else windows-1252, which is what unlabelled 8-bit mail mostly
// is. decodeCharset() for labelled text is in part.h.
[[nodiscard]] QString guessedText(QByteArrayView octets);
[[nodiscard]] QString windows1252Text(QByteArrayView octets);

}
