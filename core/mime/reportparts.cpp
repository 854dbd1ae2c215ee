// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/reportparts.h"

#include "core/mime/headerfields.h"
#include "core/mime/limits.h"
#include "core/mime/octets.h"

#include <algorithm>

namespace mime {

namespace {

using Leaves = std::vector<const PartInfo *>;

// Everything that is no multipart, in the order of the text. `report` is the first multipart/report on the
// way.
void collect(const PartInfo &part, int depth, Leaves &leaves, const PartInfo *&report)
{
    if (leaves.size() >= static_cast<std::size_t>(limits::parts) || depth > limits::nesting)
        return;
    if (!part.isMultipart()) {
        leaves.push_back(&part);
        return;
    }
    if (report == nullptr && part.subtype == "report")
        report = &part;
    for (const PartInfo &child : part.parts)
        collect(child, depth + 1, leaves, report);
}

bool isMachinePart(const PartInfo *part)
{
    return isDispositionNotification(*part) || isDeliveryStatus(*part);
}

bool isReturned(const PartInfo *part)
{
    if (part->type == "message")
        return part->subtype == "rfc822" || part->subtype == "global" || part->subtype == "global-headers"
            || part->subtype == "news" || part->subtype == "rfc822-headers";
    return part->type == "text" && part->subtype == "rfc822-headers";
}

// Some programs call the second part text/plain or application/octet-stream: it is where it belongs, and only
// what reads as fields will be believed.
const PartInfo *mislabelledPart(const PartInfo *report, const QByteArray &reportType)
{
    const bool isKnown = reportType == "disposition-notification" || reportType == "delivery-status";
    if (report == nullptr || !isKnown || report->parts.size() < 2)
        return nullptr;
    const PartInfo &second = report->parts[1];
    const bool mayBe = (second.type == "text" && second.subtype == "plain")
        || (second.type == "application" && second.subtype == "octet-stream");
    return mayBe ? &second : nullptr;
}

// Behind the machine part, where it belongs, or else anywhere.
const PartInfo *returnedPart(const Leaves &leaves, const PartInfo *machine)
{
    const auto from = std::find(leaves.begin(), leaves.end(), machine);
    const auto behind = std::find_if(from, leaves.end(), isReturned);
    if (behind != leaves.end())
        return *behind;
    const auto found = std::find_if(leaves.begin(), from, isReturned);
    return found == from ? nullptr : *found;
}

}

bool isDispositionNotification(const PartInfo &part)
{
    return part.type == "message"
        && (part.subtype == "disposition-notification" || part.subtype == "global-disposition-notification");
}

bool isDeliveryStatus(const PartInfo &part)
{
    return part.type == "message"
        && (part.subtype == "delivery-status" || part.subtype == "global-delivery-status");
}

ReportParts reportParts(const PartInfo &root)
{
    Leaves leaves;
    const PartInfo *report = nullptr;
    collect(root, 0, leaves, report);
    ReportParts found;
    found.isReport = report != nullptr;
    if (report != nullptr)
        found.reportType = report->parameter("report-type").toLatin1().trimmed().toLower();
    found.machineParts = static_cast<int>(std::count_if(leaves.begin(), leaves.end(), isMachinePart));
    const auto machine = std::find_if(leaves.begin(), leaves.end(), isMachinePart);
    found.machine = machine != leaves.end() ? *machine : mislabelledPart(report, found.reportType);
    found.isMislabelled = found.machine != nullptr && machine == leaves.end();
    found.returned = returnedPart(leaves, found.machine);
    const PartInfo *text = readablePart(report != nullptr ? *report : root);
    const bool isForPeople = text != nullptr && text != found.machine && !isReturned(text);
    found.text = isForPeople ? text : nullptr;
    return found;
}

FieldBlocks fieldBlocks(const PartInfo &part, QByteArrayView octets)
{
    FieldBlocks result;
    const QByteArray decoded =
        decodeTransfer(octets.first(std::min(octets.size(), limits::reportOctets)), part.encoding);
    result.defects += octets.size() > limits::reportOctets ? 1 : 0;
    LineReader lines(decoded);
    while (!lines.atEnd()) {
        const QByteArrayView block = lines.rest();
        QByteArrayView line = lines.next();
        if (line.isEmpty())
            continue;
        while (!line.isEmpty() && !lines.atEnd())
            line = lines.next();
        if (result.blocks.size() >= static_cast<std::size_t>(limits::reportBlocks)) {
            ++result.defects;
            break;
        }
        result.blocks.push_back(Header::parse(block.first(block.size() - lines.rest().size())));
        result.defects += result.blocks.back().defects();
    }
    return result;
}

Header returnedHeader(const PartInfo &part, QByteArrayView octets)
{
    const QByteArray decoded =
        decodeTransfer(octets.first(std::min(octets.size(), limits::headerOctets)), part.encoding);
    QByteArrayView rest = decoded;
    while (!rest.isEmpty() && isLineEnd(rest.front()))
        rest = rest.sliced(1);
    return Header::parse(rest);
}

}
