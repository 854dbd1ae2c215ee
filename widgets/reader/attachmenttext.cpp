// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/attachmenttext.h"

#include "core/mime/extractedparts.h"
#include "widgets/displaytext.h"
#include "widgets/safetext.h"

#include <QStringList>

using namespace Qt::StringLiterals;
using mime::FileKind;
using mime::FileRisk;

namespace {

constexpr qsizetype longestExtension = 12;

}

QString AttachmentText::kind(const mime::FileAssessment &assessment)
{
    QString words = [&] {
        switch (assessment.kind) {
        case FileKind::Text: return tr("Text");
        case FileKind::Document: return tr("Document");
        case FileKind::Picture: return tr("Picture");
        case FileKind::Audio: return tr("Sound");
        case FileKind::Video: return tr("Film");
        case FileKind::Archive: return tr("Archive");
        case FileKind::Message: return tr("Message");
        case FileKind::Calendar: return tr("Calendar entry");
        case FileKind::Contact: return tr("Contact");
        case FileKind::Page: return tr("Web page");
        case FileKind::Program: return tr("Program");
        case FileKind::Container: return tr("Outlook’s container");
        case FileKind::Unknown: break;
        }
        return tr("File");
    }();
    const QString extension = safetext::line(assessment.extension).toUpper();
    if (extension.isEmpty() || extension.size() > longestExtension)
        return words;
    //: %1 is what kind of file, %2 its extension in capital letters
    return tr("%1 (%2)").arg(words, extension);
}

// Of what is only named here, or is here in part; empty: it is a file.
QString AttachmentText::reference(const mime::PartInfo &part)
{
    if (const auto elsewhere = mime::externalBody(part, {})) {
        return elsewhere->where.isEmpty() ? tr("Not in this message, and not fetched from elsewhere")
                                          : tr("Not in this message: it is at %1, and is not fetched")
                                                .arg(safetext::quoted(elsewhere->where));
    }
    if (const auto piece = mime::partialMessage(part)) {
        return piece->total > 0 ? tr("Piece %1 of %2 of a message; they are not put together")
                                      .arg(QString::number(piece->number), QString::number(piece->total))
                                : tr("Piece %1 of a message; they are not put together").arg(piece->number);
    }
    return {};
}

QString AttachmentText::caption(const models::AttachmentItem &item)
{
    if (QString words = reference(item.part); !words.isEmpty())
        return words;
    QStringList facts{kind(item.assessment), DisplayText::size(mime::decodedSizeEstimate(item.part))};
    if (item.isWithin && item.origin.isEmpty())
        facts += tr("from the text");
    else if (item.isWithin)
        facts += tr("from %1").arg(safetext::quoted(item.origin));
    if (item.assessment.hidesItsType)
        facts += tr("pretends to be something else");
    if (item.assessment.risk)
        facts += tr("can only be saved");
    return facts.join(tr(", "));
}

QString AttachmentText::sentence(const models::AttachmentItem &item)
{
    return tr("%1, %2").arg(DisplayText::attachmentName(item.part), caption(item));
}

QString AttachmentText::risk(FileRisk risk)
{
    switch (risk) {
    case FileRisk::Program:
        return tr("It is a program, or is run like one. Nothing that comes by mail is run from here.");
    case FileRisk::Shortcut:
        return tr("It is no document: opening it would start a program or connect to a place that its sender "
                  "chose.");
    case FileRisk::Disk:
        return tr("It is a disk image. What is on it would no longer be known to have come by mail.");
    case FileRisk::Macros: return tr("It is a document that can bring programs along (macros).");
    case FileRisk::Page:
        return tr(
            "It is a web page or a drawing that can hold scripts. Opened as a file it could read other files "
            "and tell its sender that you did.");
    case FileRisk::Disguised: return tr("What is in it is not what its name says.");
    }
    return {};
}

QString AttachmentText::icon(const mime::FileAssessment &assessment)
{
    if (assessment.risk)
        return u"warning"_s;
    switch (assessment.kind) {
    case FileKind::Text:
    case FileKind::Document: return u"file-text"_s;
    case FileKind::Picture: return u"file-picture"_s;
    case FileKind::Audio:
    case FileKind::Video: return u"file-sound"_s;
    case FileKind::Archive:
    case FileKind::Container: return u"archive"_s;
    case FileKind::Message: return u"mail-unread"_s;
    case FileKind::Calendar: return u"file-calendar"_s;
    case FileKind::Contact: return u"file-contact"_s;
    case FileKind::Page:
    case FileKind::Program:
    case FileKind::Unknown: break;
    }
    return u"attachment"_s;
}

QString AttachmentText::progress(qint64 octets, qint64 of)
{
    if (of <= 0)
        return DisplayText::size(octets);
    //: So much has been loaded of so much
    return tr("%1 of %2").arg(DisplayText::size(octets), DisplayText::size(std::max(octets, of)));
}
