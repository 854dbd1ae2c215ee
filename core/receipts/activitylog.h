// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/receipts/ledger.h"

#include <QObject>

namespace receipts {

// One line of what was ever decided or done about requests for receipts, from the ledger's append-only table.
struct Activity {
    qint64 id = 0;  // grows; never given twice
    QDateTime at;
    RequestKey key;
    int event = 0;  // a LedgerState or a LedgerEvent
    QByteArray serverText;
    // Of the request, as the ledger knows it now.
    QByteArray messageId;                // of the message that asked, without brackets
    std::vector<QByteArray> recipients;  // of the receipt; none where nothing was to be sent
    QUuid account;
    AskedBy askedBy;
};
struct ActivityQuery {
    int serial = 0;
    int limit = 200;
    std::optional<qint64> before;  // an id; nullopt: from the newest
};
struct ActivityPage {
    int serial = 0;
    std::vector<Activity> lines;  // the newest first
    bool isLast = true;
};

[[nodiscard]] Result<ActivityPage> activity(const store::Database &user, const ActivityQuery &query);

// Answers for whoever is in another thread. Lives in the store thread.
class ActivityLog : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityLog)

public:
    explicit ActivityLog(const store::Database &user, QObject *parent = nullptr);  // `user` outlives the log
    ~ActivityLog() override;

public Q_SLOTS:
    void tell(const receipts::ActivityQuery &query);

Q_SIGNALS:
    void known(const receipts::ActivityPage &page);
    void failed(const Error &why);

private:
    const store::Database &m_user;
};

}

Q_DECLARE_METATYPE(receipts::ActivityQuery)
Q_DECLARE_METATYPE(receipts::ActivityPage)
