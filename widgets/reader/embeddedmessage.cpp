// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/embeddedmessage.h"

#include "core/mime/date.h"
#include "core/mime/unpacked.h"
#include "widgets/reader/partcontent.h"

namespace {

QByteArray headerBlock(const QByteArray &octets)
{
    const qsizetype crlf = octets.indexOf("\r\n\r\n"), lf = octets.indexOf("\n\n");
    if (crlf >= 0 && (lf < 0 || crlf < lf))
        return octets.first(crlf + 4);
    return lf >= 0 ? octets.first(lf + 2) : octets;
}

store::MessageRow rowOf(const mime::Header &header, const mime::PartInfo &structure, qsizetype octets)
{
    store::MessageRow row;
    row.subject = header.text("Subject");
    const auto from = mime::parseAddressList(header.first("From").value_or(QByteArray())).mailboxes;
    if (!from.empty()) {
        row.from = from.front().name.isEmpty() ? from.front().display() : from.front().name;
        row.fromAddress = from.front().addrSpec();
    }
    row.to = mime::namesOf(mime::parseAddressList(header.first("To").value_or(QByteArray())).mailboxes);
    row.date = mime::parseDate(header.first("Date").value_or(QByteArray())).value_or(QDateTime());
    row.octets = octets;
    row.hasAttachment = mime::hasAttachments(structure);
    return row;
}

}

EmbeddedMessage embeddedMessage(const QByteArray &octets)
{
    mime::ParsedMessage parsed = mime::parseMessage(octets);
    mime::assignSections(parsed);
    EmbeddedMessage message;
    message.content.header = headerBlock(octets);
    message.content.structure = parsed.root.info;
    addSections(parsed.root, message.content);
    message.row = rowOf(parsed.root.header, parsed.root.info, octets.size());
    message.content = unpackedContent(std::move(message.content));
    return message;
}

store::MessageContent unpackedContent(store::MessageContent content)
{
    auto unpacked = mime::unpacked(
        content.structure, [&content](const QByteArray &section) { return content.section(section); });
    if (!unpacked)
        return content;
    content.structure = std::move(unpacked->structure);
    for (auto &section : unpacked->sections)
        content.sections.push_back(std::move(section));
    return content;
}
