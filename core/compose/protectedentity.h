// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/protection.h"

#include <QByteArray>

// The forms of mail that is signed or encrypted, around octets that somebody else has made. Pure.
namespace compose {

// A message in two: what anybody may see, and what is protected.
struct Halves {
    QByteArray header{};  // all fields but those of the content, without the empty line
    QByteArray entity{};  // the fields of the content, the empty line and the body
};
// Of what messageOf() has made.
[[nodiscard]] Halves halvesOf(const QByteArray &message);
[[nodiscard]] QByteArray wholeOf(const Halves &halves);

// multipart/signed (RFC 3156, 5; RFC 8551, 3.5.3) in which the entity stands octet by octet. `signature`:
// armored or DER; `digest`: the value of "micalg".
[[nodiscard]] QByteArray signedEntity(Form form, const QByteArray &entity, const QByteArray &signature,
                                      const QByteArray &digest, const QByteArray &random);
// multipart/encrypted (RFC 3156, 4), or application/pkcs7-mime of `cmsType` (RFC 8551, 3.3, 3.4).
[[nodiscard]] QByteArray encryptedEntity(Form form, const QByteArray &octets, const QByteArray &cmsType,
                                         const QByteArray &random);

}
