// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>

#include <optional>

// One state, one enum, one function (RFC 3501, 3). Illegal moves are an answer, not an assert.
namespace imap {

enum class Phase {
    Connecting,
    Greeting,
    Securing,
    Authenticating,
    Authenticated,
    Selected,
    LoggingOut,
    Closed
};

// PREAUTH in clear has no event on purpose: someone in the middle could have sent it to keep us from starting
// TLS, so the session closes instead (RFC 9051, 7.1.4).
enum class Event {
    Connected,
    GreetedBeforeTls,  // STARTTLS must follow
    GreetedReady,      // over TLS, or in clear by the account's explicit consent
    PreauthReady,
    Encrypted,
    LoggedIn,
    MailboxOpened,
    MailboxClosed,
    LogoutSent,
    Lost,
};

[[nodiscard]] std::optional<Phase> after(Phase phase, Event event) noexcept;

}

Q_DECLARE_METATYPE(imap::Phase)
