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
    SetAside,  // damaged, newer or not a database: renamed, an empty one made (cache.db)
    Restored,  // damaged: renamed, made again from its backup and what could still be read (user.db)
};

// Opens cache.db for writing: WAL, synchronous NORMAL, defensive; numbered migrations; a damaged or newer
// file is set aside and rebuilt, since the server can give everything again.
struct CacheDatabase {
    Database database;
    Opened opened = Opened::AsItWas;
};
[[nodiscard]] Result<CacheDatabase> openCache(const QString &path);

// Opens user.db for writing: synchronous FULL; migrated after a backup beside it. A newer one, or one with a
// schema that is not ours, is an error (newer: kind Unsupported) and stays as it is. A damaged one is kept
// beside as "user.db.damaged" (a number is added to the next ones) and made again: the newest backup, then
// whatever can still be read of the damaged one, which is newer. The new one is built beside it, so that a
// repair that is broken off begins anew, also when the file is missing or empty and its backups are there; a
// backup that cannot be read or copied now is an error. Tables: operations (journal/), receipt_state
// and receipt_events (receipts/), certificates.
struct UserDatabase {
    Database database;
    Opened opened = Opened::AsItWas;
    // It is not the file that was closed last: restored from a backup, by us or by somebody else, or copied
    // to another machine. What is pending in it may have been done long ago and is not to be done again
    // without asking.
    bool isFromElsewhere = false;
};
[[nodiscard]] Result<UserDatabase> openUser(const QString &path);

class Statements;

// The one writer of cache.db. Lives in the store thread: apply() is called through queued connections,
// changed() goes out after the commit. One Update is one transaction (but see gather()), and exactly one
// signal follows it, in order: changed() (empty when there was nothing to do) or failed(). An update for a
// folder that is not there, or for another UIDVALIDITY than the stored one, is such a nothing. counts.h has
// the rule for the numbers in Folder. After a failure FolderInStep is written with the mod-sequence 0 until
// the folder is opened again: what was not written is not told a second time to whoever builds on a later
// one.
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

    // apply() for many updates: all until settle() are one transaction, since a page that a hundred messages
    // change is then written once. Signals follow with settle(), in order. Where one of them or the whole
    // fails, each is tried alone.
    void gather(store::Update update);
    void settle();

    // Work on the tables that no Update stands for (retention.h): one transaction, at once. False: nothing
    // was done, and failed() has told why. changed() follows only when there is something to tell.
    bool maintain(const std::function<void(Statements &, ChangeSet &)> &work);

public Q_SLOTS:
    void apply(const store::Update &update);

Q_SIGNALS:
    void changed(const store::ChangeSet &changes);
    void failed(const Error &error);  // nothing of that Update was written; LimitExceeded: the disk is full
    // Before failed(): of the folder something the server has told was not written. Who opens it again is
    // told all of it once more.
    void folderLacks(const QUuid &account, const QByteArray &mailbox);
    // Before failed(): a text was fetched and not kept.
    void contentNotKept(const QUuid &account, const QByteArray &mailbox, imap::Uid uid);

private:
    void tell(const Update &update, const Result<ChangeSet> &changes);
    std::unique_ptr<class WriterPrivate> d;
};

}
