// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/offline.h"

#include <QCoreApplication>
#include <QString>

// What old servers are called, and why something cannot be done with them.
class ServerLevels
{
    Q_DECLARE_TR_FUNCTIONS(ServerLevels)

public:
    enum class Ability {
        KeepOffline,
        Watch,          // to be told of new mail without asking
        ChangeFolders,  // make, rename, delete
        Subscribe,
    };
    [[nodiscard]] static QString badge(accounts::ServerLevel level);  // empty for one of today
    [[nodiscard]] static QString whyNot(Ability ability, accounts::ServerLevel level);  // empty: it can
};
