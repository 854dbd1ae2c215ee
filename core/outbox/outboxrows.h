// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/outbox/outboxrecord.h"
#include "core/store/database.h"

// The outbox's tables of user.db. Each call is one transaction, durable when it returns.
namespace outbox {

// In the order they were queued. One that a later version wrote is left alone, and not told.
[[nodiscard]] Result<std::vector<OutboxRecord>> loadRecords(const store::Database &user);
[[nodiscard]] Result<QueuedMail> loadMail(const store::Database &user, const QUuid &id);

[[nodiscard]] Result<void> writeMail(const store::Database &user, const QueuedMail &mail,
                                     const OutboxRecord &record);
// How far it is; the mail itself is not written again.
[[nodiscard]] Result<void> writeRecord(const store::Database &user, const OutboxRecord &record);
[[nodiscard]] Result<void> removeMail(const store::Database &user, const QUuid &id);

}
