// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace crypto {

// What OpenPGP octets are by the order of their packets, told before GnuPG sees them: it also "decrypts" what
// was never encrypted, and "verifies" what brings its own text. Anything that is not exactly one of the
// forms of mail is Other.
enum class PgpShape {
    DetachedSignature,          // one signature of a document, alone (RFC 9580, 10.4)
    Signatures,                 // several of them
    Encrypted,                  // for keys, protected against change (RFC 9580, 5.13)
    EncryptedWithoutIntegrity,  // the older packet, which anybody can change unseen (5.7)
    EncryptedWithPassword,      // a password would be asked for, by whoever has sent it
    Other
};

// Armored (RFC 9580, 6) or binary; armored text may have nothing but blank lines around it. Pure, total, and
// bounded by limits::packets.
[[nodiscard]] PgpShape pgpShape(QByteArrayView octets);

}
