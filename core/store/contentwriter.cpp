// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/contentwriter.h"

#include "core/store/seal.h"

namespace store {

namespace {

// A list row is read whole; nobody needs more of a line. (A header line has 998 octets at most, RFC
// 5322, 2.1.1.)
constexpr qsizetype lineLimit = 1000;
constexpr qsizetype emailIdLimit = 255;  // RFC 8474, 4

// As it is stored.
struct MessageColumns {
    qint64 id = 0, octets = 0;
    std::optional<qint64> sent;
    bool hasAttachment = false, asksForReceipt = false;
    QByteArray subject, sender, senderAddress, recipients, messageId, receiptKey, structure;

    [[nodiscard]] qint64 seal() const
    {
        Seal seal;
        seal.add(id).add(octets).add(sent).add(qint64{hasAttachment}).add(qint64{asksForReceipt});
        for (const QByteArray *part :
             {&subject, &sender, &senderAddress, &recipients, &messageId, &receiptKey, &structure})
            seal.add(QByteArrayView(*part));
        return seal.value();
    }
};

std::optional<QByteArray> unlessEmpty(const QByteArray &octets)
{
    return octets.isEmpty() ? std::nullopt : std::optional(octets);
}

bool exists(Statements &statements, const char *sql, qint64 value)
{
    return statements.first(
        sql, [](const Statement &) {}, value);
}

void addToTally(Statements &statements, qint64 octets)
{
    if (octets != 0)
        statements.run("UPDATE tallies SET value = value + ?1 WHERE name = 'textoctets'", octets);
}

qint64 nextTurn(Statements &statements)
{
    qint64 turn = 0;
    statements.run("UPDATE tallies SET value = value + 1 WHERE name = 'turns'");
    statements.first("SELECT value FROM tallies WHERE name = 'turns'",
                     [&](const Statement &row) { turn = row.integer(0); });
    return turn;
}

// What is to be found of the message is another text now (search/indexer.h).
void noteWords(Statements &statements, qint64 message)
{
    statements.run("INSERT OR IGNORE INTO unindexed (message) VALUES (?1)", message);
}

qint64 knownTextOctets(Statements &statements, qint64 message)
{
    qint64 octets = 0;
    statements.first(
        "SELECT octets FROM texts WHERE message = ?1", [&](const Statement &row) { octets = row.integer(0); },
        message);
    return octets;
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

// --- Contents
// -------------------------------------------------------------------------------------------------------

Contents::Contents(Statements &statements, qint64 accountId, FolderId folder, ChangeSet &changes)
    : m_statements(statements), m_account(accountId), m_folder(folder), m_threading(statements, changes)
{
    m_hasOrphans = exists(statements, "SELECT 1 FROM orphans WHERE folder = ?1 LIMIT 1", folder.value);
}

qint64 Contents::of(const FetchedMessage &message, const MessageDates &dates)
{
    m_emailIdTaken = false;
    if (const auto known = sameEmail(message))
        return *known;
    if (const auto known = orphan(message, dates))
        return *known;
    return insert(message, dates);
}

std::optional<qint64> Contents::sameEmail(const FetchedMessage &message)
{
    if (message.emailId.isEmpty())
        return std::nullopt;
    std::optional<qint64> known;
    m_statements.first(
        "SELECT id, octets FROM messages WHERE account = ?1 AND emailid = ?2",
        [&](const Statement &row) {
            m_emailIdTaken = row.integer(1) != message.octets;
            if (!m_emailIdTaken)
                known = row.integer(0);
        },
        m_account, message.emailId.left(emailIdLimit));
    if (known && m_hasOrphans)
        m_statements.run("DELETE FROM orphans WHERE message = ?1", *known);
    return known;
}

std::optional<qint64> Contents::orphan(const FetchedMessage &message, const MessageDates &dates)
{
    if (!m_hasOrphans || message.messageId.isEmpty())
        return std::nullopt;
    std::optional<qint64> known;
    m_statements.first(
        "SELECT m.id FROM orphans o JOIN messages m ON m.id = o.message WHERE o.folder = ?1 AND o.key = ?2"
        " AND m.messageid = ?3 AND m.octets = ?4 AND m.sent IS ?5 AND o.received IS ?6 AND m.subject = ?7"
        " AND m.senderaddress = ?8 LIMIT 1",
        [&](const Statement &row) { known = row.integer(0); }, m_folder.value,
        threadKey(m_account, message.messageId), message.messageId, message.octets, dates.sent,
        dates.received, message.subject.left(lineLimit), message.fromAddress.left(lineLimit));
    if (known)
        m_statements.run("DELETE FROM orphans WHERE message = ?1", *known);
    return known;
}

qint64 Contents::insert(const FetchedMessage &message, const MessageDates &dates)
{
    if (!m_lastId) {
        m_lastId = 0;
        m_statements.first("SELECT max(id) FROM messages",
                           [this](const Statement &row) { m_lastId = row.integer(0); });
    }
    const Lineage lineage = lineageOf(m_account, message.messageId, message.references, message.inReplyTo);
    const MessageColumns columns{++*m_lastId,
                                 message.octets,
                                 dates.sent,
                                 message.hasAttachment,
                                 message.asksForReceipt,
                                 message.subject.left(lineLimit).toUtf8(),
                                 message.from.left(lineLimit).toUtf8(),
                                 message.fromAddress.left(lineLimit),
                                 message.to.left(lineLimit).toUtf8(),
                                 message.messageId,
                                 message.receiptKey,
                                 message.structure};
    const QByteArray emailId = m_emailIdTaken ? QByteArray() : message.emailId.left(emailIdLimit);
    m_statements.run(
        "INSERT INTO messages (id, account, octets, sent, hasattachment, asksforreceipt, subject, sender,"
        " senderaddress, recipients, messageid, receiptkey, reftrail, structure, thread, emailid, seal)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        columns.id, m_account, columns.octets, columns.sent, columns.hasAttachment, columns.asksForReceipt,
        Utf8{columns.subject}, Utf8{columns.sender}, columns.senderAddress, Utf8{columns.recipients},
        columns.messageId, unlessEmpty(columns.receiptKey), unlessEmpty(packed(lineage.ancestors)),
        columns.structure, m_threading.place(lineage).value, unlessEmpty(emailId), columns.seal());
    noteWords(m_statements, columns.id);
    return columns.id;
}

// --- Contents nobody has any more
// -----------------------------------------------------------------------------------

void removeCopies(Statements &statements, FolderId folder)
{
#define LONELY                                                                                               \
    "(SELECT c.message FROM copies c WHERE c.folder = ?1"                                                    \
    " AND NOT EXISTS (SELECT 1 FROM copies o WHERE o.message = c.message AND o.folder <> ?1)"                \
    " AND NOT EXISTS (SELECT 1 FROM orphans k WHERE k.message = c.message))"
    statements.run("UPDATE tallies SET value = value - (SELECT coalesce(sum(octets), 0) FROM texts"
                   " WHERE message IN " LONELY ") WHERE name = 'textoctets'",
                   folder.value);
    statements.run("DELETE FROM headers WHERE message IN " LONELY, folder.value);
    statements.run("DELETE FROM sections WHERE message IN " LONELY, folder.value);
    statements.run("DELETE FROM texts WHERE message IN " LONELY, folder.value);
    statements.run("UPDATE docs SET message = NULL WHERE message IN " LONELY, folder.value);
    statements.run("DELETE FROM messages WHERE id IN " LONELY, folder.value);
    statements.run("DELETE FROM copies WHERE folder = ?1", folder.value);
#undef LONELY
}

void removeContentIfUnused(Statements &statements, qint64 message)
{
    if (exists(statements, "SELECT 1 FROM copies WHERE message = ?1 LIMIT 1", message)
        || exists(statements, "SELECT 1 FROM orphans WHERE message = ?1", message))
        return;
    removeTexts(statements, message);
    statements.run("UPDATE docs SET message = NULL WHERE message = ?1", message);
    statements.run("DELETE FROM messages WHERE id = ?1", message);
}

bool removeUnusedContents(Statements &statements, int limit)
{
    std::vector<qint64> unused;
    statements.each(
        "SELECT message FROM unused ORDER BY message LIMIT ?1",
        [&](const Statement &row) { unused.push_back(row.integer(0)); }, limit);
    for (const qint64 message : unused) {
        removeContentIfUnused(statements, message);
        statements.run("DELETE FROM unused WHERE message = ?1", message);
    }
    return !unused.empty();
}

void removeStrayContents(Statements &statements, const QUuid &account)
{
    const QByteArray uuid = account.toRfc4122();
    std::vector<qint64> strays;
    statements.each(
        "SELECT m.id FROM messages m JOIN accounts a ON a.id = m.account WHERE a.uuid = ?1",
        [&](const Statement &row) { strays.push_back(row.integer(0)); }, uuid);
    for (const qint64 message : strays) {
        statements.run("DELETE FROM orphans WHERE message = ?1", message);
        removeContentIfUnused(statements, message);
    }
}

void keepOrphans(Statements &statements, FolderId folder)
{
    struct Kept {
        qint64 message, account;
        QByteArray messageId;
        std::optional<qint64> received;
    };
    std::vector<Kept> kept;
    statements.each(
        "SELECT m.id, m.account, m.messageid, c.received FROM copies c JOIN texts t ON t.message = c.message"
        " JOIN messages m ON m.id = c.message WHERE c.folder = ?1 AND m.messageid <> x''"
        " AND NOT EXISTS (SELECT 1 FROM copies o WHERE o.message = c.message AND o.folder <> ?1)",
        [&](const Statement &row) {
            kept.push_back({row.integer(0), row.integer(1), row.blob(2),
                            row.isNull(3) ? std::nullopt : std::optional(row.integer(3))});
        },
        folder.value);
    for (const Kept &one : kept)
        statements.run(
            "INSERT OR REPLACE INTO orphans (message, folder, key, received) VALUES (?1, ?2, ?3, ?4)",
            one.message, folder.value, threadKey(one.account, one.messageId), one.received);
}

void forgetOrphans(Statements &statements, FolderId folder)
{
    std::vector<qint64> left;
    statements.each(
        "SELECT message FROM orphans WHERE folder = ?1",
        [&](const Statement &row) { left.push_back(row.integer(0)); }, folder.value);
    for (const qint64 message : left) {
        statements.run("DELETE FROM orphans WHERE message = ?1", message);
        removeContentIfUnused(statements, message);
    }
}

// --- Texts
// ----------------------------------------------------------------------------------------------------------

void writeTexts(Statements &statements, qint64 message, const ContentFetched &fetched)
{
    const qint64 before = knownTextOctets(statements, message);
    if (fetched.header)
        statements.run("INSERT OR REPLACE INTO headers (message, octets, seal) VALUES (?1, ?2, ?3)", message,
                       *fetched.header, headerSeal(message, *fetched.header));
    for (const auto &[name, octets] : fetched.sections)
        statements.run(
            "INSERT OR REPLACE INTO sections (message, name, octets, seal) VALUES (?1, ?2, ?3, ?4)", message,
            name, octets, sectionSeal(message, name, octets));
    statements.run("INSERT OR REPLACE INTO texts (message, octets, turn) VALUES (?1,"
                   " (SELECT coalesce(sum(length(octets)), 0) FROM headers WHERE message = ?1)"
                   " + (SELECT coalesce(sum(length(octets)), 0) FROM sections WHERE message = ?1), ?2)",
                   message, nextTurn(statements));
    addToTally(statements, knownTextOctets(statements, message) - before);
    noteWords(statements, message);
}

void touchTexts(Statements &statements, const ContentUsed &used)
{
    for (const CopyId copy : used.copies)
        statements.run(
            "UPDATE texts SET turn = ?2 WHERE message = (SELECT message FROM copies WHERE id = ?1)",
            copy.value, nextTurn(statements));
}

void removeTexts(Statements &statements, qint64 message)
{
    if (!exists(statements, "SELECT 1 FROM texts WHERE message = ?1", message))
        return;
    addToTally(statements, -knownTextOctets(statements, message));
    statements.run("DELETE FROM headers WHERE message = ?1", message);
    statements.run("DELETE FROM sections WHERE message = ?1", message);
    statements.run("DELETE FROM texts WHERE message = ?1", message);
    statements.run("DELETE FROM partial_texts WHERE message = ?1", message);
    noteWords(statements, message);
}

// --- Seals
// ----------------------------------------------------------------------------------------------------------

bool isSealedMessage(const Statement &row, int first)
{
    if (row.isNull(first + 12))
        return true;
    MessageColumns columns;
    columns.id = row.integer(first);
    columns.octets = row.integer(first + 1);
    if (!row.isNull(first + 2))
        columns.sent = row.integer(first + 2);
    columns.hasAttachment = row.integer(first + 3) != 0;
    columns.asksForReceipt = row.integer(first + 4) != 0;
    int column = first + 5;
    for (QByteArray *part : {&columns.subject, &columns.sender, &columns.senderAddress, &columns.recipients,
                             &columns.messageId, &columns.receiptKey, &columns.structure})
        *part = row.blob(column++);
    return row.integer(first + 12) == columns.seal();
}

qint64 headerSeal(qint64 message, const QByteArray &octets)
{
    return Seal().add(message).add(QByteArrayView(octets)).value();
}

qint64 sectionSeal(qint64 message, const QByteArray &name, const QByteArray &octets)
{
    return Seal().add(message).add(QByteArrayView(name)).add(QByteArrayView(octets)).value();
}

}
