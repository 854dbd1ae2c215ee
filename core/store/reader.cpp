// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reader.h"

#include "core/base/logging.h"
#include "core/store/folderrows.h"
#include "core/store/migrations.h"
#include "core/store/statements.h"

namespace store {

class ReaderPrivate
{
public:
    explicit ReaderPrivate(Database opened) : database(std::move(opened)), statements(database) {}

    // A row that cannot be read is as good as none; the file's damage has been noted (Database).
    void logError()
    {
        if (const auto error = statements.takeError())
            qCWarning(logStore, "reading the cache: %s", error->detail.constData());
    }

    Database database;
    Statements statements;
};

namespace {

QDateTime dateOf(qint64 milliseconds)
{
    return milliseconds == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

Flags flagsOf(const Statement &row, int bits, int keywords)
{
    return {static_cast<quint32>(row.integer(bits)), splitWords(row.blob(keywords))};
}

constexpr auto rowQuery =
    "SELECT c.folder, c.uid, c.date, c.bits, c.keywords, m.subject, m.sender, m.senderaddress,"
    " m.recipients, m.octets, m.hasattachment, m.asksforreceipt, m.receiptkey, m.messageid"
    " FROM copies c JOIN messages m ON m.id = c.message WHERE c.id = ?1";

MessageRow messageRowOf(CopyId id, const Statement &row)
{
    MessageRow message;
    message.id = id;
    message.folder = {row.integer(0)};
    message.uid = {static_cast<quint32>(row.integer(1))};
    message.date = dateOf(row.integer(2));
    message.flags = flagsOf(row, 3, 4);
    message.subject = row.text(5);
    message.from = row.text(6);
    message.fromAddress = row.blob(7);
    message.to = row.text(8);
    message.octets = row.integer(9);
    message.hasAttachment = row.integer(10) != 0;
    message.asksForReceipt = row.integer(11) != 0;
    message.receiptKey = row.blob(12);
    message.messageId = row.blob(13);
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

std::optional<MessageRow> Reader::row(CopyId id) const
{
    std::optional<MessageRow> found;
    d->statements.first(
        rowQuery, [&](const Statement &row) { found = messageRowOf(id, row); }, id.value);
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
    d->statements.first(
        "SELECT m.structure, h.octets FROM copies c JOIN messages m ON m.id = c.message"
        " LEFT JOIN headers h ON h.message = m.id WHERE c.id = ?1",
        [&](const Statement &row) {
            content = MessageContent{id, std::nullopt, mime::deserializePartInfo(row.blob(0)), {}};
            if (!row.isNull(1))
                content->header = row.blob(1);
        },
        id.value);
    d->logError();
    return content;
}

std::optional<MessageContent> Reader::content(CopyId id) const
{
    auto content = header(id);
    if (content) {
        d->statements.each(
            "SELECT s.name, s.octets FROM sections s JOIN copies c ON c.message = s.message"
            " WHERE c.id = ?1 ORDER BY s.name",
            [&](const Statement &row) { content->sections.emplace_back(row.blob(0), row.blob(1)); },
            id.value);
    }
    d->logError();
    return content;
}

std::vector<FlagsSeen> Reader::knownFlags(FolderId folder) const
{
    std::vector<FlagsSeen> known;
    d->statements.each(
        "SELECT uid, bits, keywords, modseq FROM copies WHERE folder = ?1 AND uid IS NOT NULL ORDER BY uid",
        [&](const Statement &row) {
            known.push_back({{static_cast<quint32>(row.integer(0))},
                             flagsOf(row, 1, 2),
                             {static_cast<quint64>(row.integer(3))}});
        },
        folder.value);
    d->logError();
    return known;
}

}
