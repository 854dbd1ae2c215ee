// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/findings.h"

#include <QByteArrayView>

namespace crypto {

// "Name (comment) <address>" or an address alone, as people put it on an OpenPGP key (RFC 9580, 5.11). Its
// maker can write there what they like, so what can be read in two ways has no address. Total; isValid is
// left to the caller.
[[nodiscard]] UserId readUserId(QByteArrayView octets);

// The common name in a distinguished name as gpgsm prints it ("CN=Ann Example,O=..."); empty: there is none.
[[nodiscard]] QString commonName(QByteArrayView distinguishedName);

}
