// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/messagewriter.h"

#include "core/store/folderwriter.h"

#include <QSet>

#include <algorithm>

namespace store {

namespace {

// A list row is read whole; nobody needs more of a line. (A header line has 998 octets at most, RFC
// 5322, 2.1.1.)
constexpr qsizetype lineLimit = 1000;
constexpr qsizetype referencesKept = 50;

struct StoredCopy {
    CopyId id;
    qint64 message = 0;
    Flags flags;
    imap::ModSeq modSeq;
};

// \Recent belongs to one session of one client. (RFC 3501, 2.3.2)
Flags storable(Flags flags)
{
    flags.bits &= ~quint32{Flags::Recent};
    return flags;
}

std::optional<QByteArray> unlessEmpty(const QByteArray &octets)
{
    return octets.isEmpty() ? std::nullopt : std::optional(octets);
}

std::optional<QByteArray> keywordsOf(const Flags &flags)
{
    return unlessEmpty(flags.keywords.join(' '));
}

// The first one names the thread, the last ones the nearest ancestors.
QByteArray joinedReferences(const QByteArrayList &references)
{
    if (references.size() <= referencesKept)
        return references.join(' ');
    return (references.first(1) + references.last(referencesKept - 1)).join(' ');
}

std::optional<FolderRecord> currentFolder(Statements &statements, const QUuid &account,
                                          const QByteArray &mailbox, imap::UidValidity validity)
{
    auto record = folderRecord(statements, account, mailbox);
    if (!record || !record->folder.state || record->folder.state->uidValidity != validity)
        return std::nullopt;
    return record;
}

std::optional<StoredCopy> findCopy(Statements &statements, FolderId folder, imap::Uid uid)
{
    std::optional<StoredCopy> copy;
    statements.first(
        "SELECT id, message, bits, keywords, modseq FROM copies WHERE folder = ?1 AND uid = ?2",
        [&](const Statement &row) {
            copy = StoredCopy{{row.integer(0)},
                              row.integer(1),
                              {static_cast<quint32>(row.integer(2)), splitWords(row.blob(3))},
                              {static_cast<quint64>(row.integer(4))}};
        },
        folder.value, uid.value);
    return copy;
}

// One update's work on one folder.
class FolderUpdate
{
public:
    FolderUpdate(Statements &statements, FolderRecord record)
        : m_statements(statements), m_record(std::move(record))
    {
        m_change.folder = m_record.folder.id;
    }

    void fetched(const FetchedMessage &message)
    {
        if (message.uid.value == 0)
            return;
        if (const auto known = findCopy(m_statements, m_record.folder.id, message.uid))
            flagsSeen(*known, message.flags, message.modSeq);
        else
            insert(message);
    }
    void flagsSeen(const FlagsSeen &seen)
    {
        if (const auto known = findCopy(m_statements, m_record.folder.id, seen.uid))
            flagsSeen(*known, seen.flags, seen.modSeq);
    }
    void vanished(imap::Uid uid);
    // The copy of `source`'s message under that UID here; nothing when there is one.
    void copied(const StoredCopy &source, imap::Uid uid);
    void finish(ChangeSet &changes);

private:
    void insert(const FetchedMessage &message);
    qint64 insertMessage(const FetchedMessage &message, const MessageDates &dates);
    void flagsSeen(const StoredCopy &copy, const Flags &flags, imap::ModSeq modSeq);
    void count(bool seen, imap::Uid uid);

