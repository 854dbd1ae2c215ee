// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>

// Every look-up of a name and every connection that leaves this program goes through here, and is written
// down. Sockets of this machine (AF_UNIX) are none of its business.
namespace nettrap {

[[nodiscard]] QByteArrayList caught();
void forget();

}
