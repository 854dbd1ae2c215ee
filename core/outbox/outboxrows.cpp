// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/outboxrows.h"

#include "core/base/logging.h"
#include "core/outbox/mailoctets.h"
#include "core/store/statements.h"

#include <array>

namespace outbox {

namespace {

// In users' databases: never in another order.
constexpr auto storedStates = std::to_array({MailState::Held, MailState::Queued, MailState::Sending,
                                             MailState::Uncertain, MailState::Sent, MailState::Failed});
using Kind = RecipientState::Kind;
constexpr auto storedKinds = std::to_array(
    {Kind::Waiting, Kind::Sending, Kind::Uncertain, Kind::Accepted, Kind::Refused, Kind::LeftOut});

qint64 numberOf(const auto &stored, auto value)
{
    qint64 number = 0;
    while (stored.at(static_cast<std::size_t>(number)) != value)
        ++number;
    return number;
}

qint64 toStored(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

QDateTime fromStored(qint64 time)
{
    return time == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(time, Qt::UTC);
}

void writeRecipients(store::Statements &statements, const OutboxEntry &entry)
{
    const QByteArray id = entry.id.toRfc4122();
    statements.run("DELETE FROM outbox_recipients WHERE mail = ?1", id);
    int place = 0;
    for (const RecipientState &each : entry.recipients)
        statements.run("INSERT INTO outbox_recipients (mail, place, address, state, code, enhanced, words)"
                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                       id, place++, each.address, numberOf(storedKinds, each.kind), each.code, each.enhanced,
                       each.text);
}

bool readRecipients(store::Statements &statements, OutboxEntry &entry)
{
    bool isReadable = true;
    statements.each(
        "SELECT address, state, code, enhanced, words FROM outbox_recipients WHERE mail = ?1 ORDER BY place",
        [&](const store::Statement &row) {
            const auto kind = static_cast<std::size_t>(row.integer(1));
            isReadable = isReadable && kind < storedKinds.size();
            if (isReadable)
                entry.recipients.push_back({row.blob(0), storedKinds.at(kind),
                                            static_cast<int>(row.integer(2)), row.blob(3), row.blob(4)});
        },
        entry.id.toRfc4122());
    return isReadable;
}

}

Result<std::vector<OutboxRecord>> loadRecords(const store::Database &user)
{
    store::Statements statements(user);
    std::vector<OutboxRecord> records;
    statements.each("SELECT mail, account, state, queued, due, details FROM outbox ORDER BY id",
                    [&](const store::Statement &row) {
                        OutboxRecord record;
                        const auto state = static_cast<std::size_t>(row.integer(2));
                        record.entry.id = QUuid::fromRfc4122(row.blob(0));
                        record.entry.account = QUuid::fromRfc4122(row.blob(1));
                        record.entry.queuedAt = fromStored(row.integer(3));
                        record.entry.dueAt = fromStored(row.integer(4));
                        const bool isReadable = state < storedStates.size()
                            && readDetails(row.blob(5), record) && readRecipients(statements, record.entry);
                        if (isReadable) {
                            record.entry.state = storedStates.at(state);
                            records.push_back(std::move(record));
                        } else {
                            qCWarning(logJournal) << "a mail in the outbox is not readable by this version";
                        }
                    });
    if (auto error = statements.takeError())
        return *error;
    return records;
}

Result<QueuedMail> loadMail(const store::Database &user, const QUuid &id)
{
    store::Statements statements(user);
    std::optional<QueuedMail> mail;
    statements.first(
        "SELECT octets FROM outbox_mail WHERE mail = ?1",
        [&](const store::Statement &row) { mail = mailOf(row.blob(0)); }, id.toRfc4122());
    if (auto error = statements.takeError())
        return *error;
    if (!mail)
        return Error{Error::Kind::Storage, "the mail cannot be read"};
    return *std::move(mail);
}

Result<void> writeMail(const store::Database &user, const QueuedMail &mail, const OutboxRecord &record)
{
    return store::transact(user, [&](store::Statements &statements) {
        const OutboxEntry &entry = record.entry;
        statements.run("INSERT INTO outbox (mail, account, state, queued, due, details)"
                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                       entry.id.toRfc4122(), entry.account.toRfc4122(), numberOf(storedStates, entry.state),
                       toStored(entry.queuedAt), toStored(entry.dueAt), serializeDetails(record));
        statements.run("INSERT INTO outbox_mail (mail, octets) VALUES (?1, ?2)", entry.id.toRfc4122(),
                       serialize(mail));
        writeRecipients(statements, entry);
    });
}

Result<void> writeRecord(const store::Database &user, const OutboxRecord &record)
{
    return store::transact(user, [&](store::Statements &statements) {
        const OutboxEntry &entry = record.entry;
        statements.run("UPDATE outbox SET state = ?2, due = ?3, details = ?4 WHERE mail = ?1",
                       entry.id.toRfc4122(), numberOf(storedStates, entry.state), toStored(entry.dueAt),
                       serializeDetails(record));
        writeRecipients(statements, entry);
    });
}

Result<void> removeMail(const store::Database &user, const QUuid &id)
{
    return store::transact(user, [&](store::Statements &statements) {
        statements.run("DELETE FROM outbox WHERE mail = ?1", id.toRfc4122());
        statements.run("DELETE FROM outbox_recipients WHERE mail = ?1", id.toRfc4122());
        statements.run("DELETE FROM outbox_mail WHERE mail = ?1", id.toRfc4122());
    });
}

}
