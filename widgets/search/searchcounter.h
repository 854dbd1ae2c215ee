// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/search/savedsearch.h"
#include "core/search/storesearch.h"
#include "core/store/changes.h"
#include "widgets/reader/latestjob.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>

// Counts what kept searches find, in a thread of its own: once mail has changed and then has been quiet for a
// moment, and the more seldom the longer it takes, so that it never is more than a small share of what the
// machine does. Window thread.
class SearchCounter : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SearchCounter)

public:
    struct Context {
        QString cachePath;
        std::function<std::vector<search::NamedFolder>()> folders;  // all there are
        std::function<QHash<QByteArray, search::ReceiptState>()> receipts;
    };
    SearchCounter(Context context, Clock &clock, QObject *parent = nullptr);
    ~SearchCounter() override;  // waits for the row that is being read

    void count(const std::vector<search::SavedSearch> &searches);  // these from now on
    void countAgain();                                             // something has changed

Q_SIGNALS:
    void counted(const search::SavedSearch &of, qint64 messages);

private:
    struct Count {
        search::SavedSearch of;
        qint64 messages = 0;
    };
    void begin();
    [[nodiscard]] static std::vector<Count> countAll(const QString &cachePath, search::StoreOrder order,
                                                     const std::vector<search::SavedSearch> &searches,
                                                     const std::atomic<bool> &wanted);

    Context m_context;
    Clock &m_clock;
    std::vector<search::SavedSearch> m_searches;
    std::shared_ptr<std::atomic<bool>> m_isWanted = std::make_shared<std::atomic<bool>>(true);
    std::unique_ptr<Alarm> m_alarm;
    std::chrono::milliseconds m_lastTook{0};
    bool m_isCounting = false, m_isDueAgain = false;
    LatestJob *m_job;
};
