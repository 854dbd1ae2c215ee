// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/activitylog.h"

#include "core/store/statements.h"

#include <QHash>

#include <limits>

namespace receipts {

namespace {

void describe(const Ledger &ledger, std::vector<Activity> &lines)
{
    QHash<QByteArray, std::optional<LedgerRecord>> known;
    for (Activity &line : lines) {
        auto record = known.constFind(line.key.value);
        if (record == known.cend()) {
            const auto found = ledger.find(line.key);
            record = known.insert(line.key.value, found ? *found : std::nullopt);
        }
        if (!*record)
            continue;
        line.messageId = (*record)->target.messageId;
        line.recipients = (*record)->report.recipients;
        line.account = (*record)->account;
        line.askedBy = (*record)->askedBy;
    }
}

}

Result<ActivityPage> activity(const store::Database &user, const ActivityQuery &query)
{
    store::Statements statements(user);
    ActivityPage page{query.serial, {}, true};
    statements.each(
        "SELECT id, key, at, event, detail FROM receipt_events WHERE id < ?1 ORDER BY id DESC LIMIT ?2",
        [&](const store::Statement &row) {
            Activity line;
            line.id = row.integer(0);
            line.key = {row.blob(1)};
            line.at = QDateTime::fromMSecsSinceEpoch(row.integer(2), Qt::UTC);
            line.event = static_cast<int>(row.integer(3));
            line.serverText = row.blob(4);
            page.lines.push_back(std::move(line));
        },
        query.before.value_or(std::numeric_limits<qint64>::max()), query.limit);
    if (auto error = statements.takeError())
        return *error;
    page.isLast = static_cast<int>(page.lines.size()) < query.limit;
    describe(Ledger(user), page.lines);
    return page;
}

ActivityLog::ActivityLog(const store::Database &user, QObject *parent) : QObject(parent), m_user(user)
{
    qRegisterMetaType<receipts::ActivityQuery>();
    qRegisterMetaType<receipts::ActivityPage>();
}

ActivityLog::~ActivityLog() = default;

void ActivityLog::tell(const receipts::ActivityQuery &query)
{
    if (const auto page = activity(m_user, query))
        Q_EMIT known(*page);
    else
        Q_EMIT failed(page.error());
}

}
