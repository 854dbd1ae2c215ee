// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QMap>
#include <QUuid>

namespace store {

// Folders in which new mail is to be noticed at once: the user's wish, in user.db.
[[nodiscard]] Result<QMap<QUuid, QByteArrayList>> watchedFolders(const Database &user);
[[nodiscard]] Result<void> watchFolder(const Database &user, const QUuid &account, const QByteArray &mailbox,
                                       bool wanted);

}
