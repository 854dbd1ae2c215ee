// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace imap {

// A copy that outlives the response. The words that nearly every mail holds ("TEXT", "utf-8", "\Seen") are
// shared constants: keeping them allocates nothing.
[[nodiscard]] QByteArray kept(QByteArrayView octets);
// The same, but a slice of `owner`, in which the octets stand (slice.h), instead of a copy.
[[nodiscard]] QByteArray kept(QByteArrayView octets, const QByteArray &owner);
// A copy in upper case.
[[nodiscard]] QByteArray keptUpper(QByteArrayView octets);

}
