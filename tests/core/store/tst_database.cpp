// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"
#include "core/store/migrations.h"
#include "core/store/statements.h"

#include <QRandomGenerator>

#include "tests/core/store/storefixture.h"

using namespace Qt::StringLiterals;
using store::Database;

namespace {

Database scratch()
{
    auto database = Database::inMemory();
    if (!database || !database->execute("CREATE TABLE t(id INTEGER PRIMARY KEY, v)"))
        qFatal("no database in memory");
    return std::move(*database);
}

qint64 number(const Database &database, const char *sql)
{
    auto query = database.prepare(sql);
    const auto row = query->step();
    return row && *row ? query->integer(0) : -1;
}

// What people who want to break out of a string write, and what breaks C programs.
QList<QByteArray> hostileNames()
{
    return {"'; DROP TABLE folders; --",
            "\" OR \"\"=\"",
            "Robert'); DELETE FROM messages;--",
            "?1",
            ":name",
            "@p",
            "%s%n",
            "a\0b"_ba,
            "INBOX' UNION SELECT * FROM accounts --",
            "`backtick`",
            "[bracket]",
            "x'00'",
            "\\",
            "/*",
            "\xff\xfe",
            "",
            "LIKE '%'",
            "007",
            "1e5",
            "NULL"};
}

}

class TestDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesComeBackAsTheyWent()
    {
        const Database database = scratch();
        auto insert = database.prepare("INSERT INTO t VALUES (?1, ?2)");
        const QByteArray blob("\0\xff'x", 4);
        const QString text = u"Grüße 👋 \0 end"_s;
        insert->bind(1, 1).bind(2, blob);
        QCOMPARE(*insert->step(), false);
        insert->bind(1, 2).bind(2, text);
        QCOMPARE(*insert->step(), false);
        insert->bind(1, 3).bind(2, QByteArray());
        QCOMPARE(*insert->step(), false);
        insert->bind(1, 4).bindNull(2);
        QCOMPARE(*insert->step(), false);
        insert->bind(1, std::numeric_limits<qint64>::min()).bind(2, 0.5);
        QCOMPARE(*insert->step(), false);
        QCOMPARE(database.changes(), 1);

        auto query = database.prepare("SELECT v FROM t WHERE id = ?1");
        const auto at = [&](qint64 id) {
            query->reset();
            query->bind(1, id);
            return *query->step();
        };
        QVERIFY(at(1));
        QCOMPARE(query->blob(0), blob);
        QVERIFY(at(2));
        QCOMPARE(query->text(0), text);
        QVERIFY(at(3));
        QVERIFY(!query->isNull(0));
        QVERIFY(query->blob(0).isEmpty());
        QVERIFY(at(4));
        QVERIFY(query->isNull(0));
        QVERIFY(at(std::numeric_limits<qint64>::min()));
    }
    void aTransactionThatIsNotCommittedNeverWas()
    {
        const Database database = scratch();
        {
            auto transaction = store::Transaction::begin(database);
            QVERIFY(transaction);
            QVERIFY(database.inTransaction());
            QVERIFY(database.execute("INSERT INTO t VALUES (1, 1)"));
        }
        QVERIFY(!database.inTransaction());
        QCOMPARE(number(database, "SELECT count(*) FROM t"), 0);
        auto transaction = store::Transaction::begin(database);
        QVERIFY(database.execute("INSERT INTO t VALUES (1, 1)"));
        auto moved = std::move(*transaction);
        QVERIFY(moved.commit());
        QCOMPARE(number(database, "SELECT count(*) FROM t"), 1);
    }
    void mistakesAreErrors()
    {
        const Database database = scratch();
        QVERIFY(!database.prepare("SELECT nothing FROM nowhere"));
        QCOMPARE(database.prepare("SELECT nothing FROM nowhere").error().kind, Error::Kind::Storage);
        QVERIFY(!database.execute("SELEC"));
        auto insert = database.prepare("INSERT INTO t VALUES (?1, ?2)");
        insert->bind(1, 1).bind(2, 1).bind(3, 1);  // there is no third
        QVERIFY(!insert->step());
        QCOMPARE(number(database, "SELECT count(*) FROM t"), 0);
        insert->bind(1, 1);
        QVERIFY(insert->step());
        QVERIFY(!insert->step());  // the key is there
    }
    void textInDoubleQuotesIsNeverAString()
    {
        const Database database = scratch();
        QVERIFY(!database.prepare("SELECT * FROM t WHERE v = \"word\""));
    }
    void theFirstErrorOfATransactionStandsForAll()
    {
        const Database database = scratch();
        store::Statements statements(database);
        statements.run("INSERT INTO t VALUES (?1, ?2)", 1, u"a"_s);
        QVERIFY(!statements.failed());
        statements.run("INSERT INTO t VALUES (?1, ?2)", 1, u"b"_s);
        QVERIFY(statements.failed());
        statements.run("INSERT INTO t VALUES (?1, ?2)", 2, u"c"_s);
        bool called = false;
        QVERIFY(!statements.first("SELECT v FROM t", [&](const store::Statement &) { called = true; }));
        QVERIFY(!called);
        QVERIFY(statements.takeError());
        QVERIFY(statements.first("SELECT v FROM t", [&](const store::Statement &) { called = true; }));
        QCOMPARE(number(database, "SELECT count(*) FROM t"), 1);
    }
    void hostileNamesAreDataAndNothingElse()
    {
        COVERS("SEC-131");
        TempStore temp;
        store::FoldersListed listed{temp.account, {}};
        for (const QByteArray &name : hostileNames())
            listed.folders.push_back({name, QString::fromLatin1(name), '/', {}, true, true});
        const auto made = temp.apply(listed);
        QCOMPARE(made.foldersChanged.size(), static_cast<size_t>(hostileNames().size()));
        for (const auto &folder : made.foldersChanged) {
            temp.open(1, 2, 7, folder.mailbox);
            auto message = someMessage(1);
            message.subject = message.from = folder.name;
            message.messageId = message.fromAddress = folder.mailbox;
            const auto inserted = temp.fetch({message}, 7, folder.mailbox).folders[0].inserted;
            QCOMPARE(temp.reader->row(inserted[0].id)->subject, folder.name);
            QCOMPARE(temp.reader->row(inserted[0].id)->messageId, folder.mailbox);
            QCOMPARE(temp.reader->folder(temp.account, folder.mailbox)->id, folder.id);
        }

        auto database = Database::open(temp.path(), Database::Mode::ReadWrite);
        const auto schema = store::describeSchema(*database);
        const qint64 version = number(*database, "PRAGMA data_version");
        QRandomGenerator random(131);
        const QList<QByteArray> seeds = hostileNames();
        for (int i = 0; i < 100000; ++i) {
            QByteArray name =
                seeds.at(random.bounded(int(seeds.size()))) + seeds.at(random.bounded(int(seeds.size())));
            name.insert(random.bounded(int(name.size()) + 1), static_cast<char>(random.bounded(256)));
            const auto found = temp.reader->folder(temp.account, name);
            if (found)
                QCOMPARE(found->mailbox, name);
        }
        QCOMPARE(number(*database, "PRAGMA data_version"), version);  // nobody has written
        QCOMPARE(*store::describeSchema(*database), *schema);
        QCOMPARE(number(*database, "SELECT count(*) FROM folders"), seeds.size());
    }
    void theFileIsTreatedAsSomebodyElses()
    {
        COVERS("SEC-135");
        QTemporaryDir folder;
        const QString path = folder.path() + u"/x.db"_s;
        {
            auto database = Database::open(path, Database::Mode::ReadWrite);
            QVERIFY(database->execute(
                "CREATE TABLE t(v); CREATE TABLE log(v);"
                "CREATE TRIGGER spy AFTER INSERT ON t BEGIN INSERT INTO log VALUES (1); END;"
                "CREATE VIEW sight AS SELECT v FROM t"));
        }
        auto database = Database::open(path, Database::Mode::ReadWrite);
        QVERIFY(database->execute("INSERT INTO t VALUES (1)"));
        QCOMPARE(number(*database, "SELECT count(*) FROM log"), 0);  // triggers do not run
        QVERIFY(!database->prepare("SELECT * FROM sight"));          // nor views
        QVERIFY(!database->execute("PRAGMA writable_schema=ON; DELETE FROM sqlite_schema"));
        QCOMPARE(number(*database, "PRAGMA trusted_schema"), 0);
        QCOMPARE(number(*database, "PRAGMA cell_size_check"), 1);
        QVERIFY(!database->execute("SELECT load_extension('x')"));
    }
    void durabilityIsAsAsked()
    {
        QTemporaryDir folder;
        const auto normal = Database::open(folder.path() + u"/n.db"_s, Database::Mode::ReadWrite);
        const auto full =
            Database::open(folder.path() + u"/f.db"_s, Database::Mode::ReadWrite, Database::Durability::Full);
        QCOMPARE(number(*normal, "PRAGMA synchronous"), 1);
        QCOMPARE(number(*full, "PRAGMA synchronous"), 2);
        auto mode = full->prepare("PRAGMA journal_mode");
        QVERIFY(*mode->step());
        QCOMPARE(mode->blob(0), "wal"_ba);
    }
};

POSTHORN_TEST(TestDatabase)
#include "tst_database.moc"
