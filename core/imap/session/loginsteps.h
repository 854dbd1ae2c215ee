// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/imap/session/capabilities.h"
#include "core/imap/wire/response.h"
#include "core/net/endpoint.h"
#include "core/net/loginproblem.h"

#include <variant>
#include <vector>

// From the greeting to ready(): what to do next, decided from what is known. Pure; the session carries it
// out.
namespace imap {

// How the LOGIN command is named among the mechanisms.
inline constexpr QByteArrayView loginCommandName("LOGIN command");

struct LoginFacts {
    net::Security security = net::Security::ImplicitTls;
    bool encrypted = false;        // from the transport, never from settings
    Capabilities capabilities;     // empty: not known, or forgotten
    bool capabilityAsked = false;  // since they were last forgotten
    bool haveCredentials = false;
    bool plaintextConsent = false;
    bool wantsIdentity = false;     // ServerQuirk::WantsIdentity
    QByteArray mechanism;           // the account's choice; empty: the strongest
    std::vector<QByteArray> tried;  // refused by the server for other reasons than the credentials
    bool authenticated = false;
    bool idSent = false;
    bool enableSent = false;
    std::vector<QByteArray> enable;
    bool compress = false;  // wanted where it is offered
    bool compressSent = false;
};

namespace login {

struct AskCapability {
    friend bool operator==(const AskCapability &, const AskCapability &) = default;
};
struct StartTls {
    friend bool operator==(const StartTls &, const StartTls &) = default;
};
struct AskCredentials {
    friend bool operator==(const AskCredentials &, const AskCredentials &) = default;
};
struct Authenticate {
    QByteArray mechanism;
    friend bool operator==(const Authenticate &, const Authenticate &) = default;
};
struct UseLoginCommand {
    friend bool operator==(const UseLoginCommand &, const UseLoginCommand &) = default;
};
struct SendId {
    friend bool operator==(const SendId &, const SendId &) = default;
};
struct Enable {
    std::vector<QByteArray> names;
    friend bool operator==(const Enable &, const Enable &) = default;
};
struct ProbeLevel {  // RFC 1732: CREATE INBOX
    friend bool operator==(const ProbeLevel &, const ProbeLevel &) = default;
};
struct Compress {
    friend bool operator==(const Compress &, const Compress &) = default;
};
struct Ready {
    friend bool operator==(const Ready &, const Ready &) = default;
};
struct GiveUp {
    Error why;
    net::LoginProblem problem = net::LoginProblem::Unspecified;
    friend bool operator==(const GiveUp &, const GiveUp &) = default;
};

}

using LoginStep = std::variant<login::AskCapability, login::StartTls, login::AskCredentials,
                               login::Authenticate, login::UseLoginCommand, login::SendId, login::Enable,
                               login::ProbeLevel, login::Compress, login::Ready, login::GiveUp>;

[[nodiscard]] LoginStep nextLoginStep(const LoginFacts &facts);

// What the server's first response means (RFC 3501, 7.1 and 3).
struct Greeting {
    enum class Kind { Ok, Preauth, Bye, NotImap };
    Kind kind = Kind::NotImap;
    ResponseText text;
};
[[nodiscard]] Greeting classifyGreeting(const Result<Response> &first);

// What was tried when the server refused.
struct LoginAttempt {
    QByteArray mechanism;     // "LOGIN command" for the command
    bool webAlerted = false;  // an untagged [WEBALERT] came before the answer
};

// What a NO or BAD to AUTHENTICATE or LOGIN means: whether the next mechanism may be tried, and which error
// it is.
struct LoginRefusal {
    enum class Next { GiveUp, TryAnotherMechanism };
    Next next = Next::GiveUp;
    Error::Kind kind =
        Error::Kind::Authentication;  // Refused: not about the credentials, do not ask for new ones
    net::LoginProblem problem = net::LoginProblem::WrongCredentials;
    friend bool operator==(const LoginRefusal &, const LoginRefusal &) = default;
};
[[nodiscard]] LoginRefusal judgeLoginRefusal(Status status, const ResponseText &text,
                                             const LoginAttempt &attempt = {});
[[nodiscard]] bool isWebAlert(const ResponseText &text);

}
