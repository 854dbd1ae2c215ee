// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <atomic>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;
struct sqlite3_backup;

// A thin RAII layer over SQLite's C API. The only folder that includes sqlite3.h; other rooms that keep
// tables of their own in user.db (journal, receipts) use these classes. Parameters are always bound, never
// pasted into SQL.
namespace store {

// A prepared statement. Reset when done, so that no read stays open (an open read blocks the WAL's
// truncation).
class Statement
{
public:
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&other) noexcept;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;
    ~Statement();

    // Index from 1. Null strings and arrays are empty ones here: NULL is said by bindNull() alone.
    Statement &bind(int index, qint64 value);
    Statement &bind(int index, int value) { return bind(index, qint64{value}); }
    Statement &bind(int index, quint32 value) { return bind(index, qint64{value}); }
    Statement &bind(int index, double value);
    Statement &bind(int index, const QString &value);
    Statement &bindText(int index, const QByteArray &utf8);
    Statement &bind(int index, const QByteArray &blob);
    Statement &bindNull(int index);
    // The same without a copy: the octets outlive every step until the statement is reset or bound anew.
    Statement &bindBorrowed(int index, const QByteArray &blob);
    Statement &bindBorrowedText(int index, const QByteArray &utf8);
    Statement &bindColumn(int index, const Statement &row, int column);  // whatever it is

    // True: a row is there. False: done. The statement resets itself when it is done or has failed. Bindings
    // stay.
    [[nodiscard]] Result<bool> step();
    void reset();

    [[nodiscard]] qint64 integer(int column) const;  // column from 0
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray blob(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] int columns() const;

private:
    friend class Database;
    explicit Statement(sqlite3_stmt *statement) noexcept : m_statement(statement) {}
    Statement &bound(int code);
    sqlite3_stmt *m_statement = nullptr;
    int m_bindError = 0;  // told by the next step(), instead of running with a value that is not there
};

// One connection: of one thread at a time. The file is opened as if it came from somebody else (SEC-135): no
// triggers or views run, the schema is not trusted, the file's format cannot be changed through SQL, and
// pages are checked as they are read. The file, and the -wal and -shm beside it, are 0600; a symbolic link in
// the place of one of them is an error.
//
// Errors are of kind Storage; the detail is SQLite's extended code and words. When a damaged page is met, an
// empty file
// "<path>.suspect" is left (with a word in it when there is no doubt), so that the next openCache() looks
// closer (writer.h).
class Database
{
public:
    enum class Mode {
        ReadWrite,  // created when missing, file 0600
        ReadOnly,
    };
    enum class Durability { Normal, Full };  // PRAGMA synchronous
    // A write-ahead log needs memory that all who have the file open share: over a network there is none.
    enum class Journal { WriteAhead, Rollback };

    [[nodiscard]] static Result<Database> open(const QString &path, Mode mode,
                                               Durability durability = Durability::Normal);
    [[nodiscard]] static Result<Database> open(const QString &path, Mode mode, Durability durability,
                                               Journal journal);
    Database(Database &&other) noexcept;
    Database &operator=(Database &&other) noexcept;
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;
    ~Database();

    [[nodiscard]] Result<Statement> prepare(const char *sql) const;
    // One or more statements without parameters and results: schema and pragmas, our own constants.
    [[nodiscard]] Result<void> execute(const char *sql) const;
    [[nodiscard]] qint64 lastInsertId() const;
    [[nodiscard]] int changes() const;

    // For schemas and tests: nothing on disk, gone with the connection.
    [[nodiscard]] static Result<Database> inMemory();
    [[nodiscard]] QString path() const;  // empty in memory
    [[nodiscard]] bool inTransaction() const;
    // Removed or renamed under us: what is written now is nowhere.
    [[nodiscard]] bool isMoved() const;
    // What was read cannot be what we wrote, though SQLite sees nothing wrong: the file is damaged for sure.
    void noteDamage() const;
    // A consistent copy into a new private file; one that is there is replaced, whole or not at all.
    [[nodiscard]] Result<void> copyTo(const QString &path) const;

private:
    friend class DatabaseCopy;
    friend class WhileWanted;
    explicit Database(sqlite3 *handle) noexcept : m_handle(handle) {}
    sqlite3 *m_handle = nullptr;
};

// The same in steps, while the database is in use: what is written meanwhile through the same connection is
// in the copy.
class DatabaseCopy
{
public:
    [[nodiscard]] static Result<DatabaseCopy> begin(const Database &source, const QString &path);
    DatabaseCopy(DatabaseCopy &&other) noexcept;
    DatabaseCopy &operator=(DatabaseCopy &&) = delete;
    DatabaseCopy(const DatabaseCopy &) = delete;
    DatabaseCopy &operator=(const DatabaseCopy &) = delete;
    ~DatabaseCopy();

    // True: it is whole and in its place. A negative number is all pages.
    [[nodiscard]] Result<bool> step(int pages);

private:
    DatabaseCopy(Database target, sqlite3_backup *backup, QString path);
    Database m_target;
    sqlite3_backup *m_backup = nullptr;
    QString m_path;
};

// While this lives, statements of the connection end with an error of kind Cancelled once *wanted is false,
// in the midst of one as well: whoever quits or asks something else waits for no scan. Another thread may
// change the flag; the statements are run in one. Both outlive this, and there is one of these at a time.
class WhileWanted
{
public:
    WhileWanted(const Database &database, const std::atomic<bool> &wanted);
    WhileWanted(const WhileWanted &) = delete;
    WhileWanted &operator=(const WhileWanted &) = delete;
    ~WhileWanted();

private:
    const Database &m_database;
};

// BEGIN IMMEDIATE … COMMIT; rolled back when it goes out of scope uncommitted.
class Transaction
{
public:
    [[nodiscard]] static Result<Transaction> begin(const Database &database);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    ~Transaction();
    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(const Database &database) noexcept : m_database(&database) {}
    const Database *m_database;
};

}
