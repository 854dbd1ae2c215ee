// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/unpacked.h"

#include "core/mime/embeddedfiles.h"
#include "core/mime/extractedparts.h"
#include "core/mime/htmlpart.h"

#include <algorithm>
#include <utility>

namespace mime {

namespace {

// What comes along without being asked for: less than a second on a slow line.
constexpr qint64 alongOctets = qint64{256} * 1024;

const PartInfo *findContainer(const PartInfo &part)
{
    if (part.parts.empty() && isTnef(part))
        return &part;
    for (const PartInfo &child : part.parts) {
        const PartInfo *found = part.isMultipart() ? findContainer(child) : nullptr;
        if (found != nullptr)
            return found;
    }
    return nullptr;
}

void findContainers(const PartInfo &part, std::vector<const PartInfo *> &found)
{
    if (part.parts.empty() && isTnef(part))
        found.push_back(&part);
    for (const PartInfo &child : part.parts) {
        if (part.isMultipart())
            findContainers(child, found);
    }
}

// Containers, and the text if files could stand in it.
std::vector<const PartInfo *> holders(const PartInfo &root)
{
    std::vector<const PartInfo *> found;
    findContainers(root, found);
    const PartInfo *text = readablePart(root);
    if (text != nullptr && text->subtype != "html" && !text->section.isEmpty())
        found.push_back(text);
    return found;
}

class Unpacker
{
public:
    Unpacker(const PartInfo &root, const SectionOctets &octets)
        : m_octets(octets), m_holders(holders(root)), m_hasText(readablePart(root) != nullptr)
    {}

    PartInfo visit(const PartInfo &part)
    {
        if (std::find(m_holders.begin(), m_holders.end(), &part) != m_holders.end())
            return opened(part);
        PartInfo copy = part;
        if (part.isMultipart()) {
            std::transform(part.parts.begin(), part.parts.end(), copy.parts.begin(),
                           [this](const PartInfo &child) { return visit(child); });
        }
        return copy;
    }

    [[nodiscard]] bool hasFound() const { return m_hasFound; }
    std::vector<std::pair<QByteArray, QByteArray>> takeSections() { return std::move(m_sections); }

private:
    PartInfo opened(const PartInfo &part)
    {
        const auto octets = m_octets(part.section);
        ExtractedParts inside = octets ? extractedParts(part, *octets) : ExtractedParts();
        if (inside.parts.empty())
            return part;
        m_hasFound = true;
        PartInfo box;
        box.type = "multipart";
        box.subtype = "mixed";
        box.section = part.section;
        box.fileName = part.fileName;
        if (part.isText())
            box.parts.push_back(textWithoutFiles(part, *octets));
        else if (!std::exchange(m_hasText, true))
            readBody(inside, box);
        for (ParsedPart &file : inside.parts) {
            m_sections.emplace_back(file.info.section, std::move(file.body));
            box.parts.push_back(std::move(file.info));
        }
        if (!part.isText() && !inside.defects.isEmpty())
            box.parts.push_back(part);
        return box;
    }

    // Its own text becomes the message's, and the pictures that this names belong to it.
    static void readBody(ExtractedParts &inside, PartInfo &box)
    {
        for (int i = 0; i < inside.bodies; ++i) {
            PartInfo &body = inside.parts[static_cast<std::size_t>(i)].info;
            if (!body.isText())
                continue;
            body.disposition = "inline";
            body.fileName.clear();
            if (body.subtype == "html")
                box.subtype = "related";
        }
        for (ParsedPart &file : inside.parts) {
            if (box.subtype == "related" && file.info.type == "image" && !file.info.contentId.isEmpty())
                file.info.disposition = "inline";
        }
    }

    PartInfo textWithoutFiles(const PartInfo &part, const QByteArray &octets)
    {
        const QByteArray text = decodeTransfer(octets, part.encoding);
        QByteArray rest;
        qsizetype from = 0;
        for (const EmbeddedFile &file : embeddedFiles(text)) {
            rest += QByteArrayView(text).sliced(from, file.from - from);
            from = file.to;
        }
        rest += QByteArrayView(text).sliced(from);
        PartInfo shown = part;
        shown.section += ":0";
        shown.encoding = "binary";
        shown.octets = rest.size();
        m_sections.emplace_back(shown.section, rest);
        return shown;
    }

    const SectionOctets &m_octets;
    std::vector<const PartInfo *> m_holders;
    bool m_hasText;
    bool m_hasFound = false;
    std::vector<std::pair<QByteArray, QByteArray>> m_sections;
};

}

const PartInfo *textSource(const PartInfo &root)
{
    const PartInfo *text = readablePart(root);
    return text != nullptr ? text : findContainer(root);
}

QByteArrayList sectionsToRead(const PartInfo &root, TextForms forms)
{
    QByteArrayList sections;
    const auto add = [&sections](const PartInfo *part) {
        if (part != nullptr && !sections.contains(part->section))
            sections.append(part->section);
    };
    add(textSource(root));
    const PartInfo *html = forms == TextForms::WithHtml ? htmlPart(root) : nullptr;
    if (html != nullptr && html->octets <= alongOctets)
        add(html);
    std::vector<const PartInfo *> containers;
    findContainers(root, containers);
    for (const PartInfo *container : containers) {
        if (container->octets <= alongOctets)
            add(container);
    }
    return sections;
}

std::optional<UnpackedMessage> unpacked(const PartInfo &root, const SectionOctets &octets)
{
    Unpacker unpacker(root, octets);
    PartInfo structure = unpacker.visit(root);
    if (!unpacker.hasFound())
        return std::nullopt;
    return UnpackedMessage{std::move(structure), unpacker.takeSections()};
}

qint64 octetsToUnpack(const PartInfo &root, const SectionOctets &octets)
{
    qint64 total = 0;
    for (const PartInfo *part : holders(root))
        total += octets(part->section).value_or(QByteArray()).size();
    return total;
}

QByteArray holderOf(const QByteArray &section)
{
    const qsizetype colon = section.indexOf(':');
    return colon < 0 ? QByteArray() : section.first(colon);
}

}
