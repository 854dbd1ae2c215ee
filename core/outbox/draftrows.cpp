// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/draftrows.h"

#include "core/journal/streaming.h"
#include "core/outbox/mailoctets.h"
#include "core/store/statements.h"

#include <QCryptographicHash>
#include <QIODevice>

namespace outbox {

namespace {

constexpr quint8 copiesVersion = 1;
constexpr int notYetNamed = -1;

// Whether they are secret comes last, and is missing in what was written before there was anything to
// encrypt.
QByteArray copiesAsOctets(const DraftRecord &record)
{
    QByteArray octets;
    QDataStream out(&octets, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << copiesVersion << static_cast<quint32>(record.copies.size());
    for (const journal::Target &copy : record.copies)
        journal::save(out, copy);
    out << record.areSecret;
    return octets;
}

// What a later version wrote is no copy that we could name: it stays where it is.
void readCopies(const QByteArray &octets, DraftRecord &record)
{
    QDataStream in(octets);
    in.setVersion(QDataStream::Qt_6_4);
    quint8 version = 0;
    quint32 count = 0;
    in >> version >> count;
    for (; version == copiesVersion && count > 0 && in.status() == QDataStream::Ok; --count)
        journal::load(in, record.copies.emplace_back());
    if (in.status() != QDataStream::Ok)
        record.copies.clear();
    else if (version == copiesVersion && !in.atEnd())
        in >> record.areSecret;
}

std::vector<QByteArray> digestsOf(store::Statements &statements, const QUuid &draft)
{
    std::vector<QByteArray> digests;
    statements.each(
        "SELECT digest FROM draft_attachments WHERE draft = ?1 AND place >= 0 ORDER BY place",
        [&](const store::Statement &row) { digests.push_back(row.blob(0)); }, draft.toRfc4122());
    return digests;
}

void dropUnused(store::Statements &statements)
{
    statements.run(
        "DELETE FROM attachment_octets WHERE digest NOT IN (SELECT digest FROM draft_attachments)");
}

void writeDigests(store::Statements &statements, const Draft &draft)
{
    const QByteArray id = draft.id.toRfc4122();
    statements.run("DELETE FROM draft_attachments WHERE draft = ?1", id);
    int place = 0;
    for (const QByteArray &digest : draft.attachments)
        statements.run("INSERT INTO draft_attachments (draft, place, digest) VALUES (?1, ?2, ?3)", id,
                       place++, digest);
    dropUnused(statements);
}

}

QByteArray digestOf(const QByteArray &octets)
{
    return QCryptographicHash::hash(octets, QCryptographicHash::Sha256);
}

Result<std::vector<DraftRecord>> loadDrafts(const store::Database &user)
{
    store::Statements statements(user);
    std::vector<DraftRecord> records;
    statements.each("SELECT id, account, changed, composition, copies, marks, template FROM drafts"
                    " ORDER BY changed",
                    [&](const store::Statement &row) {
                        DraftRecord record;
                        record.draft.id = QUuid::fromRfc4122(row.blob(0));
                        record.draft.account = QUuid::fromRfc4122(row.blob(1));
                        record.draft.changed = QDateTime::fromMSecsSinceEpoch(row.integer(2), Qt::UTC);
                        record.draft.composition = row.blob(3);
                        readCopies(row.blob(4), record);
                        record.draft.marks = marksOf(row.blob(5));
                        record.draft.isTemplate = row.integer(6) != 0;
                        record.draft.attachments = digestsOf(statements, record.draft.id);
                        records.push_back(std::move(record));
                    });
    if (auto error = statements.takeError())
        return *error;
    return records;
}

Result<std::vector<QByteArray>> loadAttachments(const store::Database &user, const Draft &draft)
{
    store::Statements statements(user);
    std::vector<QByteArray> all;
    for (const QByteArray &digest : draft.attachments) {
        QByteArray octets;
        const bool isThere = statements.first(
            "SELECT octets FROM attachment_octets WHERE digest = ?1",
            [&](const store::Statement &row) { octets = row.blob(0); }, digest);
        all.push_back(isThere && octets.isNull() ? QByteArray("") : octets);
    }
    if (auto error = statements.takeError())
        return *error;
    return all;
}

// A draft that names what is not there could never be read as a whole again.
static Result<bool> lacksOctets(const store::Database &user, const Draft &draft)
{
    store::Statements statements(user);
    bool lacks = false;
    for (const QByteArray &digest : draft.attachments)
        lacks = lacks
            || !statements.first(
                "SELECT 1 FROM attachment_octets WHERE digest = ?1", [](const store::Statement &) {}, digest);
    if (auto error = statements.takeError())
        return *error;
    return lacks;
}

Result<void> writeDraft(const store::Database &user, const DraftRecord &record)
{
    const Draft &draft = record.draft;
    const auto lacks = lacksOctets(user, draft);
    if (!lacks)
        return lacks.error();
    if (*lacks)
        return Error{Error::Kind::Storage, "the octets of an attachment are not there"};
    return store::transact(user, [&](store::Statements &statements) {
        statements.run(
            "INSERT INTO drafts (id, account, changed, composition, copies, marks, template)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT(id) DO UPDATE SET"
            " account = ?2, changed = ?3, composition = ?4, copies = ?5, marks = ?6, template = ?7",
            draft.id.toRfc4122(), draft.account.toRfc4122(), draft.changed.toMSecsSinceEpoch(),
            draft.composition, copiesAsOctets(record), serialize(draft.marks), draft.isTemplate ? 1 : 0);
        if (digestsOf(statements, draft.id) != draft.attachments)
            writeDigests(statements, draft);
    });
}

Result<void> writeAttachment(const store::Database &user, const QUuid &draft, const QByteArray &octets)
{
    return store::transact(user, [&](store::Statements &statements) {
        const QByteArray digest = digestOf(octets);
        statements.run("INSERT OR IGNORE INTO attachment_octets (digest, octets) VALUES (?1, ?2)", digest,
                       octets);
        statements.run("INSERT OR IGNORE INTO draft_attachments (draft, place, digest) VALUES (?1, ?2, ?3)",
                       draft.toRfc4122(), notYetNamed, digest);
    });
}

Result<void> removeDraft(const store::Database &user, const QUuid &draft)
{
    return store::transact(user, [&](store::Statements &statements) {
        statements.run("DELETE FROM drafts WHERE id = ?1", draft.toRfc4122());
        statements.run("DELETE FROM draft_attachments WHERE draft = ?1", draft.toRfc4122());
        dropUnused(statements);
    });
}

}
