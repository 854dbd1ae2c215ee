// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/messagewriter.h"

#include "core/store/contentwriter.h"
#include "core/store/copyrows.h"
#include "core/store/folderwriter.h"
#include "core/store/reportrows.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace store {

namespace {

// \Recent belongs to one session of one client. (RFC 3501, 2.3.2)
Flags storable(Flags flags)
{
    flags.bits &= ~quint32{Flags::Recent};
    return flags;
}

std::optional<FolderRecord> currentFolder(Statements &statements, const QUuid &account,
                                          const QByteArray &mailbox, imap::UidValidity validity)
{
    auto record = folderRecord(statements, account, mailbox);
    if (!record || !record->folder.state || record->folder.state->uidValidity != validity)
        return std::nullopt;
    return record;
}

// Which UIDs of a new slice are stored already. A slice that is dense is looked up in one go; what is new has
// mostly UIDs that nothing near has.
class KnownUids
{
public:
    KnownUids(Statements &statements, FolderId folder, const std::vector<FetchedMessage> &messages)
    {
        if (messages.empty())
            return;
        const auto [low, high] = std::minmax_element(
            messages.begin(), messages.end(), [](const auto &a, const auto &b) { return a.uid < b.uid; });
        m_isWhole = high->uid.value - low->uid.value < messages.size() * mostSpread;
        if (!m_isWhole)
            return;
        statements.each(
            "SELECT uid FROM copies WHERE folder = ?1 AND uid BETWEEN ?2 AND ?3",
            [this](const Statement &row) { m_uids.insert(static_cast<quint32>(row.integer(0))); },
            folder.value, low->uid.value, high->uid.value);
    }
    [[nodiscard]] bool mayContain(imap::Uid uid) const { return !m_isWhole || m_uids.contains(uid.value); }
    void insert(imap::Uid uid) { m_uids.insert(uid.value); }

private:
    static constexpr std::size_t mostSpread = 8;
    bool m_isWhole = false;
    QSet<quint32> m_uids;
};

// One update's work on one folder.
class FolderUpdate
{
public:
    FolderUpdate(Statements &statements, FolderRecord record, ChangeSet &changes)
        : m_statements(statements), m_changes(changes), m_record(std::move(record))
    {
        m_change.folder = m_record.folder.id;
    }

    void fetched(const std::vector<FetchedMessage> &messages);
    void flagsSeen(const FlagsSeen &seen)
    {
        if (const auto known = findCopy(m_statements, m_record.folder.id, seen.uid))
            flagsSeen(*known, seen.flags, seen.modSeq);
    }
    void vanished(imap::Uid uid);
    // The copy of `source`'s message under that UID here; nothing when there is one.
    void copied(const CopyRow &source, imap::Uid uid);
    void finish();

private:
    void insert(const CopyRow &copy);
    [[nodiscard]] CopyId nextId();
    void flagsSeen(CopyRow copy, const Flags &flags, imap::ModSeq modSeq);
    void count(bool seen, imap::Uid uid);

