// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"

#include <QByteArray>
#include <QUuid>

#include <functional>
#include <optional>

namespace outbox {

// Which mailbox of the account has this role; nullopt: none is known yet. Asked in the store thread.
using FindMailbox = std::function<std::optional<QByteArray>(const QUuid &account, store::FolderRole role)>;

}
