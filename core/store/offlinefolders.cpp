// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/offlinefolders.h"

#include <algorithm>

namespace store {

Result<std::vector<OfflineFolder>> offlineFolders(const Database &user)
{
    auto query =
        user.prepare("SELECT account, mailbox, months FROM offline_folders ORDER BY account, mailbox");
    if (!query)
        return query.error();
    std::vector<OfflineFolder> folders;
    while (true) {
        const auto row = query->step();
        if (!row)
            return row.error();
        if (!*row)
            return folders;
        folders.push_back({QUuid::fromRfc4122(query->blob(0)), query->blob(1),
                           static_cast<int>(std::max<qint64>(query->integer(2), 0))});
    }
}

Result<void> keepOffline(const Database &user, const OfflineFolder &folder)
{
    auto insert =
        user.prepare("INSERT OR REPLACE INTO offline_folders (account, mailbox, months) VALUES (?, ?, ?)");
    if (!insert)
        return insert.error();
    insert->bind(1, folder.account.toRfc4122()).bind(2, folder.mailbox).bind(3, qint64{folder.months});
    if (const auto done = insert->step(); !done)
        return done.error();
    return {};
}

Result<void> keepOfflineNoMore(const Database &user, const QUuid &account, const QByteArray &mailbox)
{
    auto remove = user.prepare("DELETE FROM offline_folders WHERE account = ? AND mailbox = ?");
    if (!remove)
        return remove.error();
    remove->bind(1, account.toRfc4122()).bind(2, mailbox);
    if (const auto done = remove->step(); !done)
        return done.error();
    return {};
}

}
