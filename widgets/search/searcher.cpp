// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/searcher.h"

namespace {

using search::StoreHit;
using search::StoreSearch;

}

// One question; what is not const belongs to the searcher's thread.
struct Searcher::Job {
    explicit Job(search::StoreOrder asked)
        : order(std::move(asked)), counter(order.folders, order.context.zone)
    {}

    const search::StoreOrder order;
    std::atomic<bool> isWanted = true;
    search::FacetCounter counter;
    std::size_t found = 0, told = 0;  // hits that are counted, and when they were told last
};

Searcher::Searcher(const QString &cachePath, QObject *parent) : QObject(parent), m_cachePath(cachePath)
{
    m_thread.setMaxThreadCount(1);
}

Searcher::~Searcher()
{
    cancel();
    m_thread.waitForDone();
}

void Searcher::cancel()
{
    if (m_job)
        m_job->isWanted = false;
    m_job.reset();
}

// In the window's thread, unless nobody wants it any more by then.
template <typename Signal>
void Searcher::tell(const std::shared_ptr<Job> &job, Signal signal)
{
    const auto unlessLate = [job, signal = std::move(signal)] {
        if (job->isWanted)
            signal();
    };
    QMetaObject::invokeMethod(this, unlessLate, Qt::QueuedConnection);
}

void Searcher::start(const search::StoreOrder &order)
{
    cancel();
    m_job = std::make_shared<Job>(order);
    m_thread.start([this, job = m_job] {
        if (job->isWanted)
            lookThrough(job);
    });
}

void Searcher::lookThrough(const std::shared_ptr<Job> &job)
{
    const search::StoreOrder &order = job->order;
    const std::atomic<bool> &wanted = job->isWanted;
    End end;
    const auto tellEnd = [&] {
        tell(job, [this, serial = order.serial, end] { Q_EMIT ended(serial, end); });
    };
    auto search = StoreSearch::open(m_cachePath);
    if (!search) {
        end.error = search.error();
        tellEnd();
        return;
    }
    const auto tellFacets = [&] {
        tell(job, [this, serial = order.serial, facets = job->counter.facets()] {
            Q_EMIT counted(serial, facets);
        });
    };
    const auto take = [&](std::vector<StoreHit> hits) {
        job->found += hits.size();
        tell(job, [this, serial = order.serial, hits = std::move(hits)] { Q_EMIT found(serial, hits); });
        // Each time there are twice as many: early at first, and seldom when each takes longer.
        if (job->found >= 2 * job->told) {
            job->told = job->found;
            tellFacets();
        }
    };
    const auto takeUnknown = [&](const std::vector<StoreHit> &hits) {
        end.unknown.insert(end.unknown.end(), hits.begin(), hits.end());
    };
    if (const auto done = search->run(order, wanted, take, &job->counter); !done)
        end.error = done.error();
    tellFacets();
    if (const auto rest = search->runUnknown(order, wanted, takeUnknown); !rest && !end.error)
        end.error = rest.error();
    if (const auto folders = search->incomplete(order, wanted))
        end.incomplete = *folders;
    if (const auto gaps = search->gaps(order.scope, wanted))
        end.gaps = *gaps;
    tellEnd();
}

void Searcher::countAlso(const std::vector<store::CopyId> &copies)
{
    if (!m_job || copies.empty())
        return;
    m_thread.start([this, job = m_job, copies] {
        auto search = StoreSearch::open(m_cachePath);
        if (!job->isWanted || !search || !search->count(job->order, copies, job->isWanted, job->counter))
            return;
        tell(job, [this, serial = job->order.serial, facets = job->counter.facets()] {
            Q_EMIT counted(serial, facets);
        });
    });
}

void Searcher::lookAmong(const std::vector<store::CopyId> &copies)
{
    if (!m_job || copies.empty())
        return;
    m_thread.start([this, job = m_job, copies] {
        auto search = StoreSearch::open(m_cachePath);
        const auto take = [&](std::vector<StoreHit> hits) {
            tell(job,
                 [this, serial = job->order.serial, facets = job->counter.facets(), hits = std::move(hits)] {
                     Q_EMIT found(serial, hits);
                     Q_EMIT counted(serial, facets);
                 });
        };
        // What cannot be read now is found by whoever asks again.
        if (search && job->isWanted)
            (void)search->runAmong(job->order, copies, job->isWanted, take, &job->counter);
    });
}
