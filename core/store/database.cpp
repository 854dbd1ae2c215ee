// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include "core/base/logging.h"
#include "core/base/privatefile.h"
#include "core/store/filesystem.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <cstdio>
#include <sqlite3.h>
#include <utility>

namespace store {

namespace {

// A second process (or a checkpoint) may hold the write lock; ours are short.
constexpr int writerPatience = 5000;  // ms
constexpr int readerPatience = 250;   // readers are asked by the window's thread too

Error errorOf(sqlite3 *handle)
{
    const int code = sqlite3_extended_errcode(handle);
    if (code == SQLITE_INTERRUPT)
        return Error{Error::Kind::Cancelled, "not wanted any more"};
    return Error{Error::Kind::Storage, "sqlite " + QByteArray::number(code) + ": " + sqlite3_errmsg(handle)};
}

// A page that cannot be what we wrote. Remembered beside the file: whoever opens it next has the time to
// look.
void noteDamage(sqlite3 *handle)
{
    const int primary = sqlite3_errcode(handle) & 0xff;
    const char *path = sqlite3_db_filename(handle, "main");
    if ((primary != SQLITE_CORRUPT && primary != SQLITE_NOTADB) || path == nullptr || *path == '\0')
        return;
    if (!makePrivateFile(QFile::decodeName(path) + QStringLiteral(".suspect")))
        qCWarning(logStore, "could not note that a database is damaged");
}

Error failed(sqlite3 *handle)
{
    noteDamage(handle);
    return errorOf(handle);
}

Error failed(sqlite3_stmt *statement)
{
    return failed(sqlite3_db_handle(statement));
}

// SQLite gives them the mode of the database when it makes them; those that were there before are ours to
// tighten.
Result<void> tightenSidecars(const QString &path)
{
    for (const auto *suffix : {"-wal", "-shm", "-journal"}) {
        const QString sidecar = path + QLatin1String(suffix);
        const QFileInfo there(sidecar);
        if (!there.exists() && !there.isSymLink())
            continue;
        if (const auto tight = makePrivateFile(sidecar); !tight)
            return tight.error();
    }
    return {};
}

bool harden(sqlite3 *handle)
{
    struct Setting {
        int option;
        int value;
    };
    constexpr auto settings = std::to_array<Setting>({
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},  // "x" is a column, never quietly a string
        {SQLITE_DBCONFIG_DQS_DDL, 0},
    });
    for (const auto &[option, value] : settings) {
        int now = -1;
        if (sqlite3_db_config(handle, option, value, &now) != SQLITE_OK || now != value)
            return false;
    }
    return true;
}

QByteArray settingsFor(Database::Durability durability, Database::Journal journal)
{
    const QByteArray mode = journal == Database::Journal::WriteAhead ? "PRAGMA journal_mode=WAL; "
                                                                     : "PRAGMA journal_mode=TRUNCATE; ";
    if (durability == Database::Durability::Full)
        return mode + "PRAGMA synchronous=FULL";
    // Pages that are written again and again (random ids) are folded into the file once for many times.
    return mode
        + "PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16384; PRAGMA wal_autocheckpoint=4000;"
          " PRAGMA journal_size_limit=8388608";
}

// SQLITE_TRANSIENT without its C-style cast: the octets are copied.
const auto copied = reinterpret_cast<sqlite3_destructor_type>(-1);  // NOLINT

}

// --- Statement
// ---------------------------------------------------------------------------------------------------

Statement::Statement(Statement &&other) noexcept
    : m_statement(std::exchange(other.m_statement, nullptr)), m_bindError(other.m_bindError)
{}

