// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/original.h"

#include "widgets/displaytext.h"
#include "widgets/reader/bodyview.h"
#include "widgets/reader/cleancopy.h"
#include "widgets/reader/readerpane.h"
#include "widgets/reader/searchable.h"

#include <QTextCursor>

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

std::optional<QString> wholePlainText(const store::MessageContent &content)
{
    const mime::PartInfo *part = mime::readablePart(content.structure);
    const auto octets = part != nullptr ? content.section(part->section) : std::nullopt;
    if (!octets || part->subtype == "html")
        return std::nullopt;
    return mime::readableText(*part, *octets);
}

}

namespace original {

compose::Original of(const store::MessageContent &content, const QByteArray &header, const QUuid &account,
                     ReaderPane &pane, bool isDecrypted)
{
    compose::Original made{.account = account, .header = mime::Header::parse(header)};
    const bool isPlain = !isDecrypted && qobject_cast<BodyView *>(pane.body()) != nullptr;
    const auto plain = isPlain ? wholePlainText(content) : std::nullopt;
    made.text = plain ? *plain : visibleText(pane);
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

QStringList missingFiles(const store::MessageContent &content)
{
    QStringList missing;
    for (const mime::PartInfo *part : mime::attachments(content.structure)) {
        if (!content.section(part->section))
            missing.append(DisplayText::attachmentName(*part));
    }
    return missing;
}

}
