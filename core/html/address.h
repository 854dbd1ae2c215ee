// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringView>

#include <optional>

namespace html {

// The target of a link as a browser would read it, if it may be offered at all: http, https with a host,
// mailto. Blanks and control characters around and inside are gone (WHATWG URL, 4.4); nothing relative,
// nothing of another scheme.
[[nodiscard]] std::optional<QString> linkTarget(QStringView href);

// "example.org" of an address, in ASCII and lower case; empty when it has none.
[[nodiscard]] QString hostOf(QStringView address);

// The host that a text seems to be an address of ("www.example.org/x", "https://example.org"); empty: it is
// no address.
[[nodiscard]] QString claimedHost(QStringView text);
// Whether a link to `actual` under a text that claims `claimed` is what the reader expects: the same host, or
// one of the same domain by name.
[[nodiscard]] bool isSameSite(QStringView claimed, QStringView actual);

// A picture that stands in its own address (RFC 2397): PNG, JPEG, GIF or WebP in Base64; nothing else.
[[nodiscard]] std::optional<QByteArray> embeddedPicture(QStringView address);

}
