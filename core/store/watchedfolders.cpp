// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/watchedfolders.h"

namespace store {

Result<QMap<QUuid, QByteArrayList>> watchedFolders(const Database &user)
{
    auto query = user.prepare("SELECT account, mailbox FROM watched_folders ORDER BY account, mailbox");
    if (!query)
        return query.error();
    QMap<QUuid, QByteArrayList> folders;
    while (true) {
        const auto row = query->step();
        if (!row)
            return row.error();
        if (!*row)
            return folders;
        folders[QUuid::fromRfc4122(query->blob(0))].append(query->blob(1));
    }
}

Result<void> watchFolder(const Database &user, const QUuid &account, const QByteArray &mailbox, bool wanted)
{
    auto change =
        user.prepare(wanted ? "INSERT OR IGNORE INTO watched_folders (account, mailbox) VALUES (?, ?)"
                            : "DELETE FROM watched_folders WHERE account = ? AND mailbox = ?");
    if (!change)
        return change.error();
    change->bind(1, account.toRfc4122()).bind(2, mailbox);
    if (const auto done = change->step(); !done)
        return done.error();
    return {};
}

}
