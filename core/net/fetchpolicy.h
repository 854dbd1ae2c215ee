// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QHostAddress>
#include <QUrl>

#include <chrono>

namespace net {

// What may be asked of web servers because a mail names them, and how much of it. Whoever wrote the mail has
// chosen the addresses, so that everything here is a bound on what strangers can make this machine do. A
// value; tests make it wider.
struct FetchPolicy {
    quint16 port = 443;                   // there is no other
    bool allowsPrivateAddresses = false;  // of this machine and of the networks around it
    int redirects = 5;
    int addresses = 3;  // of one host that are tried, one after the other
    int atOnce = 4;     // pictures of one message
    int pictures = 200;
    qsizetype pictureOctets = qsizetype{5} * 1024 * 1024;  // each
    qsizetype allOctets = qsizetype{20} * 1024 * 1024;     // of one message
    std::chrono::seconds patience{20};                     // for one of them, with all its redirects
};

// Where to go for an address in a mail: `http` is raised to `https`, and never lowered again; what has a name
// and a password in it, another port, or a host that is certainly none of the public net's is Refused, before
// anybody is asked for its address. The fragment is for nobody but the reader.
[[nodiscard]] Result<QUrl> fetchTarget(const QUrl &address, const FetchPolicy &policy);

// Where a Location field leads (RFC 9110, 10.2.2): only from https to https, else Refused.
[[nodiscard]] Result<QUrl> redirectTarget(const QUrl &from, const QByteArray &location,
                                          const FetchPolicy &policy);

// An address of the public net: not this machine, a network around it, a test or a multicast (RFC 6890, RFC
// 4193, RFC 6598). Addresses that only carry an IPv4 address are what they carry (RFC 4291, 2.5.5.2; RFC
// 6052).
[[nodiscard]] bool isPublicAddress(const QHostAddress &address);

// "example.org" as it is asked for, in ASCII and lower case.
[[nodiscard]] QString hostOf(const QUrl &url);

}
