// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace net {

struct Credentials {
    QByteArray user;  // UTF-8
    Secret password;  // or the access token of OAUTHBEARER and XOAUTH2
};

// One SASL exchange of the client (RFC 4422), through libgsasl where that knows the mechanism. Used by IMAP
// AUTHENTICATE and SMTP AUTH alike. Challenges and responses are raw octets: base64 is the protocols'
// business.
class SaslClient
{
public:
    struct Step {
        Secret response;  // may be empty, which is not the same as absent
    };

    SaslClient() = default;
    SaslClient(const SaslClient &) = delete;
    SaslClient &operator=(const SaslClient &) = delete;
    virtual ~SaslClient() = default;

    [[nodiscard]] virtual QByteArray mechanism() const = 0;
    // The client speaks first in all mechanisms we offer except LOGIN and CRAM-MD5.
    [[nodiscard]] virtual bool clientFirst() const = 0;
    // The answer to a challenge (empty challenge for the initial response). An error ends the exchange:
    // cancel with "*".
    [[nodiscard]] virtual Result<Step> step(const QByteArray &challenge) = 0;
    // True when the mechanism has nothing left to prove: for SCRAM only after the server's signature was
    // right (RFC 5802, 5). A success of the protocol without it is a failure.
    [[nodiscard]] virtual bool isComplete() const = 0;
};

// Unsupported: another mechanism may do (GSSAPI without a ticket). Authentication: none will.
[[nodiscard]] Result<std::unique_ptr<SaslClient>> makeSaslClient(const QByteArray &mechanism,
                                                                 const Credentials &credentials,
                                                                 const QByteArray &service,
                                                                 const QByteArray &host);

// Our order, strongest first, filtered by what the server offers and what is allowed: PLAIN only over TLS.
// `wanted` non-empty restricts to that one mechanism (the account's choice); CRAM-MD5, EXTERNAL and those
// that take a token are used only so.
[[nodiscard]] std::vector<QByteArray> chooseMechanisms(const std::vector<QByteArray> &offered, bool encrypted,
                                                       const QByteArray &wanted = {});

// False: a client certificate or a ticket proves who we are; nobody is to be asked for a password.
[[nodiscard]] bool needsPassword(const QByteArray &mechanism);
[[nodiscard]] bool takesToken(const QByteArray &mechanism);
[[nodiscard]] bool takesPassword(const QByteArray &mechanism);

}
