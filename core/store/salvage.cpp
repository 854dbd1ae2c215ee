// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/salvage.h"

#include "core/base/logging.h"
#include "core/store/foundfile.h"
#include "core/store/migrations.h"

#include <QFile>

#include <sqlite3.h>
#include <string_view>

namespace store {

namespace {

QByteArray quoted(QByteArray name)
{
    return '"' + name.replace('"', "\"\"") + '"';
}

// The names are those that our own schema has given.
Result<QByteArrayList> names(const Database &database, const QByteArray &sql)
{
    auto query = database.prepare(sql.constData());
    if (!query)
        return query.error();
    QByteArrayList all;
    while (true) {
        const auto row = query->step();
        if (!row)
            return row.error();
        if (!*row)
            return all;
        all.append(query->blob(0));
    }
}

struct Table {
    QByteArray name, columns, key;  // ready for SQL
    int count = 0;
};

// The columns that both have: the damaged one may be of an earlier version.
Result<Table> tableOf(const Database &damaged, const Database &into, const QByteArray &name)
{
    const QByteArray info = "SELECT name FROM pragma_table_info('" + name + "')";
    const auto theirs = names(damaged, info);
    const auto ours = names(into, info + " ORDER BY cid");
    const auto key = names(into, info + " WHERE pk > 0 ORDER BY pk");
    if (!theirs || !ours || !key)
        return !theirs ? theirs.error() : !ours ? ours.error() : key.error();
    QByteArrayList both, order;
    for (const QByteArray &column : *ours) {
        if (theirs->contains(column))
            both.append(quoted(column));
    }
    for (const QByteArray &column : *key)
        order.append(quoted(column) + " DESC");
    return Table{quoted(name), both.join(", "), order.join(", "), static_cast<int>(both.size())};
}

enum class Read { All, Some };

// Not what is read, but the disk (full, gone) or the system: another time it may go well. What cannot be read
// is the damage itself: SQLITE_IOERR_READ, _SHORT_READ and _CORRUPTFS.
bool isOfTheDisk(const Error &error)
{
    constexpr auto prefix = std::string_view("sqlite ");
    const auto length = static_cast<qsizetype>(prefix.size());
    if (!error.detail.startsWith(prefix.data()))
        return false;
    const int code = error.detail.mid(length, error.detail.indexOf(':') - length).toInt();
    if (code == SQLITE_IOERR_READ || code == SQLITE_IOERR_SHORT_READ || code == SQLITE_IOERR_CORRUPTFS)
        return false;
    const int primary = code & 0xff;
    return primary == SQLITE_IOERR || primary == SQLITE_FULL || primary == SQLITE_CANTOPEN;
}

// Rows until the first that cannot be read.
Result<Read> copyRows(const Database &damaged, const Database &into, const Table &table,
                      const QByteArray &order)
{
    auto rows = damaged.prepare(("SELECT " + table.columns + " FROM " + table.name + order).constData());
    QByteArrayList places;
    for (int i = 1; i <= table.count; ++i)
        places.append('?' + QByteArray::number(i));
    auto insert = into.prepare(("INSERT OR REPLACE INTO " + table.name + " (" + table.columns + ") VALUES ("
                                + places.join(", ") + ")")
                                   .constData());
    if (!insert)
        return insert.error();
    if (!rows)
        return Read::Some;
    while (true) {
        const auto row = rows->step();
        if (!row)
            return Read::Some;
        if (!*row)
            return Read::All;
        for (int column = 0; column < table.count; ++column)
            insert->bindColumn(column + 1, *rows, column);
        // A row that breaks a rule of the schema is one that was not written so: it is left out.
        const auto done = insert->step();
        if (!done && isOfTheDisk(done.error()))
            return done.error();
        if (!done)
            qCWarning(logStore, "a row was not salvaged: %s", done.error().detail.constData());
    }
}

Result<void> salvageTable(const Database &damaged, const Database &into, const QByteArray &name)
{
    const auto table = tableOf(damaged, into, name);
    if (!table && isOfTheDisk(table.error()))
        return table.error();
    if (!table || table->count == 0)
        return {};  // not there, or its description cannot be read
    auto whole = Transaction::begin(into);
    if (!whole)
        return whole.error();
    if (auto cleared = into.execute(("DELETE FROM " + table->name).constData()); !cleared)
        return cleared;
    const auto read = copyRows(damaged, into, *table, {});
    if (!read)
        return read.error();
    if (*read == Read::All)
        return whole->commit();
    if (auto undone = into.execute("ROLLBACK"); !undone)
        return undone;
    auto some = Transaction::begin(into);
    if (!some)
        return some.error();
    for (const QByteArray &order : {QByteArray(), " ORDER BY " + table->key}) {
        if (const auto rows = copyRows(damaged, into, *table, order); !rows)
            return rows.error();
    }
    return some->commit();
}

// Each table comes back as far as it can be read. A row whose parent did not would become that of whatever
// gets the parent's number next.
Result<void> removeOrphans(const Database &into, const QByteArrayList &tables)
{
    if (!tables.contains("sent") || !tables.contains("sent_recipient"))
        return {};
    return into.execute("DELETE FROM sent_recipient WHERE sent NOT IN (SELECT id FROM sent)");
}

}

Result<void> salvage(const QString &damagedPath, const Database &into)
{
    const auto damaged = Database::open(damagedPath, Database::Mode::ReadOnly);
    if (!damaged)
        return isOfTheDisk(damaged.error()) ? Result<void>(damaged.error()) : Result<void>();
    const auto tables =
        names(into, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'");
    if (!tables)
        return tables.error();
    for (const QByteArray &name : *tables) {
        if (auto done = salvageTable(*damaged, into, name); !done)
            return done;
    }
    if (auto done = removeOrphans(into, *tables); !done)
        return done;
    QFile::remove(suspectMark(damagedPath));
    return {};
}

}
