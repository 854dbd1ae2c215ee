// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/folderrows.h"

namespace store {

namespace {

#define FOLDER_QUERY                                                                                         \
    "SELECT f.id, f.account, a.uuid, f.mailbox, f.name, f.delimiter, f.role, f.selectable, f.subscribed,"    \
    " f.uidvalidity, f.uidnext, f.highestmodseq, f.present, f.readonly, f.permanentflags, f.anykeyword, "    \
    "f.nomodseq,"                                                                                            \
    " f.messages, f.unseen, f.stored, f.storedunseen, f.announced, f.arrivalmark, f.countsrefused, "         \
    "f.instepwith, f.keepmonths, f.mailboxid"                                                                \
    " FROM folders f JOIN accounts a ON a.id = f.account "

constexpr auto byAccount = FOLDER_QUERY "WHERE a.uuid = ?1 ORDER BY f.id";
constexpr auto byMailbox = FOLDER_QUERY "WHERE a.uuid = ?1 AND f.mailbox = ?2";
constexpr auto byId = FOLDER_QUERY "WHERE f.id = ?1";

#undef FOLDER_QUERY

quint32 number(const Statement &row, int column)
{
    return static_cast<quint32>(row.integer(column));
}

std::optional<MailboxState> stateOf(const Statement &row)
{
    if (row.isNull(9))
        return std::nullopt;
    MailboxState state;
    state.uidValidity = {number(row, 9)};
    state.uidNext = {number(row, 10)};
    state.highestModSeq = {static_cast<quint64>(row.integer(11))};
    state.exists = number(row, 12);
    state.readOnly = row.integer(13) != 0;
    if (!row.isNull(14))
        state.permanentFlags = splitWords(row.blob(14));
    state.anyKeyword = row.integer(15) != 0;
    state.noModSeq = row.integer(16) != 0;
    state.mailboxId = row.blob(26);
    return state;
}

// A number that no version of ours wrote is an ordinary folder.
FolderRole roleOf(qint64 number)
{
    const bool known = number >= 0 && number <= static_cast<qint64>(FolderRole::Flagged);
    return known ? static_cast<FolderRole>(number) : FolderRole::None;
}

FolderRecord recordOf(const Statement &row)
{
    FolderRecord record;
    record.accountId = row.integer(1);
    record.counts = {number(row, 17), number(row, 18), number(row, 19),     number(row, 20),
                     number(row, 21), number(row, 22), row.integer(23) != 0};

    Folder &folder = record.folder;
    folder.id = {row.integer(0)};
    folder.account = QUuid::fromRfc4122(row.blob(2));
    folder.mailbox = row.blob(3);
    folder.name = row.text(4);
    if (!row.isNull(5))
        folder.delimiter = static_cast<char>(row.integer(5));
    folder.role = roleOf(row.integer(6));
    folder.selectable = row.integer(7) != 0;
    folder.subscribed = row.integer(8) != 0;
    folder.messages = record.counts.messages;
    folder.unseen = record.counts.unseen;
    folder.countsKnown = !record.counts.refused;
    folder.state = stateOf(row);
    folder.inStepWith = {static_cast<quint64>(row.integer(24))};
    if (!row.isNull(25))
        folder.keptOfflineMonths = static_cast<int>(row.integer(25));
    return record;
}

template <typename... Values>
std::optional<FolderRecord> one(Statements &statements, const char *sql, const Values &...values)
{
    std::optional<FolderRecord> record;
    statements.first(
        sql, [&](const Statement &row) { record = recordOf(row); }, values...);
    return record;
}

}

QByteArrayList splitWords(const QByteArray &words)
{
    return words.isEmpty() ? QByteArrayList() : words.split(' ');
}

std::vector<FolderRecord> folderRecords(Statements &statements, const QUuid &account)
{
    std::vector<FolderRecord> records;
    statements.each(
        byAccount, [&](const Statement &row) { records.push_back(recordOf(row)); }, account.toRfc4122());
    return records;
}

std::optional<FolderRecord> folderRecord(Statements &statements, const QUuid &account,
                                         const QByteArray &mailbox)
{
    return one(statements, byMailbox, account.toRfc4122(), mailbox);
}

std::optional<FolderRecord> folderRecord(Statements &statements, FolderId id)
{
    return one(statements, byId, id.value);
}

}
