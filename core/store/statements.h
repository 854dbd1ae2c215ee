// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <concepts>
#include <functional>
#include <optional>
#include <unordered_map>

namespace store {

// A value in UTF-8 already that is to be text.
struct Utf8 {
    const QByteArray &octets;
};

// Prepared statements of one connection, kept for the next time, with the error handling of a whole
// transaction in one place: the first error is remembered, and from then on calls do nothing and reads find
// nothing; the caller asks once.
//
// `sql` is a string literal: its address is the key. Not re-entrant: a callback must not run the statement it
// is in.
class Statements
{
public:
    explicit Statements(const Database &database) : m_database(database) {}  // outlives this

    template <typename... Values>
    void run(const char *sql, const Values &...values)
    {
        each(
            sql, [](const Statement &) {}, values...);
    }

    // Calls onRow(const Statement &) for every row.
    template <typename OnRow, typename... Values>
    void each(const char *sql, OnRow &&onRow, const Values &...values)
    {
        Statement *statement = bound(sql, values...);
        while (statement != nullptr && step(*statement))
            onRow(std::as_const(*statement));
    }

    // True when there was a row; onRow has seen it.
    template <typename OnRow, typename... Values>
    bool first(const char *sql, OnRow &&onRow, const Values &...values)
    {
        Statement *statement = bound(sql, values...);
        if (statement == nullptr || !step(*statement))
            return false;
        onRow(std::as_const(*statement));
        statement->reset();
        return true;
    }

    // A row is not as it was written: an error from here on, and the file is looked at anew at the next
    // start.
    void noteDamage();
    // There is an error, and it is that: whoever can do without the row goes on. No error any more.
    [[nodiscard]] bool passDamage();

    [[nodiscard]] qint64 lastInsertId() const { return m_database.lastInsertId(); }
    [[nodiscard]] bool failed() const noexcept { return m_error.has_value(); }
    // And ready for the next transaction.
    [[nodiscard]] std::optional<Error> takeError() { return std::exchange(m_error, std::nullopt); }

private:
    template <typename... Values>
    Statement *bound(const char *sql, const Values &...values)
    {
        Statement *statement = prepared(sql);
        if (statement != nullptr) {
            int index = 0;
            (bindValue(*statement, ++index, values), ...);
        }
        return statement;
    }
    template <std::integral Number>
    static void bindValue(Statement &statement, int index, Number value)
    {
        statement.bind(index, static_cast<qint64>(value));
    }
    static void bindValue(Statement &statement, int index, const QString &value)
    {
        statement.bind(index, value);
    }
    static void bindValue(Statement &statement, int index, const QByteArray &value)
    {
        statement.bindBorrowed(index, value);  // the caller's own, who waits until all rows are read
    }
    static void bindValue(Statement &statement, int index, const Utf8 &value)
    {
        statement.bindBorrowedText(index, value.octets);
    }
    template <typename Value>
    static void bindValue(Statement &statement, int index, const std::optional<Value> &value)
    {
        if (value)
            bindValue(statement, index, *value);
        else
            statement.bindNull(index);
    }

    Statement *prepared(const char *sql);
    bool step(Statement &statement);

    const Database &m_database;
    std::unordered_map<const char *, Statement> m_statements;
    std::optional<Error> m_error;
};

// A transaction: all of it, or nothing and the error.
[[nodiscard]] Result<void> transact(const Database &database, const std::function<void(Statements &)> &work);

}
