// SPDX-License-Identifier: GPL-3.0-or-later
// bench_search FOLDER [MESSAGES]: fills a cache.db in FOLDER with made-up mail (100,000 messages with 2 KB of
// text each), indexes it, and asks for a common word, for a rare one, for one with a condition, and for one
// that all have, whose hits are counted by what they have in common. Prints one JSON object.
#include "core/search/queryparser.h"
#include "core/search/storesearch.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>
#include <cstdio>

#include "tests/bench/fillbodies.h"
#include "tests/bench/measures.h"

using namespace Qt::StringLiterals;
using Time = std::chrono::steady_clock;

namespace {

const QUuid account(u"{7a7c7c0e-6d0f-4b57-9d55-0a3c3f1c2d11}"_s);

double since(Time::time_point begun)
{
    return measures::milliseconds(Time::now() - begun);
}

// What cache.db takes, whatever of it is in its WAL still.
double pagesOctets(const QString &path)
{
    const auto database = store::Database::open(path, store::Database::Mode::ReadOnly);
    auto pages = database
        ? database->prepare("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        : Result<store::Statement>(database.error());
    if (!pages || !pages->step())
        qFatal("bench_search: the size is not known");
    return static_cast<double>(pages->integer(0));
}

void measure(const QString &path, const QString &text, const QString &name, QJsonObject &result)
{
    const auto begun = Time::now();
    auto search = search::StoreSearch::open(path);
    const std::atomic<bool> wanted = true;
    const search::DateContext now{QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC), QTimeZone::utc(), {}};
    qint64 hits = 0;
    const auto take = [&](const std::vector<search::StoreHit> &piece) {
        if (std::exchange(hits, hits + static_cast<qint64>(piece.size())) == 0)
            result[name + u"_first_ms"_s] = since(begun);
    };
    if (!search || !search->run({1, search::parseQuery(text).query, {}, {}, now, {}}, wanted, take))
        qFatal("bench_search: the search failed");
    result[name + u"_count_ms"_s] = since(begun);
    result[name + u"_hits"_s] = hits;
}

// As the searcher does it: told with the first hits, each time there are twice as many, and at the end.
void measureFacets(const QString &path, const QString &text, QJsonObject &result)
{
    const auto begun = Time::now();
    const double cpuBefore = measures::cpuSeconds();
    auto search = search::StoreSearch::open(path);
    const std::atomic<bool> wanted = true;
    const search::DateContext now{QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC), QTimeZone::utc(), {}};
    search::FacetCounter counter({}, now.zone);
    std::size_t found = 0, told = 0;
    const auto take = [&](const std::vector<search::StoreHit> &piece) {
        found += piece.size();
        if (found < 2 * told)
            return;
        const bool isFirst = std::exchange(told, found) == 0;
        if (counter.facets().messages > 0 && isFirst)
            result[u"facet_first_ms"_s] = since(begun);
    };
    if (!search || !search->run({1, search::parseQuery(text).query, {}, {}, now, {}}, wanted, take, &counter))
        qFatal("bench_search: the search failed");
    result[u"facet_hits"_s] = counter.facets().messages;
    result[u"facet_all_ms"_s] = since(begun);
    result[u"facet_all_cpu_ms"_s] = (measures::cpuSeconds() - cpuBefore) * 1000;
}

}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QString path = QString::fromLocal8Bit(argc > 1 ? argv[1] : ".") + u"/cache.db"_s;
    const quint32 count = argc > 2 ? QByteArray(argv[2]).toUInt() : 100'000;
    auto cache = store::openCache(path);
    if (!cache)
        qFatal("bench_search: no cache");
    store::Writer writer(std::move(cache->database));
    fillbodies::fill(writer, account, count);
    QJsonObject result{{u"scenario"_s, u"search"_s}};
    const double before = pagesOctets(path);
    const auto indexing = fillbodies::index(writer);
    result[u"index_s"_s] = indexing.seconds;
    result[u"slice_max_ms"_s] = indexing.longestSliceMs;
    result[u"index_bytes"_s] = (pagesOctets(path) - before) / count;
    for (int run = 0; run < 2; ++run) {  // the second one counts: the pages are warm
        measure(path, u"meeting"_s, u"common"_s, result);
        measure(path, u"\"meeting\""_s, u"phrase"_s, result);
        measure(path, u"m"_s, u"letter"_s, result);
        measure(path, u"meeting is:unread larger:1k"_s, u"narrowed"_s, result);
        measure(path, u"is:unread"_s, u"wordless"_s, result);
        measureFacets(path, u"to:alice"_s, result);
    }
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
    return 0;
}
