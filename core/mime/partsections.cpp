// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/partsections.h"

namespace mime {

namespace {

bool isEmbeddedMessage(const PartInfo &part)
{
    return part.type == "message" && !part.parts.empty();
}

QByteArray child(const QByteArray &parent, size_t number)
{
    return (parent.isEmpty() ? parent : parent + '.') + QByteArray::number(static_cast<qulonglong>(number));
}

// Nesting is bounded where trees are made (limits.h), so recursion is.
void number(PartInfo &part, const QByteArray &section)
{
    part.section = section;
    if (isEmbeddedMessage(part)) {
        PartInfo &inside = part.parts.front();
        number(inside, inside.isMultipart() ? section : child(section, 1));
        return;
    }
    for (size_t i = 0; i < part.parts.size(); ++i)
        number(part.parts[i], child(section, i + 1));
}

void copySections(ParsedPart &part, const PartInfo &numbered)
{
    part.info = numbered;
    for (size_t i = 0; i < part.parts.size() && i < numbered.parts.size(); ++i)
        copySections(part.parts[i], numbered.parts[i]);
}

}

void assignSections(PartInfo &root)
{
    number(root, root.isMultipart() ? QByteArray() : QByteArray("1"));
}

void assignSections(ParsedMessage &message)
{
    PartInfo root = message.root.info;
    assignSections(root);
    copySections(message.root, root);
}

const ParsedPart *partAt(const ParsedPart &root, QByteArrayView section)
{
    if (root.info.section == section)
        return &root;
    for (const ParsedPart &part : root.parts) {
        const QByteArray &own = part.info.section;
        if (own.isEmpty() || section.startsWith(own)) {
            if (const ParsedPart *found = partAt(part, section))
                return found;
        }
    }
    return nullptr;
}

}
