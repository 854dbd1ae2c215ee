// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/indexer.h"
#include "core/search/queryparser.h"
#include "core/search/storedmessage.h"
#include "core/search/storesearch.h"
#include "core/search/textwords.h"
#include "core/store/migrations.h"
#include "core/store/retention.h"

#include "tests/core/search/randomquery.h"
#include "tests/core/search/searchstore.h"
#include "tests/support/fakeclock.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using search::StoreHit;

using searchstore::context;
using searchstore::Fixture;
using searchstore::textPart;
using Uids = QList<quint32>;

class StoreSearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsHereIsFound_data();
    void whatIsHereIsFound();
    void whatAListShowsIsFoundBeforeTheText();
    void textThatComesAndGoesIsFoundAndNot();
    void whatIsGoneIsNotFound();
    void aSliceIsWholeOrNotAtAll();
    void anEarlierCacheIsIndexed();
    void findsWhatMatches();
    void newestFirstAndAllOfIt();
    void aCopyInAllMailIsToldOnce();
    void whatCouldNotBeSearchedIsCounted();
    void anUnwantedSearchEnds();
    void indexesByItselfUnlessSomebodyWaits();
    void beginsAnewWhenMostIsGone();
    void whatTheServerMaySayIsKnown();
    void indexTextIsTheWords();
};

void StoreSearchTest::whatIsHereIsFound_data()
{
    QTest::addColumn<bool>("isFound");
    for (const char *text : {"grusse",
                             "Grüße",
                             "GRÜSSE",
                             "subject:an",
                             "from:ann",
                             "from:\"Ann Example\"",
                             "to:carol",
                             "cc:dora",
                             "to:erich",
                             "bücher",
                             "\"drei bucher\"",
                             "body:geliefert",
                             "müller",
                             "東京",
                             "京都",
                             "list:announce",
                             "file:rechnung",
                             "file:pdf",
                             "body:angehangt",
                             "has:pdf",
                             "-has:image",
                             "larger:1k",
                             "in:inbox geliefert"})
        QTest::newRow(text) << true;
    for (const char *text : {"\"geliefer\"", "liefert", "from:carol", "script", "cc:carol", "body:gruesse",
                             "都東", "in:work geliefert", "-geliefert", "text:announce"})
        QTest::newRow(text) << false;
}

void StoreSearchTest::whatIsHereIsFound()
{
    Fixture it;
    mime::PartInfo root;
    root.type = "multipart";
    root.subtype = "mixed";
    mime::PartInfo file;
    file.type = "application";
    file.subtype = "pdf";
    file.disposition = "attachment";
    file.fileName = u"Rechnung März.pdf"_s;
    file.section = "4";
    mime::PartInfo note = textPart("3");
    note.disposition = "attachment";
    root.parts = {textPart("1"), textPart("2", "html"), note, file};
    store::FetchedMessage message = someMessage(1);
    message.subject = u"Grüße an Łódź"_s;
    message.structure = mime::serialize(root);
    message.hasAttachment = true;
    it.temp.fetch({message});
    it.text(1,
            "From: Ann Example <ann@example.org>\r\nTo: Carol <carol@example.org>\r\n"
            "Cc: Dora <dora@example.org>\r\nBcc: erich@example.org\r\n"
            "List-Id: News <announce.example.org>\r\n\r\n"_ba,
            {{"1", "Die drei Bücher sind geliefert."},
             {"2", "<style>p{}</style><script>var script</script><p>M&uuml;ller in 東京都</p>"},
             {"3", "angehängt"}});
    it.index();
    QTEST(it.found(QString::fromUtf8(QTest::currentDataTag())) == Uids{1}, "isFound");
}

void StoreSearchTest::whatAListShowsIsFoundBeforeTheText()
{
    Fixture it;
    it.temp.fetch({someMessage(1), someMessage(2)});
    QCOMPARE(it.found(u"meeting"_s), Uids{});
    QCOMPARE(it.count("SELECT count(*) FROM unindexed"), 2);
    it.index();
    QCOMPARE(it.found(u"meeting"_s), (Uids{2, 1}));
    QCOMPARE(it.found(u"from:ann to:bob"_s), (Uids{2, 1}));
    QCOMPARE(it.found(u"part 2"_s), Uids{2});
}

