// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/migrations.h"

#include <QString>

// What openCache() and openUser() ask of the file they find.
namespace store {

struct Found {
    Database database;
    Inspection inspection;
};
[[nodiscard]] Result<Found> look(const QString &path, Database::Durability durability, const Schema &schema);

// PRAGMA integrity_check and its like: the answer is "ok".
[[nodiscard]] Result<bool> isSound(const Database &database, const char *check);

// Left by Database when it met a damaged page, now or in an earlier run; with a word in it by
// Database::noteDamage().
[[nodiscard]] QString suspectMark(const QString &path);

// With what belongs to it; one that is there is replaced. A symbolic link is moved itself.
[[nodiscard]] Result<void> moveDatabase(const QString &from, const QString &to);

}