    Statements &m_statements;
    FolderRecord m_record;
    FolderChange m_change;
    CopiesDelta m_delta;
    QSet<CopyId> m_told;  // inserted or changed: a copy is told once
};

qint64 FolderUpdate::insertMessage(const FetchedMessage &message, const MessageDates &dates)
{
    m_statements.run(
        "INSERT INTO messages (account, octets, sent, hasattachment, asksforreceipt, subject, sender,"
        " senderaddress, recipients, messageid, receiptkey, inreplyto, reftrail, structure)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        m_record.accountId, message.octets, dates.sent, message.hasAttachment, message.asksForReceipt,
        message.subject.left(lineLimit), message.from.left(lineLimit), message.fromAddress.left(lineLimit),
        message.to.left(lineLimit), message.messageId, unlessEmpty(message.receiptKey),
        unlessEmpty(message.inReplyTo), unlessEmpty(joinedReferences(message.references)),
        mime::serialize(message.structure));
    return m_statements.lastInsertId();
}

void FolderUpdate::insert(const FetchedMessage &message)
{
    const MessageDates dates = datesOf(message.date, message.internalDate);
    const Flags flags = storable(message.flags);
    const qint64 content = insertMessage(message, dates);
    m_statements.run(
        "INSERT INTO copies (message, folder, uidvalidity, uid, date, received, modseq, bits, keywords)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        content, m_record.folder.id.value, m_record.folder.state->uidValidity.value, message.uid.value,
        dates.shown(), dates.received, message.modSeq.value, flags.bits, keywordsOf(flags));
    const CopyId id{m_statements.lastInsertId()};
    m_change.inserted.push_back({id, message.uid, dates.shown()});
    m_told.insert(id);
    count(flags.has(Flags::Seen), message.uid);
}

void FolderUpdate::copied(const StoredCopy &source, imap::Uid uid)
{
    if (uid.value == 0 || findCopy(m_statements, m_record.folder.id, uid))
        return;
    m_statements.run(
        "INSERT INTO copies (message, folder, uidvalidity, uid, date, received, modseq, bits, keywords)"
        " SELECT message, ?2, ?3, ?4, date, received, 0, bits, keywords FROM copies WHERE id = ?1",
        source.id.value, m_record.folder.id.value, m_record.folder.state->uidValidity.value, uid.value);
    const CopyId id{m_statements.lastInsertId()};
    qint64 date = 0;
    m_statements.first(
        "SELECT date FROM copies WHERE id = ?1", [&](const Statement &row) { date = row.integer(0); },
        id.value);
    m_change.inserted.push_back({id, uid, date});
    m_told.insert(id);
    count(source.flags.has(Flags::Seen), uid);
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

void FolderUpdate::flagsSeen(const StoredCopy &copy, const Flags &given, imap::ModSeq modSeq)
{
    const Flags flags = storable(given);
    if (flags == copy.flags && modSeq == copy.modSeq)
        return;
    m_statements.run("UPDATE copies SET bits = ?2, keywords = ?3, modseq = ?4 WHERE id = ?1", copy.id.value,
                     flags.bits, keywordsOf(flags), modSeq.value);
    if (flags == copy.flags)
        return;
    if (flags.has(Flags::Seen) != copy.flags.has(Flags::Seen))
        ++(flags.has(Flags::Seen) ? m_delta.becameSeen : m_delta.becameUnseen);
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
    const auto another = [](const Statement &) {};
    if (!m_statements.first("SELECT 1 FROM copies WHERE message = ?1 LIMIT 1", another, copy->message)) {
        m_statements.run("DELETE FROM headers WHERE message = ?1", copy->message);
        m_statements.run("DELETE FROM sections WHERE message = ?1", copy->message);
        m_statements.run("DELETE FROM messages WHERE id = ?1", copy->message);
    }
    ++m_delta.removed;
    m_delta.removedUnseen += copy->flags.has(Flags::Seen) ? 0 : 1;
    m_change.removed.push_back(copy->id);
}

void FolderUpdate::finish(ChangeSet &changes)
{
    updateCounts(m_statements, m_record, afterCopies(m_record.counts, m_delta), changes);
    if (!m_change.inserted.empty() || !m_change.changed.empty() || !m_change.removed.empty())
        changes.folders.push_back(std::move(m_change));
}

}

MessageDates datesOf(const QDateTime &date, const QDateTime &internalDate)
{
    constexpr qint64 day = qint64{24} * 60 * 60 * 1000;
    MessageDates dates;
    if (internalDate.isValid())
        dates.received = internalDate.toMSecsSinceEpoch();
    const qint64 sent = date.isValid() ? date.toMSecsSinceEpoch() : 0;
    if (sent > 0 && (!dates.received || sent <= *dates.received + day))
        dates.sent = sent;
    return dates;
}

void writeMessages(Statements &statements, const MessagesFetched &fetched, ChangeSet &changes)
{
    auto record = currentFolder(statements, fetched.account, fetched.mailbox, fetched.validity);
    if (!record)
        return;
    FolderUpdate update(statements, std::move(*record));
    for (const FetchedMessage &message : fetched.messages)
        update.fetched(message);
    update.finish(changes);
}

void writeFlags(Statements &statements, const FlagsFetched &fetched, ChangeSet &changes)
{
    auto record = currentFolder(statements, fetched.account, fetched.mailbox, fetched.validity);
    if (!record)
        return;
    FolderUpdate update(statements, std::move(*record));
    for (const FlagsSeen &seen : fetched.flags)
        update.flagsSeen(seen);
    update.finish(changes);
}

void removeMessages(Statements &statements, const MessagesVanished &vanished, ChangeSet &changes)
{
    auto record = currentFolder(statements, vanished.account, vanished.mailbox, vanished.validity);
    if (!record)
        return;
    FolderUpdate update(statements, std::move(*record));
    for (const imap::Uid uid : vanished.uids)
        update.vanished(uid);
    update.finish(changes);
}

void copyMessages(Statements &statements, const MessagesCopied &copied, ChangeSet &changes)
{
    auto source = currentFolder(statements, copied.account, copied.from, copied.fromValidity);
    auto target = currentFolder(statements, copied.account, copied.to, copied.toValidity);
    if (!source)
        return;
    const FolderId from = source->folder.id;
    if (target) {
        FolderUpdate update(statements, std::move(*target));
        for (const MessagesCopied::Place &place : copied.places) {
            if (const auto known = findCopy(statements, from, place.from))
                update.copied(*known, place.to);
        }
        update.finish(changes);
    }
    if (!copied.moved)
        return;
    FolderUpdate update(statements, std::move(*source));
    for (const MessagesCopied::Place &place : copied.places)
        update.vanished(place.from);
    update.finish(changes);
}

void writeContent(Statements &statements, const ContentFetched &fetched, ChangeSet &changes)
{
    const auto record = currentFolder(statements, fetched.account, fetched.mailbox, fetched.validity);
    if (!record)
        return;
    const auto copy = findCopy(statements, record->folder.id, fetched.uid);
    if (!copy || (!fetched.header && fetched.sections.empty()))
        return;
    if (fetched.header)
        statements.run("INSERT OR REPLACE INTO headers (message, octets) VALUES (?1, ?2)", copy->message,
                       *fetched.header);
    for (const auto &[name, octets] : fetched.sections)
        statements.run("INSERT OR REPLACE INTO sections (message, name, octets) VALUES (?1, ?2, ?3)",
                       copy->message, name, octets);
    FolderChange change;
    change.folder = record->folder.id;
    change.contentArrived.push_back(copy->id);
    changes.folders.push_back(std::move(change));
}

}
