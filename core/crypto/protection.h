// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/judgement.h"
#include "core/mime/part.h"

#include <QByteArrayList>
#include <QStringView>

namespace crypto {

// What an entity that says it is signed or encrypted has for GnuPG: the exact octets.
struct Protection {
    enum class Kind {
        Detached,  // multipart/signed (RFC 1847, 2.1; RFC 3156, 5; RFC 8551, 3.5.3)
        Opaque,    // application/pkcs7-mime with SignedData (RFC 8551, 3.5.2), or of a kind that is not known
        Encrypted  // multipart/encrypted (RFC 3156, 4), application/pkcs7-mime with EnvelopedData
    };
    Scheme scheme = Scheme::OpenPgp;
    Kind kind = Kind::Detached;
    QByteArray covered{};       // of Detached: the first part, header and all, with CRLF line ends
    QByteArray data{};          // signature or CMS or encrypted octets, without transfer encoding
    bool isTamperProof = true;  // of Encrypted: a change would be noticed
    // What is wrong: of a signature (None: nothing), and of what is encrypted. GnuPG is not even asked then.
    Judgement::Reason flaw = Judgement::Reason::None;
    std::optional<Failure> refusal{};
};

// nullopt: it does not say that it is signed or encrypted. Pure and total; of the root of a message or of one
// of its parts, never of what is deeper in it.
[[nodiscard]] std::optional<Protection> protectionOf(const mime::ParsedPart &part);

// The same by the structure alone, which is known before the text is.
[[nodiscard]] bool claimsProtection(const mime::PartInfo &part);
// The sections of the parts below the root that claim it, but not of what is inside such a part or inside
// another message: that is not about this message. At most limits::parts.
[[nodiscard]] QByteArrayList protectedParts(const mime::PartInfo &root);

// The oldest form, within running text. It is named and not handled: it covers some lines, without their
// charset, and whatever is beside them looks the same.
enum class InlineForm { None, Signed, Encrypted };
[[nodiscard]] InlineForm inlineForm(QStringView text);

}
