// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/storesearch.h"

#include "core/mime/part.h"
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

constexpr auto hitColumns = "c.id, c.folder, c.uid, c.date, c.message";
// What FacetCounter looks at; only of a message with attachments its structure.
constexpr auto countedColumns =
    ", m.senderaddress, m.sender, c.bits, c.keywords, m.asksforreceipt, m.receiptkey, m.hasattachment,"
    " CASE WHEN m.hasattachment = 1 THEN m.structure END";
constexpr int firstCounted = 5;

StoreHit hitOf(const store::Statement &row)
{
    return {{row.integer(0)}, {row.integer(1)}, {static_cast<quint32>(row.integer(2))}, row.integer(3)};
}

HitFacts factsOf(const store::Statement &row, const QHash<QByteArray, ReceiptState> &receipts)
{
    HitFacts facts{{row.integer(1)}, row.integer(3)};
    facts.address = row.blob(firstCounted);
    facts.name = row.blob(firstCounted + 1);
    facts.flags.bits = static_cast<quint32>(row.integer(firstCounted + 2));
    if (const QByteArray keywords = row.blob(firstCounted + 3); !keywords.isEmpty())
        facts.flags.keywords = keywords.split(' ');
    if (row.integer(firstCounted + 4) != 0)
        facts.receipt = receipts.value(row.blob(firstCounted + 5), ReceiptState::Waiting);
    facts.hasAttachment = row.integer(firstCounted + 6) != 0;
    if (facts.hasAttachment) {
        const mime::PartInfo structure = mime::deserializePartInfo(row.blob(firstCounted + 7));
        for (const mime::PartInfo *part : mime::attachments(structure))
            facts.attachments.push_back({part->fileName, part->type + '/' + part->subtype});
    }
    return facts;
}

Sql sqlFor(const StoreOrder &order, const StoreQuery &query, const char *among, const char *more)
{
    Sql sql{QByteArray("SELECT ") + hitColumns + more + " FROM ", {}};
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

Result<void> StoreSearch::run(const StoreOrder &order, const std::atomic<bool> &wanted, const TakeHits &take,
                              FacetCounter *counter)
{
    return run(order, Among::All, wanted, take, counter);
}

Result<void> StoreSearch::runAmong(const StoreOrder &order, const std::vector<store::CopyId> &copies,
                                   const std::atomic<bool> &wanted, const TakeHits &take,
                                   FacetCounter *counter)
{
    const QByteArray sql = QByteArray("SELECT ") + hitColumns + countedColumns
        + " FROM copies c CROSS JOIN messages m ON m.id = c.message WHERE c.id = ?";
    auto statement = m_database->prepare(sql.constData());
    if (!statement)
        return statement.error();
    std::vector<StoreHit> hits;
    for (const store::CopyId copy : copies) {
        if (!wanted)
            return {};
        const auto row = statement->bind(1, copy.value).step();
        if (!row)
            return row.error();
        if (*row) {
            const StoreHit hit = hitOf(*statement);
            const qint64 message = statement->integer(4);
            const bool isInScope = order.scope.empty()
                || std::find(order.scope.begin(), order.scope.end(), hit.folder) != order.scope.end();
            if (isInScope && isMeant(order, hit, message) && !isShownElsewhere(order, hit, message)) {
                hits.push_back(hit);
                if (counter != nullptr)
                    counter->add(factsOf(*statement, order.receipts));
            }
        }
        statement->reset();
    }
    if (!hits.empty())
        take(inOrder(std::move(hits)));
    return {};
}

// A folder that has all mail shows once more what another one has (mirrors()).
bool StoreSearch::isShownElsewhere(const StoreOrder &order, const StoreHit &hit, qint64 message)
{
    const auto again = mirrors(order);
    const auto isMirror = [&again](store::FolderId folder) {
        return std::find(again.begin(), again.end(), folder) != again.end();
    };
    if (!isMirror(hit.folder))
        return false;
    bool isElsewhere = false;
    m_statements.each(
        "SELECT folder FROM copies WHERE message = ?1",
        [&](const store::Statement &row) { isElsewhere = isElsewhere || !isMirror({row.integer(0)}); },
        message);
    return isElsewhere;
}

Result<void> StoreSearch::count(const StoreOrder &order, const std::vector<store::CopyId> &copies,
                                const std::atomic<bool> &wanted, FacetCounter &counter)
{
    const QByteArray sql = QByteArray("SELECT ") + hitColumns + countedColumns
        + " FROM copies c CROSS JOIN messages m ON m.id = c.message WHERE c.id = ?";
    auto statement = m_database->prepare(sql.constData());
    if (!statement)
        return statement.error();
    for (const store::CopyId copy : copies) {
        if (!wanted)
            break;
        const auto row = statement->bind(1, copy.value).step();
        if (!row)
            return row.error();
        if (*row)
            counter.add(factsOf(*statement, order.receipts));
        statement->reset();
    }
    return {};
}

Result<void> StoreSearch::runUnknown(const StoreOrder &order, const std::atomic<bool> &wanted,
                                     const TakeHits &take)
{
    if (!asksForWords(order.query))
        return {};
    StoreOrder loose = order;
    loose.query = withoutWords(order.query);
    return run(loose, Among::Unknown, wanted, take, nullptr);
}

Result<void> StoreSearch::run(const StoreOrder &order, Among among, const std::atomic<bool> &wanted,
                              const TakeHits &take, FacetCounter *counter)
{
    const store::WhileWanted interruptible(*m_database, wanted);
    const StoreQuery query = storeQuery(order.query, order.folders, order.context);
    const Sql sql = sqlFor(order, query, among == Among::Unknown ? unknown : "",
                           counter != nullptr ? countedColumns : "");
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
        const StoreHit hit = hitOf(*statement);
        if (!query.isExact && !isMeant(order, hit, statement->integer(4)))
            continue;
        if (counter != nullptr)
            counter->add(factsOf(*statement, order.receipts));
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

Result<std::vector<store::FolderId>> StoreSearch::incomplete(const StoreOrder &order,
                                                             const std::atomic<bool> &wanted)
{
    const auto isIn = [](const std::vector<store::FolderId> &folders, store::FolderId id) {
        return std::find(folders.begin(), folders.end(), id) != folders.end();
    };
    const auto again = mirrors(order);
    std::vector<store::FolderId> found;
    auto statement = m_database->prepare("SELECT id FROM folders WHERE selectable = 1 AND countsrefused = 0"
                                         " AND stored < messages");
    if (!statement)
        return statement.error();
    while (wanted) {
        const auto row = statement->step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        const store::FolderId id{statement->integer(0)};
        if (!isIn(again, id) && (order.scope.empty() || isIn(order.scope, id)))
            found.push_back(id);
    }
    return found;
}

Result<StoreGaps> StoreSearch::gaps(const std::vector<store::FolderId> &scope,
                                    const std::atomic<bool> &wanted)
{
    const store::WhileWanted interruptible(*m_database, wanted);
    Values values;
    QByteArray sql = "SELECT count(*), count(*) - count(t.message),"
                     " (SELECT count(*) FROM unindexed u WHERE EXISTS"
                     " (SELECT 1 FROM copies i WHERE i.message = u.message";
    if (!scope.empty())
        sql += " AND i.folder IN " + inFolders(scope, values);
    sql += ")) FROM copies c LEFT JOIN texts t ON t.message = c.message";
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
