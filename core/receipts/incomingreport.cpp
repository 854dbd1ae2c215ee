// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/incomingreport.h"

#include "core/mime/date.h"
#include "core/mime/octets.h"
#include "core/mime/partsections.h"
#include "core/receipts/addresses.h"
#include "core/receipts/fieldsyntax.h"

#include <algorithm>

namespace receipts {

namespace {

constexpr std::size_t mostReferences = 50;

// --- about the report itself

void readSender(const mime::Header &header, IncomingReport &report)
{
    const auto from = mime::parseAddressList(header.first("From").value_or(QByteArray())).mailboxes;
    if (!from.empty())
        report.from = withAsciiDomain(from.front());
    // Only the topmost can be the one that our server wrote at delivery.
    if (const auto path = header.first("Return-Path")) {
        report.returnPath = mime::parsePath(*path).isNull ? IncomingReport::ReturnPath::Null
                                                          : IncomingReport::ReturnPath::Address;
    }
}

void readReferences(const mime::Header &header, IncomingReport &report)
{
    std::vector<QByteArray> ids = messageIds(header.first("In-Reply-To").value_or(QByteArray()));
    const auto older = messageIds(header.first("References").value_or(QByteArray()));
    ids.insert(ids.end(), older.rbegin(), older.rend());
    for (const QByteArray &id : ids) {
        const bool isNew =
            std::find(report.references.begin(), report.references.end(), id) == report.references.end();
        if (isNew && report.references.size() < mostReferences)
            report.references.push_back(id);
    }
}

// --- a machine's words

bool isFromMailSystem(const mime::Mailbox &from)
{
    const QByteArray name = from.localPart.toLower();
    return name == "mailer-daemon" || name == "postmaster" || name == "mail-daemon" || name == "mailerdaemon";
}

// Whether a message without fields for programs is a bounce nevertheless. Without a language's words, since
// every system has its own: by who sent it and how (RFC 5321, 4.5.5; RFC 3834, 2), or by the field of Exim.
bool isBounceInWords(const mime::Header &header, const IncomingReport &report)
{
    if (header.count("X-Failed-Recipients") > 0)
        return true;
    const bool isByMachine = report.returnPath == IncomingReport::ReturnPath::Null || isAutoSubmitted(header);
    return isFromMailSystem(report.from) && isByMachine;
}

void readWords(const mime::Header &header, const mime::ReportParts &parts, IncomingReport &report)
{
    const bool isDisposition = parts.reportType == "disposition-notification";
    const bool namesItself = isDisposition || parts.reportType == "delivery-status";
    if (parts.isReport && !namesItself && !parts.reportType.isEmpty())
        return;  // about abuse, authentication failures …
    if (namesItself || isBounceInWords(header, report))
        report.content = ReportInWords{isDisposition};
}

// --- the fields for programs

template <typename Report>
bool saysSomething(const Report &fields)
{
    if constexpr (std::is_same_v<Report, DeliveryReport>)
        return !fields.recipients.empty();
    else
        return !fields.disposition.typeWord.isEmpty() || fields.finalRecipient
            || !fields.originalMessageId.isEmpty();
}

// False: what stands there cannot be understood as fields of a report.
template <typename Report>
bool take(Report fields, int brokenLines, IncomingReport &report)
{
    if (!saysSomething(fields))
        return false;
    if (brokenLines > 0)
        note(fields.defects, ReportDefect::BrokenLines);
    report.content = std::move(fields);
    return true;
}

bool readFields(const mime::ReportParts &parts, QByteArrayView machine, IncomingReport &report)
{
    const auto fields = mime::fieldBlocks(*parts.machine, machine);
    const bool isDisposition = parts.isMislabelled ? parts.reportType == "disposition-notification"
                                                   : mime::isDispositionNotification(*parts.machine);
    return isDisposition ? take(readDisposition(fields.blocks), fields.defects, report)
                         : take(readDelivery(fields.blocks), fields.defects, report);
}

void noteContainer(const mime::ReportParts &parts, IncomingReport &report)
{
    if (!parts.isReport)
        note(report.defects, ReportDefect::NotInReport);
    if (parts.isMislabelled)
        note(report.defects, ReportDefect::Mislabelled);
    if (parts.machineParts > 1)
        note(report.defects, ReportDefect::SeveralReports);
}

}

IncomingReport readReport(const mime::Header &header, const mime::ReportParts &parts, QByteArrayView machine,
                          QByteArrayView returned, const QByteArray &authenticationServer)
{
    IncomingReport report;
    readSender(header, report);
    if (parts.machine != nullptr && readFields(parts, machine, report))
        noteContainer(parts, report);
    else
        readWords(header, parts, report);
    if (!report.isReport())
        return report;
    report.authentication = readAuthentication(header, authenticationServer);
    report.date = mime::parseDate(header.first("Date").value_or(QByteArray())).value_or(QDateTime());
    report.messageId = messageId(header.first("Message-ID").value_or(QByteArray()));
    readReferences(header, report);
    if (parts.returned != nullptr) {
        const mime::Header original = mime::returnedHeader(*parts.returned, returned);
        report.returnedMessageId = messageId(original.first("Message-ID").value_or(QByteArray()));
        report.returnedSubject = original.text("Subject");
    }
    return report;
}

IncomingReport readReport(const mime::ParsedMessage &message, const QByteArray &authenticationServer)
{
    const mime::ReportParts parts = mime::reportParts(message.root.info);
    const auto octets = [&](const mime::PartInfo *info) {
        const auto *part = info == nullptr ? nullptr : mime::partAt(message.root, info->section);
        return part == nullptr ? QByteArrayView() : QByteArrayView(part->body);
    };
    return readReport(message.root.header, parts, octets(parts.machine), octets(parts.returned),
                      authenticationServer);
}

}
