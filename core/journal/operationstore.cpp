// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/operationstore.h"

#include "core/base/logging.h"

namespace journal {

namespace {

// In users' databases: never renumbered.
enum class StoredState : qint64 { New = 0, Started = 1, Uncertain = 2, Failed = 3, Held = 4 };

qint64 toStored(State state)
{
    switch (state) {
    case State::New: return static_cast<qint64>(StoredState::New);
    case State::Started: return static_cast<qint64>(StoredState::Started);
    case State::Uncertain: return static_cast<qint64>(StoredState::Uncertain);
    case State::Held: return static_cast<qint64>(StoredState::Held);
    case State::Done:
    case State::Failed: break;
    }
    return static_cast<qint64>(StoredState::Failed);
}

std::optional<State> fromStored(qint64 number)
{
    switch (static_cast<StoredState>(number)) {
    case StoredState::New: return State::New;
    case StoredState::Started:  // nobody carries it out any more
    case StoredState::Uncertain: return State::Uncertain;
    case StoredState::Failed: return State::Failed;
    case StoredState::Held: return State::Held;
    }
    return std::nullopt;
}

Result<void> finish(store::Statement &statement)
{
    if (const auto done = statement.step(); !done)
        return done.error();
    return {};
}

Result<qint64> insertEntry(const store::Database &user, const Operation &operation, qint64 createdAt,
                           qint64 heldUntil)
{
    auto insert =
        user.prepare("INSERT INTO operations (state, account, created, operation, detail, held_until)"
                     " VALUES (?1, ?2, ?3, ?4, x'', ?5)");
    if (!insert)
        return insert.error();
    insert->bind(1, toStored(heldUntil > 0 ? State::Held : State::New));
    insert->bind(2, accountOf(operation).toRfc4122()).bind(3, createdAt);
    insert->bind(4, serialize(operation)).bind(5, heldUntil);
    if (auto done = finish(*insert); !done)
        return done.error();
    return user.lastInsertId();
}

Result<QByteArray> readOutcome(const store::Database &user, qint64 id)
{
    auto query = user.prepare("SELECT outcome FROM operations WHERE id = ?1");
    if (!query)
        return query.error();
    query->bind(1, id);
    const auto row = query->step();
    if (!row)
        return row.error();
    return *row ? query->blob(0) : QByteArray();
}

}

Result<std::vector<Entry>> loadEntries(const store::Database &user)
{
    auto query = user.prepare("SELECT id, state, operation, detail, held_until FROM operations ORDER BY id");
    if (!query)
        return query.error();
    std::vector<Entry> entries;
    while (true) {
        const auto row = query->step();
        if (!row)
            return row.error();
        if (!*row)
            return entries;
        const auto state = fromStored(query->integer(1));
        const auto operation = deserialize(query->blob(2));
        if (state && operation)
            entries.push_back({query->integer(0), *state, *operation, query->blob(3), query->integer(4)});
        else
            qCWarning(logJournal, "operation %lld is not readable by this version", query->integer(0));
    }
}

Result<std::vector<qint64>> writeMerge(const store::Database &user, const Merge &merge, qint64 createdAt,
                                       qint64 heldUntil)
{
    auto transaction = store::Transaction::begin(user);
    if (!transaction)
        return transaction.error();
    for (const qint64 id : merge.withdrawn) {
        if (auto removed = removeEntry(user, id); !removed)
            return removed.error();
    }
    std::vector<qint64> ids;
    for (const Operation &operation : merge.added) {
        const auto id = insertEntry(user, operation, createdAt, heldUntil);
        if (!id)
            return id.error();
        ids.push_back(*id);
    }
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    return ids;
}

Result<void> writeState(const store::Database &user, qint64 id, State state, const QByteArray &detail)
{
    if (state == State::Done)
        return removeEntry(user, id);
    auto statement =
        user.prepare(state == State::Failed
                         ? "UPDATE operations SET state = ?2, outcome = detail, detail = ?3 WHERE id = ?1"
                         : "UPDATE operations SET state = ?2, detail = ?3 WHERE id = ?1");
    if (!statement)
        return statement.error();
    statement->bind(1, id).bind(2, toStored(state)).bind(3, detail);
    return finish(*statement);
}

Result<qint64> writeHandOver(const store::Database &user, const Entry &whole, const Operation &part,
                             qint64 createdAt)
{
    auto transaction = store::Transaction::begin(user);
    if (!transaction)
        return transaction.error();
    if (auto written = writeState(user, whole.id, whole.state, whole.detail); !written)
        return written.error();
    const auto added = insertEntry(user, part, createdAt, 0);
    if (!added)
        return added.error();
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    return *added;
}

Result<Entry> writeAgain(const store::Database &user, qint64 id, const Operation &operation, qint64 createdAt)
{
    auto transaction = store::Transaction::begin(user);
    if (!transaction)
        return transaction.error();
    const auto known = readOutcome(user, id);
    if (!known)
        return known.error();
    if (auto removed = removeEntry(user, id); !removed)
        return removed.error();
    const auto added = insertEntry(user, operation, createdAt, 0);
    if (!added)
        return added.error();
    Entry again{*added, State::New, operation, {}};
    if (!std::holds_alternative<ChangeFlags>(operation)) {
        again.state = State::Uncertain;
        again.detail = *known;
        if (auto written = writeState(user, again.id, again.state, again.detail); !written)
            return written.error();
    }
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    return again;
}

Result<void> writeOperation(const store::Database &user, qint64 id, const Operation &operation)
{
    auto statement = user.prepare("UPDATE operations SET operation = ?2 WHERE id = ?1");
    if (!statement)
        return statement.error();
    statement->bind(1, id).bind(2, serialize(operation));
    return finish(*statement);
}

Result<void> removeEntry(const store::Database &user, qint64 id)
{
    auto statement = user.prepare("DELETE FROM operations WHERE id = ?1");
    if (!statement)
        return statement.error();
    statement->bind(1, id);
    return finish(*statement);
}

}
