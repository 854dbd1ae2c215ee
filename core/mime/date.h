// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>

#include <optional>

namespace mime {

// date-time (RFC 5322, 3.3): English names and a numeric zone under any locale. Empty for an invalid time.
[[nodiscard]] QByteArray printDate(const QDateTime &when);
// With the obsolete forms (two-digit years, named zones, comments) and common faults (no day name, no
// seconds, no zone, names in any case). The result keeps the sender's offset. nullopt: no date at all.
[[nodiscard]] std::optional<QDateTime> parseDate(QByteArrayView raw);

}
