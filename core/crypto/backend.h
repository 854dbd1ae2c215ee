// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/findings.h"
#include "core/crypto/keys.h"

#include <memory>
#include <stop_token>

namespace crypto {

enum class Consent {
    ByItself,  // nobody is asked for a passphrase: what is locked stays so
    Asked      // somebody has clicked: GnuPG may ask with its own pinentry
};

// Who verifies, decrypts, signs and encrypts. Calls take their time and block: they belong to a worker's
// thread, one at a time, and end as TookTooLong soon after the token has been told to stop. Nothing goes to
// the network, and no passphrase passes through here.
class Backend
{
public:
    Backend() = default;
    Backend(const Backend &) = delete;
    Backend &operator=(const Backend &) = delete;
    virtual ~Backend() = default;

    // False: this copy of the program can do none of it, whatever is installed. Does not block.
    [[nodiscard]] virtual bool isBuilt() const noexcept { return true; }
    // nullopt: it can be asked
    [[nodiscard]] virtual std::optional<Failure> unavailability(Scheme scheme) = 0;
    // `signature` without transfer encoding, `covered` with CRLF line ends.
    [[nodiscard]] virtual Findings verifyDetached(Scheme scheme, const QByteArray &covered,
                                                  const QByteArray &signature,
                                                  const std::stop_token &stop) = 0;
    // A CMS SignedData that has its content in it.
    [[nodiscard]] virtual Findings verifyOpaque(const QByteArray &signedData,
                                                const std::stop_token &stop) = 0;
    // With the signatures that were made before the encryption, where the format has such (OpenPGP).
    [[nodiscard]] virtual Findings decrypt(Scheme scheme, const QByteArray &encrypted, Consent consent,
                                           const std::stop_token &stop) = 0;

    // The keys of this computer on which this address (addr-spec) is a name, best first: never those of key
    // servers or directories.
    [[nodiscard]] virtual FoundKeys findKeys(Scheme scheme, const QByteArray &address,
                                             const std::stop_token &stop) = 0;
    // Detached, of exactly these octets: armored for OpenPGP, DER for CMS. `fingerprint`: whose secret key is
    // here.
    [[nodiscard]] virtual Signature sign(Scheme scheme, const QByteArray &octets,
                                         const QByteArray &fingerprint, Consent consent,
                                         const std::stop_token &stop) = 0;
    // For these keys and no other, whatever the user's gpg.conf adds: who else could read it would be told to
    // all who can. Armored for OpenPGP, DER for CMS.
    [[nodiscard]] virtual Ciphertext encrypt(Scheme scheme, const QByteArray &octets,
                                             const std::vector<RecipientKey> &keys,
                                             const std::stop_token &stop) = 0;
};

// GnuPG through GPGME, with the keys in `home` (empty: the user's own). Without GPGME at build time it
// answers everything with NotBuilt.
[[nodiscard]] std::unique_ptr<Backend> makeBackend(const QString &home = {});

}
