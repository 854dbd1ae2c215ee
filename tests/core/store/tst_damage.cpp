// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"
#include "core/store/profile.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

#include <cstdio>
#include <map>

#include "tests/core/store/storefixture.h"

using namespace Qt::StringLiterals;
using store::Database;
using store::Opened;

namespace {

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

const QUuid account(u"{7a7c7c0e-6d0f-4b57-9d55-0a3c3f1c2d11}"_s);

void fill(store::Writer &writer, quint32 from, quint32 to)
{
    writer.apply(store::FoldersListed{account, {{"INBOX", u"INBOX"_s, '/', {}, true, true}}});
    store::MailboxState state;
    state.uidValidity = {7};
    writer.apply(store::MailboxOpened{account, "INBOX", state});
    std::vector<store::FetchedMessage> messages;
    for (quint32 uid = from; uid <= to; ++uid)
        messages.push_back(someMessage(uid));
    writer.apply(store::MessagesFetched{account, "INBOX", {7}, messages});
    for (quint32 uid = from; uid <= to; uid += 4)
        writer.apply(store::ContentFetched{account,
                                           "INBOX",
                                           {7},
                                           {uid},
                                           "Subject: " + QByteArray(300, 'h'),
                                           {{"1", QByteArray::number(uid).repeated(200)}}});
}

struct Shown {
    store::MessageRow row;
    store::MessageContent content;
};
using Mail = std::map<qint64, Shown>;

Mail everything(const QString &path)
{
    Mail mail;
    const auto reader = store::Reader::open(path);
    if (!reader)
        return mail;
    for (qint64 folder = 1; folder < 4; ++folder) {
        for (const auto &copy : reader->copies({folder})) {
            auto row = reader->row(copy.id);
            auto content = reader->content(copy.id);
            if (!row || !content)
                continue;  // hollow
            row->thread = {};
            mail[copy.id.value] = {*row, *content};
        }
    }
    return mail;
}

// Nothing is shown but what was there: rows and texts may be missing.
bool isPartOf(const Mail &shown, const Mail &truth)
{
    return std::all_of(shown.begin(), shown.end(), [&](const auto &one) {
        const auto known = truth.find(one.first);
        if (known == truth.end() || !(known->second.row == one.second.row))
            return false;
        const store::MessageContent &is = one.second.content, &was = known->second.content;
        return (!is.header || is.header == was.header) && is.structure == was.structure
            && std::all_of(is.sections.begin(), is.sections.end(),
                           [&](const auto &section) { return was.section(section.first) == section.second; });
    });
}

QByteArray soundness(const Database &database)
{
    auto check = database.prepare("PRAGMA integrity_check(1)");
    return check && *check->step() ? check->blob(0) : "unreadable"_ba;
}

}

