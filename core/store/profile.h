// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace store {

// Where things are. XDG folders by default; everything in one folder with --profile. Folders are made 0700,
// files 0600, whatever the umask; no server string is ever part of a path.
struct ProfilePaths {
    QString config;  // posthorn.ini
    QString data;    // cache.db, user.db
    QString state;   // window state, lock

    [[nodiscard]] static ProfilePaths xdg();
    [[nodiscard]] static ProfilePaths in(const QString &folder);

    [[nodiscard]] QString accountsFile() const { return config + QStringLiteral("/posthorn.ini"); }
    [[nodiscard]] QString cacheDatabase() const { return data + QStringLiteral("/cache.db"); }
    [[nodiscard]] QString userDatabase() const { return data + QStringLiteral("/user.db"); }
    [[nodiscard]] QString windowState() const { return state + QStringLiteral("/window.ini"); }
    // Copies of attachments for other programs; emptied at each start and end.
    [[nodiscard]] QString openedFiles() const { return state + QStringLiteral("/opened"); }

    // Creates missing folders 0700 and tightens existing ones; fails on a folder that is a symbolic link to a
    // place owned by somebody else, or cannot be made.
    [[nodiscard]] Result<void> prepare() const;
};

}
