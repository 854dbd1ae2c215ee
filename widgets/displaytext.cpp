// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/displaytext.h"

#include "widgets/safetext.h"

#include <QStringList>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace {

// What servers and programs call folders with a job when nobody asks for another language. A name that
// somebody has chosen stays.
constexpr const char *usualNames[] = {
    QT_TRANSLATE_NOOP("DisplayText", "Drafts"),
    QT_TRANSLATE_NOOP("DisplayText", "Sent"),
    QT_TRANSLATE_NOOP("DisplayText", "Sent Items"),
    QT_TRANSLATE_NOOP("DisplayText", "Sent Mail"),
    QT_TRANSLATE_NOOP("DisplayText", "Sent Messages"),
    QT_TRANSLATE_NOOP("DisplayText", "Junk"),
    QT_TRANSLATE_NOOP("DisplayText", "Junk E-mail"),
    QT_TRANSLATE_NOOP("DisplayText", "Spam"),
    QT_TRANSLATE_NOOP("DisplayText", "Trash"),
    QT_TRANSLATE_NOOP("DisplayText", "Deleted Items"),
    QT_TRANSLATE_NOOP("DisplayText", "Deleted Messages"),
    QT_TRANSLATE_NOOP("DisplayText", "Archive"),
    QT_TRANSLATE_NOOP("DisplayText", "Archives"),
    QT_TRANSLATE_NOOP("DisplayText", "All Mail"),
    QT_TRANSLATE_NOOP("DisplayText", "Starred"),
};

// Empty: it is none of these.
QString usualName(store::FolderRole role, const QString &name)
{
    if (role == store::FolderRole::None)
        return {};
    const auto found = std::find_if(std::begin(usualNames), std::end(usualNames), [&](const char *usual) {
        return name.compare(QLatin1String(usual), Qt::CaseInsensitive) == 0;
    });
    return found == std::end(usualNames) ? QString() : QCoreApplication::translate("DisplayText", *found);
}

}

QLocale DisplayText::locale()
{
    const QLocale system;
    return system.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedKingdom) : system;
}

QString DisplayText::listDate(const QDateTime &date, const QDateTime &now)
{
    if (!date.isValid())
        return {};
    const QLocale words = locale();
    const QDateTime local = date.toLocalTime();
    const QDate today = now.toLocalTime().date();
    const qint64 daysAgo = local.date().daysTo(today);
    if (daysAgo == 0)
        return words.toString(local.time(), QLocale::ShortFormat);
    if (daysAgo == 1)
        return tr("Yesterday");
    if (daysAgo > 1 && daysAgo < 7)
        return words.standaloneDayName(local.date().dayOfWeek(), QLocale::ShortFormat);
    //: Date without the year in the message list (see QLocale::toString)
    const QString sameYear = tr("d MMM");
    //: Date with the year in the message list
    const QString otherYear = tr("d MMM yyyy");
    return words.toString(local.date(), local.date().year() == today.year() ? sameYear : otherYear);
}

QString DisplayText::fullDate(const QDateTime &date)
{
    if (!date.isValid())
        return tr("No date");
    return tr("%1, %2").arg(day(date), locale().toString(date.toLocalTime().time(), QLocale::ShortFormat));
}

QString DisplayText::exactTime(const QDateTime &time)
{
    QString format = locale().timeFormat(QLocale::ShortFormat);
    if (!format.contains(u's'))
        format.replace(u"mm"_s, u"mm:ss"_s);
    return locale().toString(time.toLocalTime().time(), format);
}

QString DisplayText::day(const QDateTime &date)
{
    return date.isValid() ? locale().toString(date.toLocalTime().date(), QLocale::LongFormat) : tr("No date");
}