void StoreSearchTest::textThatComesAndGoesIsFoundAndNot()
{
    Fixture it;
    it.temp.fetch({someMessage(1), someMessage(2)});
    it.index();
    it.text(1, "Subject: x\r\n\r\n"_ba, {{"1", "zebra"}});
    it.index();
    QCOMPARE(it.found(u"zebra"_s), Uids{1});
    QCOMPARE(it.found(u"minutes"_s), (Uids{2, 1}));
    // The words from before the text came are out of the index, not only unfindable.
    QCOMPARE(it.count("SELECT count(*) FROM docs"), 2);
    QCOMPARE(it.count("SELECT count(*) FROM fulltext WHERE fulltext MATCH 'minutes'"), 2);
    FakeClock clock;
    store::Retention retention(*it.temp.writer, clock);
    QSignalSpy rested(&retention, &store::Retention::rested);
    retention.setQuota(0);
    QTRY_VERIFY(!rested.isEmpty());
    it.index();
    QCOMPARE(it.found(u"zebra"_s), Uids{});
    QCOMPARE(it.found(u"minutes"_s), (Uids{2, 1}));
    QCOMPARE(it.temp.failures, 0);
}

void StoreSearchTest::whatIsGoneIsNotFound()
{
    Fixture it;
    it.temp.fetch({someMessage(1), someMessage(2), someMessage(3)});
    it.index();
    it.temp.vanish({{2}});
    QCOMPARE(it.found(u"meeting"_s), (Uids{3, 1}));
    it.temp.sweep();
    QCOMPARE(it.count("SELECT count(*) FROM docs WHERE message IS NULL"), 1);
    // A content that comes in its place, with the same number, is another one.
    it.temp.vanish({{3}});
    it.temp.sweep();
    it.temp.fetch({someMessage(4)});
    QCOMPARE(it.found(u"meeting"_s), Uids{1});
    it.index();
    QCOMPARE(it.found(u"meeting"_s), (Uids{4, 1}));
    QCOMPARE(it.found(u"part 3"_s), Uids{});
    it.temp.apply(store::FoldersListed{it.temp.account, {}});
    QCOMPARE(it.found(u"meeting"_s), Uids{});
    QCOMPARE(it.count("SELECT count(*) FROM docs WHERE message IS NOT NULL"), 0);
}

void StoreSearchTest::aSliceIsWholeOrNotAtAll()
{
    Fixture it;
    it.temp.fetch({someMessage(1), someMessage(2)});
    const bool isDone = it.temp.writer->maintain([](store::Statements &statements, store::ChangeSet &) {
        QVERIFY(search::indexSome(statements, 1));
        statements.run("INSERT INTO nowhere VALUES (1)");
    });
    QVERIFY(!isDone);
    QCOMPARE(it.count("SELECT count(*) FROM unindexed"), 2);
    QCOMPARE(it.count("SELECT count(*) FROM docs"), 0);
    QVERIFY(it.temp.writer->maintain([](store::Statements &statements, store::ChangeSet &) {
        QVERIFY(search::indexSome(statements, 1));
    }));
    // The program ends here and begins again.
    it.temp.writer = std::make_unique<store::Writer>(std::move(store::openCache(it.temp.path())->database));
    it.index();
    QCOMPARE(it.found(u"meeting"_s), (Uids{2, 1}));
    QCOMPARE(it.count("SELECT count(*) FROM fulltext WHERE fulltext MATCH 'meeting'"), 2);
}

