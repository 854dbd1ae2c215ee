// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>

#include <cstdint>

namespace net {

// Why a server did not let us in, as far as it said: what a person can do about it differs for each (RFC
// 5530, 3). Words are the window's business.
enum class LoginProblem : std::uint8_t {
    Unspecified,         // not about the login, or nothing more is known
    WrongCredentials,    // AUTHENTICATIONFAILED, or a refusal without a reason
    NotAuthorized,       // AUTHORIZATIONFAILED, NOPERM: known, but not allowed in
    Expired,             // EXPIRED: the password is too old
    EncryptionRequired,  // PRIVACYREQUIRED
    AskAdministrator,    // CONTACTADMIN
    TryLater,            // UNAVAILABLE, INUSE, LIMIT
    ServerAlert,         // ALERT without a better code: the server's own words are the reason
    WebSignInRequired,   // WEBALERT (Gmail): sign in with a browser first
    OAuthRequired,       // no password is taken, only a token
    TokenRejected,       // the OAuth token is not, or no longer, good
    CannotBeSent,        // the user name or password has octets that no mechanism carries
    NoCommonMechanism,   // nothing is offered that we may use
    WouldGoInClear,      // no encryption, and no consent to a password in clear text
    ServerNotProven,     // the server did not prove that it knows the password (SCRAM)
};

}

Q_DECLARE_METATYPE(net::LoginProblem)
