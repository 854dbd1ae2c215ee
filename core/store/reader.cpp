// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reader.h"

#include "core/store/contentwriter.h"
#include "core/store/copyrows.h"
#include "core/store/folderrows.h"
#include "core/store/migrations.h"
#include "core/store/readerprivate.h"

#include <algorithm>

namespace store {

namespace {

QDateTime dateOf(qint64 milliseconds)
{
    return milliseconds == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

constexpr auto rowQuery = "SELECT " COPY_COLUMNS ", " MESSAGE_COLUMNS ", m.thread"
                          " FROM copies c JOIN messages m ON m.id = c.message WHERE c.id = ?1";

std::optional<MessageRow> messageRowOf(const Statement &row)
{
    const auto copy = copyRowOf(row);
    constexpr int m = copyColumns;
    if (!copy || !isSealedMessage(row, m))
        return std::nullopt;
    MessageRow message;
    message.id = copy->id;
    message.folder = copy->folder;
    message.uid = copy->uid;
    message.date = dateOf(copy->date);
    message.flags = copy->flags;
    message.octets = row.integer(m + 1);
    message.hasAttachment = row.integer(m + 3) != 0;
    message.asksForReceipt = row.integer(m + 4) != 0;
    message.subject = row.text(m + 5);
    message.from = row.text(m + 6);
    message.fromAddress = row.blob(m + 7);
    message.to = row.text(m + 8);
    message.messageId = row.blob(m + 9);
    message.receiptKey = row.blob(m + 10);
    message.thread = {row.integer(m + messageColumns)};
    return message;
}

}

Reader::Reader(std::unique_ptr<ReaderPrivate> p) noexcept : d(std::move(p)) {}
Reader::Reader(Reader &&) noexcept = default;
Reader &Reader::operator=(Reader &&) noexcept = default;
Reader::~Reader() = default;

Result<Reader> Reader::open(const QString &cachePath)
{
    auto database = Database::open(cachePath, Database::Mode::ReadOnly);
    if (!database)
        return database.error();
    const auto inspection = inspect(*database, cacheSchema());
    if (!inspection)
        return inspection.error();
    if (inspection->standing != Standing::Ours)
        return Error{Error::Kind::Storage, "not a cache of this version"};
    return Reader(std::make_unique<ReaderPrivate>(std::move(*database)));
}

std::vector<Folder> Reader::folders(const QUuid &account) const
{
    std::vector<Folder> folders;
    for (FolderRecord &record : folderRecords(d->statements, account))
        folders.push_back(std::move(record.folder));
    d->logError();
    return folders;
}

std::optional<Folder> Reader::folder(FolderId id) const
{
    const auto record = folderRecord(d->statements, id);
    d->logError();
    return record ? std::optional(record->folder) : std::nullopt;
}

std::optional<Folder> Reader::folder(const QUuid &account, const QByteArray &mailbox) const
{
    const auto record = folderRecord(d->statements, account, mailbox);
    d->logError();
    return record ? std::optional(record->folder) : std::nullopt;
}

Counts Reader::counts(FolderId id) const
{
    const auto record = folderRecord(d->statements, id);
    d->logError();
    return record ? record->counts : Counts();
}

std::vector<InsertedCopy> Reader::copies(FolderId folder) const
{
    std::vector<InsertedCopy> copies;
    d->statements.each(
        "SELECT id, uid, date FROM copies WHERE folder = ?1 ORDER BY date DESC, uid DESC",
        [&](const Statement &row) {
            copies.push_back({{row.integer(0)}, {static_cast<quint32>(row.integer(1))}, row.integer(2)});
        },
        folder.value);
    d->logError();
    return copies;
}

std::vector<InsertedCopy> Reader::copies(FolderId folder, int limit, const InsertedCopy *before) const
{
    std::vector<InsertedCopy> copies;
    copies.reserve(static_cast<std::size_t>(std::max(limit, 0)));
    const auto take = [&](const Statement &row) {
        copies.push_back({{row.integer(0)}, {static_cast<quint32>(row.integer(1))}, row.integer(2)});
    };
    if (before == nullptr)
        d->statements.each("SELECT id, uid, date FROM copies WHERE folder = ?1"
                           " ORDER BY date DESC, uid DESC LIMIT ?2",
                           take, folder.value, limit);
    else
        d->statements.each("SELECT id, uid, date FROM copies WHERE folder = ?1 AND (date, uid) < (?3, ?4)"
                           " ORDER BY date DESC, uid DESC LIMIT ?2",
                           take, folder.value, limit, before->date, before->uid.value);
    d->logError();
    return copies;
}

bool Reader::withoutText(FolderId folder, qint64 since, int limit, std::optional<InsertedCopy> &passed,
                         std::vector<InsertedCopy> &found) const
{
    const int most = std::min(limit, mostWithoutText);
    int looked = 0;
    bool isTooOld = false;
    const auto take = [&](const Statement &row) {
        const InsertedCopy copy{{row.integer(0)}, {static_cast<quint32>(row.integer(1))}, row.integer(2)};
        isTooOld = isTooOld || copy.date < since;
        if (isTooOld)
            return;
        ++looked;
        passed = copy;
        if (row.integer(3) != 0)
            found.push_back(copy);
    };
#define WITHOUT_TEXT                                                                                         \
    "SELECT c.id, c.uid, c.date, h.message IS NULL OR p.message IS NOT NULL FROM copies c"                   \
    " LEFT JOIN headers h ON h.message = c.message LEFT JOIN partial_texts p ON p.message = c.message"       \
    " WHERE c.folder = ?1"
#define NEWEST_FIRST " ORDER BY c.date DESC, c.uid DESC LIMIT ?2"
    if (!passed)
        d->statements.each(WITHOUT_TEXT NEWEST_FIRST, take, folder.value, most);
    else
        d->statements.each(WITHOUT_TEXT " AND (c.date, c.uid) < (?3, ?4)" NEWEST_FIRST, take, folder.value,
                           most, passed->date, passed->uid.value);
#undef WITHOUT_TEXT
#undef NEWEST_FIRST
    d->logError();
    return !isTooOld && looked == most;
}

std::optional<MessageRow> Reader::row(CopyId id) const
{
    std::optional<MessageRow> found;
    const bool there = d->statements.first(
        rowQuery, [&](const Statement &row) { found = messageRowOf(row); }, id.value);
    if (there && !found)
        d->statements.noteDamage();
    d->logError();
    return found;
}

std::optional<CopyId> Reader::find(FolderId folder, imap::Uid uid) const
{
    std::optional<CopyId> found;
    d->statements.first(
        "SELECT id FROM copies WHERE folder = ?1 AND uid = ?2",
        [&](const Statement &row) { found = CopyId{row.integer(0)}; }, folder.value, uid.value);
    d->logError();
    return found;
}

std::optional<MessageContent> Reader::header(CopyId id) const
{
    std::optional<MessageContent> content;
    bool sound = true;
    d->statements.first(
        "SELECT " MESSAGE_COLUMNS ", h.octets, h.seal FROM copies c JOIN messages m ON m.id = c.message"
        " LEFT JOIN headers h ON h.message = m.id WHERE c.id = ?1",
        [&](const Statement &row) {
            constexpr int structure = messageColumns - 2;
            content = MessageContent{id, std::nullopt, mime::deserializePartInfo(row.blob(structure)), {}};
            if (!row.isNull(messageColumns))
                content->header = row.blob(messageColumns);
            sound = isSealedMessage(row, 0)
                && (row.isNull(messageColumns + 1) || !content->header
                    || row.integer(messageColumns + 1) == headerSeal(row.integer(0), *content->header));
        },
        id.value);
    if (!sound) {
        content.reset();
        d->statements.noteDamage();
    }
    d->logError();
    return content;
}

std::optional<MessageContent> Reader::content(CopyId id) const
{
    auto content = header(id);
    if (!content)
        return std::nullopt;
    bool sound = true;
    d->statements.each(
        "SELECT s.name, s.octets, s.seal, s.message FROM sections s JOIN copies c ON c.message = s.message"
        " WHERE c.id = ?1 ORDER BY s.name",
        [&](const Statement &row) {
            content->sections.emplace_back(row.blob(0), row.blob(1));
            const auto &[name, octets] = content->sections.back();
            sound = sound && (row.isNull(2) || row.integer(2) == sectionSeal(row.integer(3), name, octets));
        },
        id.value);
    if (!sound) {
        content.reset();
        d->statements.noteDamage();
    }
    d->logError();
    return content;
}

std::vector<imap::Uid> Reader::knownUids(FolderId folder) const
{
    std::vector<imap::Uid> known;
    d->statements.each(
        "SELECT uid FROM copies WHERE folder = ?1 AND uid IS NOT NULL ORDER BY uid",
        [&](const Statement &row) { known.push_back({static_cast<quint32>(row.integer(0))}); }, folder.value);
    d->logError();
    return known;
}

std::vector<FlagsSeen> Reader::knownFlags(FolderId folder) const
{
    std::vector<FlagsSeen> known;
    bool sound = true;
    d->statements.each(
        "SELECT " COPY_COLUMNS " FROM copies c WHERE c.folder = ?1 AND c.uid IS NOT NULL ORDER BY c.uid",
        [&](const Statement &row) {
            auto copy = copyRowOf(row);
            sound = sound && copy;
            if (copy)
                known.push_back({copy->uid, std::move(copy->flags), copy->modSeq});
        },
        folder.value);
    if (!sound)
        d->statements.noteDamage();
    d->logError();
    return known;
}

}
