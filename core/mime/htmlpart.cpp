// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/htmlpart.h"

#include "core/mime/textpart.h"

namespace mime {

namespace {

bool isHtml(const PartInfo &part)
{
    return part.type == "text" && part.subtype == "html" && part.disposition != "attachment";
}

bool contains(const PartInfo &part, const PartInfo &wanted)
{
    if (&part == &wanted)
        return true;
    for (const PartInfo &child : part.parts) {
        if (part.isMultipart() && contains(child, wanted))
            return true;
    }
    return false;
}

const PartInfo *firstHtml(const PartInfo &part)
{
    if (isHtml(part))
        return &part;
    for (const PartInfo &child : part.parts) {
        const PartInfo *found = part.isMultipart() ? firstHtml(child) : nullptr;
        if (found != nullptr)
            return found;
    }
    return nullptr;
}

// In the innermost alternative around `shown`.
const PartInfo *htmlBeside(const PartInfo &part, const PartInfo &shown)
{
    for (const PartInfo &child : part.parts) {
        if (!part.isMultipart() || !contains(child, shown))
            continue;
        const PartInfo *inner = htmlBeside(child, shown);
        return inner != nullptr || part.subtype != "alternative" ? inner : firstHtml(part);
    }
    return nullptr;
}

}

const PartInfo *htmlPart(const PartInfo &root)
{
    const PartInfo *shown = readablePart(root);
    if (shown == nullptr || isHtml(*shown))
        return shown;
    return htmlBeside(root, *shown);
}

std::vector<const PartInfo *> picturesWithId(const PartInfo &root)
{
    std::vector<const PartInfo *> pictures;
    if (root.type == "image" && !root.contentId.isEmpty())
        pictures.push_back(&root);
    for (const PartInfo &child : root.parts) {
        if (!root.isMultipart())
            break;
        const auto inside = picturesWithId(child);
        pictures.insert(pictures.end(), inside.begin(), inside.end());
    }
    return pictures;
}

QString htmlSource(const PartInfo &part, QByteArrayView octets, QByteArrayView charset)
{
    return decodedTextPart(part, octets, charset).text;
}

}
