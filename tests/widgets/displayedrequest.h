// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/receipts/receiptdesk.h"

// A message to us that asks for a receipt and about which nothing is odd, as the desk is shown it.
inline ReceiptDesk::Displayed displayedRequest(const QByteArray &from = "Ann <a@ex.org>")
{
    const auto header = mime::Header::parse("Return-Path: <a@ex.org>\r\n"
                                            "Authentication-Results: mx.home.example; dmarc=pass\r\n"
                                            "From: "
                                            + from
                                            + "\r\nTo: me@home.example\r\n"
                                              "Subject: Numbers\r\nDate: Tue, 3 Mar 2026 10:00:00 +0100\r\n"
                                              "Message-ID: <m1@ex.org>\r\n"
                                              "Disposition-Notification-To: <a@ex.org>\r\n\r\n");
    ReceiptDesk::Displayed message;
    message.input.request = *receipts::readRequest(header, "me@home.example", "mx.home.example");
    message.input.mailbox.emplace();
    message.input.ownAddresses = {"me@home.example"};
    message.input.condstore = true;
    return message;
}
