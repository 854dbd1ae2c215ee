// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/composition.h"
#include "core/compose/message.h"
#include "core/crypto/sealing.h"
#include "core/receipts/asking.h"

#include <functional>

// With whose keys a mail that is being written would be signed and encrypted. Pure: keys are asked for by a
// function, and what is made of the mail is made by crypto::sealMessage().
namespace sealing {

struct AddressKey {
    enum class State {
        Looking,  // GnuPG has not answered yet
        Found,
        Missing,   // no key of this computer has the address on it
        Unusable,  // there are some, and none can be used: `why`
        ToChoose,  // a person has to say which of the `candidates`, or that the only one is the right one
        Failed     // GnuPG did not answer: `why`
    };
    QByteArray address = {};  // addr-spec
    State state = State::Looking;
    std::optional<crypto::Failure> why = {};
    crypto::RecipientKey key = {};             // Found
    std::vector<crypto::Key> candidates = {};  // that could be used
};

struct Plan {
    AddressKey own = {};  // of whoever writes: signs, and reads the copy in Sent and the draft on the server
    std::vector<AddressKey> recipients = {};  // where it is to be encrypted: each address once

    [[nodiscard]] bool isReady() const;
};

// nullopt: nothing is known yet.
using FindKeys = std::function<std::optional<crypto::FoundKeys>(crypto::Scheme, const QByteArray &address)>;

[[nodiscard]] crypto::Scheme schemeOf(compose::Form form);
[[nodiscard]] Plan planOf(const compose::Composition &mail, const FindKeys &findKeys);

// Of a plan that is ready. An encrypted mail becomes one message for To and Cc, who see each other anyway,
// one for each address of Bcc, which nobody else is told of, and a last one for the writer alone.
[[nodiscard]] crypto::SealRequest requestOf(const compose::Composition &mail, const Plan &plan,
                                            const compose::Stamp &stamp);
// The draft as it may lie on the server: for the writer alone, and not signed.
[[nodiscard]] crypto::SealRequest draftRequestOf(const compose::Composition &mail, const Plan &plan,
                                                 const compose::Stamp &stamp);
// The mail with what came of requestOf() in the place of its text.
[[nodiscard]] receipts::OutgoingMail sealedMail(receipts::OutgoingMail mail,
                                                const compose::Composition &composition,
                                                const crypto::Sealed &sealed);

}
