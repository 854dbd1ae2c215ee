// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/journal/merge.h"
#include "core/journal/operation.h"
#include "core/store/database.h"

// The table operations of user.db. Each call is one step to disk, durable when it returns.
namespace journal {

// All entries, in order: pending ones, and failed ones that nobody has seen yet. What a crash left as Started
// is Uncertain: nobody knows whether the server has it. A row of a later version is left alone.
[[nodiscard]] Result<std::vector<Entry>> loadEntries(const store::Database &user);

// Adds what is added, as New or, with a time, as Held, and takes what is withdrawn away: all of it or
// nothing. The new ids.
[[nodiscard]] Result<std::vector<qint64>> writeMerge(const store::Database &user, const Merge &merge,
                                                     qint64 createdAt, qint64 heldUntil);

// Done removes the row: there is nothing left to do or to say about it.
[[nodiscard]] Result<void> writeState(const store::Database &user, qint64 id, State state,
                                      const QByteArray &detail);
// How far `whole` has come, and the part of it that goes on as an entry of its own, New: both or neither. The
// new id.
[[nodiscard]] Result<qint64> writeHandOver(const store::Database &user, const Entry &whole,
                                           const Operation &part, qint64 createdAt);
// A failed one is pending again, behind the others, with what was known of it before it failed: Uncertain,
// and New where it is simply repeated.
[[nodiscard]] Result<Entry> writeAgain(const store::Database &user, qint64 id, const Operation &operation,
                                       qint64 createdAt);
[[nodiscard]] Result<void> writeOperation(const store::Database &user, qint64 id, const Operation &operation);
[[nodiscard]] Result<void> removeEntry(const store::Database &user, qint64 id);

}
