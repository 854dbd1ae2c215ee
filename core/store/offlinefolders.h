// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <QByteArray>
#include <QMetaType>
#include <QUuid>

#include <vector>

namespace store {

// A folder whose texts are kept on this computer, so that they can be read without a network: the user's
// wish, in user.db.
struct OfflineFolder {
    QUuid account;
    QByteArray mailbox;
    int months = 0;  // the last ones only; 0: everything
    friend bool operator==(const OfflineFolder &, const OfflineFolder &) = default;
};
[[nodiscard]] Result<std::vector<OfflineFolder>> offlineFolders(const Database &user);
// Keeps it, or with other months than before.
[[nodiscard]] Result<void> keepOffline(const Database &user, const OfflineFolder &folder);
[[nodiscard]] Result<void> keepOfflineNoMore(const Database &user, const QUuid &account,
                                             const QByteArray &mailbox);

}

Q_DECLARE_METATYPE(store::OfflineFolder)
