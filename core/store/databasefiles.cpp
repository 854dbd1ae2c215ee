// SPDX-License-Identifier: GPL-3.0-or-later
// openCache(): what to do with the file that is found.
#include "core/base/logging.h"
#include "core/store/foundfile.h"
#include "core/store/migrations.h"
#include "core/store/writer.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <optional>

namespace store {

using namespace Qt::StringLiterals;

namespace {

// One generation is kept, for whoever wants to find out what happened.
Result<void> setAside(const QString &path)
{
    auto moved = moveDatabase(path, path + u".damaged"_s);
    if (moved)
        QFile::remove(suspectMark(path));
    return moved;
}

// The last run left a log: it was killed, or somebody has put files of different times beside each other,
// which no single one of them shows.
bool wasLeftOpen(const QString &path)
{
    return QFileInfo(path + u"-wal"_s).size() > 0;
}

// The whole file is read only when there is a reason; a cache of a gigabyte would take seconds at each start.
// After a killed run those tables that a wrong page would be worst in.
const char *checkFor(const QString &path, bool leftOpen)
{
    constexpr qint64 small = qint64{64} * 1024 * 1024;
    if (QFile::exists(suspectMark(path)))
        return "PRAGMA integrity_check(1)";
    if (!leftOpen)
        return nullptr;
    return QFileInfo(path).size() <= small ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(copies)";
}

Result<bool> isUsableCache(const QString &path, const Found &found, bool leftOpen)
{
    if (found.inspection.standing == Standing::Newer || found.inspection.standing == Standing::Foreign)
        return false;
    const QFile mark(suspectMark(path));
    if (mark.exists() && mark.size() > 0)
        return false;  // a row that SQLite finds nothing wrong with
    const char *check = checkFor(path, leftOpen);
    if (check == nullptr)
        return true;
    auto sound = isSound(found.database, check);
    if (sound && *sound)
        QFile::remove(suspectMark(path));
    return sound;
}

Result<CacheDatabase> bringUp(Found found, Opened opened)
{
    const Schema &schema = cacheSchema();
    if (auto done = migrate(found.database, schema, found.inspection.version, schema.version()); !done)
        return done.error();
    // Debian's SQLite overwrites what is deleted; a cache pays for that with every change.
    if (auto set = found.database.execute("PRAGMA secure_delete=OFF"); !set)
        return set.error();
    if (opened == Opened::AsItWas && found.inspection.standing == Standing::Empty)
        opened = Opened::Created;
    else if (opened == Opened::AsItWas && found.inspection.standing == Standing::Older)
        opened = Opened::Migrated;
    return CacheDatabase{std::move(found.database), opened};
}

// nullopt: there is one, but not one to go on with. An Error is for what another file would not cure: a full
// disk, missing rights, a symbolic link.
Result<std::optional<CacheDatabase>> openExisting(const QString &path)
{
    const auto unlessDamaged = [&](const Error &error) -> Result<std::optional<CacheDatabase>> {
        if (!QFile::exists(suspectMark(path)))
            return error;
        qCWarning(logStore, "damaged cache: %s", error.detail.constData());
        return std::optional<CacheDatabase>();
    };
    const bool leftOpen = wasLeftOpen(path);
    auto found = look(path, Database::Durability::Normal, cacheSchema());
    if (!found)
        return unlessDamaged(found.error());
    const auto usable = isUsableCache(path, *found, leftOpen);
    if (!usable)
        return unlessDamaged(usable.error());
    if (!*usable)
        return std::optional<CacheDatabase>();
    auto cache = bringUp(std::move(*found), Opened::AsItWas);
    if (!cache)
        return unlessDamaged(cache.error());
    return std::optional<CacheDatabase>(std::move(*cache));
}

}

Result<CacheDatabase> openCache(const QString &path)
{
    auto existing = openExisting(path);
    if (!existing)
        return existing.error();
    if (*existing)
        return std::move(**existing);
    if (auto aside = setAside(path); !aside)  // closed by now
        return aside.error();
    auto fresh = look(path, Database::Durability::Normal, cacheSchema());
    if (!fresh)
        return fresh.error();
    return bringUp(std::move(*fresh), Opened::SetAside);
}

}
