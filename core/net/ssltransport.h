// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/net/transport.h"

#include <chrono>
#include <functional>
#include <memory>

namespace net {

struct SslOptions {
    std::chrono::seconds connectTimeout{30};  // TCP and TLS handshake together
    QString connectTo;  // reach the endpoint here (a tunnel); its host stays the name to be verified
};

// Makes the transport for an endpoint. `accepted` is consulted when the certificate has problems.
[[nodiscard]] std::unique_ptr<Transport> makeSslTransport(const Endpoint &endpoint,
                                                          AcceptedCertificates accepted, Clock &clock,
                                                          const SslOptions &options = {});

// How sessions get their connections; tests hand in one that gives FakeTransports.
using TransportFactory = std::function<std::unique_ptr<Transport>(const Endpoint &endpoint)>;

}
