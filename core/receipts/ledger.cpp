// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/ledger.h"

#include "core/journal/streaming.h"

#include <QIODevice>

namespace receipts {

namespace {

constexpr quint16 withoutAskedBy = 1;
constexpr quint16 dataVersion = 2;

void save(QDataStream &out, const Report &report)
{
    out << report.message << report.messageId
        << QByteArrayList(report.recipients.begin(), report.recipients.end());
}

void load(QDataStream &in, Report &report)
{
    QByteArrayList recipients;
    in >> report.message >> report.messageId;
    journal::load(in, recipients);
    report.recipients.assign(recipients.begin(), recipients.end());
}

LedgerRecord recordOf(const store::Statement &row)
{
    LedgerRecord record;
    record.key.value = row.blob(0);
    record.state = static_cast<LedgerState>(row.integer(1));
    // Unreadable data leave the state in force: what was decided stays decided, and nothing can be sent.
    if (!deserialize(row.blob(2), record)) {
        LedgerRecord bare;
        bare.key = record.key;
        bare.state = record.state;
        record = bare;
    }
    record.updated = QDateTime::fromMSecsSinceEpoch(row.integer(3), Qt::UTC);
    return record;
}

Result<void> run(Result<store::Statement> statement, auto &&bindTo)
{
    if (!statement)
        return statement.error();
    bindTo(*statement);
    if (const auto done = statement->step(); !done)
        return done.error();
    return {};
}

}

Result<std::optional<LedgerRecord>> Ledger::find(const RequestKey &key) const
{
    auto row = m_user.prepare("SELECT key, state, data, updated FROM receipt_state WHERE key = ?1");
    if (!row)
        return row.error();
    row->bind(1, key.value);
    const auto found = row->step();
    if (!found)
        return found.error();
    return *found ? std::optional(recordOf(*row)) : std::nullopt;
}

Result<std::vector<LedgerRecord>> Ledger::all() const
{
    auto rows = m_user.prepare("SELECT key, state, data, updated FROM receipt_state ORDER BY updated, key");
    if (!rows)
        return rows.error();
    std::vector<LedgerRecord> records;
    while (true) {
        const auto more = rows->step();
        if (!more)
            return more.error();
        if (!*more)
            return records;
        records.push_back(recordOf(*rows));
    }
}

Result<void> Ledger::write(const LedgerRecord &record, std::optional<LedgerEvent> event) const
{
    auto transaction = store::Transaction::begin(m_user);
    if (!transaction)
        return transaction.error();
    const qint64 at = record.updated.toMSecsSinceEpoch();
    const auto addEvent = [&](qint64 number) {
        return run(
            m_user.prepare("INSERT INTO receipt_events(key, at, event, detail) VALUES(?1, ?2, ?3, ?4)"),
            [&](store::Statement &s) {
                s.bind(1, record.key.value).bind(2, at).bind(3, number).bind(4, record.serverText);
            });
    };
    if (event) {
        if (auto added = addEvent(static_cast<qint64>(*event)); !added)
            return added;
    }
    if (auto added = addEvent(static_cast<qint64>(record.state)); !added)
        return added;
    auto stored =
        run(m_user.prepare("INSERT INTO receipt_state(key, state, data, updated) VALUES(?1, ?2, ?3, ?4) "
                           "ON CONFLICT(key) DO UPDATE SET state = ?2, data = ?3, updated = ?4"),
            [&](store::Statement &s) {
                s.bind(1, record.key.value).bind(2, static_cast<qint64>(record.state));
                s.bind(3, serialize(record)).bind(4, at);
            });
    return stored ? transaction->commit() : stored;
}

QByteArray serialize(const LedgerRecord &record)
{
    QByteArray octets;
    QDataStream out(&octets, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << dataVersion << record.fingerprint << record.serverText << record.account;
    save(out, record.target);
    save(out, record.report);
    out << record.condstore << record.intentOpen << qint32(record.attempts) << record.firstAttempt
        << record.askedBy.sender << record.askedBy.subject;
    return octets;
}

bool deserialize(const QByteArray &octets, LedgerRecord &record)
{
    QDataStream in(octets);
    in.setVersion(QDataStream::Qt_6_4);
    quint16 version = 0;
    in >> version;
    if (version != dataVersion && version != withoutAskedBy)
        return false;
    qint32 attempts = 0;
    in >> record.fingerprint >> record.serverText >> record.account;
    load(in, record.target);
    load(in, record.report);
    in >> record.condstore >> record.intentOpen >> attempts >> record.firstAttempt;
    record.attempts = attempts;
    if (version != withoutAskedBy)
        in >> record.askedBy.sender >> record.askedBy.subject;
    return in.status() == QDataStream::Ok;
}

}
