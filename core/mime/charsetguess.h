// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <span>

namespace mime {

// The charset of a text without a label, or with one that cannot be true: by byte order mark, by form (UTF-8,
// UTF-16, ISO 2022, the multi-octet charsets of East Asia) and by the letters that are most frequent in
// languages that are not written in Latin; windows-1252 when nothing speaks for another. The name is one that
// decodeCharset() knows. Looks at the first 64 KiB. Total; a guess, so people can choose another.
[[nodiscard]] QByteArray guessedCharset(QByteArrayView octets);

// What people can choose from, most usual first.
[[nodiscard]] std::span<const QByteArrayView> offeredCharsets() noexcept;

}
