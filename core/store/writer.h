// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/changes.h"
#include "core/store/database.h"
#include "core/store/profile.h"

#include <QObject>

#include <functional>
#include <memory>

namespace store {

// What happened to a database file when it was opened.
enum class Opened {
    AsItWas,
    Created,
    Migrated,
    SetAside,  // damaged, newer or not a database: renamed, an empty one made (cache.db only)
};

// Opens cache.db for writing: WAL, synchronous NORMAL, defensive; numbered migrations; a damaged or newer
// file is set aside and rebuilt, since the server can give everything again.
struct CacheDatabase {
    Database database;
    Opened opened = Opened::AsItWas;
};
[[nodiscard]] Result<CacheDatabase> openCache(const QString &path);

// Opens user.db for writing: synchronous FULL; migrated after a backup beside it; a damaged or newer file is
// an error, never thrown away (newer: kind Unsupported). Tables: operations (journal/), receipt_state and
// receipt_events (receipts/), certificates.
struct UserDatabase {
    Database database;
    Opened opened = Opened::AsItWas;
};
[[nodiscard]] Result<UserDatabase> openUser(const QString &path);

// The one writer of cache.db. Lives in the store thread: apply() is called through queued connections,
// changed() goes out after the commit. One Update is one transaction, and exactly one signal follows it, in
// order: changed() (empty when there was nothing to do) or failed(). An update for a folder that is not
// there, or for another UIDVALIDITY than the stored one, is such a nothing. counts.h has the rule for the
// numbers in Folder.
class Writer : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Writer)

public:
    explicit Writer(Database cache, QObject *parent = nullptr);
    ~Writer() override;

    // A server must not be able to fill the disk: below the floor nothing more is copied from it. `octets` is
    // asked before each such update; without it, or where it answers less than 0, there is no floor.
    void setFreeSpace(std::function<qint64()> octets);
    // Enough for the rest of the system to go on, and for user.db to take what the user does.
    static constexpr qint64 freeSpaceFloor = qint64{256} * 1024 * 1024;

public Q_SLOTS:
    void apply(const store::Update &update);

Q_SIGNALS:
    void changed(const store::ChangeSet &changes);
    void failed(const Error &error);  // nothing of that Update was written; LimitExceeded: the disk is full
    // Before failed(): a text was fetched and not kept.
    void contentNotKept(const QUuid &account, const QByteArray &mailbox, imap::Uid uid);

private:
    std::unique_ptr<class WriterPrivate> d;
};

}
