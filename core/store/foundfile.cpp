// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/foundfile.h"

#include <QFile>

#include <cerrno>
#include <cstdio>

namespace store {

using namespace Qt::StringLiterals;

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

QString suspectMark(const QString &path)
{
    return path + u".suspect"_s;
}

Result<void> moveDatabase(const QString &from, const QString &to)
{
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s}) {
        const QByteArray source = QFile::encodeName(from + suffix);
        const QByteArray target = QFile::encodeName(to + suffix);
        ::remove(target.constData());
        if (std::rename(source.constData(), target.constData()) != 0 && errno != ENOENT)
            return Error{Error::Kind::Storage, "a damaged database could not be set aside"};
    }
    return {};
}

}