void StoreSearchTest::anEarlierCacheIsIndexed()
{
    const QTemporaryDir folder;
    const QString path = folder.path() + u"/cache.db"_s;
    {
        const auto old = store::Database::open(path, store::Database::Mode::ReadWrite);
        QVERIFY(store::migrate(*old, store::cacheSchema(), 0, 12));
        QVERIFY(
            old->execute("INSERT INTO messages (id, account, octets, hasattachment, asksforreceipt, subject,"
                         " sender, senderaddress, recipients, messageid, structure) VALUES"
                         " (5, 1, 100, 0, 0, 'Wiedersehen', 'Ann', x'', '', x'', x'');"
                         "INSERT INTO copies (message, folder, uidvalidity, uid, date, modseq, bits) VALUES"
                         " (5, 1, 7, 3, 1000, 0, 0)"));
    }
    auto cache = store::openCache(path);
    QVERIFY(cache && cache->opened == store::Opened::Migrated);
    store::Writer writer(std::move(cache->database));
    FakeClock clock;
    search::Indexer indexer(writer, clock);
    QSignalSpy rested(&indexer, &search::Indexer::rested);
    indexer.start();
    clock.advance(1s);
    QTRY_COMPARE(rested.size(), 1);
    auto search = search::StoreSearch::open(path);
    const std::atomic<bool> wanted = true;
    QList<quint32> uids;
    QVERIFY(search->run({1, search::parseQuery(u"wiederseh").query, {}, {}, context(), {}}, wanted,
                        [&](const std::vector<StoreHit> &hits) { uids.append(hits.front().uid.value); }));
    QCOMPARE(uids, Uids{3});
}

void StoreSearchTest::findsWhatMatches()
{
    Fixture it;
    RandomQueries random(77, RandomQueries::Words::Common);
    QHash<QByteArray, search::ReceiptState> receipts;
    const auto folders = it.folders();
    std::vector<search::FolderFacts> places;
    for (const search::NamedFolder &folder : folders)
        places.push_back(folder.facts);
    std::vector<search::MessageFacts> drawn;
    for (quint32 uid = 1; uid <= 50; ++uid) {
        const search::MessageFacts facts = drawn.emplace_back(random.message(places));
        store::FetchedMessage message = someMessage(uid);
        message.subject = facts.subject;
        message.octets = static_cast<qint64>(facts.octets);
        message.date = facts.date;
        message.internalDate = {};
        message.flags = facts.flags;
        message.messageId = facts.messageId.toUtf8();
        message.hasAttachment = !facts.attachments.empty();
        message.asksForReceipt = facts.receipt != search::ReceiptState::NotAsked;
        message.receiptKey = "key" + QByteArray::number(uid);
        receipts.insert(message.receiptKey, facts.receipt);
        mime::PartInfo root;
        root.type = "multipart";
        root.subtype = "mixed";
        root.parts = {textPart("1")};
        for (const search::AttachmentFacts &attached : facts.attachments) {
            mime::PartInfo part;
            part.type = attached.mediaType.split('/').at(0);
            part.subtype = attached.mediaType.split('/').value(1);
            part.disposition = "attachment";
            part.fileName = attached.name;
            part.section = QByteArray::number(static_cast<qsizetype>(root.parts.size()) + 1);
            root.parts.push_back(part);
        }
        message.structure = mime::serialize(root);
        const QByteArray mailbox = facts.folder.name.toUtf8();
        it.temp.fetch({message}, 7, mailbox);
        const auto field = [](const char *name, const QString &text) {
            return QByteArray(name) + ": " + mime::encodedText(text) + "\r\n";
        };
        it.text(uid,
                field("From", facts.from) + field("To", facts.to) + field("Cc", facts.cc)
                    + field("Bcc", facts.bcc) + field("List-Id", facts.list) + "\r\n",
                {{"1", facts.body.toUtf8()}}, mailbox);
    }
    it.index();
    // As the store has them: what was drawn and what was read are the same.
    for (quint32 uid = 1; uid <= 50; ++uid) {
        search::MessageFacts &facts = drawn.at(uid - 1);
        const auto folder = it.temp.folderNow(facts.folder.name.toUtf8()).id;
        const auto copy = it.temp.reader->find(folder, {uid});
        const auto row = it.temp.reader->row(*copy);
        facts.date = row->date;
        it.temp.writer->maintain([&](store::Statements &statements, store::ChangeSet &) {
            const auto stored = search::storedMessage(statements, uid);
            QVERIFY(stored);
            const search::MessageFacts read = search::textsOf(*stored);
            QCOMPARE(search::indexText(read.body), search::indexText(facts.body));
            QCOMPARE(search::indexText(read.from), search::indexText(facts.from));
            QCOMPARE(search::indexText(read.list), search::indexText(facts.list));
            QCOMPARE(read.attachments.size(), facts.attachments.size());
        });
    }
    int some = 0;
    for (int i = 0; i < 500; ++i) {
        const search::Query query = random.query(3);
        QSet<quint32> meant, found;
        for (quint32 uid = 1; uid <= 50; ++uid) {
            if (search::matches(query, drawn.at(uid - 1), context()))
                meant.insert(uid);
        }
        for (const StoreHit &hit : it.hits({1, query, folders, {}, context(), receipts}))
            found.insert(hit.uid.value);
        QVERIFY2(found == meant, qPrintable(search::canonicalText(query)));
        some += !meant.isEmpty() && meant.size() < 50 ? 1 : 0;
    }
    QVERIFY2(some > 150, qPrintable(QString::number(some)));
}

