// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/dialogue.h"

// Servers of the three older levels, as a dialogue that is logged in; the next tag is said beside each.
namespace oldserver {

// RFC 1176: knows neither CAPABILITY nor CREATE. Next: a4
inline constexpr char imap2[] = R"(
    S: * OK museum.example IMAP2 Service ready
    C: a1 CAPABILITY
    S: a1 BAD Command unrecognized: CAPABILITY
    C: a2 LOGIN bob "secret"
    S: a2 OK User bob logged in
    C: a3 CREATE INBOX
    S: a3 BAD Command unrecognized: CREATE
)";
// IMAP2bis by its greeting. Next: a3
inline constexpr char imap2bis[] = R"(
    S: * OK bis.example IMAP2bis Service 7.8(92) at Tue, 2 Apr 1996
    C: a1 CAPABILITY
    S: a1 BAD Command unrecognized: CAPABILITY
    C: a2 LOGIN bob "secret"
    S: a2 OK LOGIN completed
)";
// RFC 1730. Next: a4
inline constexpr char imap4[] = R"(
    S: * OK four.example IMAP4 Service 8.3
    C: a1 CAPABILITY
    S: * CAPABILITY IMAP4 AUTH=KERBEROS_V4
    S: a1 OK done
    C: a2 LOGIN bob "secret"
    S: a2 OK LOGIN completed
    C: a3 CAPABILITY
    S: * CAPABILITY IMAP4
    S: a3 OK done
)";

// Ready, as bob, with the script of one of these levels.
inline void logIn(Dialogue &dialogue, const char *level)
{
    dialogue.session().provideCredentials({QByteArrayLiteral("bob"), Secret(QByteArrayLiteral("secret"))});
    dialogue.play(level);
    (void)dialogue.takeEvents();
}

}
