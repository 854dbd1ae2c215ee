// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslConfiguration>
#include <QString>

namespace net {

// What every TLS connection of this program begins with, whatever is spoken over it: TLS 1.2 at least (RFC
// 8996), no session kept, so that every connection is verified in full and none tells that it is the same
// reader as another. `caFile`: PEM file of CAs that are trusted beside the system's; empty: none.
[[nodiscard]] QSslConfiguration tlsConfiguration(const QString &caFile);

}
