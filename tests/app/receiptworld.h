// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/world.h"

// A World whose INBOX holds one message, UID 42, that asks for a receipt (MODSEQ 61 where the server has
// them).
struct ReceiptFixture {
    QByteArray permanentFlags = "\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*";
    QByteArray capabilities = "IMAP4rev1 CONDSTORE ENABLE UNSELECT";
    QByteArray flags{};
    int textOctets = 5;
    int octets = 900;                  // of the whole message
    QByteArray access = "READ-WRITE";  // what SELECT says
    bool kept = false;                 // from an earlier start: its summary is not fetched again
    QByteArray header =
        "Return-Path: <a@ex.org>\r\nFrom: Ann <a@ex.org>\r\nTo: me@home.example\r\n"
        "Subject: Offer\r\nDate: Thu, 1 Jan 2026 10:00:00 +0000\r\nMessage-ID: <m1@ex.org>\r\n"
        "Disposition-Notification-To: a@ex.org\r\n\r\n";
};

// Online, INBOX open and in step with the store; the next tag is a5 with CONDSTORE, a4 without; one less
// when the message was kept.
void openInbox(World &world, const ReceiptFixture &fixture = {});
// What the dialog would emit for that message.
[[nodiscard]] receipts::Decision decision(World &world, receipts::Decision::Kind kind,
                                          const ReceiptFixture &fixture = {});
// The submission server's side of one accepted message.
inline constexpr char acceptedSubmission[] = R"(
    MS: 220 smtp.home.example
    MC: EHLO [127.0.0.1]
    MS: 250 smtp.home.example
    MC: MAIL FROM:<>
    MS: 250 ok
    MC: RCPT TO:<a@ex.org>
    MS: 250 ok
    MC: DATA
    MS: 354 go on
    MC: <mail>
    MS: 250 queued
)";

// What the store has of INBOX: the UIDs, and one of them.
[[nodiscard]] std::vector<quint32> stored(World &world);
[[nodiscard]] store::CopyId copyOf(World &world, imap::Uid uid);
