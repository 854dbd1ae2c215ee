// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/original.h"

#include "widgets/displaytext.h"
#include "widgets/reader/cleancopy.h"
#include "widgets/reader/readerpane.h"
#include "widgets/reader/searchable.h"

#include <QTextCursor>

#include <algorithm>

namespace {

// On screen, in whatever form it is read.
QString visibleText(ReaderPane &pane)
{
    auto *view = dynamic_cast<Searchable *>(pane.body());
    if (view == nullptr)
        return {};
    QTextCursor all(view->searched());
    all.select(QTextCursor::Document);
    return CleanCopy::text(all);
}

QString chosenText(ReaderPane &pane)
{
    const auto *view = dynamic_cast<Searchable *>(pane.body());
    return view != nullptr && view->chosen().hasSelection() ? CleanCopy::text(view->chosen()) : QString();
}

// Never what the view has: it may still be making its picture of it.
std::optional<QString> wholeText(const store::MessageContent &content)
{
    const mime::PartInfo *part = mime::readablePart(content.structure);
    const auto octets = part != nullptr ? content.section(part->section) : std::nullopt;
    return octets ? std::optional(mime::readableText(*part, *octets)) : std::nullopt;
}

// Plain text, and files beside it.
bool isTextWithFiles(const mime::PartInfo &part, const mime::PartInfo *text,
                     const std::vector<const mime::PartInfo *> &files)
{
    if (part.isMultipart())
        return part.subtype == "mixed"
            && std::all_of(part.parts.begin(), part.parts.end(),
                           [&](const mime::PartInfo &child) { return isTextWithFiles(child, text, files); });
    if (&part == text)
        return part.subtype == "plain";
    const bool isSecret = part.subtype == "pkcs7-mime" || part.subtype == "x-pkcs7-mime";
    return !isSecret && std::find(files.begin(), files.end(), &part) != files.end();
}

}

namespace original {

compose::Original of(const store::MessageContent &content, const QByteArray &header, const QUuid &account,
                     ReaderPane &pane, bool isDecrypted)
{
    compose::Original made{.account = account, .header = mime::Header::parse(header)};
    made.text = isDecrypted ? visibleText(pane) : wholeText(content).value_or(QString());
    made.selection = chosenText(pane);
    for (const mime::PartInfo *part : mime::attachments(content.structure)) {
        const auto octets = content.section(part->section);
        if (octets)
            made.files.push_back(compose::attachmentOf(mime::decodeTransfer(*octets, part->encoding),
                                                       DisplayText::attachmentName(*part),
                                                       part->type + '/' + part->subtype));
    }
    return made;
}

bool isWholly(const compose::Original &made, const store::MessageContent &content)
{
    const mime::PartInfo *text = mime::readablePart(content.structure);
    const auto files = mime::attachments(content.structure);
    const bool hasText = text == nullptr || content.section(text->section);
    return hasText && made.files.size() == files.size() && isTextWithFiles(content.structure, text, files);
}
}