void StoreSearchTest::newestFirstAndAllOfIt()
{
    Fixture it;
    std::vector<store::FetchedMessage> messages;
    for (quint32 uid = 1; uid <= 700; ++uid) {
        messages.push_back(someMessage(uid));
        messages.back().date = messages.back().date.addSecs(qint64{uid} * 3600);
        messages.back().internalDate = messages.back().date;
    }
    it.temp.fetch(messages);
    it.index();
    auto search = search::StoreSearch::open(it.temp.path());
    const std::atomic<bool> wanted = true;
    for (const auto *text : {u"meeting", u"", u"is:unread", u"meeting is:unread"}) {
        std::vector<std::size_t> sizes;
        Uids uids;
        QVERIFY(search->run({1, search::parseQuery(text).query, it.folders(), {}, context(), {}}, wanted,
                            [&](const std::vector<StoreHit> &hits) {
                                sizes.push_back(hits.size());
                                for (const StoreHit &hit : hits)
                                    uids.append(hit.uid.value);
                            }));
        QCOMPARE(sizes, (std::vector<std::size_t>{200, 500}));
        QCOMPARE(uids.size(), 700);
        QVERIFY(std::is_sorted(uids.begin(), uids.end(), std::greater<>()));
    }
}

void StoreSearchTest::aCopyInAllMailIsToldOnce()
{
    Fixture it;
    store::FetchedMessage message = someMessage(1);
    message.emailId = "same";
    it.temp.fetch({message});
    message.uid = {11};
    it.temp.fetch({message}, 7, "All");
    message = someMessage(12);
    it.temp.fetch({message}, 7, "All");
    it.index();
    QCOMPARE(it.found(u"meeting"_s), (Uids{12, 1}));
    QCOMPARE(it.found(u"is:unread"_s), (Uids{12, 1}));
    QCOMPARE(it.found(u"meeting"_s, "All"), (Uids{12, 11}));
    QCOMPARE(it.found(u"meeting in:all"_s), (Uids{12, 11}));
}

void StoreSearchTest::whatCouldNotBeSearchedIsCounted()
{
    Fixture it;
    it.temp.fetch({someMessage(1), someMessage(2)});
    it.temp.fetch({someMessage(3)}, 7, "Work");
    it.text(1, "Subject: x\r\n\r\n"_ba, {{"1", "zebra"}});
    auto search = search::StoreSearch::open(it.temp.path());
    const std::atomic<bool> wanted = true;
    QCOMPARE(*search->gaps({}, wanted), (search::StoreGaps{3, 2, 3}));
    QCOMPARE(*search->gaps({it.temp.folderNow("Work").id}, wanted), (search::StoreGaps{1, 1, 1}));
    it.index();
    QCOMPARE(*search->gaps({it.temp.folderNow().id}, wanted), (search::StoreGaps{2, 1, 0}));
}

void StoreSearchTest::anUnwantedSearchEnds()
{
    Fixture it;
    std::vector<store::FetchedMessage> messages;
    for (quint32 uid = 1; uid <= 600; ++uid)
        messages.push_back(someMessage(uid));
    it.temp.fetch(messages);
    it.index();
    auto search = search::StoreSearch::open(it.temp.path());
    std::atomic<bool> wanted = true;
    int pieces = 0;
    QVERIFY(search->run({1, search::parseQuery(u"meeting").query, {}, {}, context(), {}}, wanted,
                        [&](const std::vector<StoreHit> &) {
                            ++pieces;
                            wanted = false;
                        }));
    QCOMPARE(pieces, 1);
}

