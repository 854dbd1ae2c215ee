// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/serverlevels.h"

QString ServerLevels::badge(accounts::ServerLevel level)
{
    switch (level) {
    case accounts::ServerLevel::Current: break;
    case accounts::ServerLevel::Imap4: return tr("Legacy IMAP4 server");
    case accounts::ServerLevel::Imap2bis: return tr("Legacy IMAP2bis server – online only");
    case accounts::ServerLevel::Imap2: return tr("Legacy IMAP2 server – online only");
    }
    return {};
}

QString ServerLevels::whyNot(Ability ability, accounts::ServerLevel level)
{
    using Level = accounts::ServerLevel;
    switch (ability) {
    case Ability::KeepOffline:
        if (level >= Level::Imap2bis)
            return tr(
                "This server gives its messages no lasting numbers, so none of them can be kept offline.");
        break;
    case Ability::Watch:
        if (level >= Level::Imap4)
            return tr("This server cannot tell of new mail by itself. The folder that is open is looked at "
                      "every few "
                      "minutes.");
        break;
    case Ability::ChangeFolders:
        if (level >= Level::Imap2)
            return tr("This server has no command that makes, renames or deletes folders.");
        break;
    case Ability::Subscribe:
        if (level >= Level::Imap2bis)
            return tr("This server does not tell which folders are subscribed.");
        break;
    }
    return {};
}