    Statements &m_statements;
    ChangeSet &m_changes;
    FolderRecord m_record;
    FolderChange m_change;
    CopiesDelta m_delta;
    QSet<CopyId> m_told;  // inserted or changed: a copy is told once
    qint64 m_lastId = -1;
};

void FolderUpdate::fetched(const std::vector<FetchedMessage> &messages)
{
    const Folder &folder = m_record.folder;
    KnownUids known(m_statements, folder.id, messages);
    Contents contents(m_statements, m_record.accountId, folder.id, m_changes);
    for (const FetchedMessage &message : messages) {
        if (message.uid.value == 0)
            continue;
        if (known.mayContain(message.uid)) {
            if (const auto copy = findCopy(m_statements, folder.id, message.uid)) {
                flagsSeen(*copy, message.flags, message.modSeq);
                continue;
            }
        }
        known.insert(message.uid);
        const MessageDates dates = datesOf(message.date, message.internalDate);
        const qint64 content = contents.of(message, dates);
        const CopyRow copy{
            nextId(),      content,        folder.id,      folder.state->uidValidity, message.uid,
            dates.shown(), dates.received, message.modSeq, storable(message.flags)};
        insert(copy);
        if (const auto kind = lookupFor(folder.role, message))
            noteLookup(m_statements, copy.id, m_record.accountId, *kind);
    }
    contents.finish();
}

// Ids are not given twice (AUTOINCREMENT), and known before the row is written: its seal covers them.
CopyId FolderUpdate::nextId()
{
    if (m_lastId < 0) {
        m_lastId = 0;
        m_statements.first("SELECT seq FROM sqlite_sequence WHERE name = 'copies'",
                           [this](const Statement &row) { m_lastId = row.integer(0); });
    }
    return {++m_lastId};
}

void FolderUpdate::insert(const CopyRow &copy)
{
    insertCopy(m_statements, copy);
    m_change.inserted.push_back({copy.id, copy.uid, copy.date});
    m_told.insert(copy.id);
    count(copy.flags.has(Flags::Seen), copy.uid);
}

void FolderUpdate::copied(const CopyRow &source, imap::Uid uid)
{
    const Folder &folder = m_record.folder;
    if (uid.value == 0 || findCopy(m_statements, folder.id, uid))
        return;
    CopyRow copy = source;
    copy.id = nextId();
    copy.folder = folder.id;
    copy.validity = folder.state->uidValidity;
    copy.uid = uid;
    copy.modSeq = {};
    insert(copy);
    followCopy(m_statements, source.id, copy.id);
}

void FolderUpdate::count(bool seen, imap::Uid uid)
{
    const quint32 unseen = seen ? 0 : 1;
    ++m_delta.added;
    m_delta.addedUnseen += unseen;
    m_delta.highestUid = std::max(m_delta.highestUid, uid.value);
    if (m_record.counts.arrivalMark == 0 || uid.value < m_record.counts.arrivalMark)
        return;
    ++m_delta.arrived;
    m_delta.arrivedUnseen += unseen;
}

void FolderUpdate::flagsSeen(CopyRow copy, const Flags &given, imap::ModSeq modSeq)
{
    const Flags before = std::exchange(copy.flags, storable(given));
    if (before == copy.flags && (modSeq == copy.modSeq || modSeq.value == 0))
        return;
    copy.modSeq = modSeq;
    updateCopy(m_statements, copy);
    if (before == copy.flags)
        return;
    if (before.has(Flags::Seen) != copy.flags.has(Flags::Seen))
        ++(before.has(Flags::Seen) ? m_delta.becameUnseen : m_delta.becameSeen);
    if (!m_told.contains(copy.id)) {
        m_told.insert(copy.id);
        m_change.changed.push_back(copy.id);
    }
}

void FolderUpdate::vanished(imap::Uid uid)
{
    const auto copy = findCopy(m_statements, m_record.folder.id, uid);
    if (!copy)
        return;
    m_statements.run("DELETE FROM copies WHERE id = ?1", copy->id.value);
    m_statements.run("INSERT OR IGNORE INTO unused (message) VALUES (?1)", copy->message);
    ++m_delta.removed;
    m_delta.removedUnseen += copy->flags.has(Flags::Seen) ? 0 : 1;
    m_change.removed.push_back(copy->id);
}

void FolderUpdate::finish()
{
    updateCounts(m_statements, m_record, afterCopies(m_record.counts, m_delta), m_changes);
    if (!m_change.inserted.empty() || !m_change.changed.empty() || !m_change.removed.empty())
        m_changes.folders.push_back(std::move(m_change));
}

}

void writeMessages(Statements &statements, const MessagesFetched &fetched, ChangeSet &changes)
{
    auto record = currentFolder(statements, fetched.account, fetched.mailbox, fetched.validity);
    if (!record)
        return;
    FolderUpdate update(statements, std::move(*record), changes);
    update.fetched(fetched.messages);
    update.finish();
}

void writeFlags(Statements &statements, const FlagsFetched &fetched, ChangeSet &changes)
{
    auto record = currentFolder(statements, fetched.account, fetched.mailbox, fetched.validity);
    if (!record)
        return;
    FolderUpdate update(statements, std::move(*record), changes);
    for (const FlagsSeen &seen : fetched.flags)
        update.flagsSeen(seen);
    update.finish();
}

void removeMessages(Statements &statements, const MessagesVanished &vanished, ChangeSet &changes)
{
    auto record = currentFolder(statements, vanished.account, vanished.mailbox, vanished.validity);
    if (!record)
        return;
    FolderUpdate update(statements, std::move(*record), changes);
    for (const imap::Uid uid : vanished.uids)
        update.vanished(uid);
    update.finish();
}

void copyMessages(Statements &statements, const MessagesCopied &copied, ChangeSet &changes)
{
    auto source = currentFolder(statements, copied.account, copied.from, copied.fromValidity);
    auto target = currentFolder(statements, copied.account, copied.to, copied.toValidity);
    if (!source)
        return;
    const FolderId from = source->folder.id;
    if (target) {
        FolderUpdate update(statements, std::move(*target), changes);
        for (const MessagesCopied::Place &place : copied.places) {
            if (const auto known = findCopy(statements, from, place.from))
                update.copied(*known, place.to);
        }
        update.finish();
    }
    if (!copied.moved)
        return;
    FolderUpdate update(statements, std::move(*source), changes);
    for (const MessagesCopied::Place &place : copied.places)
        update.vanished(place.from);
    update.finish();
}

void writeContent(Statements &statements, const ContentFetched &fetched, ChangeSet &changes)
{
    const auto record = currentFolder(statements, fetched.account, fetched.mailbox, fetched.validity);
    if (!record)
        return;
    const auto copy = findCopy(statements, record->folder.id, fetched.uid);
    if (!copy || (!fetched.header && fetched.sections.empty()))
        return;
    writeTexts(statements, copy->message, fetched);
    // What is looked up is the header and a report's own parts: the rest is still to come where all is kept.
    const bool isPartial = lookupOf(statements, copy->id) && !record->folder.keptOfflineMonths;
    statements.run(isPartial ? "INSERT OR IGNORE INTO partial_texts (message) VALUES (?1)"
                             : "DELETE FROM partial_texts WHERE message = ?1",
                   copy->message);
    FolderChange change;
    change.folder = record->folder.id;
    change.contentArrived.push_back(copy->id);
    changes.folders.push_back(std::move(change));
}

}
