// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/searchcounter.h"

#include "core/search/queryparser.h"

#include <QLocale>

#include <algorithm>

using namespace std::chrono_literals;
using search::SavedSearch;

namespace {

constexpr auto quiet = 400ms;
constexpr int restShare = 20;  // times as long as the last count took nothing is counted

}

SearchCounter::SearchCounter(Context context, Clock &clock, QObject *parent)
    : QObject(parent), m_context(std::move(context)), m_clock(clock), m_job(new LatestJob(this))
{}

SearchCounter::~SearchCounter()
{
    *m_isWanted = false;
}

void SearchCounter::count(const std::vector<SavedSearch> &searches)
{
    m_searches.clear();
    std::copy_if(searches.begin(), searches.end(), std::back_inserter(m_searches),
                 [](const SavedSearch &one) { return !one.isHidden; });
    countAgain();
}

void SearchCounter::countAgain()
{
    if (m_searches.empty())
        return;
    m_isDueAgain = m_isCounting;
    if (m_isCounting || m_alarm)
        return;
    m_alarm = m_clock.alarm(std::max<std::chrono::milliseconds>(quiet, restShare * m_lastTook), [this] {
        m_alarm.reset();
        begin();
    });
}

void SearchCounter::begin()
{
    m_isCounting = true;
    const search::DateContext now{m_clock.now(), QTimeZone::systemTimeZone(), QLocale().firstDayOfWeek()};
    const search::StoreOrder order{0, {}, m_context.folders(), {}, now, m_context.receipts()};
    m_job->run([path = m_context.cachePath, order, searches = m_searches,
                wanted = m_isWanted] { return countAll(path, order, searches, *wanted); },
               [this, begun = m_clock.monotonic()](const std::vector<Count> &counts) {
                   m_isCounting = false;
                   m_lastTook = m_clock.monotonic() - begun;
                   for (const Count &count : counts)
                       Q_EMIT counted(count.of, count.messages);
                   if (std::exchange(m_isDueAgain, false))
                       countAgain();
               });
}

// What cannot be counted has no number.
std::vector<SearchCounter::Count> SearchCounter::countAll(const QString &cachePath, search::StoreOrder order,
                                                          const std::vector<SavedSearch> &searches,
                                                          const std::atomic<bool> &wanted)
{
    std::vector<Count> counts;
    auto search = search::StoreSearch::open(cachePath);
    for (const SavedSearch &saved : searches) {
        if (!search || !wanted)
            break;
        qint64 messages = 0;
        order.query = search::parseQuery(search::countedQuestion(saved)).query;
        const auto take = [&messages](const std::vector<search::StoreHit> &hits) {
            messages += static_cast<qint64>(hits.size());
        };
        if (search->run(order, wanted, take) && wanted)
            counts.push_back({saved, messages});
    }
    return counts;
}
