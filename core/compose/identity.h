// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/address.h"
#include "core/mime/header.h"

#include <QMetaType>
#include <QString>
#include <QUuid>

#include <vector>

namespace compose {

// As whom one writes. An account has one for each of its addresses.
struct Identity {
    QUuid account{};
    mime::Mailbox from{};
    mime::Mailbox replyTo{};    // where answers go; empty: to `from`
    QString signature{};        // plain text with LF, without its mark
    bool signsMail = false;     // with a key, what is begun to be written
    bool encryptsMail = false;  // the same, as soon as everybody it goes to has a key

    friend bool operator==(const Identity &, const Identity &) = default;
};

// Is that one of ours? One's own address is the same in any case, and with anything behind a plus sign (RFC
// 5233, 1).
[[nodiscard]] bool isOwn(const mime::Mailbox &mailbox, const std::vector<Identity> &identities);

// Who answers a mail that came to `account`: the address it was sent from, if that is ours; else that to
// which it was delivered, then those in To and Cc; else the account's first. Null without identities.
[[nodiscard]] const Identity *identityFor(const mime::Header &header, const std::vector<Identity> &identities,
                                          const QUuid &account);

}

Q_DECLARE_METATYPE(compose::Identity)
