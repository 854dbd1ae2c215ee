// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reportrows.h"

#include "tests/core/store/storefixture.h"

using namespace Qt::StringLiterals;

namespace {

mime::PartInfo reportStructure()
{
    mime::PartInfo root, text, machine;
    root.type = "multipart";
    root.subtype = "report";
    root.parameters = {{"report-type", u"delivery-status"_s}};
    text.section = "1";
    machine.type = "message";
    machine.subtype = "delivery-status";
    machine.section = "2";
    root.parts = {text, machine};
    return root;
}

store::FetchedMessage report(quint32 uid)
{
    store::FetchedMessage message = someMessage(uid);
    message.structure = mime::serialize(reportStructure());
    return message;
}

store::FetchedMessage request(quint32 uid)
{
    store::FetchedMessage message = someMessage(uid);
    message.asksForReceipt = true;
    message.receiptKey = "key" + QByteArray::number(uid);
    return message;
}

void listThree(TempStore &cache)
{
    cache.apply(store::FoldersListed{cache.account,
                                     {{"INBOX", u"INBOX"_s, '/', store::FolderRole::Inbox, true, true},
                                      {"Sent", u"Sent"_s, '/', store::FolderRole::Sent, true, true},
                                      {"Old", u"Old"_s, '/', {}, true, true}}});
    for (const QByteArray mailbox : {"INBOX", "Sent", "Old"})
        cache.open(0, 1, 7, mailbox);
}

// "1 2": the UIDs of what is to be looked up.
QByteArray waiting(const TempStore &cache)
{
    QByteArrayList uids;
    for (const store::Lookup &lookup : cache.reader->lookups(cache.account, {}, 100)) {
        const auto row = cache.reader->row(lookup.copy);
        uids.append(QByteArray::number(row ? row->uid.value : 0)
                    + (lookup.kind == store::LookupKind::SentMail ? "s" : ""));
    }
    return uids.join(' ');
}

store::ReportRow toldBy(const QByteArray &key, store::CopyId copy, int state = 13, int confidence = 3,
                        const QByteArray &recipient = "bob@ex.org", const QByteArray &sent = "<m@x>")
{
    return {key, copy, 1, {}, {}, {}, {{sent, recipient, state, confidence, {}, {}}}};
}

void write(TempStore &cache, const store::ReportRow &row, const QUuid &account = {},
           const store::ReportBounds &bounds = {})
{
    cache.writer->maintain([&](store::Statements &statements, store::ChangeSet &) {
        store::writeReport(statements, account.isNull() ? cache.account : account, row, {}, bounds);
    });
}

}

