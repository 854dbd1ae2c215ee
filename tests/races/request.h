// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace races {

// The message that both rivals are asked about, by its Message-ID without brackets.
[[nodiscard]] inline QByteArray requestHeader(const QByteArray &id)
{
    return "Return-Path: <bob@example.org>\r\nFrom: Bob Builder <bob@example.org>\r\n"
           "To: Alice <alice@example.org>\r\nSubject: About "
        + id + "\r\nDate: Thu, 1 Jan 2026 10:00:00 +0000\r\nMessage-ID: <" + id
        + ">\r\nDisposition-Notification-To: bob@example.org\r\n\r\n";
}

}
