// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QRandomGenerator>

#include <cstdio>

#include "tests/faults/campaign.h"
#include "tests/support/testcase.h"

using faults::Tally;
using faults::Way;

// A real program with a real server and real files, killed at one of its writes, fsyncs, renames and sends,
// or told by one of them that the disk is full or broken; then started again and left alone until it is
// quiet. What it had been told was durable has happened once, nothing else has, and it has what the server
// has.
//
//     POSTHORN_KILLS     how many points (18 when nothing is said), spread over the ways of working; those
//     that
//                        have fewer calls are killed at each
//     POSTHORN_FAILURES  how many failing writes (8)
//     POSTHORN_WAY       only that way of working ("moves by copy")
//     POSTHORN_POINT     only that call of it ("cache write:70")
//     POSTHORN_SEED      which ones (drawn for a campaign)
class KillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsLostWhereverItIsKilled();
    void nothingIsLostWhereverAWriteFails();
    void cleanupTestCase() { m_campaign.reset(); }

private:
    using Chosen = bool (*)(const QByteArray &kind);
    [[nodiscard]] static std::vector<Way> chosenWays();
    struct Points {
        QByteArrayList drawn;
        qsizetype calls = 0;  // that there are
    };
    [[nodiscard]] Points pointsOf(const Way &way, int most, Chosen chosen);
    void tell(const QByteArray &what, const Tally &tally, qint64 msecs) const;
    // Tries them, and remembers which took longest.
    [[nodiscard]] Tally tryAll(const Way &way, const QByteArrayList &faults);
    [[nodiscard]] QByteArray slowest() const
    {
        return QByteArray::number(m_slowest.first) + " ms (" + m_slowest.second + ')';
    }

    std::unique_ptr<faults::Campaign> m_campaign;
    quint32 m_seed = 0;
    std::pair<qint64, QByteArray> m_slowest;
};

namespace {

quint32 numberFrom(const char *variable, quint32 otherwise)
{
    bool isNumber = false;
    const uint number = qEnvironmentVariable(variable).toUInt(&isNumber);
    return isNumber ? number : otherwise;
}

}

void KillsTest::initTestCase()
{
    // Unasked always the same points, so that a run that is red is the change's doing; a campaign draws its
    // own.
    const bool isCampaign =
        qEnvironmentVariableIsSet("POSTHORN_KILLS") || qEnvironmentVariableIsSet("POSTHORN_FAILURES");
    constexpr quint32 usual = 412849932;
    m_seed = numberFrom("POSTHORN_SEED", isCampaign ? QRandomGenerator::global()->generate() >> 2U : usual);
    m_campaign = std::make_unique<faults::Campaign>();
    if (!m_campaign->hasServers() && !live::areServersRequired())
        QSKIP("no servers: app/demo/servers fetch build/servers");
    const QString wrong = m_campaign->prepare();
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

std::vector<Way> KillsTest::chosenWays()
{
    const QByteArray only = qgetenv("POSTHORN_WAY");
    std::vector<Way> chosen = faults::ways();
    std::erase_if(chosen, [&only](const Way &way) { return !only.isEmpty() && only != way.name; });
    return chosen;
}

// "KIND:N" of the calls it takes, evenly, at most so many.
KillsTest::Points KillsTest::pointsOf(const Way &way, int most, Chosen chosen)
{
    if (const QByteArray only = qgetenv("POSTHORN_POINT"); !only.isEmpty())
        return {{only}, 1};
    QByteArrayList all, drawn;
    for (const auto &[kind, calls] : m_campaign->callsOf(way)) {
        for (int i = 1; i <= calls && chosen(kind); ++i)
            all.append(kind + ':' + QByteArray::number(i));
    }
    const qsizetype count = std::min<qsizetype>(most, all.size());
    for (qsizetype i = 0; i < count; ++i)
        drawn.append(all.at((m_seed % all.size() + all.size() * i / count) % all.size()));
    return {drawn, all.size()};
}

void KillsTest::tell(const QByteArray &what, const Tally &tally, qint64 msecs) const
{
    std::printf("%s: %s, seed %u, %lld ms\n", what.constData(), tally.toText().constData(), m_seed,
                static_cast<long long>(msecs));
    std::fflush(stdout);
}

Tally KillsTest::tryAll(const Way &way, const QByteArrayList &faults)
{
    Tally all;
    for (const QByteArray &fault : faults) {
        QElapsedTimer time;
        time.start();
        all.add(m_campaign->tryPoint(way, fault));
        m_slowest = std::max(m_slowest, {time.elapsed(), QByteArray(way.name) + ' ' + fault});
    }
    return all;
}

void KillsTest::nothingIsLostWhereverItIsKilled()
{
    COVERS("REL-15", "REL-16", "REL-18");
    const int points = static_cast<int>(numberFrom("POSTHORN_KILLS", 18));
    const std::vector<Way> ways = chosenWays();
    const int perWay = std::max(1, points / static_cast<int>(ways.size()));
    Tally tally;
    QElapsedTimer time;
    time.start();
    m_slowest = {};
    for (const Way &way : ways) {
        const qint64 begun = time.elapsed();
        const auto [drawn, calls] = pointsOf(way, perWay, [](const QByteArray &) { return true; });
        QVERIFY2(!drawn.isEmpty(), way.name);
        QByteArrayList faults;
        for (const QByteArray &point : drawn)
            faults.append((faults.size() % 2 == 0 ? "kill:" : "torn:") + point);
        const Tally ofThis = tryAll(way, faults);
        tell(QByteArray("  killed in ") + way.name + ", " + QByteArray::number(calls) + " calls", ofThis,
             time.elapsed() - begun);
        tally.add(ofThis);
    }
    tell("kills, slowest " + slowest(), tally, time.elapsed());
    QVERIFY2(tally.what.isEmpty(), tally.what.join('\n').constData());
    QVERIFY(tally.hits * 2 > tally.points);  // it did not end before, mostly
}

void KillsTest::nothingIsLostWhereverAWriteFails()
{
    COVERS("REL-16", "REL-22", "REL-23");
    const int points = static_cast<int>(numberFrom("POSTHORN_FAILURES", 8));
    const std::vector<Way> ways = chosenWays();
    const int perWay = std::max(1, points / static_cast<int>(ways.size()) / 2);
    Tally tally;
    QElapsedTimer time;
    time.start();
    m_slowest = {};
    for (const Way &way : ways) {
        const qint64 begun = time.elapsed();
        const auto [drawn, calls] =
            pointsOf(way, perWay, [](const QByteArray &kind) { return kind != "send"; });
        QVERIFY2(!drawn.isEmpty(), way.name);
        QByteArrayList faults;
        for (const QByteArray &point : drawn)
            faults << "ENOSPC:" + point << "EIO:" + point;
        const Tally ofThis = tryAll(way, faults);
        tell(QByteArray("  writes failing in ") + way.name + ", " + QByteArray::number(calls) + " calls",
             ofThis, time.elapsed() - begun);
        tally.add(ofThis);
    }
    tell("failing writes, slowest " + slowest(), tally, time.elapsed());
    QVERIFY2(tally.what.isEmpty(), tally.what.join('\n').constData());
    QVERIFY(tally.hits * 2 > tally.points);
}

POSTHORN_TEST(KillsTest)
#include "tst_kills.moc"