// What becomes of a cache.db that was damaged, and of who looks at it.
class TestDamage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLoggingCategory::setFilterRules(u"posthorn.store=false"_s); }
    void cleanup() { QLoggingCategory::setFilterRules({}); }

    // POSTHORN_DAMAGED_FILES=10000 for the long run.
    void fallenBitsNeverShowAWrongMail()
    {
        COVERS("REL-25", "SEC-135");
        const QTemporaryDir folder;
        const QString original = folder.path() + u"/original.db"_s;
        {
            store::Writer writer(std::move(store::openCache(original)->database));
            fill(writer, 1, 120);
        }
        const QByteArray sound = contents(original);
        const Mail truth = everything(original);
        QCOMPARE(truth.size(), std::size_t{120});
        const int files = std::max(qEnvironmentVariableIntValue("POSTHORN_DAMAGED_FILES"), 150);
        const QString path = folder.path() + u"/damaged.db"_s;
        QRandomGenerator random(25);
        int rebuilt = 0, noticed = 0;
        for (int round = 0; round < files; ++round) {
            for (const auto &suffix : {u""_s, u"-wal"_s, u"-shm"_s, u".suspect"_s})
                QFile::remove(path + suffix);
            QByteArray octets = sound;
            for (int flips = 1 << random.bounded(11); flips > 0; --flips) {
                auto &octet = octets.data()[random.bounded(static_cast<int>(octets.size()))];
                octet = static_cast<char>(octet ^ (1 << random.bounded(8)));
            }
            if (round % 7 == 0)
                octets.truncate(random.bounded(static_cast<int>(octets.size())));
            QVERIFY(write(path, octets));
            {
                auto cache = store::openCache(path);
                QVERIFY2(cache, cache ? "" : cache.error().detail.constData());
                rebuilt += cache->opened == Opened::AsItWas ? 0 : 1;
                QVERIFY2(isPartOf(everything(path), truth), QByteArray::number(round));
                store::Writer writer(std::move(cache->database));  // who goes on in it
                fill(writer, 118, 124);
                writer.apply(store::MessagesVanished{account, "INBOX", {7}, {{3}, {50}, {122}}});
            }
            if (!QFileInfo::exists(path + u".suspect"_s))
                continue;
            ++noticed;
            const auto again = store::openCache(path);  // what was met is cured by the next start
            QVERIFY(again);
            QCOMPARE(soundness(again->database), "ok"_ba);
        }
        std::printf("damaged files %d: %d rebuilt at once, %d noticed later\n", files, rebuilt, noticed);
        QVERIFY(rebuilt > files / 10 && rebuilt < files);
        QVERIFY(noticed > files / 10);
    }
    void aChangedRowIsNotShownAndTheNextStartBeginsAnew_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("subject") << "UPDATE messages SET subject = 'Your account' WHERE id = 1"_ba;
        QTest::newRow("sender") << "UPDATE messages SET senderaddress = x'61' WHERE id = 1"_ba;
        QTest::newRow("another message") << "UPDATE copies SET message = 2 WHERE id = 1"_ba;
        QTest::newRow("another UID") << "UPDATE copies SET uid = 99 WHERE id = 1"_ba;
        QTest::newRow("flags") << "UPDATE copies SET bits = 4 WHERE id = 1"_ba;
        QTest::newRow("keywords") << "UPDATE copies SET keywords = x'61' WHERE id = 1"_ba;
        QTest::newRow("header") << "UPDATE headers SET octets = x'61' WHERE message = 1"_ba;
        QTest::newRow("text") << "UPDATE sections SET octets = x'61' WHERE message = 1"_ba;
        QTest::newRow("a text's name") << "UPDATE sections SET name = x'61' WHERE message = 1"_ba;
        QTest::newRow("structure") << "UPDATE messages SET structure = x'61' WHERE id = 1"_ba;
    }
    void aChangedRowIsNotShownAndTheNextStartBeginsAnew()
    {
        COVERS("REL-25");
        QFETCH(QByteArray, sql);
        const QTemporaryDir folder;
        const QString path = folder.path() + u"/cache.db"_s;
        {
            auto cache = store::openCache(path);
            const auto other = Database::open(path, Database::Mode::ReadWrite);
            store::Writer writer(std::move(cache->database));
            fill(writer, 1, 2);
            QVERIFY(other->execute(sql.constData()));
            const auto reader = store::Reader::open(path);
            QVERIFY(!reader->row({1}) || !reader->content({1}));
            QVERIFY(reader->row({2}));
        }
        QCOMPARE(store::openCache(path)->opened, Opened::SetAside);
        QCOMPARE(store::openCache(path)->opened, Opened::AsItWas);
    }
    void whateverStandsInItsPlaceThereIsACacheAfterwards_data()
    {
        QTest::addColumn<QByteArray>("octets");  // "": of `sql` instead
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<int>("size");  // percent of the sound file; -1: as it is
        QTest::newRow("nothing in it") << ""_ba
                                       << ""_ba << 0;
        for (const int percent : {1, 10, 33, 50, 90, 99})
            QTest::addRow("cut at %d %%", percent) << ""_ba
                                                   << ""_ba << percent;
        QTest::newRow("garbage") << QByteArray("garbage").repeated(3000) << ""_ba << -1;
        QTest::newRow("zeros") << QByteArray(50000, '\0') << ""_ba << -1;
        QTest::newRow("one octet") << "S"_ba
                                   << ""_ba << -1;
        QTest::newRow("only the magic") << "SQLite format 3\0"_ba
                                        << ""_ba << -1;
        QTest::newRow("another program's") << ""_ba
                                           << "PRAGMA application_id=1"_ba << -1;
        QTest::newRow("nobody's") << ""_ba
                                  << "PRAGMA application_id=0"_ba << -1;
        QTest::newRow("of a later version") << ""_ba
                                            << "PRAGMA user_version=99"_ba << -1;
        QTest::newRow("of version -1") << ""_ba
                                       << "PRAGMA user_version=-1"_ba << -1;
    }
    void whateverStandsInItsPlaceThereIsACacheAfterwards()
    {
        COVERS("REL-26");
        QFETCH(QByteArray, octets);
        QFETCH(QByteArray, sql);
        QFETCH(int, size);
        const QTemporaryDir folder;
        const QString path = folder.path() + u"/cache.db"_s;
        {
            store::Writer writer(std::move(store::openCache(path)->database));
            fill(writer, 1, 50);
        }
        const QByteArray before = contents(path);
        if (!sql.isEmpty())
            QVERIFY(Database::open(path, Database::Mode::ReadWrite)->execute(sql.constData()));
        else
            QVERIFY(write(path, size >= 0 ? before.left(before.size() * size / 100) : octets));
        const QByteArray found = contents(path);
        const auto cache = store::openCache(path);
        QVERIFY2(cache, cache ? "" : cache.error().detail.constData());
        // A cut may go through pages that are looked at later only: then that is when it is noticed.
        if (cache->opened == Opened::SetAside)
            QCOMPARE(contents(path + u".damaged"_s).size(), found.size());
        else
            QVERIFY(found.size() < 512 || size > 0);  // less than a sector is nothing yet
        const auto reader = store::Reader::open(path);
        QVERIFY(reader);
        store::Writer writer(std::move(store::openCache(path)->database));
        if (!QFileInfo::exists(path + u".suspect"_s))
            QVERIFY(store::Reader::open(path));
    }
    void logsThatWereDeletedOrAreOfAnotherTimeShowNoWrongMail_data()
    {
        QTest::addColumn<QByteArray>("what");
        QTest::newRow("the log deleted") << "no wal"_ba;
        QTest::newRow("the index deleted") << "no shm"_ba;
        QTest::newRow("both deleted") << "neither"_ba;
        QTest::newRow("a log from before") << "old wal"_ba;
        QTest::newRow("an index from before") << "old shm"_ba;
        QTest::newRow("both from before") << "both old"_ba;
        QTest::newRow("a database from before") << "old database"_ba;
        QTest::newRow("half of the log") << "half"_ba;
        QTest::newRow("garbage for a log") << "garbage"_ba;
    }
    void logsThatWereDeletedOrAreOfAnotherTimeShowNoWrongMail()
    {
        COVERS("REL-28");
        QFETCH(QByteArray, what);
        const QTemporaryDir folder, later;
        const QString live = folder.path() + u"/cache.db"_s, path = later.path() + u"/cache.db"_s;
        auto cache = store::openCache(live);
        const auto control = Database::open(live, Database::Mode::ReadWrite);
        store::Writer writer(std::move(cache->database));
        QHash<QString, QByteArray> old, now;
        const auto snapshot = [&](QHash<QString, QByteArray> &into) {
            for (const auto &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
                into[suffix] = contents(live + suffix);
        };
        fill(writer, 1, 80);
        snapshot(old);
        QVERIFY(control->execute("PRAGMA wal_checkpoint(TRUNCATE)"));
        fill(writer, 81, 160);
        Mail truth = everything(live);
        writer.apply(store::MessagesVanished{account, "INBOX", {7}, {{10}, {11}, {90}}});
        truth.merge(everything(live));
        snapshot(now);
        for (const auto &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
            QVERIFY(write(path + suffix, now[suffix]));
        if (what == "no wal" || what == "neither")
            QFile::remove(path + u"-wal"_s);
        if (what == "no shm" || what == "neither")
            QFile::remove(path + u"-shm"_s);
        if (what == "old wal" || what == "both old")
            QVERIFY(write(path + u"-wal"_s, old[u"-wal"_s]));
        if (what == "old shm" || what == "both old")
            QVERIFY(write(path + u"-shm"_s, old[u"-shm"_s]));
        if (what == "old database")
            QVERIFY(write(path, old[u""_s]));
        if (what == "half")
            QVERIFY(write(path + u"-wal"_s, now[u"-wal"_s].left(now[u"-wal"_s].size() / 2)));
        if (what == "garbage")
            QVERIFY(write(path + u"-wal"_s, QByteArray("garbage").repeated(10000)));
        // What has vanished since may be back: that is an earlier truth, and the next look at the server ends
        // it.
        const QTemporaryDir earlier;
        for (const auto &suffix : {u""_s, u"-wal"_s})
            QVERIFY(write(earlier.path() + u"/cache.db"_s + suffix, old[suffix]));
        QVERIFY(store::openCache(earlier.path() + u"/cache.db"_s));
        truth.merge(everything(earlier.path() + u"/cache.db"_s));
        const auto opened = store::openCache(path);
        QVERIFY2(opened, opened ? "" : opened.error().detail.constData());
        QCOMPARE(soundness(opened->database), "ok"_ba);
        QVERIFY(isPartOf(everything(path), truth));
    }
    void aLockedCacheIsAnErrorAndStaysAsItIs()
    {
        const QTemporaryDir folder;
        const QString path = folder.path() + u"/cache.db"_s;
        QVERIFY(store::openCache(path));
        {
            const auto old = Database::open(path, Database::Mode::ReadWrite);
            QVERIFY(old->execute("PRAGMA user_version=1"));  // so that there is something to be written
        }
        const auto other = Database::open(path, Database::Mode::ReadWrite);
        QVERIFY(other->execute("PRAGMA locking_mode=EXCLUSIVE; BEGIN IMMEDIATE; PRAGMA user_version=2"));
        const QByteArray before = contents(path);
        const auto opened = store::openCache(path);
        QVERIFY(!opened || opened->opened != Opened::SetAside);
        QCOMPARE(contents(path), before);
        QVERIFY(!QFileInfo::exists(path + u".damaged"_s));
    }
};

POSTHORN_TEST(TestDamage)
#include "tst_damage.moc"
