// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/capabilities.h"

#include <vector>

// FETCH items of extensions, for servers that may lack them. Pure.
namespace imap {

// What can be asked of this server for `wanted`: items it does not know are left out, BODY.PEEK[n] stands in
// for BINARY.PEEK[n]. Empty when nothing but the UID would be left, though more was wanted.
[[nodiscard]] std::vector<QByteArray> itemsFor(const Capabilities &server,
                                               const std::vector<QByteArray> &wanted);
// BINARY.PEEK[n] as BODY.PEEK[n]; the sizes, which have no other words, are left out.
[[nodiscard]] std::vector<QByteArray> withoutBinary(const std::vector<QByteArray> &items);

}
