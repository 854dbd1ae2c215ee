// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

namespace smtp {

// What the server offers in answer to EHLO (RFC 5321, 4.1.1.1). Forgotten when TLS starts.
struct Extensions {
    bool startTls = false;         // RFC 3207
    bool eightBitMime = false;     // RFC 6152
    bool smtpUtf8 = false;         // RFC 6531
    bool dsn = false;              // RFC 3461
    bool pipelining = false;       // RFC 2920
    bool chunking = false;         // RFC 3030
    std::optional<quint64> size;   // RFC 1870: octets at most; 0: offered, no fixed limit
    quint32 recipientsAtMost = 0;  // RFC 9422, RCPTMAX: in one transaction; 0: not said
    std::vector<QByteArray> auth;  // RFC 4954: mechanisms, upper case

    friend bool operator==(const Extensions &, const Extensions &) = default;
};

// From the reply's text, lines joined by LF; the first line is the server's name.
[[nodiscard]] Extensions parseExtensions(const QByteArray &text);

}
