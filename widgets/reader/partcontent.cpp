// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/partcontent.h"

#include <QSet>

namespace {

void add(const mime::ParsedPart &part, store::MessageContent &content, QSet<QByteArray> &known)
{
    const QByteArray &section = part.info.section;
    if (!part.info.isMultipart() && !section.isEmpty() && !known.contains(section)) {
        known.insert(section);
        content.sections.emplace_back(section, QByteArray(part.body.constData(), part.body.size()));
    }
    if (part.info.type == "message")
        return;  // with all that is in it, many times over if it holds another
    for (const mime::ParsedPart &inside : part.parts)
        add(inside, content, known);
}

}

void addSections(const mime::ParsedPart &part, store::MessageContent &content)
{
    QSet<QByteArray> known;
    add(part, content, known);
}
