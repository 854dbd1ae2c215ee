// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/retention.h"

#include "core/store/contentwriter.h"
#include "core/store/statements.h"
#include "core/store/threading.h"

#include <limits>
#include <utility>

namespace store {

namespace {

constexpr std::chrono::minutes interval{1};
// A slice is a few milliseconds.
constexpr int messagesASlice = 200, idsASlice = 1000, measuredASlice = 1000, evictedASlice = 50;
constexpr qint64 nothing = std::numeric_limits<qint64>::min();
constexpr qint64 month = qint64{2629800} * 1000;  // ms

// ?1: now, in ms since the epoch.
#define IS_PINNED                                                                                            \
    "EXISTS (SELECT 1 FROM copies c JOIN folders f ON f.id = c.folder WHERE c.message = t.message"           \
    " AND f.keepmonths IS NOT NULL AND (f.keepmonths = 0 OR c.date >= ?1 - f.keepmonths * ?4))"

}

Retention::Retention(Writer &writer, Clock &clock, QObject *parent)
    : QObject(parent), m_writer(writer), m_clock(clock)
{
    connect(this, &Retention::sliceDue, this, &Retention::workOneSlice, Qt::QueuedConnection);
}

Retention::~Retention() = default;

void Retention::start()
{
    flush();
    beginRound();
    m_alarm = m_clock.alarm(interval, [this] { start(); });
}

void Retention::setQuota(qint64 octets)
{
    m_quota = std::max<qint64>(octets, 0);
    beginRound();
}

void Retention::use(const QUuid &account, store::CopyId copy)
{
    QList<CopyId> &used = m_used[account];
    used.removeOne(copy);
    used.append(copy);
}

void Retention::flush()
{
    const auto used = std::exchange(m_used, {});
    for (auto one = used.cbegin(); one != used.cend(); ++one)
        m_writer.apply(ContentUsed{one.key(), {one.value().begin(), one.value().end()}});
}

void Retention::beginRound()
{
    if (m_phase != Phase::Resting)
        return;
    m_phase = Phase::Unused;
    m_at = nothing;
    Q_EMIT sliceDue({});
}

void Retention::workOneSlice()
{
    Phase next = Phase::Resting;
    const bool done = m_writer.maintain(
        [&](Statements &statements, ChangeSet &changes) { next = nextPhase(statements, changes); });
    if (!done)
        next = Phase::Resting;  // a full disk, damage: it has been told; again with the next round
    if (next != m_phase)
        m_at = nothing;
    m_phase = next;
    if (m_phase == Phase::Resting)
        Q_EMIT rested();
    else
        Q_EMIT sliceDue({});
}

Retention::Phase Retention::nextPhase(Statements &statements, ChangeSet &changes)
{
    switch (m_phase) {
    case Phase::Unused:
        if (removeUnusedContents(statements, messagesASlice))
            return m_phase;
        return std::exchange(m_oldDone, true) ? Phase::Measuring : Phase::OldMessages;
    case Phase::OldMessages:
        return placeOldMessages(statements, changes, messagesASlice) ? m_phase : Phase::OldIds;
    case Phase::OldIds: {
        const auto at = sweepThreads(statements, m_at, idsASlice);
        m_at = at.value_or(m_at);
        return at ? m_phase : Phase::Measuring;
    }
    case Phase::Measuring:
        if (m_at == nothing) {
            if (!isOverQuota(statements))
                return Phase::Resting;
            m_pinned = m_loose = 0;
            m_measured = m_clock.monotonic();
        }
        if (measure(statements))
            return m_phase;
        return m_loose > m_quota ? Phase::Evicting : Phase::Resting;
    case Phase::Evicting: return evict(statements) ? m_phase : Phase::Resting;
    case Phase::Resting: break;
    }
    return Phase::Resting;
}

// A guess that costs nothing: what was kept offline at the last look still is, unless that was long ago or
// the folders are others.
bool Retention::isOverQuota(Statements &statements)
{
    qint64 all = 0;
    statements.first("SELECT value FROM tallies WHERE name = 'textoctets'",
                     [&](const Statement &row) { all = row.integer(0); });
    QByteArray kept;
    statements.each("SELECT id, keepmonths FROM folders WHERE keepmonths IS NOT NULL ORDER BY id",
                    [&](const Statement &row) { kept += row.blob(0) + ' ' + row.blob(1) + '\n'; });
    const bool another = std::exchange(m_kept, kept) != kept;
    const bool old = m_clock.monotonic() >= m_measured + std::chrono::hours(1);
    return all > m_quota && (another || old || all - m_pinned > m_quota);
}

bool Retention::measure(Statements &statements)
{
    bool more = false;
    statements.each(
        "SELECT t.message, t.octets, " IS_PINNED
        " FROM texts t WHERE t.message > ?2 ORDER BY t.message LIMIT ?3",
        [&](const Statement &row) {
            m_at = row.integer(0);
            (row.integer(2) != 0 ? m_pinned : m_loose) += row.integer(1);
            more = true;
        },
        m_clock.now().toMSecsSinceEpoch(), m_at, measuredASlice, month);
    return more;
}

bool Retention::evict(Statements &statements)
{
    struct Text {
        qint64 message, octets;
        bool pinned;
    };
    std::vector<Text> texts;
    statements.each(
        "SELECT t.turn, t.message, t.octets, " IS_PINNED
        " FROM texts t WHERE t.turn > ?2 ORDER BY t.turn LIMIT ?3",
        [&](const Statement &row) {
            m_at = row.integer(0);
            texts.push_back({row.integer(1), row.integer(2), row.integer(3) != 0});
        },
        m_clock.now().toMSecsSinceEpoch(), m_at, evictedASlice, month);
    const qint64 enough = m_quota - m_quota / 10;
    for (const Text &text : texts) {
        if (m_loose <= enough)
            return false;
        if (text.pinned)
            continue;
        removeTexts(statements, text.message);
        m_loose -= text.octets;
    }
    return !texts.empty();
}

}
