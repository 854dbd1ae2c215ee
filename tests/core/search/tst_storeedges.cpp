// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QThread>

#include "tests/core/search/searchstore.h"

using namespace Qt::StringLiterals;
using searchstore::context;
using searchstore::Fixture;
using searchstore::textPart;
using Uids = QList<quint32>;

// A search in the store where something is missing, damaged or not wanted any more, and what it counts.
class StoreEdgesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldersThatAreNotLoadedAreKnown();
    void anUnwantedSearchEndsWithinAStatement();
    void aDamagedMessageHoldsUpNoOther();
    void whatIsFoundIsCountedByWhatItIs();
};

void StoreEdgesTest::foldersThatAreNotLoadedAreKnown()
{
    Fixture it;
    it.temp.fetch({someMessage(1)});
    it.temp.apply(store::FolderCounted{it.temp.account, "Work", 30, 2});
    it.temp.apply(store::FolderCounted{it.temp.account, "All", 30, 2});
    auto search = search::StoreSearch::open(it.temp.path());
    const std::atomic<bool> wanted = true;
    const auto incomplete = [&](const std::vector<store::FolderId> &scope) {
        return *search->incomplete({1, {}, it.folders(), scope, context(), {}}, wanted);
    };
    const store::FolderId work = it.temp.folderNow("Work").id, all = it.temp.folderNow("All").id;
    QCOMPARE(incomplete({}), std::vector<store::FolderId>{work});
    QCOMPARE(incomplete({it.temp.folderNow().id}), std::vector<store::FolderId>{});
    QCOMPARE(incomplete({all}), std::vector<store::FolderId>{all});
}

// A condition that holds for nothing goes through everything without a row to stop at.
void StoreEdgesTest::anUnwantedSearchEndsWithinAStatement()
{
    Fixture it;
    auto database = store::Database::open(it.temp.path(), store::Database::Mode::ReadOnly);
    auto endless = database->prepare("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                                     " SELECT count(*) FROM n");
    std::atomic<bool> wanted = true;
    const store::WhileWanted guard(*database, wanted);
    std::unique_ptr<QThread> other(QThread::create([&] { wanted = false; }));
    other->start();
    const auto row = endless->step();
    other->wait();
    QVERIFY(!row);
    QCOMPARE(row.error().kind, Error::Kind::Cancelled);
}

void StoreEdgesTest::aDamagedMessageHoldsUpNoOther()
{
    Fixture it;
    it.temp.fetch({someMessage(1), someMessage(2), someMessage(3)});
    QVERIFY(it.temp.writer->maintain([](store::Statements &statements, store::ChangeSet &) {
        statements.run("UPDATE messages SET subject = 'fallen' WHERE subject LIKE '%part 2'");
    }));
    it.index();
    QCOMPARE(it.count("SELECT count(*) FROM unindexed"), 0);
    QCOMPARE(it.found(u"meeting"_s), (Uids{3, 1}));
    QVERIFY(QFile::exists(it.temp.path() + u".suspect"_s));  // and the file is looked at
}

void StoreEdgesTest::whatIsFoundIsCountedByWhatItIs()
{
    Fixture it;
    store::FetchedMessage with = someMessage(2, {"\\Seen", "urgent"});
    mime::PartInfo structure, part = textPart("2");
    part.type = "application";
    part.subtype = "pdf";
    part.fileName = u"plan.pdf"_s;
    part.disposition = "attachment";
    structure.type = "multipart";
    structure.subtype = "mixed";
    structure.parts = {textPart("1"), part};
    with.structure = mime::serialize(structure);
    with.hasAttachment = true;
    it.temp.fetch({someMessage(1), with});
    it.temp.fetch({someMessage(3)}, 7, "Work");
    it.index();
    auto search = search::StoreSearch::open(it.temp.path());
    const std::atomic<bool> wanted = true;
    search::FacetCounter counter(it.folders(), context().zone);
    const search::StoreOrder order{
        1, search::parseQuery(u"meeting in:inbox").query, it.folders(), {}, context(), {}};
    QVERIFY(search->run(
        order, wanted, [](const auto &) {}, &counter));
    search::Facets facets = counter.facets();
    QCOMPARE(facets.messages, 2);
    QCOMPARE(facets.of(search::FacetGroup::People).front().name, u"Ann Example"_s);
    QCOMPARE(facets.of(search::FacetGroup::Attachments).size(), 2U);
    QCOMPARE(facets.of(search::FacetGroup::Tags).size(), 1U);
    QCOMPARE(facets.days.size(), 1U);
    const auto work = it.temp.folderNow("Work").id;
    QVERIFY(search->count(order, {*it.temp.reader->find(work, {3})}, wanted, counter));
    facets = counter.facets();
    QCOMPARE(facets.messages, 3);
    QCOMPARE(facets.of(search::FacetGroup::Folders).size(), 2U);
}

POSTHORN_TEST(StoreEdgesTest)

#include "tst_storeedges.moc"
