// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/report.h"

#include "core/mime/messagebuilder.h"
#include "core/mime/part.h"
#include "core/receipts/fieldsyntax.h"

#include <algorithm>

namespace receipts {

namespace {

// A thread's References may have grown for years; its root and the last ones are what threading needs.
constexpr std::size_t mostReferences = 21;

// References of an answer (RFC 5322, 3.6.4). RFC 8098 is silent on it; with it receipts thread and correlate.
QByteArray references(const Request &request)
{
    std::vector<QByteArray> ids = messageIds(request.references);
    if (ids.size() > mostReferences)
        ids.erase(ids.begin() + 1, ids.end() - (mostReferences - 1));
    QByteArray joined;
    for (const QByteArray &id : ids) {
        if (id != request.messageId)
            joined += id + ' ';
    }
    return joined + request.messageId;
}

std::vector<mime::Mailbox> withoutNames(std::vector<mime::Mailbox> mailboxes)
{
    for (mime::Mailbox &mailbox : mailboxes)
        mailbox.name.clear();  // the asker's words have no place among our header fields
    return mailboxes;
}

QByteArray line(const char *name, const QByteArray &value)
{
    return value.isEmpty() ? QByteArray() : QByteArray(name) + ": " + value + "\r\n";
}

QByteArray disposition(SendingMode mode)
{
    // The user acted, or set the rule that did: the action is manual either way (RFC 8098, 3.2.6.1).
    return mode == SendingMode::Manual ? QByteArray("manual-action/MDN-sent-manually; displayed")
                                       : QByteArray("manual-action/MDN-sent-automatically; displayed");
}

// The fields of RFC 8098, 3.2, each only where the RFC asks for it.
QByteArray notification(const Request &request, const ReportOptions &options)
{
    return line("Reporting-UA", printableAscii(options.reportingUa))
        + line("Original-Recipient", printableAscii(request.originalRecipient.value_or(QByteArray())))
        + line("Final-Recipient", "rfc822;" + options.from.addrSpec())
        + line("Original-Message-ID", request.messageId) + line("Disposition", disposition(options.mode));
}

mime::EntityBuilder notificationPart(const Request &request, const ReportOptions &options)
{
    mime::EntityBuilder part;
    part.field("Content-Type", "message/disposition-notification").field("Content-Transfer-Encoding", "7bit");
    part.body(notification(request, options));
    return part;
}

// The header that was asked to be returned, and nothing that stands behind it. Of an encrypted message the
// one that the request is in, which everybody on the way has seen: another one may be decrypted (RFC 8098,
// 3d).
QByteArray returnedHeader(const Request &request, QByteArray headers)
{
    headers.replace("\r\n", "\n").replace('\r', '\n');
    if (const qsizetype end = headers.indexOf("\n\n"); end >= 0)
        headers.truncate(end + 1);
    if (request.isEncrypted && requestFingerprint(mime::Header::parse(headers)) != request.fingerprint)
        return {};
    return headers.replace('\n', "\r\n");
}

// Header-only return (RFC 6522, 4), in an encoding that every path takes.
mime::EntityBuilder headersPart(QByteArray headers)
{
    if (!headers.endsWith("\r\n"))
        headers += "\r\n";
    mime::EntityBuilder part;
    part.field("Content-Type", "text/rfc822-headers; charset=utf-8")
        .field("Content-Transfer-Encoding", "quoted-printable");
    part.body(mime::encodeQuotedPrintable(headers));
    return part;
}

std::vector<mime::EntityBuilder> parts(const Request &request, const ReportOptions &options)
{
    std::vector<mime::EntityBuilder> parts(1);
    parts.front().plainTextBody(options.humanText);
    parts.push_back(notificationPart(request, options));
    if (const QByteArray headers = returnedHeader(request, options.includeHeaders); !headers.isEmpty())
        parts.push_back(headersPart(headers));
    return parts;
}

QByteArray withoutBrackets(QByteArray id)
{
    if (id.startsWith('<') && id.endsWith('>'))
        id = id.sliced(1, id.size() - 2);
    return id;
}

}

Report buildReport(const Request &request, const ReportOptions &options)
{
    Report report;
    report.messageId = withoutBrackets(mime::makeMessageId(options.messageIdRandom, options.from.domain));
    for (const mime::Mailbox &mailbox : request.notifyTo)
        report.recipients.push_back(mailbox.addrSpec());

    mime::EntityBuilder message;
    message.mailboxes("From", {options.from}).mailboxes("To", withoutNames(request.notifyTo));
    message.text("Subject", options.subject).date("Date", options.date);
    message.field("Message-ID", '<' + report.messageId + '>');
    if (!request.messageId.isEmpty())
        message.field("In-Reply-To", request.messageId).field("References", references(request));
    if (options.mode == SendingMode::Automatic)
        message.field("Auto-Submitted", "auto-replied");  // RFC 3834, 5.2
    message.field("MIME-Version", "1.0");
    message.multipart("report; report-type=disposition-notification", parts(request, options),
                      options.messageIdRandom);
    report.message = message.build();
    return report;
}

}
