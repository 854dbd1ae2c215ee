// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/folderwriter.h"

#include "core/store/contentwriter.h"
#include "core/store/reportrows.h"

#include <QHash>

namespace store {

namespace {

qint64 accountId(Statements &statements, const QUuid &account)
{
    const QByteArray uuid = account.toRfc4122();
    qint64 id = 0;
    const auto found = [&](const Statement &row) { id = row.integer(0); };
    if (statements.first("SELECT id FROM accounts WHERE uuid = ?1", found, uuid))
        return id;
    statements.run("INSERT INTO accounts (uuid) VALUES (?1)", uuid);
    return statements.lastInsertId();
}

void removeFolder(Statements &statements, FolderId folder, ChangeSet &changes)
{
    removeCopies(statements, folder);
    forgetOrphans(statements, folder);
    statements.run("DELETE FROM folders WHERE id = ?1", folder.value);
    changes.foldersRemoved.push_back(folder);
}

void storeCounts(Statements &statements, FolderId id, const Counts &counts)
{
    statements.run("UPDATE folders SET messages = ?2, unseen = ?3, stored = ?4, storedunseen = ?5,"
                   " announced = ?6, arrivalmark = ?7, countsrefused = ?8 WHERE id = ?1",
                   id.value, counts.messages, counts.unseen, counts.stored, counts.storedUnseen,
                   counts.announced, counts.arrivalMark, counts.refused);
}

// The mailbox is deleted and its name stays for what is below it (RFC 3501, 6.3.4).
void emptyFolder(Statements &statements, const FolderRecord &record, ChangeSet &changes)
{
    const FolderId folder = record.folder.id;
    removeCopies(statements, folder);
    forgetOrphans(statements, folder);
    storeCounts(statements, folder, {});
    statements.run("UPDATE folders SET uidvalidity = NULL, instepwith = 0 WHERE id = ?1", folder.value);
    FolderChange change;
    change.folder = folder;
    change.emptied = true;
    changes.folders.push_back(change);
}

std::optional<int> stored(std::optional<char> delimiter)
{
    return delimiter ? std::optional<int>(static_cast<unsigned char>(*delimiter)) : std::nullopt;
}

void insertFolder(Statements &statements, qint64 account, const ListedFolder &listed)
{
    statements.run("INSERT INTO folders (account, mailbox, name, delimiter, role, selectable, subscribed)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                   account, listed.mailbox, listed.name, stored(listed.delimiter),
                   static_cast<int>(listed.role), listed.selectable, listed.subscribed);
}

void updateFolder(Statements &statements, FolderId id, const ListedFolder &listed)
{
    statements.run("UPDATE folders SET name = ?2, delimiter = ?3, role = ?4, selectable = ?5, subscribed = ?6"
                   " WHERE id = ?1",
                   id.value, listed.name, stored(listed.delimiter), static_cast<int>(listed.role),
                   listed.selectable, listed.subscribed);
}

bool sameListing(const Folder &folder, const ListedFolder &listed)
{
    return folder.name == listed.name && folder.delimiter == listed.delimiter && folder.role == listed.role
        && folder.selectable == listed.selectable && folder.subscribed == listed.subscribed;
}

void writeState(Statements &statements, FolderId id, const MailboxState &state)
{
    std::optional<QByteArray> permanentFlags;
    if (state.permanentFlags)
        permanentFlags = state.permanentFlags->join(' ');
    statements.run(
        "UPDATE folders SET uidvalidity = ?2, uidnext = ?3, highestmodseq = ?4, present = ?5,"
        " readonly = ?6, permanentflags = ?7, anykeyword = ?8, nomodseq = ?9, mailboxid = ?10 WHERE id = ?1",
        id.value, state.uidValidity.value, state.uidNext.value, state.highestModSeq.value, state.exists,
        state.readOnly, permanentFlags, state.anyKeyword, state.noModSeq, state.mailboxId);
}

}

void writeFolders(Statements &statements, const FoldersListed &listed, ChangeSet &changes)
{
    QHash<QByteArray, ListedFolder> wanted;  // a server may name a folder twice: the last one counts
    QByteArrayList order;
    for (const ListedFolder &folder : listed.folders) {
        if (!wanted.contains(folder.mailbox))
            order.append(folder.mailbox);
        wanted.insert(folder.mailbox, folder);
    }

    for (const FolderRecord &record : folderRecords(statements, listed.account)) {
        const auto match = wanted.constFind(record.folder.mailbox);
        if (match == wanted.cend()) {
            removeFolder(statements, record.folder.id, changes);
            continue;
        }
        if (!sameListing(record.folder, *match)) {
            if (record.folder.selectable && !match->selectable)
                emptyFolder(statements, record, changes);
            updateFolder(statements, record.folder.id, *match);
            if (const auto now = folderRecord(statements, record.folder.id))
                changes.foldersChanged.push_back(now->folder);
        }
        wanted.erase(match);
    }

    const qint64 account = accountId(statements, listed.account);
    for (const QByteArray &mailbox : std::as_const(order)) {
        if (!wanted.contains(mailbox))
            continue;
        insertFolder(statements, account, wanted.value(mailbox));
        if (const auto made = folderRecord(statements, FolderId{statements.lastInsertId()}))
            changes.foldersChanged.push_back(made->folder);
    }
}

void renameFolders(Statements &statements, const FoldersRenamed &renamed, ChangeSet &changes)
{
    for (const FoldersRenamed::Name &name : renamed.names) {
        const auto record = folderRecord(statements, renamed.account, name.from);
        if (!record || name.from == name.to)
            continue;
        if (const auto stale = folderRecord(statements, renamed.account, name.to))
            removeFolder(statements, stale->folder.id, changes);
        statements.run("UPDATE folders SET mailbox = ?2, name = ?3 WHERE id = ?1", record->folder.id.value,
                       name.to, name.name);
        if (const auto now = folderRecord(statements, record->folder.id))
            changes.foldersChanged.push_back(now->folder);
    }
}

void updateCounts(Statements &statements, FolderRecord &record, const Counts &counts, ChangeSet &changes)
{
    if (counts == record.counts)
        return;
    storeCounts(statements, record.folder.id, counts);
    const bool visible = counts.messages != record.counts.messages || counts.unseen != record.counts.unseen
        || counts.refused != record.counts.refused;
    record.counts = counts;
    record.folder.messages = counts.messages;
    record.folder.unseen = counts.unseen;
    record.folder.countsKnown = !counts.refused;
    if (visible)
        changes.foldersChanged.push_back(record.folder);
}

void writeCounts(Statements &statements, const FolderCounted &counted, ChangeSet &changes)
{
    auto record = folderRecord(statements, counted.account, counted.mailbox);
    if (record)
        updateCounts(statements, *record, afterStatus(record->counts, counted.messages, counted.unseen),
                     changes);
}

void writeInStep(Statements &statements, const FolderInStep &inStep)
{
    const auto record = folderRecord(statements, inStep.account, inStep.mailbox);
    if (!record || !record->folder.state || record->folder.state->uidValidity != inStep.validity)
        return;
    statements.run("UPDATE folders SET instepwith = ?2 WHERE id = ?1", record->folder.id.value,
                   inStep.highestModSeq.value);
    forgetOrphans(statements, record->folder.id);  // whoever was to come again is here
}

void writeKeepOffline(Statements &statements, const KeepOffline &keep, ChangeSet &changes)
{
    auto record = folderRecord(statements, keep.account, keep.mailbox);
    if (!record || record->folder.keptOfflineMonths == keep.months)
        return;
    statements.run("UPDATE folders SET keepmonths = ?2 WHERE id = ?1", record->folder.id.value, keep.months);
    record->folder.keptOfflineMonths = keep.months;
    changes.foldersChanged.push_back(record->folder);
}

void writeOpened(Statements &statements, const MailboxOpened &opened, ChangeSet &changes)
{
    const auto record = folderRecord(statements, opened.account, opened.mailbox);
    if (!record)
        return;
    Folder now = record->folder;
    Counts counts = record->counts;
    // Made again within the second that its UIDVALIDITY is made of (RFC 8474, 4.2).
    const bool madeAgain = now.state && !now.state->mailboxId.isEmpty() && !opened.state.mailboxId.isEmpty()
        && now.state->mailboxId != opened.state.mailboxId;
    // Without a UIDVALIDITY the server promises nothing about UIDs beyond this session. (RFC 3501, 2.3.1.1)
    const bool another = now.state
        && (now.state->uidValidity != opened.state.uidValidity || opened.state.uidValidity.value == 0
            || madeAgain);
    if (another) {
        keepOrphans(statements, now.id);
        removeCopies(statements, now.id);
        FolderChange change;
        change.folder = now.id;
        change.emptied = true;
        changes.folders.push_back(change);
        counts.stored = counts.storedUnseen = 0;
        now.inStepWith = {};
        statements.run("UPDATE folders SET instepwith = 0 WHERE id = ?1", now.id.value);
    }
    counts = afterOpening(counts, opened.state.exists, opened.state.uidNext.value);
    if (counts != record->counts)
        storeCounts(statements, now.id, counts);
    if (now.state != opened.state)
        writeState(statements, now.id, opened.state);

    now.state = opened.state;
    now.messages = counts.messages;
    now.unseen = counts.unseen;
    now.countsKnown = true;
    if (now != record->folder)
        changes.foldersChanged.push_back(now);
}

void removeAccount(Statements &statements, const AccountRemoved &removed, ChangeSet &changes)
{
    for (const FolderRecord &record : folderRecords(statements, removed.account))
        removeFolder(statements, record.folder.id, changes);
    const QByteArray uuid = removed.account.toRfc4122();
    removeStrayContents(statements, removed.account);
    removeReports(statements, removed.account);
    statements.run("DELETE FROM accounts WHERE uuid = ?1", uuid);
}

}
