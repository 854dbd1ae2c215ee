// SPDX-License-Identifier: GPL-3.0-or-later
// What a person sees in a part tree: the text to show and the attachments.
#include "core/mime/octets.h"
#include "core/mime/parameter.h"
#include "core/mime/part.h"
#include "core/mime/reportparts.h"

#include <algorithm>

namespace mime {

namespace {

bool isLeaf(const PartInfo &part)
{
    return !part.isMultipart() && part.type != "message";
}

// A text of a line end alone is what newsletters put beside their HTML to have a plain part at all.
bool isBlankText(const PartInfo &part)
{
    return part.octets <= 2;
}

bool isBodyText(const PartInfo &part, QByteArrayView subtype)
{
    return part.isText() && part.disposition != "attachment" && part.subtype == subtype;
}

const PartInfo *findText(const PartInfo &part, QByteArrayView subtype);

// The first child that has a text to show; in an alternative plain text, then HTML, wherever they stand.
const PartInfo *findBody(const PartInfo &part)
{
    if (part.isMultipart() && part.subtype == "alternative") {
        const PartInfo *plain = findText(part, "plain");
        if (plain != nullptr && !isBlankText(*plain))
            return plain;
        const PartInfo *html = findText(part, "html");
        return html != nullptr ? html : plain;
    }
    for (const PartInfo &child : part.parts) {
        if (!part.isMultipart())
            break;
        if (const PartInfo *found = findBody(child))
            return found;
    }
    return isBodyText(part, "plain") || isBodyText(part, "html") ? &part : nullptr;
}

const PartInfo *findText(const PartInfo &part, QByteArrayView subtype)
{
    if (isBodyText(part, subtype))
        return &part;
    for (const PartInfo &child : part.parts) {
        if (!part.isMultipart())
            break;
        if (const PartInfo *found = findText(child, subtype))
            return found;
    }
    return nullptr;
}

// text/enriched, text/markdown, text/calendar …: better than nothing.
const PartInfo *findAnyText(const PartInfo &part)
{
    if (part.isText() && part.disposition != "attachment")
        return &part;
    for (const PartInfo &child : part.parts) {
        if (!part.isMultipart())
            break;
        if (const PartInfo *found = findAnyText(child))
            return found;
    }
    return nullptr;
}

bool isSignature(const PartInfo &part)
{
    return part.type == "application"
        && (part.subtype == "pgp-signature" || part.subtype == "pkcs7-signature"
            || part.subtype == "x-pkcs7-signature");
}

class AttachmentFinder
{
public:
    explicit AttachmentFinder(const PartInfo &root) : m_shown(readablePart(root))
    {
        visit(root, nullptr, false);
    }

    std::vector<const PartInfo *> take() { return std::move(m_found); }

private:
    void visit(const PartInfo &part, const PartInfo *parent, bool inAlternative)
    {
        if (part.isMultipart()) {
            for (const PartInfo &child : part.parts)
                visit(child, &part, inAlternative || part.subtype == "alternative");
        } else if (isAttachment(part, parent, inAlternative)) {
            m_found.push_back(&part);
        }
    }

    [[nodiscard]] bool isAttachment(const PartInfo &part, const PartInfo *parent, bool inAlternative) const
    {
        const QByteArray container = parent != nullptr ? parent->subtype : QByteArray();
        // The resource fork of a Macintosh file: the file itself is the other part (RFC 1740, 5).
        if (container == "appledouble" && part.subtype == "applefile")
            return false;
        // A text that is shown for want of another, and is one to be saved as well.
        const bool isShownAlone = &part == m_shown && part.disposition != "attachment";
        if (isShownAlone || (container == "signed" && isSignature(part))
            || (container == "report" && (isDispositionNotification(part) || isDeliveryStatus(part))))
            return false;
        if (part.disposition == "attachment" || part.type == "message")
            return true;
        const bool isInlinePicture =
            container == "related" && part.type == "image" && !part.contentId.isEmpty();
        if (isInlinePicture)
            return false;
        // Calendar programs send an invitation as one more form of the message (RFC 6047, 2.4). It says what
        // no other form does.
        const bool isInvitation = part.isText() && part.subtype == "calendar" && &part != m_shown;
        if (!part.fileName.isEmpty() || isInvitation)
            return true;
        const bool isRelated =
            container == "related" && (part.type == "image" || &part == &parent->parts.front());
        return !inAlternative && !isRelated;
    }

    const PartInfo *m_shown;
    std::vector<const PartInfo *> m_found;
};

}

QString PartInfo::parameter(QByteArrayView name) const
{
    return parameterValue(parameters, name);
}

const PartInfo *readablePart(const PartInfo &root)
{
    if (isLeaf(root))
        return root.isText() ? &root : nullptr;  // all there is
    const PartInfo *body = findBody(root);
    return body != nullptr ? body : findAnyText(root);
}

std::vector<const PartInfo *> attachments(const PartInfo &root)
{
    return AttachmentFinder(root).take();
}

bool hasAttachments(const PartInfo &root)
{
    return !attachments(root).empty();
}

std::vector<const PartInfo *> inlinePictures(const PartInfo &root)
{
    const auto attached = attachments(root);
    std::vector<const PartInfo *> pictures;
    const auto visit = [&](const PartInfo &part, const auto &self) -> void {
        const bool isPicture = part.type == "image" && part.parts.empty();
        if (isPicture && std::find(attached.begin(), attached.end(), &part) == attached.end())
            pictures.push_back(&part);
        for (const PartInfo &child : part.parts) {
            if (part.isMultipart())
                self(child, self);
        }
    };
    visit(root, visit);
    return pictures;
}

qint64 decodedSizeEstimate(const PartInfo &part)
{
    return part.encoding == "base64" ? part.octets / 4 * 3 : part.octets;
}

}
