// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include "tests/live/servers.h"

namespace races {

// The Message-IDs of the receipts in a mailbox, by that of the message they are about.
[[nodiscard]] QHash<QByteArray, QByteArrayList> receiptsIn(live::Servers &mail, const QString &user,
                                                           const QString &mailbox);

}
