// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/address.h"
#include "core/receipts/request.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <vector>

namespace receipts {

enum class SendingMode { Manual, Automatic };

struct ReportOptions {
    mime::Mailbox from;  // the person for whom it is issued (MDN-77)
    QString subject;     // "Read: …", worded by the caller
    QString humanText;   // first part; worded by the caller; says what "displayed" means (MDN-92)
    SendingMode mode = SendingMode::Manual;
    QByteArray reportingUa = "Posthorn";  // empty: left out (MDN-83)
    QByteArray includeHeaders;  // the original header block for a third part text/rfc822-headers; empty: none
                                // (MDN-73). Of an encrypted message its outer one, or it is left out
    QDateTime date;             // local time of the user with its offset
    QByteArray messageIdRandom;  // octets for the Message-ID
};

// The receipt as it goes over the wire, and where it goes.
struct Report {
    QByteArray message;                  // CRLF
    QByteArray messageId;                // without angle brackets
    std::vector<QByteArray> recipients;  // RCPT TO, equal to the To field; MAIL FROM is <>
    friend bool operator==(const Report &, const Report &) = default;
};

// multipart/report of RFC 8098, 3 (MDN-70 to MDN-98). Pure: the same input gives the same octets, so the
// preview is what is sent.
[[nodiscard]] Report buildReport(const Request &request, const ReportOptions &options);

}

Q_DECLARE_METATYPE(receipts::Report)