Statement &Statement::operator=(Statement &&other) noexcept
{
    std::swap(m_statement, other.m_statement);
    std::swap(m_bindError, other.m_bindError);
    return *this;
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

Statement &Statement::bound(int code)
{
    if (code != SQLITE_OK)
        m_bindError = code;
    return *this;
}

Statement &Statement::bind(int index, qint64 value)
{
    return bound(sqlite3_bind_int64(m_statement, index, value));
}

Statement &Statement::bind(int index, double value)
{
    return bound(sqlite3_bind_double(m_statement, index, value));
}

Statement &Statement::bind(int index, const QString &value)
{
    return bindText(index, value.toUtf8());
}

Statement &Statement::bindText(int index, const QByteArray &utf8)
{
    return bound(sqlite3_bind_text64(m_statement, index, utf8.constData(),
                                     static_cast<sqlite3_uint64>(utf8.size()), copied, SQLITE_UTF8));
}

Statement &Statement::bind(int index, const QByteArray &blob)
{
    // constData() is never null, so that an empty array is an empty blob and not NULL.
    return bound(sqlite3_bind_blob64(m_statement, index, blob.constData(),
                                     static_cast<sqlite3_uint64>(blob.size()), copied));
}

Statement &Statement::bindBorrowed(int index, const QByteArray &blob)
{
    return bound(sqlite3_bind_blob64(m_statement, index, blob.constData(),
                                     static_cast<sqlite3_uint64>(blob.size()), SQLITE_STATIC));
}

Statement &Statement::bindBorrowedText(int index, const QByteArray &utf8)
{
    return bound(sqlite3_bind_text64(m_statement, index, utf8.constData(),
                                     static_cast<sqlite3_uint64>(utf8.size()), SQLITE_STATIC, SQLITE_UTF8));
}

Statement &Statement::bindNull(int index)
{
    return bound(sqlite3_bind_null(m_statement, index));
}

Statement &Statement::bindColumn(int index, const Statement &row, int column)
{
    return bound(sqlite3_bind_value(m_statement, index, sqlite3_column_value(row.m_statement, column)));
}

int Statement::columns() const
{
    return sqlite3_column_count(m_statement);
}

Result<bool> Statement::step()
{
    if (const int wrong = std::exchange(m_bindError, SQLITE_OK); wrong != SQLITE_OK) {
        reset();
        return Error{Error::Kind::Storage, QByteArray("binding: ") + sqlite3_errstr(wrong)};
    }
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE) {
        reset();
        return false;
    }
    Error error = failed(m_statement);
    reset();
    return error;
}