// What the cache keeps of reports and of mail that asks for them.
class ReportRowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStructureTellsWhatIsToBeLookedUp()
    {
        TempStore cache;
        listThree(cache);
        cache.fetch({someMessage(1), report(2), request(3)});
        cache.fetch({report(4)}, 7, "Old");
        cache.fetch({report(5), request(6), someMessage(7)}, 7, "Sent");
        QCOMPARE(waiting(cache), "2 4 6s"_ba);
        cache.vanish({{2}});
        QCOMPARE(waiting(cache), "4 6s"_ba);
        const auto first = cache.reader->lookups(cache.account, {}, 1);
        QCOMPARE(first.size(), std::size_t{1});
        QCOMPARE(cache.reader->lookups(cache.account, first.front().copy, 9).size(), std::size_t{1});
    }

    void aReportIsKeptOnceAndFollowsItsCopy()
    {
        TempStore cache;
        listThree(cache);
        cache.fetch({report(1)});
        const auto copy = cache.reader->find(cache.folderNow().id, {1});
        store::ReportRow row{
            "key",
            *copy,
            2,
            QDateTime(QDate(2026, 3, 4), QTime(8, 0), Qt::UTC),
            "<r@x>",
            "bob@ex.org",
            {{"<m@x>", "bob@ex.org", 13, 3, QDateTime(QDate(2026, 3, 4), QTime(8, 0), Qt::UTC), "\x01\x02"}}};
        for (int i = 0; i < 2; ++i)
            cache.writer->maintain([&](store::Statements &statements, store::ChangeSet &) {
                store::writeReport(statements, cache.account, row, {});
            });
        QCOMPARE(waiting(cache), QByteArray());
        QCOMPARE(cache.reader->toldOf("<m@x>").size(), std::size_t{1});
        QVERIFY(cache.reader->report(*copy) == row);
        cache.apply(store::MessagesCopied{cache.account, "INBOX", {7}, "Old", {7}, {{{1}, {9}}}, true});
        const auto moved = cache.reader->find(cache.folderNow("Old").id, {9});
        QVERIFY(!cache.reader->report(*copy));
        QVERIFY(cache.reader->report(*moved));
        QCOMPARE(cache.reader->toldOf("<m@x>").front().copy, *moved);
        cache.apply(store::AccountRemoved{cache.account});
        QVERIFY(cache.reader->toldOf("<m@x>").empty());
    }

    void aCopyOfAReportIsOneTooAndSoIsThatOfOurMail()
    {
        TempStore cache;
        listThree(cache);
        cache.fetch({report(1), request(2)});
        const auto copy = *cache.reader->find(cache.folderNow().id, {1});
        const auto mail = *cache.reader->find(cache.folderNow().id, {2});
        write(cache, toldBy("key", copy));
        cache.writer->maintain([&](store::Statements &statements, store::ChangeSet &) {
            store::writeSentCopy(statements, "<m@x>", mail);
        });
        cache.apply(
            store::MessagesCopied{cache.account, "INBOX", {7}, "Old", {7}, {{{1}, {9}}, {{2}, {10}}}, false});
        const auto other = *cache.reader->find(cache.folderNow("Old").id, {9});
        QVERIFY(cache.reader->report(copy));
        QVERIFY(cache.reader->report(other));
        QCOMPARE(cache.reader->toldOf("<m@x>").size(), std::size_t{1});
        QCOMPARE(*cache.reader->sentCopy("<m@x>"), mail);
        cache.vanish({{1}, {2}});
        QVERIFY(!cache.reader->report(copy));
        QVERIFY(cache.reader->report(other));
        QCOMPARE(cache.reader->toldOf("<m@x>").front().copy, other);
        QCOMPARE(*cache.reader->sentCopy("<m@x>"), *cache.reader->find(cache.folderNow("Old").id, {10}));
    }

    // One report in two accounts: each may go and leave the other's.
    void aReportInTwoAccountsIsOneOfEach()
    {
        TempStore cache;
        listThree(cache);
        cache.fetch({report(1)});
        write(cache, toldBy("key", *cache.reader->find(cache.folderNow().id, {1})));
        const QUuid second(u"{11111111-0000-4000-8000-000000000001}"_s);
        cache.apply(
            store::FoldersListed{second, {{"INBOX", u"INBOX"_s, '/', store::FolderRole::Inbox, true, true}}});
        store::MailboxState state;
        state.uidValidity = {7};
        cache.apply(store::MailboxOpened{second, "INBOX", state});
        cache.apply(store::MessagesFetched{second, "INBOX", {7}, {report(1)}});
        const auto copy = *cache.reader->find(cache.reader->folder(second, "INBOX")->id, {1});
        write(cache, toldBy("key", copy), second);
        QCOMPARE(cache.reader->toldOf("<m@x>").size(), std::size_t{2});
        cache.apply(store::AccountRemoved{cache.account});
        const auto told = cache.reader->toldOf("<m@x>");
        QCOMPARE(told.size(), std::size_t{1});
        QCOMPARE(told.front().copy, copy);
    }

    // Whoever sends thousands fills no disk, and keeps nobody's word out.
    void aFloodOfReportsAboutOneMailIsCounted()
    {
        TempStore cache;
        listThree(cache);
        cache.fetch({report(1)});
        const auto copy = *cache.reader->find(cache.folderNow().id, {1});
        constexpr int displayed = 13, deleted = 12, forged = 0, certain = 3;
        const auto count = [&](const char *table) {
            const auto database = store::Database::open(cache.path(), store::Database::Mode::ReadOnly);
            auto query = database->prepare(QByteArray("SELECT count(*) FROM ").append(table).constData());
            return query && *query->step() ? query->integer(0) : -1;
        };
        const store::ReportBounds bounds{5, 20, certain, 30};
        for (int i = 0; i < 200; ++i) {
            const QByteArray number = QByteArray::number(i);
            write(cache, toldBy("same" + number, copy, displayed, forged), {}, bounds);
            write(cache, toldBy("named" + number, copy, displayed, forged, number + "@ex.org"), {}, bounds);
            write(cache, toldBy("strange" + number, copy, 0, 1, "eve@ex.org", {}), {}, bounds);
        }
        write(cache, toldBy("true", copy, displayed, certain), {}, bounds);
        write(cache, toldBy("other", copy, deleted, certain), {}, bounds);
        QCOMPARE(cache.reader->toldOf("<m@x>").size(), std::size_t{22});
        cache.writer->maintain([](store::Statements &statements, store::ChangeSet &) {
            QCOMPARE(store::surplusOf(statements, "<m@x>"), 380);
        });
        const auto strangers = cache.reader->unmatchedReports(100);
        QCOMPARE(strangers.size(), std::size_t{30});
        QCOMPARE(strangers.front().report.key, "strange199"_ba);
        QCOMPARE(count("reports"), 52);
        QCOMPARE(count("report_matches"), 52);
        QCOMPARE(count("report_copies"), 1);
    }

    void aFallenBitIsNotShown()
    {
        TempStore cache;
        listThree(cache);
        cache.fetch({report(1)});
        const auto copy = cache.reader->find(cache.folderNow().id, {1});
        cache.writer->maintain([&](store::Statements &statements, store::ChangeSet &) {
            store::writeReport(statements, cache.account,
                               {"key", *copy, 1, {}, {}, {}, {{"<m@x>", "bob@ex.org", 9, 3, {}, {}}}}, {});
            statements.run("UPDATE report_matches SET state = 13");
        });
        QVERIFY(cache.reader->toldOf("<m@x>").empty());
    }

    void whatIsAskedOfUsComesNewestFirst()
    {
        TempStore cache;
        listThree(cache);
        cache.fetch({someMessage(1), request(2), request(3)});
        cache.fetch({request(9)}, 7, "Old");
        cache.fetch({request(8)}, 7, "Sent");
        const auto subjects = [&](const auto &asked) {
            QByteArrayList uids;
            for (const auto &one : asked)
                uids.append(QByteArray::number(cache.reader->row(one.copy)->uid.value));
            return uids.join(' ');
        };
        const auto newest = cache.reader->askedOfUs(2);
        QCOMPARE(subjects(newest), "9 3"_ba);
        QCOMPARE(subjects(cache.reader->askedOfUs(2, &newest.back().cursor)), "2"_ba);
    }

    void requestsOfOneFolderComeInShortPieces()
    {
        TempStore cache;
        listThree(cache);
        cache.fetch({someMessage(1), request(2), request(3)});
        cache.fetch({request(8), request(9)}, 7, "Old");
        std::optional<store::Reader::AskedCursor> passed;
        std::vector<store::CopyId> found;
        const auto folder = cache.folderNow("Old").id;
        int pieces = 1;
        while (cache.reader->askedIn(folder, 1, passed, found))
            ++pieces;
        QCOMPARE(pieces, 5);  // four requests, wherever they lie, and the end
        QByteArrayList uids;
        for (const store::CopyId copy : found)
            uids.append(QByteArray::number(cache.reader->row(copy)->uid.value));
        QCOMPARE(uids.join(' '), "9 8"_ba);
    }
};

POSTHORN_TEST(ReportRowsTest)
#include "tst_reportrows.moc"
