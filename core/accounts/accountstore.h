// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/base/result.h"

#include <QString>
#include <vector>

namespace accounts {

// posthorn.ini, documented in the man page and in the comment at its head; hand-editable: unknown keys, comments and
// order survive. Sections "[Account <uuid>]". A mistake names the line and the key and leaves the other accounts usable.
struct Problem {
    int line = 0;
    QString key;
    enum class Kind { Unreadable, MissingKey, BadValue, DuplicateId, UnknownSection } kind = Kind::BadValue;
    QString value;
    friend bool operator==(const Problem &, const Problem &) = default;
};
struct Loaded {
    std::vector<Account> accounts;
    std::vector<Problem> problems;
};
// A missing file is no problem: no accounts.
[[nodiscard]] Loaded loadAccounts(const QString &path);
// Adds or replaces the account's section; written to a temporary file, synced, renamed; mode 0600.
[[nodiscard]] Result<void> saveAccount(const QString &path, const Account &account);
[[nodiscard]] Result<void> removeAccount(const QString &path, const QUuid &id);

}
