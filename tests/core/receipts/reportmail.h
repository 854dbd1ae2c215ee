// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

// Mail of ours that asks for receipts, and what comes back about it.
namespace report_test {

inline QByteArray ourMail(const QByteArray &id = "<m1@home.example>",
                          const QByteArray &to = "Bob <bob@ex.org>, carol@ex.org, Dora <dora@ex.net>",
                          const QByteArray &notify = "Me <me@home.example>")
{
    return "Date: Tue, 3 Mar 2026 10:00:00 +0100\r\nFrom: Me <me@home.example>\r\nTo: " + to
        + "\r\nSubject: Numbers\r\nMessage-ID: " + id + "\r\nDisposition-Notification-To: " + notify
        + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nPlease read.\r\n";
}

inline QByteArray notification(const QByteArray &from, const QByteArray &disposition,
                               const QByteArray &about = "<m1@home.example>", const QByteArray &id = {},
                               const QByteArray &date = "Wed, 4 Mar 2026 08:30:00 +0000")
{
    const QByteArray own = id.isEmpty() ? "<report-" + from + ">" : id;
    return "Return-Path: <>\r\nDate: " + date + "\r\nFrom: " + from
        + "\r\nTo: me@home.example\r\nSubject: Read: Numbers\r\nMessage-ID: " + own
        + "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report;"
          " report-type=disposition-notification; boundary=b\r\n\r\n"
          "--b\r\nContent-Type: text/plain\r\n\r\nIt was displayed.\r\n"
          "--b\r\nContent-Type: message/disposition-notification\r\n\r\n"
          "Final-Recipient: rfc822; "
        + from + "\r\nOriginal-Message-ID: " + about + "\r\n" + disposition
        + "\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: " + about
        + "\r\nSubject: Numbers\r\n\r\n--b--\r\n";
}

inline constexpr char displayed[] = "Disposition: manual-action/MDN-sent-manually; displayed";

}
