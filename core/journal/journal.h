// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/journal/operation.h"
#include "core/store/database.h"

#include <QObject>

#include <memory>
#include <vector>

namespace journal {

// The durable queue of what the user did, in user.db (synchronous FULL). Lives in the store thread. Every
// state is written before the side effect it announces; contrary pending flag operations on one message are
// merged.
class Journal : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Journal)

public:
    // `user` outlives the journal. Entries left Started by a crash come back as Uncertain.
    Journal(const store::Database &user, Clock &clock, QObject *parent = nullptr);
    ~Journal() override;

    [[nodiscard]] std::vector<Entry> pending() const;  // in order

public Q_SLOTS:
    void append(const journal::Operation &operation);
    void record(qint64 id, journal::State state, const QByteArray &detail);

Q_SIGNALS:
    void appended(const journal::Entry &entry);      // durable now
    void stateChanged(const journal::Entry &entry);  // durable now
    void withdrawn(qint64 id);  // merged away by a later contrary operation before it had started
    void failed(const journal::Operation &operation, const Error &error);  // could not be written

private:
    std::unique_ptr<class JournalPrivate> d;
};

}
