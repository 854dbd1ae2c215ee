// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/threading.h"

#include "core/store/folderrows.h"
#include "core/store/seal.h"

#include <QtEndian>

#include <algorithm>
#include <utility>

namespace store {

namespace {

constexpr qsizetype keySize = sizeof(ThreadKey);

ThreadId resolved(Statements &statements, ThreadId thread)
{
    // Each step is a joining that doubled it at least: there are few, but for a damaged table.
    constexpr int mostDoublings = 64;
    bool linked = true;
    for (int step = 0; linked && step < mostDoublings; ++step) {
        linked = statements.first(
            "SELECT joined FROM threadlinks WHERE thread = ?1",
            [&](const Statement &row) { thread = {row.integer(0)}; }, thread.value);
    }
    return thread;
}

qint64 membersUpTo(Statements &statements, ThreadId thread, qint64 limit)
{
    qint64 count = 0;
    statements.first(
        "SELECT count(*) FROM (SELECT 1 FROM messages WHERE thread = ?1 LIMIT ?2)",
        [&](const Statement &row) { count = row.integer(0); }, thread.value, limit);
    return count;
}

}

ThreadKey threadKey(qint64 accountId, const QByteArray &messageId)
{
    return static_cast<ThreadKey>(Seal().add(accountId).add(QByteArrayView(messageId)).wide() >> 8U);
}

Lineage lineageOf(qint64 accountId, const QByteArray &messageId, const QByteArrayList &references,
                  const QByteArray &inReplyTo)
{
    Lineage lineage;
    if (!messageId.isEmpty())
        lineage.own = threadKey(accountId, messageId);
    const auto add = [&](const QByteArray &id) {
        if (id.isEmpty())
            return;
        const ThreadKey key = threadKey(accountId, id);
        auto &known = lineage.ancestors;
        if (key != lineage.own && std::find(known.begin(), known.end(), key) == known.end())
            known.push_back(key);
    };
    const qsizetype last = std::min(references.size(), maxAncestors - 2);
    if (!references.isEmpty())
        add(references.first());
    for (const QByteArray &id : references.last(last))
        add(id);
    add(inReplyTo);
    return lineage;
}

QByteArray packed(const std::vector<ThreadKey> &ancestors)
{
    QByteArray octets(static_cast<qsizetype>(ancestors.size()) * keySize, Qt::Uninitialized);
    char *to = octets.data();
    for (const ThreadKey key : ancestors) {
        qToBigEndian(key, to);
        to += keySize;
    }
    return octets;
}

std::vector<ThreadKey> unpacked(const QByteArray &octets)
{
    std::vector<ThreadKey> ancestors;
    for (qsizetype at = 0; at + keySize <= octets.size(); at += keySize)
        ancestors.push_back(qFromBigEndian<ThreadKey>(octets.constData() + at));
    return ancestors;
}

ThreadId Threading::rootOf(ThreadId thread)
{
    return resolved(m_statements, thread);
}

std::optional<ThreadId> Threading::find(ThreadKey key)
{
    std::optional<ThreadId> thread;
    m_statements.first(
        "SELECT thread FROM freshids WHERE id = ?1 UNION ALL SELECT thread FROM threadids WHERE id = ?1",
        [&](const Statement &row) { thread = ThreadId{row.integer(0)}; }, key);
    return thread ? std::optional(rootOf(*thread)) : std::nullopt;
}

ThreadId Threading::makeThread()
{
    if (!m_last)
        m_last = tally("threads");
    m_given = true;
    return {++*m_last};
}

// Counts no further than the smaller one reaches.
bool Threading::isLarger(ThreadId one, ThreadId other)
{
    constexpr qint64 all = qint64{1} << 40U;
    for (qint64 limit = 8; limit < all && !m_statements.failed(); limit *= 8) {
        const qint64 first = membersUpTo(m_statements, one, limit);
        const qint64 second = membersUpTo(m_statements, other, limit);
        if (first < limit || second < limit)
            return first > second;
    }
    return false;
}

// The smaller one goes into the larger, so that a message changes its conversation log n times at most.
ThreadId Threading::join(ThreadId one, ThreadId other)
{
    if (isLarger(other, one))
        std::swap(one, other);
    m_statements.run("UPDATE messages SET thread = ?2 WHERE thread = ?1", other.value, one.value);
    m_statements.run("INSERT OR REPLACE INTO threadlinks (thread, joined) VALUES (?1, ?2)", other.value,
                     one.value);
    m_changes.threadsJoined.push_back({other, one});
    return one;
}

ThreadId Threading::place(const Lineage &lineage)
{
    std::vector<ThreadKey> unknown;
    std::optional<ThreadId> thread;
    const auto look = [&](ThreadKey key) {
        const auto found = find(key);
        if (!found)
            unknown.push_back(key);
        else if (!thread)
            thread = found;
        else if (*thread != *found)
            thread = join(*thread, *found);
    };
    if (lineage.own)
        look(*lineage.own);
    for (const ThreadKey key : lineage.ancestors)
        look(key);
    if (!thread)
        thread = makeThread();
    for (const ThreadKey key : unknown)
        m_statements.run("INSERT OR REPLACE INTO freshids (id, thread) VALUES (?1, ?2)", key, thread->value);
    m_fresh += static_cast<qint64>(unknown.size());
    return *thread;
}

void Threading::finish()
{
    if (m_given)
        setTally("threads", *m_last);
    m_given = false;
    if (m_fresh != 0)
        mergeWhenMany();
}

qint64 Threading::tally(const char *name)
{
    qint64 value = 0;
    m_statements.first(
        "SELECT value FROM tallies WHERE name = ?1", [&](const Statement &row) { value = row.integer(0); },
        QString::fromLatin1(name));
    return value;
}

void Threading::setTally(const char *name, qint64 value)
{
    m_statements.run("UPDATE tallies SET value = ?2 WHERE name = ?1", QString::fromLatin1(name), value);
}

// An id is in one of the two tables at any time, so a merge may take as long as it likes.
void Threading::mergeWhenMany()
{
    qint64 fresh = tally("freshids") + m_fresh;
    const ThreadKey next = tally("mergenext");
    if (next > 0 || fresh >= m_merging.mostFresh)
        setTally("mergenext", mergePart(next, fresh));
    setTally("freshids", fresh);
    m_fresh = 0;
}

// The next part's first id; 0: there is none. What is made meanwhile below it waits for the next merge.
qint64 Threading::mergePart(ThreadKey from, qint64 &fresh)
{
    const qint64 most = std::max(m_merging.part, 2 * m_fresh);
    qint64 count = 0;
    ThreadKey last = 0;
    m_statements.first(
        "SELECT count(*), max(id) FROM (SELECT id FROM freshids WHERE id >= ?1 ORDER BY id LIMIT ?2)",
        [&](const Statement &row) {
            count = row.integer(0);
            last = row.integer(1);
        },
        from, most);
    m_statements.run("INSERT OR REPLACE INTO threadids"
                     " SELECT id, thread FROM freshids WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
                     from, last);
    m_statements.run("DELETE FROM freshids WHERE id BETWEEN ?1 AND ?2", from, last);
    fresh -= count;
    return count < most ? 0 : last + 1;
}

bool placeOldMessages(Statements &statements, ChangeSet &changes, int limit)
{
    struct Old {
        qint64 id;
        Lineage lineage;
    };
    std::vector<Old> olds;
    statements.each(
        "SELECT id, account, messageid, inreplyto, reftrail FROM messages WHERE thread = 0 LIMIT ?1",
        [&](const Statement &row) {
            olds.push_back({row.integer(0),
                            lineageOf(row.integer(1), row.blob(2), splitWords(row.blob(4)), row.blob(3))});
        },
        limit);
    Threading threading(statements, changes);
    for (const Old &old : olds)
        statements.run("UPDATE messages SET thread = ?2, reftrail = ?3, inreplyto = NULL WHERE id = ?1",
                       old.id, threading.place(old.lineage).value, packed(old.lineage.ancestors));
    threading.finish();
    return !olds.empty();
}

std::optional<ThreadKey> sweepThreads(Statements &statements, ThreadKey after, int limit)
{
    std::vector<std::pair<ThreadKey, ThreadId>> looked;
    statements.each(
        "SELECT id, thread FROM threadids WHERE id > ?1"
        " UNION ALL SELECT id, thread FROM freshids WHERE id > ?1 ORDER BY id LIMIT ?2",
        [&](const Statement &row) { looked.emplace_back(row.integer(0), ThreadId{row.integer(1)}); }, after,
        limit);
    for (const auto &[key, thread] : looked) {
        if (membersUpTo(statements, resolved(statements, thread), 1) != 0)
            continue;
        statements.run("DELETE FROM threadids WHERE id = ?1", key);
        statements.run("DELETE FROM freshids WHERE id = ?1", key);
    }
    return looked.empty() ? std::nullopt : std::optional(looked.back().first);
}

}
