// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/journal/operation.h"
#include "core/store/database.h"

// The table operations of user.db. Each call is one step to disk, durable when it returns.
namespace journal {

// All entries that are pending, in order. Failed ones of earlier runs are taken away. What a crash left as
// Started is Uncertain from now on: nobody knows whether the server has it. A row of a later version is left
// alone.
[[nodiscard]] Result<std::vector<Entry>> loadEntries(const store::Database &user);

// Adds it as New and takes `replaced` away, both or neither. The new id.
[[nodiscard]] Result<qint64> insertEntry(const store::Database &user, const Operation &operation,
                                         qint64 createdAt, std::optional<qint64> replaced);

// Done removes the row: there is nothing left to do or to say about it.
[[nodiscard]] Result<void> writeState(const store::Database &user, qint64 id, State state,
                                      const QByteArray &detail);

}
