// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/findings.h"

#include <QMetaType>

// Keys for mail that goes, and what became of it, as values.
namespace crypto {

// A key of this computer, as it looks for one address.
struct Key {
    Scheme scheme = Scheme::OpenPgp;
    QByteArray fingerprint{};  // of the primary key, hexadecimal
    UserId userId{};      // the name on it with that address; isValid: GnuPG says that it is the holder's
    QDateTime made{};     // UTC
    QDateTime expires{};  // UTC; invalid: never
    bool isSecretHere = false;
    bool canSign = false, canEncrypt = false;
    // KeyExpired, KeyRevoked or KeyUnusable: it can be used for nothing.
    std::optional<Failure> flaw{};

    friend bool operator==(const Key &, const Key &) = default;
};

struct FoundKeys {
    std::optional<Failure> failure{};
    std::vector<Key> keys{};
};

// One that is encrypted to.
struct RecipientKey {
    QByteArray fingerprint{};
    QByteArray address{};     // addr-spec of whoever is to read it
    bool isAccepted = false;  // a person has chosen this key, although GnuPG does not say whose it is

    friend bool operator==(const RecipientKey &, const RecipientKey &) = default;
};

struct Signature {
    std::optional<Failure> failure{};
    QByteArray octets{};
    QByteArray digest{};  // as it is named in mail: "pgp-sha512" (RFC 3156, 5), "sha-256" (RFC 8551, 3.5.3.2)
};

struct Ciphertext {
    std::optional<Failure> failure{};
    QByteArray octets{};
    QByteArray address{};  // whose key is why it failed; empty: nobody's
};

// Which key is used when nobody says: the only one that can be used and is the holder's. What a person has to
// decide (several, or none of which GnuPG says whose it is) is decided by no rule.
enum class KeyUse { Signing, Encryption };
[[nodiscard]] bool isUsable(const Key &key, KeyUse use);
// nullopt: none, or a person has to choose.
[[nodiscard]] std::optional<Key> obviousKey(const std::vector<Key> &keys, KeyUse use);

}

Q_DECLARE_METATYPE(crypto::FoundKeys)
