// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/phase.h"

#include <array>

namespace imap {

namespace {

struct Move {
    Phase from;
    Event event;
    Phase to;
};

// What RFC 3501, 3 draws as a figure; Lost and LogoutSent are possible everywhere and not listed.
constexpr std::array<Move, 12> moves{{
    {Phase::Connecting, Event::Connected, Phase::Greeting},
    {Phase::Greeting, Event::GreetedBeforeTls, Phase::Securing},
    {Phase::Greeting, Event::GreetedReady, Phase::Authenticating},
    {Phase::Greeting, Event::PreauthReady, Phase::Authenticated},
    {Phase::Securing, Event::Encrypted, Phase::Authenticating},
    {Phase::Authenticating, Event::LoggedIn, Phase::Authenticated},
    {Phase::Authenticated, Event::MailboxOpened, Phase::Selected},
    {Phase::Selected, Event::MailboxOpened, Phase::Selected},
    {Phase::Selected, Event::MailboxClosed, Phase::Authenticated},
    {Phase::Authenticated, Event::MailboxClosed, Phase::Authenticated},
    // Answers to what was in flight before the LOGOUT
    {Phase::LoggingOut, Event::MailboxOpened, Phase::LoggingOut},
    {Phase::LoggingOut, Event::MailboxClosed, Phase::LoggingOut},
}};

}

std::optional<Phase> after(Phase phase, Event event) noexcept
{
    if (phase == Phase::Closed)
        return std::nullopt;
    if (event == Event::Lost)
        return Phase::Closed;
    if (event == Event::LogoutSent && phase != Phase::Connecting && phase != Phase::Greeting)
        return Phase::LoggingOut;
    for (const Move &move : moves) {
        if (move.from == phase && move.event == event)
            return move.to;
    }
    return std::nullopt;  // not allowed here: the caller reports a protocol violation
}

}