QString DisplayText::size(qint64 octets)
{
    return locale().formattedDataSize(octets, octets < 1'000'000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString DisplayText::folderName(const models::FolderItem &item)
{
    // Servers may call these anything; INBOX is a name of the protocol and not for people.
    if (item.folder && item.folder->role == store::FolderRole::Inbox)
        return tr("Inbox");
    if (QString usual = item.folder ? usualName(item.folder->role, item.segment) : QString();
        !usual.isEmpty() && !item.isGhost)
        return usual;
    if (item.isGhost)
        return tr("%1 (deleted on the server)").arg(safetext::quoted(item.segment));
    return item.segment.isEmpty() ? tr("(no name)") : safetext::line(item.segment);
}

QString DisplayText::folderPath(const store::Folder &folder)
{
    if (folder.role == store::FolderRole::Inbox)
        return tr("Inbox");
    const qsizetype level =
        folder.delimiter ? folder.name.lastIndexOf(QLatin1Char(*folder.delimiter)) + 1 : 0;
    const QString usual = usualName(folder.role, folder.name.sliced(level));
    QString above = folder.name.first(level);
    const bool isBelowInbox =
        level > 0 && above.section(above.back(), 0, 0).compare(u"INBOX"_s, Qt::CaseInsensitive) == 0;
    if (isBelowInbox)
        above.replace(0, above.indexOf(above.back()), tr("Inbox"));
    return safetext::line(above + (usual.isEmpty() ? folder.name.sliced(level) : usual));
}

QString DisplayText::folderSentence(const models::FolderItem &item)
{
    const QString name = folderName(item);
    if (item.kind == models::FolderItem::Kind::Account)
        return tr("Account %1").arg(name);
    if (item.folder && !item.folder->countsKnown)
        return tr("%1, the server does not say how many are unread").arg(name);
    const int unseen = item.folder ? static_cast<int>(item.folder->unseen) : 0;
    return unseen > 0 ? tr("%1, %n unread", nullptr, unseen).arg(name) : name;
}

QString DisplayText::folderCount(const models::FolderItem &item)
{
    if (!item.folder || (item.folder->countsKnown && item.folder->unseen == 0))
        return {};
    return item.folder->countsKnown ? locale().toString(item.folder->unseen) : tr("?");
}

QString DisplayText::subject(const QString &subject)
{
    const QString clean = safetext::line(subject);
    return clean.isEmpty() ? tr("(no subject)") : clean;
}

QString DisplayText::receiptName(receipts::ColumnState state)
{
    switch (state) {
    case receipts::ColumnState::None: return tr("No request");
    case receipts::ColumnState::Requested: return tr("Requested");
    case receipts::ColumnState::Waiting: return tr("Waiting");
    case receipts::ColumnState::Sent: return tr("Sent");
    case receipts::ColumnState::Denied: return tr("Declined");
    case receipts::ColumnState::AnsweredElsewhere: return tr("Answered elsewhere");
    case receipts::ColumnState::Blocked: return tr("Blocked");
    }
    return {};
}

QString DisplayText::receiptState(receipts::ColumnState state)
{
    switch (state) {
    case receipts::ColumnState::None: break;
    case receipts::ColumnState::Requested: return tr("asks for a receipt");
    case receipts::ColumnState::Waiting: return tr("receipt waiting to be sent");
    case receipts::ColumnState::Sent: return tr("receipt sent");
    case receipts::ColumnState::Denied: return tr("receipt declined");
    case receipts::ColumnState::AnsweredElsewhere: return tr("receipt request handled by another program");
    case receipts::ColumnState::Blocked: return tr("no receipt possible");
    }
    return {};
}

QString DisplayText::receiptState(const models::MessageItem &item)
{
    return item.receiptReason.isEmpty() ? receiptState(item.receipt) : item.receiptReason;
}

QString DisplayText::correspondent(const models::MessageItem &item)
{
    if (!item.toOthers)
        return safetext::line(item.row.from);
    return item.row.to.isEmpty() ? tr("(no recipients)") : safetext::line(item.row.to);
}

QString DisplayText::messageSentence(const models::MessageItem &item, const QDateTime &now)
{
    QStringList facts;
    if (item.hasUnread || !item.flags.has(store::Flags::Seen))
        facts += tr("unread");
    if (item.conversation > 0)
        facts += item.isFolded ? tr("folded conversation of %n message(s)", nullptr, item.conversation)
                               : tr("conversation of %n message(s)", nullptr, item.conversation);
    if (item.depth > 0)
        facts += tr("answer");
    facts += (item.toOthers ? tr("to %1") : tr("from %1")).arg(correspondent(item));
    facts += subject(item.row.subject);
    facts += listDate(item.row.date, now);
    if (item.flags.has(store::Flags::Flagged))
        facts += tr("starred");
    if (item.flags.has(store::Flags::Deleted))
        facts += tr("marked as deleted");
    if (item.flags.has(store::Flags::Answered))
        facts += tr("answered");
    if (item.row.hasAttachment)
        facts += tr("has attachments");
    if (const QString receipt = receiptState(item); !receipt.isEmpty())
        facts += receipt;
    if (!item.folder.isEmpty())
        facts += tr("in %1").arg(item.folder);
    //: Joins the facts of a message for screen readers
    return facts.join(tr(", "));
}

QString DisplayText::attachmentName(const mime::PartInfo &part)
{
    if (!part.fileName.isEmpty()) {
        if (QString name = safetext::fileName(part.fileName, u""); !name.isEmpty())
            return name;
    }
    if (part.type == "message")
        return tr("Message.eml");
    if (part.type == "image")
        return tr("Picture");
    if (part.isText() && part.subtype == "calendar")
        return tr("Invitation.ics");
    return tr("Attachment");
}

QString DisplayText::folderIcon(const models::FolderItem &item)
{
    switch (item.folder ? item.folder->role : store::FolderRole::None) {
    case store::FolderRole::Inbox: return u"folder-inbox"_s;
    case store::FolderRole::Drafts: return u"folder-drafts"_s;
    case store::FolderRole::Sent: return u"folder-sent"_s;
    case store::FolderRole::Junk: return u"folder-junk"_s;
    case store::FolderRole::Trash: return u"folder-trash"_s;
    case store::FolderRole::Archive:
    case store::FolderRole::All: return u"folder-archive"_s;
    case store::FolderRole::Flagged: return u"flag"_s;
    case store::FolderRole::None: break;
    }
    return u"folder"_s;
}

QString DisplayText::receiptIcon(receipts::ColumnState state)
{
    switch (state) {
    case receipts::ColumnState::None: break;
    case receipts::ColumnState::Requested: return u"receipt-asked"_s;
    case receipts::ColumnState::Waiting: return u"receipt-waiting"_s;
    case receipts::ColumnState::Sent: return u"receipt-sent"_s;
    case receipts::ColumnState::Denied: return u"receipt-declined"_s;
    // Handled by somebody, nobody knows how: the glyph of a request that is closed to us.
    case receipts::ColumnState::AnsweredElsewhere:
    case receipts::ColumnState::Blocked: return u"receipt-blocked"_s;
    }
    return {};
}
