// SPDX-License-Identifier: GPL-3.0-or-later
// openCache() and openUser(): what to do with the file that is found.
#include "core/base/logging.h"
#include "core/base/privatefile.h"
#include "core/store/migrations.h"
#include "core/store/writer.h"

#include <QFile>

#include <cerrno>
#include <cstdio>
#include <optional>

namespace store {

using namespace Qt::StringLiterals;

namespace {

Result<bool> isSound(const Database &database, const char *check)
{
    auto query = database.prepare(check);
    if (!query)
        return query.error();
    const auto row = query->step();
    if (!row)
        return row.error();
    return *row && query->blob(0) == "ok";
}

// Left by Database when it met a damaged page, now or in an earlier run.
QString suspectMark(const QString &path)
{
    return path + u".suspect"_s;
}

// One generation is kept, for whoever wants to find out what happened. Renaming a symbolic link moves the
// link.
Result<void> setAside(const QString &path)
{
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s}) {
        const QByteArray from = QFile::encodeName(path + suffix);
        const QByteArray to = QFile::encodeName(path + u".damaged"_s + suffix);
        ::remove(to.constData());
        if (std::rename(from.constData(), to.constData()) != 0 && errno != ENOENT)
            return Error{Error::Kind::Storage, "a damaged database could not be set aside"};
    }
    QFile::remove(suspectMark(path));
    return {};
}

struct Found {
    Database database;
    Inspection inspection;
};

Result<Found> look(const QString &path, Database::Durability durability, const Schema &schema)
{
    auto database = Database::open(path, Database::Mode::ReadWrite, durability);
    if (!database)
        return database.error();
    const auto inspection = inspect(*database, schema);
    if (!inspection)
        return inspection.error();
    return Found{std::move(*database), *inspection};
}

// The whole file is read only after damage was met; a cache of a gigabyte would take seconds at each start.
Result<bool> isUsableCache(const QString &path, const Found &found)
{
    if (found.inspection.standing == Standing::Newer || found.inspection.standing == Standing::Foreign)
        return false;
    QFile mark(suspectMark(path));
    if (!mark.exists())
        return true;
    if (mark.size() > 0)
        return false;  // a row that SQLite finds nothing wrong with
    auto sound = isSound(found.database, "PRAGMA integrity_check(1)");
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
    auto found = look(path, Database::Durability::Normal, cacheSchema());
    if (!found)
        return unlessDamaged(found.error());
    const auto usable = isUsableCache(path, *found);
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

Result<UserDatabase> openUser(const QString &path)
{
    const Schema &schema = userSchema();
    auto found = look(path, Database::Durability::Full, schema);
    if (!found)
        return found.error();
    const auto [standing, version] = found->inspection;
    if (standing == Standing::Newer)
        return Error{Error::Kind::Unsupported, "user.db was made by a newer version"};
    if (standing == Standing::Foreign)
        return Error{Error::Kind::Storage, "user.db has another schema than ours"};
    // Small, and nothing else has what is in it.
    const auto sound = isSound(found->database, "PRAGMA integrity_check(1)");
    if (!sound)
        return sound.error();
    if (!*sound)
        return Error{Error::Kind::Storage, "user.db is damaged"};
    if (standing == Standing::Older) {
        const QString backup = path + u".before-"_s + QString::number(schema.version());
        if (auto copied = found->database.copyTo(backup); !copied)
            return copied.error();
    }
    if (auto done = migrate(found->database, schema, version, schema.version()); !done)
        return done.error();
    const Opened opened = standing == Standing::Empty ? Opened::Created
        : standing == Standing::Older                 ? Opened::Migrated
                                                      : Opened::AsItWas;
    return UserDatabase{std::move(found->database), opened};
}

}
