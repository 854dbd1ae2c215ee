// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/backend.h"

#include <QMetaType>

namespace crypto {

// A message that is to be signed, encrypted, or both.
struct SealRequest {
    QByteArray message{};  // compose::messageOf()'s, whose protection says that it is to be signed
    Scheme scheme = Scheme::OpenPgp;
    QByteArray signer{};  // fingerprint; empty: it is not signed
    // Who reads it: a message is made for each of these sets, and names the keys of its own set alone. Empty:
    // it is not encrypted.
    std::vector<std::vector<RecipientKey>> readers{};
    QByteArray random{};  // 16 octets or more, for boundaries
    Consent consent = Consent::Asked;
};

// With a failure there is no message, and nothing that was to be secret is anywhere but in the request.
struct Sealed {
    std::optional<Failure> failure{};
    QByteArray address{};                // whose key is the reason; empty: nobody's
    std::vector<QByteArray> messages{};  // in the order of `readers`; one where it is only signed

    friend bool operator==(const Sealed &, const Sealed &) = default;
};

// Signs once, then encrypts what was signed (RFC 3156, 6.1; RFC 8551, 3.7), for each set of readers; all with
// the same header. Blocks, like the backend; total. What comes back as encrypted has been looked at: it is
// nothing but encrypted octets in which a change would be noticed (CMS: as far as that can be had).
[[nodiscard]] Sealed sealMessage(const SealRequest &request, Backend &backend,
                                 const std::stop_token &stop = {});

}

Q_DECLARE_METATYPE(crypto::Sealed)
