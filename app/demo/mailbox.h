// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/mail.h"

#include <optional>

namespace demo {

// About 2,000 mails of ten years that end at `now`, oldest first. The same seed and time give the same
// octets.
[[nodiscard]] QList<Mail> makeMailbox(quint64 seed, const QDateTime &now);

// One new mail of a kind ("arrival", "request", "japanese", "attachment"), as it is handed to a server;
// nothing for an unknown kind.
[[nodiscard]] std::optional<Mail> makeOne(const QString &kind, quint64 seed, const QDateTime &now);
[[nodiscard]] QStringList kindsOfOne();

}
