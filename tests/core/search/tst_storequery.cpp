// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/queryparser.h"
#include "core/search/storequery.h"
#include "core/search/textwords.h"
#include "core/store/database.h"

#include <QCryptographicHash>
#include <QElapsedTimer>

#include "tests/core/search/randomquery.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using search::StoreQuery;

namespace {

const std::vector<search::NamedFolder> &folders()
{
    static const std::vector<search::NamedFolder> all{
        {{1}, {u"INBOX"_s, '/', store::FolderRole::Inbox, {u"home"_s}}},
        {{2}, {u"Work/Projects"_s, '/', store::FolderRole::None, {u"home"_s}}},
        {{3}, {u"Other"_s, '/', store::FolderRole::None, {u"office"_s}}}};
    return all;
}

search::DateContext context()
{
    return {QDateTime(QDate(2024, 3, 15), QTime(11, 0), Qt::UTC), QTimeZone("Europe/Berlin")};
}

// The columns of cache.db that a query looks at, with a full-text table beside them.
class Mail
{
public:
    Mail() : m_database(*store::Database::inMemory())
    {
        run("CREATE TABLE messages(id INTEGER PRIMARY KEY, octets INTEGER, hasattachment INTEGER,"
            " asksforreceipt INTEGER, messageid BLOB, thread INTEGER);"
            "CREATE TABLE copies(id INTEGER PRIMARY KEY, message INTEGER, folder INTEGER, date INTEGER,"
            " bits INTEGER, keywords BLOB);"
            "CREATE TABLE docs(doc INTEGER PRIMARY KEY, message INTEGER UNIQUE)");
        run(QByteArray("CREATE VIRTUAL TABLE fulltext USING fts5(") + search::fullTextColumns
            + ", tokenize='ascii')");
    }

    void add(const search::MessageFacts &facts)
    {
        const auto id = static_cast<qint64>(m_facts.size()) + 1;
        m_facts.push_back(facts);
        QStringList files;
        for (const search::AttachmentFacts &attachment : facts.attachments)
            files.append(attachment.name);
        const auto isHere = [&](const search::NamedFolder &folder) {
            return folder.facts.name == facts.folder.name;
        };
        const auto folder = std::find_if(folders().begin(), folders().end(), isHere)->id.value;
        store::Statement message = prepared("INSERT INTO messages VALUES (?,?,?,?,?,?)");
        message.bind(1, id)
            .bind(2, static_cast<qint64>(facts.octets))
            .bind(3, facts.attachments.empty() ? 0 : 1);
        message.bind(4, facts.receipt == search::ReceiptState::NotAsked ? 0 : 1);
        message.bind(5, facts.messageId.toUtf8()).bind(6, 1 + facts.messageId.at(1).digitValue());
        step(message);
        store::Statement copy = prepared("INSERT INTO copies VALUES (?,?,?,?,?,?)");
        copy.bind(1, id).bind(2, id).bind(3, folder);
        copy.bind(4, facts.date.isValid() ? facts.date.toMSecsSinceEpoch() : 0);
        copy.bind(5, qint64{facts.flags.bits}).bind(6, facts.flags.keywords.join(' '));
        step(copy);
        store::Statement text =
            prepared("INSERT INTO fulltext(rowid, subject, sender, recipients, copied, body, files, list)"
                     " VALUES (?,?,?,?,?,?,?,?)");
        const QString recipients = facts.to + u'\n' + facts.cc + u'\n' + facts.bcc;
        text.bind(1, id);
        int at = 1;
        for (const QString &column :
             {facts.subject, facts.from, recipients, facts.cc, facts.body, files.join(u'\n'), facts.list})
            text.bind(++at, search::indexText(column));
        step(text);
        store::Statement doc = prepared("INSERT INTO docs VALUES (?1, ?1)");
        step(doc.bind(1, id));
    }

