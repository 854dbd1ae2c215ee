// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/indexer.h"

#include "core/search/storedmessage.h"
#include "core/store/seal.h"

#include <algorithm>

namespace search {

using namespace std::chrono_literals;

namespace {

// Which texts are made of a message, and which words of a text: another number, and all is made anew.
constexpr int wordsVersion = 1;

constexpr int messagesASlice = 64;
constexpr qsizetype octetsASlice = qsizetype{128} * 1024;
// New mail comes in crowds, and whoever waits for something else is soon done.
constexpr auto gathering = 500ms;

// A few numbers for each half of an hour, so that a newer message has a higher one. So few of them keep the
// numbers small, which is what the index is mostly made of.
constexpr int spanBits = 21;  // of ms since the epoch: 35 minutes
constexpr qint64 rowsASpan = 8;
constexpr int spansTried = 64;  // a day and a half

struct Indexed {
    qint64 message = 0;
    qint64 doc = 0;
    qint64 date = 0;
    qint64 words = 0;  // over the columns
    IndexedColumns columns;
};

qint64 wordsOf(const IndexedColumns &columns)
{
    store::Seal seal;
    for (const QByteArray &column : columns)
        seal.add(QByteArrayView(column));
    return static_cast<qint64>(seal.wide());
}

// A number that was never another message's, as near to the date as there is one.
qint64 freeDoc(store::Statements &statements, qint64 date)
{
    qint64 first = (date >> spanBits) * rowsASpan;
    for (int span = 0; span < spansTried; ++span, first += rowsASpan) {
        std::optional<qint64> last;
        statements.first(
            "SELECT max(doc) FROM docs WHERE doc >= ?1 AND doc < ?1 + ?2",
            [&](const store::Statement &row) {
                if (!row.isNull(0))
                    last = row.integer(0);
            },
            first, rowsASpan);
        if (!last)
            return first;
        if (*last + 1 < first + rowsASpan)
            return *last + 1;
    }
    qint64 below = 0;  // so many of one hour were imported, and their order says nothing
    statements.first("SELECT coalesce(min(doc), 0) - 1 FROM docs",
                     [&](const store::Statement &row) { below = row.integer(0); });
    return below;
}

qint64 dateOf(store::Statements &statements, qint64 message)
{
    qint64 date = 0;
    statements.first(
        "SELECT coalesce(m.sent, (SELECT max(c.date) FROM copies c WHERE c.message = m.id), 0)"
        " FROM messages m WHERE m.id = ?1",
        [&](const store::Statement &row) { date = row.integer(0); }, message);
    return date;
}

// The words a message had before it had a text: they are the only ones that can be told once more.
std::optional<IndexedColumns> barely(StoredMessage message, qint64 words)
{
    message.header.reset();
    message.sections.clear();
    auto columns = indexedColumns(textsOf(message));
    return wordsOf(columns) == words ? std::optional(std::move(columns)) : std::nullopt;
}

class Slice
{
public:
    explicit Slice(store::Statements &statements) : m_statements(statements) {}

    void add(qint64 message)
    {
        auto stored = storedMessage(m_statements, message);
        if (!stored) {
            // Gone meanwhile. Or damaged: it has no words then until it has been fetched again, and the
            // others have theirs.
            (void)m_statements.passDamage();
            return;
        }
        IndexedColumns columns = indexedColumns(textsOf(*stored));
        const qint64 words = wordsOf(columns);
        if (isIndexed(message, words, std::move(*stored)))
            return;
        for (const QByteArray &column : columns)
            m_octets += column.size();
        m_new.push_back({message, 0, dateOf(m_statements, message), words, std::move(columns)});
    }
    [[nodiscard]] bool isFull() const noexcept { return m_octets >= octetsASlice; }

