// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/opener.h"

#include <QByteArray>
#include <QList>

// Messages put together by hand, with CRLF line ends.
namespace crypto_test {

inline const QByteArray fromAnn = "From: Ann Example <ann@example.org>\r\n";

// A part: a text that says what it is.
QByteArray textPart(const QByteArray &text);
QByteArray htmlPart(const QByteArray &html);
QByteArray base64Part(const QByteArray &contentType, const QByteArray &octets);
// A multipart as an entity of its own.
QByteArray multipart(const QByteArray &subtype, const QList<QByteArray> &parts, const QByteArray &more = {},
                     const QByteArray &boundary = "frontier");
QByteArray pgpSigned(const QByteArray &part, const QByteArray &signature,
                     const QByteArray &type = "application/pgp-signature");
QByteArray pgpEncrypted(const QByteArray &encrypted);
QByteArray smimeSigned(const QByteArray &part, const QByteArray &signature);
QByteArray cmsPart(const QByteArray &smimeType, const QByteArray &octets);

// An entity becomes a message with these author fields.
crypto::Request request(const QByteArray &entity, const QByteArray &author = fromAnn);
// The text that is shown first of what was opened, or of the message as it came.
QByteArray shownText(const crypto::Opened &opened);
// "Valid", "Unverifiable KeyMissing": for comparing.
QByteArray said(const crypto::Judgement &judgement);
QByteArray said(const crypto::Decryption &decryption);
QByteArray said(const std::optional<crypto::Failure> &failure);  // empty: none

}