    // The numbers of those that are found; nullopt: an error.
    [[nodiscard]] std::optional<QSet<qint64>> found(const StoreQuery &query)
    {
        QByteArray sql = "SELECT c.id FROM copies c JOIN messages m ON m.id = c.message"
                         " LEFT JOIN docs d ON d.message = c.message WHERE ";
        if (!query.match.isEmpty())
            sql += "d.doc IN (SELECT rowid FROM fulltext WHERE fulltext MATCH ?) AND ";
        auto prepared = m_database.prepare((sql + query.where).constData());
        if (!prepared) {
            qWarning() << prepared.error().detail << query.where;
            return std::nullopt;
        }
        store::Statement statement = std::move(*prepared);
        int at = 0;
        if (!query.match.isEmpty())
            statement.bind(++at, query.match);
        for (const StoreQuery::Value &value : query.values)
            std::visit([&](const auto &v) { statement.bind(++at, v); }, value);
        QSet<qint64> ids;
        while (true) {
            const auto row = statement.step();
            if (!row) {
                qWarning() << row.error().detail << query.match << query.where;
                return std::nullopt;
            }
            if (!*row)
                return ids;
            ids.insert(statement.integer(0));
        }
    }
    [[nodiscard]] QSet<qint64> matching(const search::Query &query) const
    {
        QSet<qint64> ids;
        for (std::size_t i = 0; i < m_facts.size(); ++i) {
            if (search::matches(query, m_facts[i], context()))
                ids.insert(static_cast<qint64>(i) + 1);
        }
        return ids;
    }
    [[nodiscard]] QByteArray hash()
    {
        QCryptographicHash all(QCryptographicHash::Sha256);
        for (const char *table : {"SELECT * FROM messages", "SELECT * FROM copies", "SELECT * FROM fulltext",
                                  "SELECT name, sql FROM sqlite_schema"}) {
            store::Statement rows = prepared(table);
            while (*rows.step()) {
                for (int i = 0; i < rows.columns(); ++i)
                    all.addData(rows.blob(i) + '\0');
            }
        }
        return all.result();
    }

private:
    void run(const QByteArray &sql)
    {
        if (!m_database.execute(sql.constData()))
            qFatal("%s", sql.constData());
    }
    store::Statement prepared(const char *sql)
    {
        auto statement = m_database.prepare(sql);
        if (!statement)
            qFatal("%s", sql);
        return std::move(*statement);
    }
    static void step(store::Statement &statement)
    {
        if (!statement.step())
            qFatal("a row could not be written");
    }

    store::Database m_database;
    std::vector<search::MessageFacts> m_facts;
};

void fill(Mail &mail, int count)
{
    RandomQueries random(99, RandomQueries::Words::Common);
    std::vector<search::FolderFacts> facts;
    for (const search::NamedFolder &folder : folders())
        facts.push_back(folder.facts);
    for (int i = 0; i < count; ++i)
        mail.add(random.message(facts));
}

StoreQuery asked(const QString &text)
{
    return search::storeQuery(search::parseQuery(text).query, folders(), context());
}

}

class StoreQueryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSaidInSql_data();
    void isSaidInSql();
    void findsWhatMatches();
    void nothingTypedIsSyntax();
    void signsAndOperatorsAreText_data();
    void signsAndOperatorsAreText();
    void longAndDeepTextEndsSoon();
};

void StoreQueryTest::isSaidInSql_data()
{
    QTest::addColumn<QString>("match");
    QTest::addColumn<QString>("where");
    QTest::addColumn<bool>("isExact");
    const auto row = [](const char *text, const char *match, const char *where, bool isExact = true) {
        QTest::newRow(text) << QString::fromUtf8(match) << QString::fromUtf8(where) << isExact;
    };
    constexpr auto anywhere = "{subject sender recipients body files} : \"a\" *";
    row("", "", "1");
    row("a", anywhere, "1");
    row("\"a\"", "{subject sender recipients body files} : \"a\"", "1");
    row("subject:\"Grüße an\"", "subject : \"grusse an\"", "1");
    row("from:a or to:b", "(sender : \"a\" * OR recipients : \"b\" *)", "1");
    row("cc:a list:b", "(copied : \"a\" * AND list : \"b\" *)", "1");
    row("body:東京", "body : \"東 京\" *", "1");
    row("-a", "", "NOT (d.doc IN (SELECT rowid FROM fulltext WHERE fulltext MATCH ?))");
    row("file:a is:unread", "files : \"a\" *", "(c.bits & ?) = 0");
    row("a or is:read", "",
        "(d.doc IN (SELECT rowid FROM fulltext WHERE fulltext MATCH ?) OR (c.bits & ?) <> 0)");
    row("in:inbox", "", "c.folder IN (?)");
    row("account:home", "", "c.folder IN (?,?)");
    row("in:nowhere", "", "c.folder IN ()");
    row("larger:1M", "", "m.octets > ?");
    row("on:2024-03-15", "", "(c.date <> 0 AND c.date >= ? AND c.date < ?)");
    row("has:attachment", "", "m.hasattachment = 1");
    row("has:pdf", "", "m.hasattachment = 1", false);
    row("-has:pdf", "", "NOT (0)", false);
    row("receipt:requested", "", "m.asksforreceipt = 1");
    row("receipt:sent", "", "m.asksforreceipt = 1", false);
    row("receipt:none", "", "m.asksforreceipt = 0");
    row("tag:$junk", "", "(c.bits & ?) <> 0");
    row("tag:\"a b\"", "", "0");
    row("!", "", "1", false);
    row("-!", "", "NOT (0)", false);
    row("id:x", "", "m.messageid = ?");
}

