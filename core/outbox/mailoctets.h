// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/outbox/outboxrecord.h"

#include <optional>

// What user.db keeps of a mail, as octets. They are in users' databases: a version is never read otherwise
// than it was written.
namespace outbox {

[[nodiscard]] QByteArray serialize(const QueuedMail &mail);
[[nodiscard]] std::optional<QueuedMail> mailOf(const QByteArray &octets);

// Of a draft. What cannot be read, as of a later version, is no mark.
[[nodiscard]] QByteArray serialize(const std::vector<journal::ChangeFlags> &marks);
[[nodiscard]] std::vector<journal::ChangeFlags> marksOf(const QByteArray &octets);

// What has no column of its own.
[[nodiscard]] QByteArray serializeDetails(const OutboxRecord &record);
[[nodiscard]] bool readDetails(const QByteArray &octets, OutboxRecord &record);

}
