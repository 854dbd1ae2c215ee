// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/outbox/outboxrecord.h"

#include <chrono>
#include <optional>

// What becomes of a mail in the outbox: pure, and total. The outbox writes it down and acts.
namespace outbox {

// The first time, and after that twice as long each time, up to an hour; given up after five days, as long as
// mail servers themselves try (RFC 5321, 4.5.4.1).
[[nodiscard]] std::chrono::milliseconds pauseAfter(int attempts);
inline constexpr std::chrono::hours longestTry{120};

// A new one: held for the undo time, or until it is to be sent.
[[nodiscard]] OutboxRecord newRecord(const QueuedMail &mail, const receipts::AskingPlan &plan,
                                     const QDateTime &now);
// For how long it is still held. The wall clock may have been set: never longer than the undo time where that
// is all it waits for, and otherwise looked at again after a while.
[[nodiscard]] std::chrono::milliseconds heldFor(const OutboxRecord &record, const QDateTime &now);

// What goes out next; nullopt: there is nobody left. Of each transaction of the plan those who do not have
// it: first those who have not been refused for now, if that is what the user wants, and no more than the
// server takes.
[[nodiscard]] std::optional<receipts::Transaction> nextTransaction(const receipts::AskingPlan &plan,
                                                                   const OutboxRecord &record);

[[nodiscard]] OutboxRecord started(OutboxRecord record, const receipts::Transaction &transaction);
// How what was started has ended.
[[nodiscard]] OutboxRecord ended(OutboxRecord record, const SubmitResult &result, const QDateTime &now);
// The program died, or nobody knows what has been done since: whatever may have gone out is uncertain.
[[nodiscard]] OutboxRecord interrupted(OutboxRecord record);
[[nodiscard]] OutboxRecord putAside(OutboxRecord record);

// What the user wants now; nullopt: it is not open to that.
[[nodiscard]] std::optional<OutboxRecord> atOnce(OutboxRecord record);
// There is a line again, so what has been in vain before counts no more.
[[nodiscard]] std::optional<OutboxRecord> online(OutboxRecord record);
[[nodiscard]] std::optional<OutboxRecord> again(OutboxRecord record);
[[nodiscard]] std::optional<OutboxRecord> toOthers(OutboxRecord record);

// What was found in the folder for sent mail.
[[nodiscard]] OutboxRecord looked(OutboxRecord record, Looked result, const QDateTime &now);

[[nodiscard]] bool hasAccepted(const OutboxEntry &entry);  // at least one has it

}
