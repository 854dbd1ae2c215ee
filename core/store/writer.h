// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/changes.h"
#include "core/store/database.h"
#include "core/store/profile.h"

#include <QObject>

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

public Q_SLOTS:
    void apply(const store::Update &update);

Q_SIGNALS:
    void changed(const store::ChangeSet &changes);
    void failed(const Error &error);  // nothing of that Update was written

private:
    std::unique_ptr<class WriterPrivate> d;
};

}
