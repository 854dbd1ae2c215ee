// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/part.h"
#include "core/mime/reportparts.h"
#include "core/receipts/deliveryreport.h"
#include "core/receipts/dispositionreport.h"
#include "core/receipts/origin.h"

#include <QString>

#include <variant>

namespace receipts {

// An ordinary message, or a report about something else.
struct NoReport {};
// A machine says something about a message in words alone, in whatever language: nothing is read out of them.
struct ReportInWords {
    bool isDisposition = false;  // it calls itself a read receipt; otherwise it is about delivery
};

// A message that came in, as far as it reports what became of one of ours.
struct IncomingReport {
    std::variant<NoReport, DispositionReport, DeliveryReport, ReportInWords> content;

    // About the report itself, from its header.
    mime::Mailbox from;
    enum class ReturnPath { Unknown, Null, Address } returnPath = ReturnPath::Unknown;
    Authentication authentication = Authentication::Unknown;
    QDateTime date;
    QByteArray messageId;                // "<…>"; empty: none
    std::vector<QByteArray> references;  // In-Reply-To, then References from the last one: the nearest first

    // About the message that came back, as the report has it.
    QByteArray returnedMessageId;
    QString returnedSubject;

    ReportDefects defects;  // of the container; those of the fields are in `content`

    [[nodiscard]] bool isReport() const { return !std::holds_alternative<NoReport>(content); }
};

// From the parts fetched alone: `machine` and `returned` are the encoded octets of parts.machine and
// parts.returned; of the latter the header is enough. Pure and total.
[[nodiscard]] IncomingReport readReport(const mime::Header &header, const mime::ReportParts &parts,
                                        QByteArrayView machine, QByteArrayView returned,
                                        const QByteArray &authenticationServer);
// From a whole message.
[[nodiscard]] IncomingReport readReport(const mime::ParsedMessage &message,
                                        const QByteArray &authenticationServer);

}
