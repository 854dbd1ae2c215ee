// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

// What GnuPG says about octets, as values: nothing of it is a judgement yet (judgement.h).
namespace crypto {

enum class Scheme {
    OpenPgp,  // RFC 9580, in mail RFC 3156
    Smime     // CMS, in mail RFC 8551
};

// A name on a key. Its words are the key's maker's: not safe to be shown as they are.
struct UserId {
    QString name;
    QByteArray address;    // addr-spec; empty: it has none, or it can be read in more than one way
    bool isValid = false;  // GnuPG says that it is the holder's, fully or ultimately

    friend bool operator==(const UserId &, const UserId &) = default;
};

struct SignatureFinding {
    enum class State {
        Good,
        Bad,  // the octets are not what was signed
        KeyMissing,
        KeyExpired,
        KeyRevoked,
        SignatureExpired,
        Uncheckable  // an unknown algorithm, a broken certificate ...
    };
    State state = State::Uncheckable;
    bool isKeyValid = false;     // as UserId::isValid, of at least one name
    bool isForSigning = true;    // the key says that it may sign
    bool isDigestStrong = true;  // neither MD5 nor SHA-1, whose collisions can be made
    QByteArray fingerprint{};    // of the primary key, hexadecimal; of a key that is missing what is known
    QByteArray digest{};         // "SHA256"
    QDateTime made{};            // UTC, as the signer says
    std::vector<UserId> userIds{};

    friend bool operator==(const SignatureFinding &, const SignatureFinding &) = default;
};

// Why there is no answer, or no content.
enum class Failure {
    NotBuilt,        // this copy of the program has no GPGME
    ProgramMissing,  // gpg or gpgsm
    TooLarge,
    TookTooLong,
    Malformed,    // not what it says it is
    Unsupported,  // known, and not handled here: compressed CMS, passwords instead of keys
    NoSecretKey,
    Locked,       // a passphrase would be needed, and nobody was to be asked; or it was not given
    NoIntegrity,  // encrypted so that anybody can change it unseen (RFC 9580, 13.7): refused
    Damaged,      // cannot be decrypted, or was changed on the way
    // of mail that goes
    KeyMissing,
    KeyExpired,
    KeyRevoked,
    KeyNotTrusted,  // GnuPG does not say that it is the holder's, and nobody has chosen it
    KeyUnusable,    // switched off, broken, or not for what is wanted
    Unexplained     // GnuPG said something else
};

// The answer to one question. With a failure there is no content, whatever GnuPG had put out before.
struct Findings {
    std::optional<Failure> failure{};
    std::vector<SignatureFinding> signatures{};
    QByteArray content{};  // what was inside, for all but detached signatures

    friend bool operator==(const Findings &, const Findings &) = default;
};

}
