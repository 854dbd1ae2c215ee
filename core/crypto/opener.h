// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/backend.h"
#include "core/crypto/judgement.h"
#include "core/mime/part.h"

#include <QByteArrayList>

namespace crypto {

struct Request {
    QByteArray header;     // the whole header block of the message
    QByteArray text{};     // and all that is behind it (IMAP: TEXT)
    QByteArray section{};  // of the one part that is to be seen alone; empty: the message
    Consent consent = Consent::ByItself;
};

// What became of what was encrypted.
struct Decryption {
    enum class State {
        None,    // nothing was
        Locked,  // a person has to ask for it
        Open,
        Refused
    };
    State state = State::None;
    Scheme scheme = Scheme::OpenPgp;
    std::optional<Failure> failure{};  // why it is refused
    // False: the form of encryption does not notice when somebody has changed it on the way (CMS
    // EnvelopedData).
    bool isTamperProof = true;

    friend bool operator==(const Decryption &, const Decryption &) = default;
};

// A message, or one part of it, as far as it could be opened. What was decrypted exists in this value alone.
struct Opened {
    Judgement signature{};     // of all that is in `content`
    Decryption decryption{};   // of the last layer that was encrypted
    bool isDecrypted = false;  // some layer was opened, whatever became of those within
    // Exactly what was signed or encrypted, numbered as a message of its own: what is to be shown in the
    // place of the message, or alone. nullopt: as it came.
    std::optional<mime::ParsedPart> content{};
    // Parts below what is shown that are signed or encrypted on their own. Nothing is said about them until
    // one is asked for alone: a text is never decrypted into the midst of another one.
    QByteArrayList apart{};
};

// Takes off the layers that lie around all of the message (or of the part that is asked for), at most
// limits::layers. Only those: so what a judgement speaks of is exactly what is shown. Blocks; total.
[[nodiscard]] Opened openMessage(const Request &request, Backend &backend, const std::stop_token &stop = {});

}

Q_DECLARE_METATYPE(crypto::Opened)
