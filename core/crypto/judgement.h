// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/findings.h"
#include "core/mime/address.h"
#include "core/mime/header.h"

#include <QMetaType>

namespace crypto {

// Whose message it says it is. nullopt: it does not say so in one way only (no From, several, several
// addresses in it, a disguised one): then no signature can be its author's.
using Author = std::optional<mime::Mailbox>;
[[nodiscard]] Author authorOf(const mime::Header &header);

enum class Coverage {
    Whole,      // everything that is shown
    Part,       // something beside it is not covered
    Ciphertext  // what is shown was encrypted when it was signed: by somebody who need not have known it
};

// What may be said of a signature.
struct Judgement {
    enum class Status {
        Unsigned,
        Valid,              // made by the author's own key, as GnuPG says, over all that is shown
        GoodButUnknownKey,  // nobody says that the key is whose it claims to be
        WrongAddress,       // good, and another one's
        Partial,            // good, for something else than all that is shown
        Bad,
        Unverifiable,
        Error
    };
    enum class Reason {
        None,
        // GoodButUnknownKey
        KeyNotTrusted,        // no name on it is valid
        AddressNotConfirmed,  // only other names on it are
        // WrongAddress
        AddressDiffers,
        AuthorUnclear,
        // Partial
        CoversOnlyAPart,
        CoversCiphertext,
        // Bad
        DoesNotMatch,
        // Unverifiable
        KeyMissing,
        KeyExpired,
        KeyRevoked,
        SignatureExpired,
        KeyNotForSigning,
        WeakDigest,
        NoSignature,         // it says it is signed, and nobody has signed it
        SeveralSignatures,   // others choose differently among them
        ContentInSignature,  // the signature brings its own text, so it says nothing of the one beside it
        OddStructure,        // not as RFC 1847, 3156 or 8551 want it
        TypesDisagree,       // what it is called is not what it is
        InlineForm,          // within the text: not checked here
        UnknownForm,         // algorithms or forms that are not known here
        // Error
        NotBuilt,
        ProgramMissing,
        TooLarge,
        TookTooLong,
        GnuPgFailed
    };
    Status status = Status::Unsigned;
    Reason reason = Reason::None;
    std::optional<Scheme> scheme{};
    // The signature that was judged, unless there were none or several.
    std::optional<SignatureFinding> signature{};
    UserId signer{};  // the name that fits the author, else the first one

    friend bool operator==(const Judgement &, const Judgement &) = default;
};

// Pure and total. Whatever is odd takes something away; nothing ever adds to what GnuPG has said. `flaw`:
// what was wrong with the structure, None if nothing.
[[nodiscard]] Judgement judge(Scheme scheme, const Findings &findings, const Author &author,
                              Coverage coverage, Judgement::Reason flaw = Judgement::Reason::None);

// What is said with a structure that is not even handed to GnuPG.
[[nodiscard]] Judgement unverifiable(Scheme scheme, Judgement::Reason reason);

// Of something that was signed twice, one around the other: never better than the worse of both.
[[nodiscard]] Judgement combined(const Judgement &outer, const Judgement &inner);

}

Q_DECLARE_METATYPE(crypto::Judgement)
