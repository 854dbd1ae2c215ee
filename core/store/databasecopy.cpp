// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include <QFile>

#include <cstdio>
#include <sqlite3.h>
#include <utility>

namespace store {

namespace {

QString unfinished(const QString &path)
{
    return path + QStringLiteral(".part");
}

Error copyError(int code)
{
    return Error{Error::Kind::Storage, QByteArray("copying a database: ") + sqlite3_errstr(code)};
}

}

Result<DatabaseCopy> DatabaseCopy::begin(const Database &source, const QString &path)
{
    QFile::remove(unfinished(path));
    auto target = Database::open(unfinished(path), Database::Mode::ReadWrite, Database::Durability::Full);
    if (!target)
        return target.error();
    sqlite3_backup *backup = sqlite3_backup_init(target->m_handle, "main", source.m_handle, "main");
    if (backup == nullptr)
        return copyError(sqlite3_errcode(target->m_handle));
    return DatabaseCopy(std::move(*target), backup, path);
}

DatabaseCopy::DatabaseCopy(Database target, sqlite3_backup *backup, QString path)
    : m_target(std::move(target)), m_backup(backup), m_path(std::move(path))
{}

DatabaseCopy::DatabaseCopy(DatabaseCopy &&other) noexcept
    : m_target(std::move(other.m_target)), m_backup(std::exchange(other.m_backup, nullptr)),
      m_path(std::move(other.m_path))
{}

DatabaseCopy::~DatabaseCopy()
{
    if (m_backup == nullptr)
        return;
    sqlite3_backup_finish(m_backup);
    m_target = Database(nullptr);
    QFile::remove(unfinished(m_path));
}

Result<bool> DatabaseCopy::step(int pages)
{
    const int code = sqlite3_backup_step(m_backup, pages);
    if (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return false;
    const int finished = sqlite3_backup_finish(std::exchange(m_backup, nullptr));
    // Closing it folds its WAL in as well, and says nothing when it cannot: what is renamed would be empty.
    const auto folded = m_target.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    m_target = Database(nullptr);
    if (code != SQLITE_DONE || finished != SQLITE_OK) {
        QFile::remove(unfinished(m_path));
        return copyError(code != SQLITE_DONE ? code : finished);
    }
    if (!folded) {
        for (const char *suffix : {"", "-wal", "-shm"})
            QFile::remove(unfinished(m_path) + QLatin1String(suffix));
        return folded.error();
    }
    if (std::rename(QFile::encodeName(unfinished(m_path)).constData(), QFile::encodeName(m_path).constData())
        != 0)
        return Error{Error::Kind::Storage, "renaming a copy"};
    return true;
}

}