void Statement::reset()
{
    sqlite3_reset(m_statement);  // repeats the error of step(), which has been told
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

QString Statement::text(int column) const
{
    return QString::fromUtf8(blob(column));
}

QByteArray Statement::blob(int column) const
{
    const void *octets = sqlite3_column_blob(m_statement, column);
    return {static_cast<const char *>(octets), sqlite3_column_bytes(m_statement, column)};
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

// --- Database
// ----------------------------------------------------------------------------------------------------

Result<Database> Database::open(const QString &path, Mode mode, Durability durability)
{
    const bool shared = isNetworkFolder(QFileInfo(path).absolutePath());
    return open(path, mode, durability, shared ? Journal::Rollback : Journal::WriteAhead);
}

Result<Database> Database::open(const QString &path, Mode mode, Durability durability, Journal journal)
{
    // SQLite is asked to refuse every link in the path; those of the folder are the user's own business.
    const QFileInfo file(path);
    const QString folder = QFileInfo(file.absolutePath()).canonicalFilePath();
    if (folder.isEmpty())
        return Error{Error::Kind::Storage, "no such folder"};
    const QString real = QDir(folder).filePath(file.fileName());
    if (mode == Mode::ReadWrite) {
        if (const auto made = makePrivateFile(real); !made)
            return made.error();
        if (auto tight = tightenSidecars(real); !tight)
            return tight.error();
    }

    sqlite3 *handle = nullptr;
    const int access = mode == Mode::ReadWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    const int code =
        sqlite3_open_v2(QFile::encodeName(real).constData(), &handle,
                        access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE, nullptr);
    Database database(handle);  // also a failed opening leaves something to close
    if (code != SQLITE_OK)
        return errorOf(handle);
    if (!harden(handle))
        return Error{Error::Kind::Storage, "this SQLite cannot be hardened"};
    sqlite3_busy_timeout(handle, mode == Mode::ReadWrite ? writerPatience : readerPatience);

    Result<void> set = database.execute("PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY");
    if (set && mode == Mode::ReadOnly)
        set = database.execute("PRAGMA query_only=ON; PRAGMA cache_size=-4096");
    else if (set)
        set = database.execute(settingsFor(durability, journal).constData());
    if (!set)
        return set.error();
    return database;
}

Result<Database> Database::inMemory()
{
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(
        ":memory:", &handle,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    Database database(handle);
    if (code != SQLITE_OK || !harden(handle))
        return errorOf(handle);
    return database;
}

Database::Database(Database &&other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) {}

Database &Database::operator=(Database &&other) noexcept
{
    std::swap(m_handle, other.m_handle);
    return *this;
}

Database::~Database()
{
    sqlite3_close_v2(m_handle);  // waits for statements that are still somewhere
}

Result<Statement> Database::prepare(const char *sql) const
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v3(m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
        return failed(m_handle);
    return Statement(statement);
}

Result<void> Database::execute(const char *sql) const
{
    if (sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return failed(m_handle);
    return {};
}

WhileWanted::WhileWanted(const Database &database, const std::atomic<bool> &wanted) : m_database(database)
{
    constexpr int steps = 2000;  // of SQLite's machine: well below a millisecond
    const auto isUnwanted = [](void *flag) { return *static_cast<const std::atomic<bool> *>(flag) ? 0 : 1; };
    sqlite3_progress_handler(database.m_handle, steps, isUnwanted,
                             const_cast<std::atomic<bool> *>(&wanted));  // NOLINT: C has no const for it
}

WhileWanted::~WhileWanted()
{
    sqlite3_progress_handler(m_database.m_handle, 0, nullptr, nullptr);
}

qint64 Database::lastInsertId() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

int Database::changes() const
{
    return sqlite3_changes(m_handle);
}

QString Database::path() const
{
    return QFile::decodeName(sqlite3_db_filename(m_handle, "main"));
}

void Database::noteDamage() const
{
    const QString file = path();
    if (!file.isEmpty() && !replacePrivateFile(file + QStringLiteral(".suspect"), "certainly"))
        qCWarning(logStore, "could not note that a database is damaged");
}

bool Database::isMoved() const
{
    int moved = 0;
    return sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0;
}

bool Database::inTransaction() const
{
    return sqlite3_get_autocommit(m_handle) == 0;
}

Result<void> Database::copyTo(const QString &path) const
{
    auto copy = DatabaseCopy::begin(*this, path);
    if (!copy)
        return copy.error();
    const auto whole = copy->step(-1);
    if (!whole)
        return whole.error();
    return *whole ? Result<void>() : Result<void>(Error{Error::Kind::Storage, "a copy is not whole"});
}

// --- Transaction
// -------------------------------------------------------------------------------------------------

Result<Transaction> Transaction::begin(const Database &database)
{
    if (database.isMoved())
        return Error{Error::Kind::Storage, "the database's file is gone"};
    if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun)
        return begun.error();
    return Transaction(database);
}

Transaction::Transaction(Transaction &&other) noexcept : m_database(std::exchange(other.m_database, nullptr))
{}

Transaction::~Transaction()
{
    // SQLite has rolled back by itself after a full disk or an I/O error.
    if (m_database == nullptr || !m_database->inTransaction())
        return;
    if (const auto undone = m_database->execute("ROLLBACK"); !undone)
        qCWarning(logStore, "rollback failed: %s", undone.error().detail.constData());
}

Result<void> Transaction::commit()
{
    auto done = m_database->execute("COMMIT");
    if (done)
        m_database = nullptr;
    return done;
}

}
