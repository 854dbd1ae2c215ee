// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace mime {

// Text without a label: UTF-8 if it is valid, else windows-1252, which is what unlabelled 8-bit mail mostly
// is. decodeCharset() for labelled text is in part.h.
[[nodiscard]] QString guessedText(QByteArrayView octets);
[[nodiscard]] QString windows1252Text(QByteArrayView octets);

// What a label means in practice, in lower case: "latin1" is windows-1252. Empty for an empty label.
[[nodiscard]] QByteArray canonicalCharset(QByteArrayView label);
// Is there a converter for it? `name` is canonical.
[[nodiscard]] bool isKnownCharset(const QByteArray &name);
// Is there one well-formed character of two octets or more? Then the text is UTF-8 with a fault, not another
// charset.
[[nodiscard]] bool hasUtf8Character(QByteArrayView octets) noexcept;

}
