// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/pictureexceptions.h"

#include "core/mime/lookalike.h"

#include <algorithm>

namespace store {

namespace {

using Scope = PictureException::Scope;

Result<void> change(const Database &user, const char *sql, const PictureException &exception)
{
    auto statement = user.prepare(sql);
    if (!statement)
        return statement.error();
    statement->bind(1, static_cast<qint64>(exception.scope)).bind(2, exception.value);
    if (const auto done = statement->step(); !done)
        return done.error();
    return {};
}

}

PictureException pictureExceptionFor(Scope scope, const mime::Mailbox &sender)
{
    const QByteArray domain = mime::asciiDomain(sender.domain).toLower().toUtf8();
    return {scope, scope == Scope::Domain ? domain : mime::Mailbox{{}, sender.localPart, domain}.addrSpec()};
}

bool isException(const std::vector<PictureException> &all, const mime::Mailbox &sender)
{
    return std::any_of(all.begin(), all.end(), [&](const PictureException &each) {
        return each == pictureExceptionFor(each.scope, sender);
    });
}

Result<std::vector<PictureException>> pictureExceptions(const Database &user)
{
    auto query = user.prepare("SELECT scope, value FROM picture_exceptions ORDER BY scope, value");
    if (!query)
        return query.error();
    std::vector<PictureException> all;
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

Result<void> keepPictureException(const Database &user, const PictureException &exception)
{
    return change(user, "INSERT OR IGNORE INTO picture_exceptions (scope, value) VALUES (?, ?)", exception);
}

Result<void> dropPictureException(const Database &user, const PictureException &exception)
{
    return change(user, "DELETE FROM picture_exceptions WHERE scope = ? AND value = ?", exception);
}

}
