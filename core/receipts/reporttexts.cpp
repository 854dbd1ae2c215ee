// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/reporttexts.h"

#include <QCryptographicHash>

#include <algorithm>

namespace receipts {

namespace {

// A report with a hundred recipients has forty thousand octets.
constexpr qint64 largestMachinePart = qint64{1024} * 1024;
constexpr qint64 largestHeader = qint64{64} * 1024;

QByteArray machineSection(const mime::ReportParts &parts)
{
    const bool isFit = parts.machine != nullptr && parts.machine->octets <= largestMachinePart;
    return isFit ? parts.machine->section : QByteArray();
}

QByteArray returnedSection(const mime::ReportParts &parts)
{
    if (parts.returned == nullptr || parts.returned->section.isEmpty())
        return {};
    // The server knows where the header of a whole message ends, unless the message is encoded.
    const bool isWhole = parts.returned->type == "message"
        && (parts.returned->subtype == "rfc822" || parts.returned->subtype == "global");
    const bool isPlain =
        parts.returned->encoding != "base64" && parts.returned->encoding != "quoted-printable";
    if (isWhole && isPlain)
        return parts.returned->section + ".HEADER";
    return parts.returned->octets <= largestHeader ? parts.returned->section : QByteArray();
}

}

QByteArrayList reportSections(const mime::PartInfo &structure)
{
    const mime::ReportParts parts = mime::reportParts(structure);
    QByteArrayList sections;
    for (const QByteArray &section : {machineSection(parts), returnedSection(parts)}) {
        if (!section.isEmpty())
            sections.append(section);
    }
    return sections;
}

std::optional<IncomingReport> readReport(const store::MessageContent &content,
                                         const QByteArray &authenticationServer)
{
    const QByteArrayList sections = reportSections(content.structure);
    const bool isHere = content.header
        && std::all_of(sections.begin(), sections.end(),
                       [&](const QByteArray &section) { return content.section(section).has_value(); });
    if (!isHere)
        return std::nullopt;
    const mime::ReportParts parts = mime::reportParts(content.structure);
    const QByteArray machine = content.section(machineSection(parts)).value_or(QByteArray());
    const QByteArray returned = content.section(returnedSection(parts)).value_or(QByteArray());
    return readReport(mime::Header::parse(*content.header), parts, machine, returned, authenticationServer);
}

QByteArray reportKey(const store::MessageContent &content)
{
    const mime::Header header = mime::Header::parse(content.header.value_or(QByteArray()));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const char *field : {"Message-ID", "From", "Date", "Subject"}) {
        hash.addData(mime::unfolded(header.first(field).value_or(QByteArray())));
        hash.addData(QByteArrayView("\0", 1));
    }
    for (const QByteArray &section : reportSections(content.structure))
        hash.addData(content.section(section).value_or(QByteArray()));
    return hash.result();
}

}
