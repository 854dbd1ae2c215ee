// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"

#include <algorithm>
#include <climits>

namespace store {

namespace {

Result<qint64> pragma(const Database &database, const char *sql)
{
    auto query = database.prepare(sql);
    if (!query)
        return query.error();
    const auto row = query->step();
    if (!row)
        return row.error();
    return *row ? query->integer(0) : 0;
}

// Pragmas take no parameters: the values are numbers of our own.
QByteArray stampSql(const Schema &schema, int version)
{
    return "PRAGMA application_id=" + QByteArray::number(schema.applicationId)
        + "; PRAGMA user_version=" + QByteArray::number(version);
}

Result<QByteArrayList> expectedSchema(const Schema &schema, int version)
{
    auto model = Database::inMemory();
    if (!model)
        return model.error();
    if (const auto made = migrate(*model, schema, 0, version); !made)
        return made.error();
    return describeSchema(*model);
}

}

Result<QByteArrayList> describeSchema(const Database &database)
{
    // sqlite_stat tables are made by ANALYZE and hold no rules.
    auto query =
        database.prepare("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema"
                         " WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER BY type, name, sql");
    if (!query)
        return query.error();
    QByteArrayList lines;
    while (true) {
        const auto row = query->step();
        if (!row)
            return row.error();
        if (!*row)
            return lines;
        lines.append(query->blob(0) + ' ' + query->blob(1) + ' ' + query->blob(2) + ' ' + query->blob(3));
    }
}

Result<Inspection> inspect(const Database &database, const Schema &schema)
{
    const auto version = pragma(database, "PRAGMA user_version");
    const auto application = pragma(database, "PRAGMA application_id");
    const auto present = describeSchema(database);
    if (!version || !application || !present)
        return !version ? version.error() : !application ? application.error() : present.error();

    if (*version == 0 && *application == 0 && present->isEmpty())
        return Inspection{Standing::Empty, 0};
    if (*application != schema.applicationId || *version < 1)
        return Inspection{Standing::Foreign, 0};
    if (*version > schema.version())
        return Inspection{Standing::Newer, static_cast<int>(std::min<qint64>(*version, INT_MAX))};

    const int known = static_cast<int>(*version);
    const auto expected = expectedSchema(schema, known);
    if (!expected)
        return expected.error();
    if (*expected != *present)
        return Inspection{Standing::Foreign, known};
    return Inspection{known < schema.version() ? Standing::Older : Standing::Ours, known};
}

Result<void> migrate(const Database &database, const Schema &schema, int from, int to)
{
    for (int version = from + 1; version <= to; ++version) {
        auto transaction = Transaction::begin(database);
        if (!transaction)
            return transaction.error();
        if (auto done = database.execute(schema.steps[static_cast<size_t>(version - 1)]); !done)
            return done;
        if (auto stamped = database.execute(stampSql(schema, version).constData()); !stamped)
            return stamped;
        if (auto committed = transaction->commit(); !committed)
            return committed;
    }
    return {};
}

}
