// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/searcher.h"

#include <algorithm>

namespace {

using search::StoreHit;
using search::StoreSearch;

Searcher::End lookThrough(const QString &path, const search::StoreOrder &order,
                          const std::atomic<bool> &wanted, const StoreSearch::TakeHits &take)
{
    Searcher::End end;
    auto search = StoreSearch::open(path);
    if (!search) {
        end.error = search.error();
        return end;
    }
    const auto takeUnknown = [&](const std::vector<StoreHit> &hits) {
        for (const StoreHit &hit : hits)
            end.unknown.push_back(hit.uid);
    };
    if (const auto done = search->run(order, wanted, take); !done)
        end.error = done.error();
    else if (const auto rest = search->runUnknown(order, wanted, takeUnknown); !rest)
        end.error = rest.error();
    std::sort(end.unknown.begin(), end.unknown.end());
    if (const auto gaps = search->gaps(order.scope); wanted && gaps)
        end.gaps = *gaps;
    return end;
}

}

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
    if (m_wanted)
        *m_wanted = false;
    m_wanted.reset();
}

void Searcher::start(const search::StoreOrder &order)
{
    cancel();
    m_wanted = std::make_shared<std::atomic<bool>>(true);
    m_thread.start([this, order, wanted = m_wanted, path = m_cachePath] {
        if (!*wanted)
            return;
        const auto tell = [this, wanted](auto signal) {
            const auto unlessLate = [wanted, signal = std::move(signal)] {
                if (*wanted)
                    signal();
            };
            QMetaObject::invokeMethod(this, unlessLate, Qt::QueuedConnection);
        };
        const auto take = [&](std::vector<StoreHit> hits) {
            tell([this, serial = order.serial, hits = std::move(hits)] { Q_EMIT found(serial, hits); });
        };
        End end = lookThrough(path, order, *wanted, take);
        tell([this, serial = order.serial, end = std::move(end)] { Q_EMIT ended(serial, end); });
    });
}
