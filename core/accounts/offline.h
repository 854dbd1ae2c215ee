// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>
#include <QUuid>

namespace accounts {

// How old an account's server is: what it cannot do is not offered.
enum class ServerLevel {
    Current,   // IMAP4rev1 and later
    Imap4,     // RFC 1730
    Imap2bis,  // no UIDs from here on: nothing can be kept
    Imap2,
};

// How far the folders that are kept for reading offline have come. No total: nothing is under way.
struct OfflineProgress {
    QUuid account;
    QString folder;
    qint64 done = 0, total = 0;
    bool paused = false;
};

}

Q_DECLARE_METATYPE(accounts::ServerLevel)
Q_DECLARE_METATYPE(accounts::OfflineProgress)