    // In the order of the numbers, which is what FTS5 can take in one go.
    void write()
    {
        const auto byDoc = [](const Indexed &a, const Indexed &b) { return a.doc < b.doc; };
        std::sort(m_old.begin(), m_old.end(), byDoc);
        for (const Indexed &one : m_old)
            tell("INSERT INTO fulltext (rowid, subject, sender, recipients, copied, body, files, list, "
                 "fulltext)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'delete')",
                 one);
        std::sort(m_new.begin(), m_new.end(), [](const Indexed &a, const Indexed &b) {
            return std::pair(a.date, a.message) < std::pair(b.date, b.message);
        });
        for (Indexed &one : m_new) {
            one.doc = freeDoc(m_statements, one.date);
            m_statements.run("INSERT INTO docs (doc, message, words) VALUES (?1, ?2, ?3)", one.doc,
                             one.message, one.words);
        }
        std::sort(m_new.begin(), m_new.end(), byDoc);
        for (const Indexed &one : m_new)
            tell("INSERT INTO fulltext (rowid, subject, sender, recipients, copied, body, files, list)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                 one);
    }

private:
    // Takes the message's row out when it says something else.
    bool isIndexed(qint64 message, qint64 words, StoredMessage stored)
    {
        std::optional<qint64> doc;
        qint64 before = 0;
        m_statements.first(
            "SELECT doc, words FROM docs WHERE message = ?1",
            [&](const store::Statement &row) {
                doc = row.integer(0);
                before = row.integer(1);
            },
            message);
        if (!doc || before == words)
            return doc.has_value();
        if (auto columns = barely(std::move(stored), before)) {
            m_old.push_back({message, *doc, 0, before, *std::move(columns)});
            m_statements.run("DELETE FROM docs WHERE doc = ?1", *doc);
        } else {
            m_statements.run("UPDATE docs SET message = NULL WHERE doc = ?1", *doc);
        }
        return false;
    }
    void tell(const char *sql, const Indexed &one)
    {
        const auto &[body, subject, sender, recipients, copied, files, list] = one.columns;
        m_statements.run(sql, one.doc, store::Utf8{subject}, store::Utf8{sender}, store::Utf8{recipients},
                         store::Utf8{copied}, store::Utf8{body}, store::Utf8{files}, store::Utf8{list});
    }

    store::Statements &m_statements;
    std::vector<Indexed> m_new, m_old;
    qsizetype m_octets = 0;
};

void beginAnew(store::Statements &statements)
{
    statements.run("INSERT INTO fulltext (fulltext) VALUES ('delete-all')");
    statements.run("DELETE FROM docs");
    statements.run("INSERT OR IGNORE INTO unindexed (message) SELECT id FROM messages");
    statements.run("UPDATE tallies SET value = ?1 WHERE name = 'wordsversion'", wordsVersion);
}

bool isOfAnotherVersion(store::Statements &statements)
{
    return statements.first(
        "SELECT 1 FROM tallies WHERE name = 'wordsversion' AND value <> ?1", [](const store::Statement &) {},
        wordsVersion);
}

bool isMostlyDead(store::Statements &statements)
{
    qint64 dead = 0;
    statements.first("SELECT count(*) FROM docs WHERE message IS NULL",
                     [&](const store::Statement &row) { dead = row.integer(0); });
    if (dead <= Indexer::mostDead)
        return false;
    qint64 all = 0;
    statements.first("SELECT count(*) FROM docs", [&](const store::Statement &row) { all = row.integer(0); });
    return dead > all - dead;
}

}

bool indexSome(store::Statements &statements, int limit)
{
    std::vector<qint64> due;
    statements.each(
        "SELECT message FROM unindexed ORDER BY message DESC LIMIT ?1",
        [&](const store::Statement &row) { due.push_back(row.integer(0)); }, limit);
    Slice slice(statements);
    for (const qint64 message : due) {
        if (slice.isFull())
            break;
        slice.add(message);
        statements.run("DELETE FROM unindexed WHERE message = ?1", message);
    }
    slice.write();
    return !due.empty();
}

Indexer::Indexer(store::Writer &writer, Clock &clock, QObject *parent)
    : QObject(parent), m_writer(writer), m_clock(clock)
{
    connect(this, &Indexer::sliceDue, this, &Indexer::workOneSlice, Qt::QueuedConnection);
    connect(&writer, &store::Writer::changed, this, &Indexer::heed);
}

Indexer::~Indexer() = default;

void Indexer::start()
{
    m_isStarted = true;
    beginAnewIfWorthIt();
    heed({});
}

void Indexer::setPaused(bool paused)
{
    m_isPaused = paused;
    heed({});
}

void Indexer::heed(const store::ChangeSet & /*changes*/)
{
    if (!m_isStarted || m_isPaused || std::exchange(m_isWorking, true))
        return;
    goOn(gathering);
}

void Indexer::goOn(std::chrono::milliseconds after)
{
    if (after > 0ms)
        m_alarm = m_clock.alarm(after, [this] { workOneSlice(); });
    else
        Q_EMIT sliceDue({});
}

void Indexer::workOneSlice()
{
    if (m_isPaused) {
        m_isWorking = false;
        return;
    }
    if (m_mayWork && !m_mayWork()) {
        goOn(gathering);
        return;
    }
    const auto begun = m_clock.monotonic();
    bool isMore = false;
    const bool isDone = m_writer.maintain([&](store::Statements &statements, store::ChangeSet &) {
        isMore = indexSome(statements, messagesASlice);
    });
    if (isDone && isMore) {
        goOn(m_clock.monotonic() - begun);
        return;
    }
    m_isWorking = false;
    if (isDone)
        beginAnewIfWorthIt();
    if (!m_isWorking)
        Q_EMIT rested();
}

void Indexer::beginAnewIfWorthIt()
{
    bool isAnew = false;
    const bool isDone = m_writer.maintain([&](store::Statements &statements, store::ChangeSet &) {
        isAnew = isOfAnotherVersion(statements) || isMostlyDead(statements);
        if (isAnew)
            beginAnew(statements);
    });
    if (isDone && isAnew)
        heed({});
}

}
