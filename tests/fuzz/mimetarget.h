// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/address.h"
#include "core/mime/authorship.h"
#include "core/mime/date.h"
#include "core/mime/embeddedfiles.h"
#include "core/mime/extractedparts.h"
#include "core/mime/limits.h"
#include "core/mime/parameter.h"
#include "core/mime/part.h"
#include "core/mime/partsections.h"
#include "core/mime/textpart.h"
#include "core/mime/tnef.h"

#include <algorithm>

// What must hold for any octets that come as mail. The fuzz targets and the replay of their corpora share it.
namespace fuzz {

// A character of text comes of at least a third of an octet: HTML writes long entities, links and line ends.
inline bool isOfThatSize(qsizetype text, qsizetype octets)
{
    return text <= 200 * octets + 1000;
}

inline bool isSoundPart(const mime::ParsedPart &part, int depth, int &parts)
{
    if (depth > mime::limits::nesting + 1 || ++parts > mime::limits::parts + 1
        || part.parts.size() != part.info.parts.size())
        return false;
    const auto content = mime::decodedTextPart(part.info, part.body);
    if (content.charset.isEmpty() || content.text.contains(QChar(u'\r'))
        || !isOfThatSize(mime::readableText(part.info, part.body).size(), part.body.size()))
        return false;
    qsizetype extracted = 0;
    for (const mime::ParsedPart &file : mime::extractedParts(part.info, part.body).parts)
        extracted += file.body.size();
    const auto external = mime::externalBody(part.info, part.body);
    if (extracted > mime::limits::richTextOctets * mime::limits::fileNesting + 10 * part.body.size()
        || (external && mime::partialMessage(part.info)))
        return false;
    return std::all_of(part.parts.begin(), part.parts.end(),
                       [&](const mime::ParsedPart &inside) { return isSoundPart(inside, depth + 1, parts); });
}

inline bool message(QByteArrayView octets)
{
    const mime::ParsedMessage parsed = mime::parseMessage(octets.toByteArray());
    const mime::PartInfo &root = parsed.root.info;
    const auto isThere = [&](const mime::PartInfo *part) {
        return part == nullptr || mime::partAt(parsed.root, part->section) != nullptr;
    };
    const auto attached = mime::attachments(root);
    int parts = 0;
    return isThere(mime::readablePart(root)) && std::all_of(attached.begin(), attached.end(), isThere)
        && mime::deserializePartInfo(mime::serialize(root)) == root && isSoundPart(parsed.root, 0, parts);
}

inline bool tnef(QByteArrayView octets)
{
    const mime::Tnef container = mime::parseTnef(octets);
    qsizetype sum = 0;
    for (const mime::TnefFile &file : container.files)
        sum += file.octets.size();
    const bool isEmpty = container.files.empty() && container.text.isEmpty() && container.html.isEmpty();
    return sum <= octets.size() && container.files.size() <= size_t{mime::limits::files}
    && container.rtf.size() <= std::min(mime::limits::richTextOctets, 17 * octets.size())
        && (container.isTnef || isEmpty);
}

inline bool embedded(QByteArrayView octets)
{
    const QByteArray text = octets.toByteArray();
    qsizetype before = 0;
    for (const mime::EmbeddedFile &file : mime::embeddedFiles(text)) {
        if (file.from < before || file.to <= file.from || file.to > text.size())
            return false;
        before = file.to;
        if (mime::decodedFile(file).octets.size() > file.to - file.from)
            return false;
    }
    return true;
}

inline bool isSoundField(const QByteArray &value)
{
    const QString text = mime::decodedText(value);
    const QByteArray again = mime::encodedText(text);
    const bool isFolded = !QByteArray(again).replace("\r\n ", "").contains('\n');
    for (const mime::Mailbox &mailbox : mime::parseAddressList(value).mailboxes) {
        if (mailbox.isEmpty() || mime::printMailbox(mailbox).isEmpty())
            return false;
    }
    const auto date = mime::parseDate(value);
    const auto path = mime::parsePath(value);
    return isFolded && (!date || date->isValid()) && isOfThatSize(text.size(), value.size())
        && (path.isValid || !path.isNull)
        && mime::parseStructuredValue(value).parameters.size() <= size_t{mime::limits::parameters};
}

inline bool headers(QByteArrayView octets)
{
    const mime::Header header = mime::Header::parse(octets);
    if (header.fields().size() > size_t{mime::limits::headerFields})
        return false;
    const auto findings = mime::authorFindings(header, {"mx.home.example", {"me@paypal.example"}});
    const auto isBefore = [](const auto &a, const auto &b) { return a.kind < b.kind; };
    const auto twice = std::adjacent_find(findings.begin(), findings.end(),
                                          [](const auto &a, const auto &b) { return a.kind == b.kind; });
    return std::is_sorted(findings.begin(), findings.end(), isBefore) && twice == findings.end()
        && std::all_of(header.fields().begin(), header.fields().end(), [](const mime::HeaderField &field) {
               return isSoundField(mime::unfolded(field.value));
           });
}

}
