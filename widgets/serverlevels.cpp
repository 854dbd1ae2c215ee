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

QString ServerLevels::whyNotOffline(accounts::ServerLevel level)
{
    if (level == accounts::ServerLevel::Current || level == accounts::ServerLevel::Imap4)
        return {};
    return tr("This server gives its messages no lasting numbers, so none of them can be kept offline.");
}
