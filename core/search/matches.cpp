// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/matches.h"

#include "core/base/overloaded.h"
#include "core/search/textwords.h"

#include <algorithm>
#include <array>

namespace search {

using namespace Qt::StringLiterals;

namespace {

struct KindRow {
    AttachmentKind kind;
    QLatin1StringView mediaType;  // its beginning
    QLatin1StringView endings;    // of names, for senders who call everything application/octet-stream
};
constexpr auto kindRows = std::to_array<KindRow>({
    {AttachmentKind::Image, "image/"_L1, ".png .jpg .jpeg .gif .webp .svg .heic .tif .tiff .bmp "_L1},
    {AttachmentKind::Audio, "audio/"_L1, ".mp3 .ogg .opus .flac .wav .m4a "_L1},
    {AttachmentKind::Video, "video/"_L1, ".mp4 .mkv .webm .mov .avi "_L1},
    {AttachmentKind::Pdf, "application/pdf"_L1, ".pdf "_L1},
    {AttachmentKind::Document, "application/msword"_L1, ".doc .docx .odt .rtf .txt .md "_L1},
    {AttachmentKind::Document, "application/vnd.oasis.opendocument.text"_L1, ""_L1},
    {AttachmentKind::Document, "application/vnd.openxmlformats-officedocument.wordprocessingml"_L1, ""_L1},
    {AttachmentKind::Spreadsheet, "application/vnd.ms-excel"_L1, ".xls .xlsx .ods .csv "_L1},
    {AttachmentKind::Spreadsheet, "application/vnd.oasis.opendocument.spreadsheet"_L1, ""_L1},
    {AttachmentKind::Spreadsheet, "application/vnd.openxmlformats-officedocument.spreadsheetml"_L1, ""_L1},
    {AttachmentKind::Presentation, "application/vnd.ms-powerpoint"_L1, ".ppt .pptx .odp "_L1},
    {AttachmentKind::Presentation, "application/vnd.oasis.opendocument.presentation"_L1, ""_L1},
    {AttachmentKind::Presentation, "application/vnd.openxmlformats-officedocument.presentationml"_L1, ""_L1},
    {AttachmentKind::Archive, "application/zip"_L1, ".zip .gz .tgz .tar .7z .rar .xz .bz2 .zst "_L1},
    {AttachmentKind::Archive, "application/gzip"_L1, ""_L1},
    {AttachmentKind::Calendar, "text/calendar"_L1, ".ics "_L1},
    {AttachmentKind::Contact, "text/vcard"_L1, ".vcf "_L1},
    {AttachmentKind::Contact, "text/x-vcard"_L1, ""_L1},
    {AttachmentKind::Message, "message/rfc822"_L1, ".eml "_L1},
});

struct RoleRow {
    store::FolderRole role;
    QLatin1StringView name;
};
constexpr auto roleRows = std::to_array<RoleRow>({
    {store::FolderRole::Inbox, "inbox"_L1},
    {store::FolderRole::Drafts, "drafts"_L1},
    {store::FolderRole::Sent, "sent"_L1},
    {store::FolderRole::Junk, "junk"_L1},
    {store::FolderRole::Trash, "trash"_L1},
    {store::FolderRole::Archive, "archive"_L1},
});

// The words in a row; the last one as far as it goes, unless it is a phrase.
bool holdsRow(const QStringList &words, const QStringList &sought, bool isPhrase)
{
    const auto isSame = [&](qsizetype at, qsizetype i) {
        const bool mayGoOn = !isPhrase && i == sought.size() - 1;
        return mayGoOn ? words.at(at).startsWith(sought.at(i)) : words.at(at) == sought.at(i);
    };
    for (qsizetype from = 0; from + sought.size() <= words.size(); ++from) {
        qsizetype i = 0;
        while (i < sought.size() && isSame(from + i, i))
            ++i;
        if (i == sought.size())
            return true;
    }
    return false;
}

bool hasText(const TextTerm &term, QStringView text)
{
    const QStringList sought = soughtWords(term.text);
    if (sought.isEmpty())  // signs alone
        return folded(text).contains(folded(term.text));
    return holdsRow(wordsOf(text), sought, term.isPhrase);
}

QString recipients(const MessageFacts &message)
{
    return message.to + u'\n' + message.cc + u'\n' + message.bcc;
}

QString fileNames(const MessageFacts &message)
{
    QStringList names;
    for (const AttachmentFacts &attachment : message.attachments)
        names.append(attachment.name);
    return names.join(u'\n');
}

bool holds(const TextTerm &term, const MessageFacts &message)
{
    switch (term.field) {
    case TextField::Anywhere: break;
    case TextField::From: return hasText(term, message.from);
    case TextField::To: return hasText(term, recipients(message));
    case TextField::Cc: return hasText(term, message.cc);
    case TextField::Subject: return hasText(term, message.subject);
    case TextField::Body: return hasText(term, message.body);
    case TextField::File: return hasText(term, fileNames(message));
    case TextField::List: return hasText(term, message.list);
    }
    return hasText(term, message.subject) || hasText(term, message.from) || hasText(term, recipients(message))
        || hasText(term, message.body) || hasText(term, fileNames(message));
}

bool holds(const AttachmentTerm &term, const MessageFacts &message)
{
    return std::any_of(message.attachments.begin(), message.attachments.end(),
                       [&](const AttachmentFacts &attachment) {
                           return term.kind == AttachmentKind::Any || kindOf(attachment) == term.kind;
                       });
}

bool holds(const StateTerm &term, const MessageFacts &message)
{
    const StateBit state = bitOf(term.state);
    return message.flags.has(state.bit) == state.isSet;
}

bool holds(const TagTerm &term, const MessageFacts &message)
{
    const store::Flags sought = store::flagsFromNames({term.keyword.toUtf8()});
    return sought.bits != 0 ? (message.flags.bits & sought.bits) != 0
                            : message.flags.keywords.contains(term.keyword.toUtf8());
}

bool holds(const DateTerm &term, const MessageFacts &message, const DateContext &context)
{
    if (!message.date.isValid())
        return false;
    const TimeRange times = timesOf(daysOf(term, context), context.zone);
    const qint64 at = message.date.toMSecsSinceEpoch();
    return (!times.from || at >= *times.from) && (!times.to || at < *times.to);
}

bool holds(const ReceiptTerm &term, const MessageFacts &message)
{
    switch (term.question) {
    case ReceiptQuestion::Requested: break;
    case ReceiptQuestion::Waiting: return message.receipt == ReceiptState::Waiting;
    case ReceiptQuestion::Sent: return message.receipt == ReceiptState::Sent;
    case ReceiptQuestion::Denied: return message.receipt == ReceiptState::Denied;
    case ReceiptQuestion::Blocked: return message.receipt == ReceiptState::Blocked;
    case ReceiptQuestion::None: return message.receipt == ReceiptState::NotAsked;
    }
    return message.receipt != ReceiptState::NotAsked;
}

bool holds(const Term &term, const MessageFacts &message, const DateContext &context)
{
    return std::visit(overloaded{
                          [&](const FolderTerm &t) { return isIn(t, message.folder); },
                          [&](const AccountTerm &t) { return isOf(t, message.folder); },
                          [&](const SizeTerm &t) {
                              return t.isLarger ? message.octets > t.octets : message.octets < t.octets;
                          },
                          [&](const DateTerm &t) { return holds(t, message, context); },
                          [&](const MessageIdTerm &t) { return message.messageId == t.id; },
                          [&](const ThreadTerm &t) {
                              return message.messageId == t.id || message.conversation.contains(t.id);
                          },
                          [&](const auto &t) { return holds(t, message); },
                      },
                      term);
}

}

AttachmentKind kindOf(const AttachmentFacts &attachment)
{
    const qsizetype dot = attachment.name.lastIndexOf(u'.');
    const QString ending = dot < 0 ? QString() : attachment.name.sliced(dot).toLower() + u' ';
    const QString type = QString::fromLatin1(attachment.mediaType);
    const auto ofType = [&](const KindRow &row) { return type.startsWith(row.mediaType); };
    const auto ofName = [&](const KindRow &row) {
        return ending.size() > 2 && QString(row.endings).contains(ending);
    };
    auto row = std::find_if(kindRows.begin(), kindRows.end(), ofType);
    if (row == kindRows.end())
        row = std::find_if(kindRows.begin(), kindRows.end(), ofName);
    return row == kindRows.end() ? AttachmentKind::Any : row->kind;
}

bool isIn(const FolderTerm &term, const FolderFacts &folder)
{
    const QString sought = folded(term.name);
    const auto role = std::find_if(roleRows.begin(), roleRows.end(),
                                   [&](const RoleRow &row) { return row.name == sought; });
    if (role != roleRows.end() && role->role == folder.role)
        return true;
    // Some servers have all folders below the inbox (Courier): they are not it.
    const bool isInbox = role != roleRows.end() && role->role == store::FolderRole::Inbox;
    const QString name = folded(folder.name);
    if (!folder.delimiter || name == sought || isInbox)
        return name == sought;
    const QChar delimiter = QLatin1Char(*folder.delimiter);
    return (delimiter + name + delimiter).contains(delimiter + sought + delimiter);
}

bool isOf(const AccountTerm &term, const FolderFacts &folder)
{
    const QString sought = folded(term.name);
    return std::any_of(folder.account.begin(), folder.account.end(),
                       [&](const QString &name) { return folded(name).contains(sought); });
}

StateBit bitOf(State state)
{
    switch (state) {
    case State::Unread: break;
    case State::Read: return {store::Flags::Seen, true};
    case State::Flagged: return {store::Flags::Flagged, true};
    case State::Answered: return {store::Flags::Answered, true};
    case State::Draft: return {store::Flags::Draft, true};
    case State::Deleted: return {store::Flags::Deleted, true};
    case State::Forwarded: return {store::Flags::Forwarded, true};
    case State::Junk: return {store::Flags::Junk, true};
    }
    return {store::Flags::Seen, false};
}

bool matches(const Query &query, const MessageFacts &message, const DateContext &context)
{
    const auto inner = [&](const Query &part) { return matches(part, message, context); };
    switch (query.form) {
    case Query::Form::Single: return holds(query.term, message, context);
    case Query::Form::All: return std::all_of(query.parts.begin(), query.parts.end(), inner);
    case Query::Form::Any: return std::any_of(query.parts.begin(), query.parts.end(), inner);
    case Query::Form::Not: break;
    }
    return !inner(query.parts.front());
}

}
