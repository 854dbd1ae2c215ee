// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/picturepermissions.h"

#include "core/mime/lookalike.h"

#include <algorithm>

namespace store {

namespace {

using Scope = PicturePermission::Scope;

Result<void> change(const Database &user, const char *sql, const PicturePermission &permission)
{
    auto statement = user.prepare(sql);
    if (!statement)
        return statement.error();
    statement->bind(1, static_cast<qint64>(permission.scope)).bind(2, permission.value);
    if (const auto done = statement->step(); !done)
        return done.error();
    return {};
}

}

PicturePermission picturePermissionFor(Scope scope, const mime::Mailbox &sender)
{
    const QByteArray domain = mime::asciiDomain(sender.domain).toLower().toUtf8();
    return {scope, scope == Scope::Domain ? domain : mime::Mailbox{{}, sender.localPart, domain}.addrSpec()};
}

bool isPermitted(const std::vector<PicturePermission> &all, const mime::Mailbox &sender)
{
    return std::any_of(all.begin(), all.end(), [&](const PicturePermission &each) {
        return each == picturePermissionFor(each.scope, sender);
    });
}

Result<std::vector<PicturePermission>> picturePermissions(const Database &user)
{
    auto query = user.prepare("SELECT scope, value FROM picture_exceptions ORDER BY scope, value");
    if (!query)
        return query.error();
    std::vector<PicturePermission> all;
    while (true) {
        const auto row = query->step();
        if (!row)
            return row.error();
        if (!*row)
            return all;
        const qint64 scope = query->integer(0);
        if (scope == static_cast<qint64>(Scope::Sender) || scope == static_cast<qint64>(Scope::Domain))
            all.push_back({static_cast<Scope>(scope), query->blob(1)});  // others are a newer program's
    }
}

Result<void> keepPicturePermission(const Database &user, const PicturePermission &permission)
{
    return change(user, "INSERT OR IGNORE INTO picture_exceptions (scope, value) VALUES (?, ?)", permission);
}

Result<void> dropPicturePermission(const Database &user, const PicturePermission &permission)
{
    return change(user, "DELETE FROM picture_exceptions WHERE scope = ? AND value = ?", permission);
}

}
