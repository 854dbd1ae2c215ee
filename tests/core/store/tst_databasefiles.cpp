// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/certificatestore.h"
#include "core/store/migrations.h"
#include "core/store/profile.h"

#include <QDirIterator>
#include <QLoggingCategory>
#include <QRandomGenerator>

#include <sys/stat.h>
#include <unistd.h>

#include "tests/core/store/storefixture.h"

using namespace Qt::StringLiterals;
using store::Database;
using store::Opened;

namespace {

// While it lives, files are made with all rights that programs ask for.
class OpenUmask
{
public:
    OpenUmask() : m_before(::umask(0)) {}
    OpenUmask(const OpenUmask &) = delete;
    OpenUmask &operator=(const OpenUmask &) = delete;
    ~OpenUmask() { ::umask(m_before); }

private:
    mode_t m_before;
};

mode_t modeOf(const QString &path)
{
    struct stat status = {};
    return ::lstat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & ALLPERMS : 0;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &octets)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(octets) == octets.size();
}

// A cache with something in it, closed.
void makeCache(const QString &path)
{
    store::Writer writer(std::move(store::openCache(path)->database));
    const QUuid account = QUuid::createUuid();
    writer.apply(store::FoldersListed{account, {{"INBOX", u"INBOX"_s, '/', {}, true, true}}});
    store::MailboxState state;
    state.uidValidity = {7};
    writer.apply(store::MailboxOpened{account, "INBOX", state});
    std::vector<store::FetchedMessage> messages;
    for (quint32 uid = 1; uid <= 200; ++uid)
        messages.push_back(someMessage(uid));
    writer.apply(store::MessagesFetched{account, "INBOX", {7}, messages});
}

qint64 messageCount(const Database &cache)
{
    auto query = cache.prepare("SELECT count(*) FROM messages");
    return query && *query->step() ? query->integer(0) : -1;
}

}

class TestDatabaseFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QLoggingCategory::setFilterRules({}); }

    void aCacheIsMadeAndFoundAgain()
    {
        QTemporaryDir folder;
        const QString path = folder.path() + u"/cache.db"_s;
        QCOMPARE(store::openCache(path)->opened, Opened::Created);
        const auto again = store::openCache(path);
        QCOMPARE(again->opened, Opened::AsItWas);
        QCOMPARE(store::inspect(again->database, store::cacheSchema())->standing, store::Standing::Ours);
    }
    void everyEarlierVersionBecomesTheCurrentOne_data()
    {
        QTest::addColumn<bool>("user");
        QTest::addColumn<int>("from");
        for (int from = 0; from < store::cacheSchema().version(); ++from)
            QTest::addRow("cache from %d", from) << false << from;
        for (int from = 0; from < store::userSchema().version(); ++from)
            QTest::addRow("user from %d", from) << true << from;
    }
    void everyEarlierVersionBecomesTheCurrentOne()
    {
        QFETCH(bool, user);
        QFETCH(int, from);
        const store::Schema &schema = user ? store::userSchema() : store::cacheSchema();
        QTemporaryDir folder;
        const QString path = folder.path() + u"/old.db"_s;
        {
            const auto old = Database::open(path, Database::Mode::ReadWrite);
            QVERIFY(store::migrate(*old, schema, 0, from));
            if (user && from > 0)
                QVERIFY(old->execute("INSERT INTO operations (state, account, created, operation, detail)"
                                     " VALUES (0, x'00', 5, x'0102', x'')"));
        }
        if (user) {
            const auto now = store::openUser(path);
            QCOMPARE(now->opened, from == 0 ? Opened::Created : Opened::Migrated);
        } else {
            QCOMPARE(store::openCache(path)->opened, from == 0 ? Opened::Created : Opened::Migrated);
        }
        const auto migrated = Database::open(path, Database::Mode::ReadOnly);
        const auto fresh = Database::inMemory();
        QVERIFY(store::migrate(*fresh, schema, 0, schema.version()));
        QCOMPARE(*store::describeSchema(*migrated), *store::describeSchema(*fresh));
        QCOMPARE(store::inspect(*migrated, schema)->standing, store::Standing::Ours);
        if (user && from > 0) {
            auto kept = migrated->prepare("SELECT operation FROM operations");
            QVERIFY(*kept->step());
            QCOMPARE(kept->blob(0), "\x01\x02"_ba);
            // And the backup is what it was before.
            const QString backup = path + u".before-"_s + QString::number(schema.version());
            QCOMPARE(modeOf(backup), mode_t{0600});
            const auto before = Database::open(backup, Database::Mode::ReadOnly);
            QCOMPARE(store::inspect(*before, schema)->version, from);
            auto saved = before->prepare("SELECT operation FROM operations");
            QVERIFY(*saved->step());
            QCOMPARE(saved->blob(0), "\x01\x02"_ba);
            QVERIFY(!QFileInfo::exists(backup + u".part"_s));
        }
    }
    void userTablesOfOtherRoomsAreAsAgreed()
    {
        QTemporaryDir folder;
        const auto user = store::openUser(folder.path() + u"/user.db"_s);
        QVERIFY(user->database.execute(
            "INSERT INTO receipt_events (key, at, event, detail) VALUES (x'01', 1, 2, NULL);"
            "INSERT INTO receipt_state (key, state, data, updated) VALUES (x'01', 1, x'', 3)"));
        QVERIFY(!user->database.execute(
            "INSERT INTO receipt_state (key, state, data, updated) VALUES (x'01', 1, x'', 3)"));
        auto plan = user->database.prepare("EXPLAIN QUERY PLAN SELECT * FROM receipt_events WHERE key = ?1");
        QVERIFY(*plan->step());
        QVERIFY(plan->text(3).startsWith(u"SEARCH"_s));
    }
    void aNewerCacheIsSetAsideAndANewerUserDatabaseRefused()
    {
        QTemporaryDir folder;
        const QString cache = folder.path() + u"/cache.db"_s;
        const QString user = folder.path() + u"/user.db"_s;
        QVERIFY(store::openCache(cache)->database.execute("PRAGMA user_version=99"));
        QVERIFY(store::openUser(user)->database.execute("PRAGMA user_version=99"));
        QCOMPARE(store::openCache(cache)->opened, Opened::SetAside);
        QVERIFY(QFileInfo::exists(cache + u".damaged"_s));
        const QByteArray before = contents(user);
        QCOMPARE(store::openUser(user).error().kind, Error::Kind::Unsupported);
        QCOMPARE(contents(user), before);
    }
    void anEmptyFileIsANewDatabase()
    {
        QTemporaryDir folder;
        const QString path = folder.path() + u"/cache.db"_s;
        QVERIFY(write(path, {}));
        QCOMPARE(store::openCache(path)->opened, Opened::Created);
    }
    void aFileThatIsNoDatabaseIsSetAsideOrRefused()
    {
        QTemporaryDir folder;
        const QByteArray text = QByteArray("From: somebody\n").repeated(400);
        const QString cache = folder.path() + u"/cache.db"_s;
        const QString user = folder.path() + u"/user.db"_s;
        QVERIFY(write(cache, text) && write(user, text));
        const auto opened = store::openCache(cache);
        QVERIFY(opened);
        QCOMPARE(opened->opened, Opened::SetAside);
        QCOMPARE(contents(cache + u".damaged"_s), text);
        QVERIFY(!QFileInfo::exists(cache + u".suspect"_s));
        QCOMPARE(store::openUser(user)->opened, Opened::Restored);
        QCOMPARE(contents(user + u".damaged"_s), text);
    }
    void aTamperedSchemaIsNotOurs_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("trigger") << "CREATE TRIGGER x AFTER INSERT ON %t BEGIN DELETE FROM %t; END"_ba;
        QTest::newRow("view") << "CREATE VIEW x AS SELECT * FROM %t"_ba;
        QTest::newRow("table") << "CREATE TABLE x(y)"_ba;
        QTest::newRow("index over an expression") << "CREATE INDEX x ON %t(abs(id))"_ba;
        QTest::newRow("column") << "ALTER TABLE %t ADD COLUMN x"_ba;
        QTest::newRow("another program's") << "PRAGMA application_id=1"_ba;
    }
    void aTamperedSchemaIsNotOurs()
    {
        COVERS("SEC-135");
        QFETCH(QByteArray, sql);
        QTemporaryDir folder;
        const QString cache = folder.path() + u"/cache.db"_s;
        const QString user = folder.path() + u"/user.db"_s;
        const QByteArray forCache = QByteArray(sql).replace("%t", "copies");
        const QByteArray forUser = QByteArray(sql).replace("%t", "operations");
        QVERIFY(store::openCache(cache)->database.execute(forCache.constData()));
        QVERIFY(store::openUser(user)->database.execute(forUser.constData()));
        const auto opened = store::openCache(cache);
        QCOMPARE(opened->opened, Opened::SetAside);
        QCOMPARE(store::inspect(opened->database, store::cacheSchema())->standing, store::Standing::Ours);
        QVERIFY(!store::openUser(user));
        QVERIFY(QFileInfo::exists(user));
    }
    void aDamagedCacheIsUsableOrRebuiltAndNeverACrash()
    {
        COVERS("SEC-135");
        QTemporaryDir folder;
        const QString original = folder.path() + u"/original.db"_s;
        makeCache(original);
        const QByteArray sound = contents(original);
        QVERIFY(sound.size() > 8 * 4096);
        QLoggingCategory::setFilterRules(u"posthorn.store=false"_s);  // two hundred expected complaints
        QRandomGenerator random(135);
        int setAside = 0;
        for (int round = 0; round < 150; ++round) {
            const QString path = folder.path() + u"/%1.db"_s.arg(round);
            QByteArray octets = sound;
            for (int flips = 1 << random.bounded(11); flips > 0; --flips) {
                auto &octet = octets.data()[random.bounded(int(octets.size()))];
                octet = static_cast<char>(octet ^ (1 << random.bounded(8)));
            }
            if (round % 5 == 0)
                octets.truncate(random.bounded(int(octets.size())));
            QVERIFY(write(path, octets));
            bool met = false;
            {
                auto cache = store::openCache(path);
                QVERIFY2(cache, cache ? "" : cache.error().detail.constData());
                setAside += cache->opened == Opened::SetAside ? 1 : 0;
                const auto reader = store::Reader::open(path);
                QVERIFY(reader);
                for (qint64 id = 1; id < 6; ++id) {
                    for (const auto &copy : reader->copies({id})) {
                        const auto row = reader->row(copy.id);
                        const auto content = reader->content(copy.id);
                        QVERIFY(!row || row->id == copy.id);
                        QVERIFY(!content || content->id == copy.id);
                    }
                }
                store::Writer writer(std::move(cache->database));
                writer.apply(
                    store::FoldersListed{QUuid::createUuid(), {{"INBOX", u"INBOX"_s, '/', {}, true, true}}});
                met = QFileInfo::exists(path + u".suspect"_s);
            }
            if (met) {  // what was met while it was open is cured by the next opening
                const auto cured = store::openCache(path);
                QVERIFY(cured);
                auto check = cured->database.prepare("PRAGMA integrity_check(1)");
                QVERIFY(*check->step());
                QCOMPARE(check->blob(0), "ok"_ba);
            }
        }
        QVERIFY(setAside > 0 && setAside < 150);
    }
    void damageMetWhileOpenIsCuredByTheNextOpening()
    {
        QTemporaryDir folder;
        const QString path = folder.path() + u"/cache.db"_s;
        makeCache(path);
        QByteArray octets = contents(path);
        for (qsizetype page = 1; page * 4096 < octets.size(); ++page) {  // those with messages
            if (octets.mid(page * 4096, 4096).contains("minutes of the meeting"))
                octets.replace(page * 4096, 4096, QByteArray(4096, '\xEE'));
        }
        QVERIFY(write(path, octets));
        {
            const auto cache = store::openCache(path);
            QCOMPARE(cache->opened, Opened::AsItWas);  // nobody has looked there yet
            auto read = cache->database.prepare("SELECT sum(length(structure)) FROM messages");
            QVERIFY(!read->step());
        }
        QVERIFY(QFileInfo::exists(path + u".suspect"_s));
        const auto cured = store::openCache(path);
        QCOMPARE(cured->opened, Opened::SetAside);
        QCOMPARE(messageCount(cured->database), 0);
        QVERIFY(!QFileInfo::exists(path + u".suspect"_s));
    }
    void aFalseAlarmKeepsTheCache()
    {
        QTemporaryDir folder;
        const QString path = folder.path() + u"/cache.db"_s;
        makeCache(path);
        QVERIFY(write(path + u".suspect"_s, {}));
        const auto cache = store::openCache(path);
        QCOMPARE(cache->opened, Opened::AsItWas);
        QCOMPARE(messageCount(cache->database), 200);
        QVERIFY(!QFileInfo::exists(path + u".suspect"_s));
    }
    void everythingIsPrivateWhateverTheUmask()
    {
        COVERS("SEC-33");
        const OpenUmask open;
        QTemporaryDir outside;
        const auto paths = store::ProfilePaths::in(outside.path() + u"/deep/er/profile"_s);
        QVERIFY(paths.prepare());
        auto cache = store::openCache(paths.cacheDatabase());
        const auto user = store::openUser(paths.userDatabase());
        QVERIFY(cache && user);
        QVERIFY(store::rememberCertificate(user->database, {u"h"_s, 993, "x"}));
        QVERIFY(user->database.copyTo(paths.userDatabase() + u".copy"_s));
        store::Writer writer(std::move(cache->database));
        writer.apply(store::FoldersListed{QUuid::createUuid(), {{"INBOX", u"INBOX"_s, '/', {}, true, true}}});
        const auto reader = store::Reader::open(paths.cacheDatabase());

        QStringList seen;
        QDirIterator all(outside.path() + u"/deep"_s, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QFileInfo file(all.next());
            seen.append(file.fileName());
            QVERIFY2(modeOf(file.filePath()) == (file.isDir() ? 0700 : 0600), qPrintable(file.filePath()));
        }
        QCOMPARE(modeOf(outside.path() + u"/deep"_s), mode_t{0700});
        for (const auto &name :
             {u"cache.db"_s, u"cache.db-wal"_s, u"cache.db-shm"_s, u"user.db-wal"_s, u"user.db.copy"_s})
            QVERIFY2(seen.contains(name), qPrintable(name));
    }
    void whatWasOpenToOthersIsTightened()
    {
        COVERS("SEC-33");
        QTemporaryDir outside;
        const auto paths = store::ProfilePaths::in(outside.path() + u"/p"_s);
        QVERIFY(paths.prepare());
        makeCache(paths.cacheDatabase());
        ::chmod(QFile::encodeName(paths.data).constData(), 0777);
        ::chmod(QFile::encodeName(paths.cacheDatabase()).constData(), 0666);
        QVERIFY(paths.prepare());
        QVERIFY(store::openCache(paths.cacheDatabase()));
        QCOMPARE(modeOf(paths.data), mode_t{0700});
        QCOMPARE(modeOf(paths.cacheDatabase()), mode_t{0600});
    }
    void aPlantedSymbolicLinkIsNotFollowed_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto *name : {"cache.db", "cache.db-wal", "cache.db-shm", "cache.db-journal"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void aPlantedSymbolicLinkIsNotFollowed()
    {
        COVERS("SEC-34");
        QFETCH(QString, name);
        QTemporaryDir folder;
        const QString victim = folder.path() + u"/victim"_s;
        QVERIFY(write(victim, "precious"));
        ::chmod(QFile::encodeName(victim).constData(), 0644);
        if (name != u"cache.db"_s)
            makeCache(folder.path() + u"/cache.db"_s);
        QVERIFY(QFile::link(victim, folder.path() + u'/' + name));
        QVERIFY(!store::openCache(folder.path() + u"/cache.db"_s));
        QCOMPARE(contents(victim), "precious"_ba);
        QCOMPARE(modeOf(victim), mode_t{0644});
        // Nor is a link to a place where nothing is.
        QVERIFY(QFile::remove(victim));
        QVERIFY(!store::openCache(folder.path() + u"/cache.db"_s));
        QVERIFY(!QFileInfo::exists(victim));
    }
    void aFolderThatIsALinkMustBeOurs()
    {
        COVERS("SEC-34");
        QTemporaryDir outside;
        QVERIFY(QDir(outside.path()).mkdir(u"real"_s));
        QVERIFY(QFile::link(outside.path() + u"/real"_s, outside.path() + u"/link"_s));
        const auto mine = store::ProfilePaths::in(outside.path() + u"/link"_s);
        QVERIFY(mine.prepare());
        QVERIFY(store::openCache(mine.cacheDatabase()));
        // Shared folders are never taken over, by link or by name.
        QVERIFY(QFile::link(u"/tmp"_s, outside.path() + u"/shared"_s));
        QVERIFY(!store::ProfilePaths::in(outside.path() + u"/shared"_s).prepare());
        QVERIFY(!store::ProfilePaths::in(u"/"_s).prepare());
        if (::geteuid() == 0) {
            QVERIFY(QDir(outside.path()).mkdir(u"theirs"_s));
            QCOMPARE(::chown(QFile::encodeName(outside.path() + u"/theirs"_s).constData(), 12345, 12345), 0);
            QVERIFY(QFile::link(outside.path() + u"/theirs"_s, outside.path() + u"/trap"_s));
            QVERIFY(!store::ProfilePaths::in(outside.path() + u"/trap"_s).prepare());
        }
    }
    void aFolderThatCannotBeMadeIsAnError()
    {
        QTemporaryDir outside;
        QVERIFY(write(outside.path() + u"/file"_s, "x"));
        QVERIFY(!store::ProfilePaths::in(outside.path() + u"/file/below"_s).prepare());
        QVERIFY(!store::ProfilePaths::in(outside.path() + u"/file"_s).prepare());
        QVERIFY(!store::openCache(outside.path() + u"/nowhere/cache.db"_s));
    }
    void certificateDecisionsAreRememberedOnce()
    {
        QTemporaryDir folder;
        const QString path = folder.path() + u"/user.db"_s;
        const store::CertificateDecision first{u"mail.example.org"_s, 993, QByteArray(32, 'a')};
        const store::CertificateDecision port{u"mail.example.org"_s, 465, QByteArray(32, 'a')};
        const store::CertificateDecision renewed{u"mail.example.org"_s, 993, QByteArray(32, 'b')};
        {
            const auto user = store::openUser(path);
            for (const auto &decision : {first, port, renewed})
                QVERIFY(store::rememberCertificate(user->database, decision));
        }
        const auto user = store::openUser(path);
        QCOMPARE(*store::certificateDecisions(user->database), (std::vector{port, renewed}));
    }
};

POSTHORN_TEST(TestDatabaseFiles)
#include "tst_databasefiles.moc"
