// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/statements.h"

namespace store {

namespace {

constexpr auto damage = "a row is not as it was written";

}

Statement *Statements::prepared(const char *sql)
{
    if (m_error)
        return nullptr;
    if (const auto known = m_statements.find(sql); known != m_statements.end())
        return &known->second;
    auto statement = m_database.prepare(sql);
    if (!statement) {
        m_error = statement.error();
        return nullptr;
    }
    return &m_statements.emplace(sql, std::move(*statement)).first->second;
}

void Statements::noteDamage()
{
    if (m_error)
        return;
    m_database.noteDamage();
    m_error = Error{Error::Kind::Storage, damage};
}

bool Statements::passDamage()
{
    if (!m_error || m_error->detail != damage)
        return false;
    (void)takeError();
    return true;
}

bool Statements::step(Statement &statement)
{
    const auto row = statement.step();
    if (!row)
        m_error = row.error();
    return row && *row;
}

Result<void> transact(const Database &database, const std::function<void(Statements &)> &work)
{
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    Statements statements(database);
    work(statements);
    if (auto error = statements.takeError())
        return *error;
    return transaction->commit();
}

}
