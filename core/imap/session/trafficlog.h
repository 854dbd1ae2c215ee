// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QByteArray>
#include <QByteArrayView>

// What the dialogue looks like to a person who reads the protocol view: no secrets, no mail bodies. Pure.
namespace imap::trafficlog {

// Literals up to this size are shown; they are mailbox names and header fields then, not bodies.
inline constexpr qsizetype shownLiteral = 200;
// A line is cut after so much: SEARCH answers can be megabytes.
inline constexpr qsizetype shownLine = 2000;

[[nodiscard]] QByteArray literal(QByteArrayView octets);  // itself, or "<310 octets>"
// One frame of the server without its last CRLF; literals as above.
[[nodiscard]] QByteArray received(QByteArrayView frame);
// Servers quote what they were sent: `secret`, in clear or in base64, becomes "***" wherever it stands.
[[nodiscard]] QByteArray without(const Secret &secret, QByteArray text);

}
