// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace net {

enum class Security {
    ImplicitTls,  // TLS from the first octet (RFC 8314): 993, 465
    StartTls,     // required: without it the connection is closed, never used in clear
    None,         // only by the account's explicit consent, for servers that know no TLS
};

struct Endpoint {
    QString host;  // as the user entered it: the name the certificate must carry
    quint16 port = 0;
    Security security = Security::ImplicitTls;
    QString caFile;               // PEM file of additional trusted CAs; empty: the system's alone
    QString clientCertificate{};  // PEM file of our own certificate and its key; empty: none is shown

    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

}

Q_DECLARE_METATYPE(net::Endpoint)
