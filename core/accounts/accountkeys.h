// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountstore.h"
#include "core/accounts/inifile.h"

// An account's keys in its section of posthorn.ini: their meaning and their defaults (accountstore.h lists
// them).
namespace accounts {

// nullopt when a key has no sense or is missing; the problems then say which.
[[nodiscard]] std::optional<Account> readAccount(const IniFile &file, int section, const QUuid &id,
                                                 std::vector<Problem> &problems);
// What equals its default is left out where it was not there before.
void writeAccount(IniFile &file, int section, const Account &account);

}
