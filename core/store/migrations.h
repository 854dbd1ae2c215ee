// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <QByteArrayList>

#include <span>

namespace store {

// A database's schema is the sum of its numbered steps; step n is schema[n - 1]. A step that has been
// released is never changed: what is wanted otherwise is another step. PRAGMA user_version holds the number
// of the last one done, and PRAGMA application_id whose file it is.
struct Schema {
    qint32 applicationId = 0;
    std::span<const char *const> steps;

    [[nodiscard]] int version() const { return static_cast<int>(steps.size()); }
};

// Can all be given again: folders, messages, copies, texts.
[[nodiscard]] const Schema &cacheSchema();
// What exists only here: operations, certificates, receipts.
[[nodiscard]] const Schema &userSchema();

// What a file is to us, without changing it.
enum class Standing {
    Empty,    // nothing in it yet
    Ours,     // exactly as the steps make it
    Older,    // exactly as the first steps make it
    Newer,    // made by a later version
    Foreign,  // another program's, or tampered with: a table, index, trigger or view that the steps do not
              // make
};
struct Inspection {
    Standing standing = Standing::Empty;
    int version = 0;
};
[[nodiscard]] Result<Inspection> inspect(const Database &database, const Schema &schema);

// Runs the steps after `from` up to `to`, each in a transaction of its own.
[[nodiscard]] Result<void> migrate(const Database &database, const Schema &schema, int from, int to);

// All of sqlite_schema in a fixed order, for comparing.
[[nodiscard]] Result<QByteArrayList> describeSchema(const Database &database);

}