void StoreQueryTest::isSaidInSql()
{
    const StoreQuery query = asked(QString::fromUtf8(QTest::currentDataTag()));
    QTEST(query.match, "match");
    QTEST(QString::fromUtf8(query.where), "where");
    QTEST(query.isExact, "isExact");
    QCOMPARE(static_cast<qsizetype>(query.values.size()), query.where.count('?'));
}

void StoreQueryTest::findsWhatMatches()
{
    Mail mail;
    fill(mail, 60);
    RandomQueries random(1234, RandomQueries::Words::Common);
    int some = 0, exact = 0;
    for (int i = 0; i < 800; ++i) {
        const search::Query query = random.query(3);
        const StoreQuery sql = search::storeQuery(query, folders(), context());
        const auto found = mail.found(sql);
        const QSet<qint64> meant = mail.matching(query);
        QVERIFY(found);
        QVERIFY2(found->contains(meant), qPrintable(search::canonicalText(query)));
        QVERIFY2(!sql.isExact || *found == meant,
                 qPrintable(search::canonicalText(query) + u" -> "_s + sql.match + u" / "_s
                            + QString::fromUtf8(sql.where)));
        some += !meant.isEmpty() && meant.size() < 60 ? 1 : 0;
        exact += sql.isExact ? 1 : 0;
    }
    QVERIFY2(some > 250 && exact > 250, qPrintable(u"%1 %2"_s.arg(some).arg(exact)));
}

void StoreQueryTest::nothingTypedIsSyntax()
{
    COVERS("SEC-131", "SEC-132");
    Mail mail;
    fill(mail, 4);
    const QByteArray before = mail.hash();
    RandomQueries random(5, RandomQueries::Words::Nasty);
    for (int i = 0; i < 100'000; ++i) {
        const QString text = random.octets();
        const auto parsed = search::parseQuery(text);
        const StoreQuery sql = search::storeQuery(parsed.query, folders(), context());
        QVERIFY(static_cast<qsizetype>(sql.values.size()) == sql.where.count('?'));
        const auto found = mail.found(sql);
        QVERIFY2(found, qPrintable(text));
        if (i % 20 == 0)
            QVERIFY2(found->contains(mail.matching(parsed.query)), qPrintable(text));
    }
    QCOMPARE(mail.hash(), before);
}

void StoreQueryTest::signsAndOperatorsAreText_data()
{
    QTest::addColumn<bool>("isFound");
    for (const char *text : {"\"NEAR(alpha beta)\"", "alpha AND* beta*", "NEAR\\(alpha\\ beta\\)",
                             "col\\:alpha", "text:AND", "text:\"x' OR '1'='1\"", "\"alpha\" \"beta", "^alpha",
                             "alpha+beta", "{alpha}", "\"a\"\"b\"", "text:NOT"})
        QTest::newRow(text) << true;
    for (const char *text :
         {"subject:alpha", "sender\\:alpha", "\"alpha NEAR\"", "'; DROP TABLE fulltext; --"})
        QTest::newRow(text) << false;
}

void StoreQueryTest::signsAndOperatorsAreText()
{
    COVERS("SEC-132");
    Mail mail;
    search::MessageFacts facts;
    facts.folder = folders().front().facts;
    facts.messageId = u"m1@ex"_s;
    facts.body = u"Near (alpha beta) and col:alpha {alpha} x' or '1'='1 not a\"b"_s;
    mail.add(facts);
    const auto found = mail.found(asked(QString::fromUtf8(QTest::currentDataTag())));
    QVERIFY(found);
    QTEST(!found->isEmpty(), "isFound");
}

void StoreQueryTest::longAndDeepTextEndsSoon()
{
    COVERS("SEC-133");
    Mail mail;
    fill(mail, 50);
    const QStringList patterns{
        u"%"_s.repeated(1'000'000),        u"a*"_s.repeated(500'000),        u"(a|a?)+"_s.repeated(140'000),
        u"[a-"_s.repeated(330'000),        u"\""_s.repeated(1'000'000),      u"("_s.repeated(1'000'000),
        u"-"_s.repeated(1'000'000),        u"a or "_s.repeated(200'000),     u"from:("_s.repeated(160'000),
        u"not "_s.repeated(250'000),       u"東"_s.repeated(1'000'000),      u"on:3 "_s.repeated(200'000),
        u"(a or -(b "_s.repeated(100'000), u"a or b -("_s.repeated(100'000), u"\\"_s.repeated(1'000'000)};
    for (const QString &pattern : patterns) {
        QElapsedTimer timer;
        timer.start();
        const StoreQuery sql = asked(pattern);
        const auto found = mail.found(sql);
        QVERIFY2(found, qPrintable(pattern.left(20)));
        // Far more than it takes, since others use the machine as well.
        QVERIFY2(timer.elapsed() < 2000, qPrintable(pattern.left(20)));
        QVERIFY(sql.match.size() + sql.where.size() < 100'000);
    }
}

POSTHORN_TEST(StoreQueryTest)

#include "tst_storequery.moc"