void StoreSearchTest::indexesByItselfUnlessSomebodyWaits()
{
    Fixture it;
    FakeClock clock;
    search::Indexer indexer(*it.temp.writer, clock);
    bool isFree = false;
    indexer.setGate([&] { return isFree; });
    QSignalSpy rested(&indexer, &search::Indexer::rested);
    it.temp.fetch({someMessage(1)});
    clock.advance(10s);
    QCOMPARE(it.count("SELECT count(*) FROM unindexed"), 1);  // before the start nothing is done
    indexer.start();
    clock.advance(10s);
    QCOMPARE(it.count("SELECT count(*) FROM unindexed"), 1);
    isFree = true;
    clock.advance(1s);
    QTRY_COMPARE(rested.size(), 1);
    QCOMPARE(it.found(u"meeting"_s), Uids{1});
    indexer.setPaused(true);
    it.temp.fetch({someMessage(2)});
    clock.advance(10s);
    QCOMPARE(it.found(u"meeting"_s), Uids{1});
    indexer.setPaused(false);
    clock.advance(1s);
    QTRY_COMPARE(it.found(u"meeting"_s), (Uids{2, 1}));
}

void StoreSearchTest::beginsAnewWhenMostIsGone()
{
    Fixture it;
    FakeClock clock;
    search::Indexer indexer(*it.temp.writer, clock);
    QSignalSpy rested(&indexer, &search::Indexer::rested);
    it.temp.fetch({someMessage(1)});
    indexer.start();
    clock.advance(1s);
    QTRY_COMPARE(rested.size(), 1);
    it.temp.writer->maintain([](store::Statements &statements, store::ChangeSet &) {
        statements.run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <= ?1)"
                       " INSERT INTO docs (doc, message, words) SELECT -i, NULL, 0 FROM n",
                       search::Indexer::mostDead);
    });
    it.temp.fetch({someMessage(2)});
    QTRY_VERIFY((clock.advance(1s), it.count("SELECT count(*) FROM docs") == 2));
    QCOMPARE(it.found(u"meeting"_s), (Uids{2, 1}));
}

void StoreSearchTest::whatTheServerMaySayIsKnown()
{
    Fixture it;
    it.temp.fetch({someMessage(1), someMessage(2, {"\\Seen"}), someMessage(3)});
    it.text(1, "Subject: x\r\n\r\n"_ba, {{"1", "zebra"}});
    it.index();
    it.temp.fetch({someMessage(4)});
    auto search = search::StoreSearch::open(it.temp.path());
    const std::atomic<bool> wanted = true;
    const auto unknown = [&](QStringView text) {
        Uids uids;
        const auto take = [&](const std::vector<StoreHit> &hits) {
            for (const StoreHit &hit : hits)
                uids.append(hit.uid.value);
        };
        const auto query = search::parseQuery(text).query;
        return search->runUnknown({1, query, it.folders(), {}, context(), {}}, wanted, take) ? uids : Uids{0};
    };
    QCOMPARE(unknown(u"zebra"), (Uids{4, 3, 2}));
    QCOMPARE(unknown(u"-zebra"), (Uids{4, 3, 2}));
    QCOMPARE(unknown(u"zebra is:read"), Uids{2});
    QCOMPARE(unknown(u"is:unread -(zebra or in:work)"), (Uids{4, 3}));
    QCOMPARE(unknown(u"zebra or is:read"), (Uids{4, 3, 2}));
    QCOMPARE(unknown(u"zebra in:work"), Uids{});
    // What the store knows anyway is nothing to ask a server.
    QCOMPARE(unknown(u"is:read"), Uids{});
}

void StoreSearchTest::indexTextIsTheWords()
{
    RandomQueries random(3, RandomQueries::Words::Nasty);
    for (int i = 0; i < 20'000; ++i) {
        const QString text = random.octets();
        if (!text.isValidUtf16())  // what becomes of half a character depends on what is beside it
            continue;
        QCOMPARE(search::indexText(text), search::wordsOf(text).join(u' '));
    }
    QCOMPARE(search::indexText(u"A b-c\nÄ 東京"), u"a b c a 東 京"_s);
}

POSTHORN_TEST(StoreSearchTest)

#include "tst_storesearch.moc"
