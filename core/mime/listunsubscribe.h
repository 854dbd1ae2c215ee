// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/header.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace mime {

// All that the one POST tells (RFC 8058, 3.1).
inline constexpr char oneClickForm[] = "List-Unsubscribe=One-Click";

// How a message says that its list can be left (RFC 2369, 3.2).
struct ListUnsubscribe {
    QString page;             // the first https address, encoded; empty: none
    bool isOneClick = false;  // one POST to the page is enough, and its sender has signed so (RFC 8058)

    // A mail that a person, or a program for them, may send (RFC 6068).
    struct Mail {
        QByteArray address;  // addr-spec
        QString subject, body;
        friend bool operator==(const Mail &, const Mail &) = default;
    };
    std::optional<Mail> mail;  // the first mailto address

    [[nodiscard]] bool isEmpty() const { return page.isEmpty() && !mail; }
};

// Only https and mailto count; of several fields the topmost. One click counts when both fields are there
// once, and our own server has verified a DKIM signature that covers them (RFC 8058, 4). Where that cannot be
// known, because no server is believed (`authenticationServer`, RFC 8601, 5) or its words do not say which
// signature it was, it does not count: the page is left to a browser, where its reader sees what is asked.
// Pure and total; nothing is ever asked from here.
[[nodiscard]] ListUnsubscribe readListUnsubscribe(const Header &header,
                                                  const QByteArray &authenticationServer);

}
