// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/header.h"

#include <optional>
#include <utility>
#include <vector>

namespace mime {

// What a receiving server found out about a message (RFC 8601). Methods, results and the names of properties
// are in lower case.
struct AuthenticationResult {
    QByteArray method;                                          // "dmarc", without a version
    QByteArray result;                                          // "pass", "fail" …
    std::vector<std::pair<QByteArray, QByteArray>> properties;  // "header.from" → "example.org"

    [[nodiscard]] QByteArray property(QByteArrayView name) const;
};

struct AuthenticationResults {
    QByteArray server;  // the authserv-id
    std::vector<AuthenticationResult> results;
};

// One Authentication-Results field, unfolded. Total.
[[nodiscard]] AuthenticationResults parseAuthenticationResults(QByteArrayView raw);

// The fields that are our own server's, topmost first: those under its name above the first Received field
// that stands below one of them. What is further down came in with the message, and any sender can write it
// (RFC 8601, 5). `server` is its authserv-id; empty: nobody is believed.
[[nodiscard]] std::vector<AuthenticationResults> trustedResults(const Header &header, QByteArrayView server);

}
