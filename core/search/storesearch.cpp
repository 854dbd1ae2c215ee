// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/storesearch.h"

#include "core/search/storedmessage.h"
#include "core/store/copyrows.h"
#include "core/store/migrations.h"

#include <algorithm>

namespace search {

namespace {

using Values = std::vector<StoreQuery::Value>;

// As many marks as values: numbers of our own, and bound nevertheless.
QByteArray inFolders(const std::vector<store::FolderId> &folders, Values &values)
{
    QByteArrayList marks;
    for (const store::FolderId folder : folders) {
        marks.append("?");
        values.emplace_back(folder.value);
    }
    return '(' + marks.join(',') + ')';
}

bool namesFolders(const Query &query)
{
    const bool isFolder = query.form == Query::Form::Single && std::holds_alternative<FolderTerm>(query.term);
    return isFolder || std::any_of(query.parts.begin(), query.parts.end(), namesFolders);
}

bool asksForWords(const Query &query)
{
    const bool isText = query.form == Query::Form::Single && std::holds_alternative<TextTerm>(query.term);
    return isText || std::any_of(query.parts.begin(), query.parts.end(), asksForWords);
}

// As if any text had all the words and none of those that it must not have.
Query withoutWords(const Query &query)
{
    Query loose = query;
    if ((query.form == Query::Form::Single || query.form == Query::Form::Not) && asksForWords(query))
        return {};
    for (Query &part : loose.parts)
        part = withoutWords(part);
    return loose;
}

// Folders that show what lies elsewhere once more.
std::vector<store::FolderId> mirrors(const StoreOrder &order)
{
    std::vector<store::FolderId> found;
    if (namesFolders(order.query) || order.scope.size() == 1)
        return found;
    for (const NamedFolder &folder : order.folders) {
        if (folder.facts.role == store::FolderRole::All || folder.facts.role == store::FolderRole::Flagged)
            found.push_back(folder.id);
    }
    return found;
}

struct Sql {
    QByteArray text;
    Values values;
};

// With words the index leads, in the order of its rows, which is that of dates; without, the copies by date.
constexpr auto unknown = " AND (NOT EXISTS (SELECT 1 FROM texts t WHERE t.message = c.message)"
                         " OR EXISTS (SELECT 1 FROM partial_texts p WHERE p.message = c.message)"
                         " OR EXISTS (SELECT 1 FROM unindexed u WHERE u.message = c.message))";

Sql sqlFor(const StoreOrder &order, const StoreQuery &query, const char *among)
{
    Sql sql{"SELECT c.id, c.folder, c.uid, c.date, c.message FROM ", {}};
    if (query.match.isEmpty()) {
        sql.text += "copies c CROSS JOIN messages m ON m.id = c.message"
                    " LEFT JOIN docs d ON d.message = c.message WHERE ";
    } else {
        sql.text +=
            "fulltext f CROSS JOIN docs d ON d.doc = f.rowid CROSS JOIN copies c ON c.message = d.message"
            " CROSS JOIN messages m ON m.id = c.message WHERE fulltext MATCH ? AND ";
        sql.values.emplace_back(query.match);
    }
    sql.text += '(' + query.where + ')' + among;
    sql.values.insert(sql.values.end(), query.values.begin(), query.values.end());
    if (!order.scope.empty())
        sql.text += " AND c.folder IN " + inFolders(order.scope, sql.values);
    if (const auto again = mirrors(order); !again.empty()) {
        sql.text += " AND (c.folder NOT IN " + inFolders(again, sql.values);
        sql.text += " OR NOT EXISTS (SELECT 1 FROM copies o WHERE o.message = c.message AND o.folder NOT IN "
            + inFolders(again, sql.values);
        if (!order.scope.empty())
            sql.text += " AND o.folder IN " + inFolders(order.scope, sql.values);
        sql.text += "))";
    }
    sql.text += query.match.isEmpty() ? " ORDER BY c.date DESC" : " ORDER BY f.rowid DESC";
    return sql;
}

// The rows of one span of time are numbered as they came.
std::vector<StoreHit> inOrder(std::vector<StoreHit> hits)
{
    std::stable_sort(hits.begin(), hits.end(),
                     [](const StoreHit &a, const StoreHit &b) { return a.date > b.date; });
    return hits;
}

void bindAll(store::Statement &statement, const Values &values)
{
    int at = 0;
    for (const StoreQuery::Value &value : values)
        std::visit([&](const auto &bound) { statement.bind(++at, bound); }, value);
}

}

StoreSearch::StoreSearch(store::Database database)
    : m_database(std::make_unique<store::Database>(std::move(database))), m_statements(*m_database)
{}

Result<StoreSearch> StoreSearch::open(const QString &cachePath)
{
    auto database = store::Database::open(cachePath, store::Database::Mode::ReadOnly);
    if (!database)
        return database.error();
    const auto inspection = inspect(*database, store::cacheSchema());
    if (!inspection)
        return inspection.error();
    if (inspection->standing != store::Standing::Ours)
        return Error{Error::Kind::Storage, "not a cache of this version"};
    return StoreSearch(std::move(*database));
}

Result<void> StoreSearch::run(const StoreOrder &order, const std::atomic<bool> &wanted, const TakeHits &take)
{
    return run(order, Among::All, wanted, take);
}

Result<void> StoreSearch::runUnknown(const StoreOrder &order, const std::atomic<bool> &wanted,
                                     const TakeHits &take)
{
    if (!asksForWords(order.query))
        return {};
    StoreOrder loose = order;
    loose.query = withoutWords(order.query);
    return run(loose, Among::Unknown, wanted, take);
}

Result<void> StoreSearch::run(const StoreOrder &order, Among among, const std::atomic<bool> &wanted,
                              const TakeHits &take)
{
    const StoreQuery query = storeQuery(order.query, order.folders, order.context);
    const Sql sql = sqlFor(order, query, among == Among::Unknown ? unknown : "");
    auto statement = m_database->prepare(sql.text.constData());
    if (!statement)
        return statement.error();
    bindAll(*statement, sql.values);
    std::vector<StoreHit> hits;
    std::size_t enough = firstHits;
    while (wanted) {
        const auto row = statement->step();
        if (!row && wanted)
            return row.error();
        if (!row || !*row)
            break;
        const StoreHit hit{{statement->integer(0)},
                           {statement->integer(1)},
                           {static_cast<quint32>(statement->integer(2))},
                           statement->integer(3)};
        if (!query.isExact && !isMeant(order, hit, statement->integer(4)))
            continue;
        hits.push_back(hit);
        if (hits.size() >= enough) {
            take(inOrder(std::exchange(hits, {})));
            enough = moreHits;
        }
    }
    if (wanted && !hits.empty())
        take(inOrder(std::move(hits)));
    return {};
}

// What the index could not tell apart.
bool StoreSearch::isMeant(const StoreOrder &order, const StoreHit &hit, qint64 message)
{
    const auto stored = storedMessage(m_statements, message);
    const auto copy = store::findCopy(m_statements, hit.folder, hit.uid);
    const auto folder = std::find_if(order.folders.begin(), order.folders.end(),
                                     [&](const NamedFolder &one) { return one.id == hit.folder; });
    if (!stored || !copy || folder == order.folders.end()) {
        (void)m_statements.takeError();  // a message that cannot be read is none; the damage has been noted
        return false;
    }
    MessageFacts facts = textsOf(*stored);
    facts.folder = folder->facts;
    facts.flags = copy->flags;
    if (hit.date != 0)
        facts.date = QDateTime::fromMSecsSinceEpoch(hit.date, Qt::UTC);
    if (stored->asksForReceipt)
        facts.receipt = order.receipts.value(stored->receiptKey, ReceiptState::Waiting);
    if (stored->thread != 0)
        m_statements.each(
            "SELECT messageid FROM messages WHERE thread = ?1",
            [&](const store::Statement &row) { facts.conversation.append(row.text(0)); }, stored->thread);
    return matches(order.query, facts, order.context);
}

Result<StoreGaps> StoreSearch::gaps(const std::vector<store::FolderId> &scope)
{
    Values values;
    QByteArray sql = "SELECT count(*), count(*) - count(t.message), (SELECT count(*) FROM unindexed)"
                     " FROM copies c LEFT JOIN texts t ON t.message = c.message";
    if (!scope.empty())
        sql += " WHERE c.folder IN " + inFolders(scope, values);
    auto statement = m_database->prepare(sql.constData());
    if (!statement)
        return statement.error();
    bindAll(*statement, values);
    const auto row = statement->step();
    if (!row)
        return row.error();
    return StoreGaps{statement->integer(0), statement->integer(1), statement->integer(2)};
}

}
