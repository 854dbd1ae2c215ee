// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/writer.h"

#include <algorithm>

#include "tests/core/store/storefixture.h"

using namespace Qt::StringLiterals;
using store::ChangeSet;

namespace {

std::vector<imap::Uid> uidsOf(const std::vector<store::InsertedCopy> &copies)
{
    std::vector<imap::Uid> uids;
    std::transform(copies.begin(), copies.end(), std::back_inserter(uids),
                   [](const auto &copy) { return copy.uid; });
    return uids;
}

std::vector<store::FetchedMessage> messages(quint32 from, quint32 to)
{
    std::vector<store::FetchedMessage> all;
    for (quint32 uid = from; uid <= to; ++uid)
        all.push_back(someMessage(uid));
    return all;
}

}

class TestWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listedFoldersAppearChangeAndGo()
    {
        TempStore temp;
        const ChangeSet made = temp.apply(store::FoldersListed{
            temp.account,
            {{"INBOX", u"INBOX"_s, '/', store::FolderRole::Inbox, true, true},
             {"Entw&APw-rfe", u"Entwürfe"_s, std::nullopt, store::FolderRole::Drafts, false, false}}});
        QCOMPARE(made.foldersChanged.size(), size_t{2});
        QCOMPARE(made.account, temp.account);
        QCOMPARE(temp.reader->folders(temp.account), made.foldersChanged);
        QCOMPARE(made.foldersChanged[1].name, u"Entwürfe"_s);
        QCOMPARE(made.foldersChanged[1].delimiter, std::nullopt);
        QVERIFY(!made.foldersChanged[1].selectable);

        const ChangeSet next =
            temp.apply(store::FoldersListed{temp.account,
                                            {{"INBOX", u"INBOX"_s, '/', store::FolderRole::Inbox, true, true},
                                             {"Sent", u"Sent"_s, '/', store::FolderRole::Sent, true, true},
                                             {"Sent", u"Sent"_s, '/', store::FolderRole::None, true, true}}});
        QCOMPARE(next.foldersChanged.size(), size_t{1});
        QCOMPARE(next.foldersChanged[0].role, store::FolderRole::None);  // the last one said so
        QCOMPARE(next.foldersRemoved, std::vector{made.foldersChanged[1].id});
        QVERIFY(
            temp.apply(store::FoldersListed{temp.account,
                                            {{"INBOX", u"INBOX"_s, '/', store::FolderRole::Inbox, true, true},
                                             {"Sent", u"Sent"_s, '/', store::FolderRole::None, true, true}}})
                .isEmpty());
    }
    void belowTheFloorNothingMoreIsCopiedFromTheServer()
    {
        COVERS("SEC-59");
        TempStore temp;
        temp.list();
        temp.open(2);
        qint64 free = store::Writer::freeSpaceFloor;
        temp.writer->setFreeSpace([&free] { return free; });
        QVERIFY(!temp.fetch({someMessage(1)}).isEmpty());
        free = store::Writer::freeSpaceFloor - 1;
        QSignalSpy notKept(temp.writer.get(), &store::Writer::contentNotKept);
        temp.fetch({someMessage(2)});
        temp.apply(store::ContentFetched{temp.account, "INBOX", {7}, {1}, "Subject: x", {{"1", "text"}}});
        QCOMPARE(temp.failures, 2);
        QCOMPARE(temp.lastError.kind, Error::Kind::LimitExceeded);
        QCOMPARE(notKept.size(), 1);
        QCOMPARE(temp.reader->copies(temp.folderNow().id).size(), std::size_t{1});
        // What takes no room goes on: flags, and what is gone.
        QVERIFY(!temp.flags({{imap::Uid{1}, store::flagsFromNames({"\\Seen"}), {}}}).isEmpty());
        QVERIFY(!temp.vanish({imap::Uid{1}}).isEmpty());
        free = store::Writer::freeSpaceFloor;
        QVERIFY(!temp.fetch({someMessage(2)}).isEmpty());
        free = -1;  // a sandbox may not be told
        QVERIFY(!temp.fetch({someMessage(3)}).isEmpty());
    }
    void whatIsGatheredIsWrittenTogetherAndToldInOrder()
    {
        TempStore temp;
        temp.list();
        temp.open(3);
        QSignalSpy changed(temp.writer.get(), &store::Writer::changed);
        temp.writer->gather(store::MessagesFetched{temp.account, "INBOX", {7}, {someMessage(1)}});
        temp.writer->gather(store::MessagesFetched{temp.account, "INBOX", {7}, {someMessage(2)}});
        temp.writer->gather(store::FolderInStep{temp.account, "INBOX", {7}, {9}});
        QVERIFY(temp.reader->copies(temp.folderNow().id).empty());
        QCOMPARE(changed.size(), 0);
        temp.writer->settle();
        QCOMPARE(changed.size(), 3);
        const auto uidOf = [&changed](int at) {
            const auto set = changed.at(at).front().value<store::ChangeSet>();
            return set.folders.empty() ? 0U : set.folders.front().inserted.front().uid.value;
        };
        QCOMPARE(uidOf(0), 1U);
        QCOMPARE(uidOf(1), 2U);
        QCOMPARE(temp.reader->copies(temp.folderNow().id).size(), std::size_t{2});
        QCOMPARE(temp.folderNow().inStepWith.value, quint64{9});
        temp.writer->settle();
        QCOMPARE(changed.size(), 3);
    }
    void whatIsAppliedComesAfterWhatWasGathered()
    {
        TempStore temp;
        temp.list();
        temp.open(3);
        temp.writer->gather(store::MessagesFetched{temp.account, "INBOX", {7}, {someMessage(1)}});
        QVERIFY(!temp.vanish({imap::Uid{1}}).isEmpty());
        QVERIFY(temp.reader->copies(temp.folderNow().id).empty());
    }
    void ofWhatIsGatheredTheOneThatFailsTakesNoOtherWithIt()
    {
        TempStore temp;
        temp.list();
        temp.open(3);
        qint64 free = -1;
        temp.writer->setFreeSpace([&free] { return free; });
        temp.writer->gather(store::FolderInStep{temp.account, "INBOX", {7}, {5}});
        temp.writer->gather(store::FlagsFetched{temp.account, "INBOX", {7}, {}});
        free = 0;
        temp.writer->gather(store::MessagesFetched{temp.account, "INBOX", {7}, {someMessage(1)}});
        QCOMPARE(temp.failures, 1);
        QCOMPARE(temp.folderNow().inStepWith.value, quint64{5});
        // What is gathered behind the lost one knows of it, also when it is tried once more.
        temp.writer->gather(store::FolderInStep{temp.account, "INBOX", {7}, {6}});
        store::MailboxState state;
        state.uidValidity = {7};
        temp.writer->gather(store::MailboxOpened{temp.account, "INBOX", state});
        temp.writer->gather(store::MessagesFetched{temp.account, "INBOX", {7}, {someMessage(1)}});
        QCOMPARE(temp.failures, 2);
        QCOMPARE(temp.folderNow().inStepWith.value, quint64{0});
        free = -1;
        temp.writer->gather(store::MessagesFetched{temp.account, "INBOX", {7}, {someMessage(2)}});
        temp.writer->settle();
        QCOMPARE(temp.failures, 2);
        QCOMPARE(temp.reader->copies(temp.folderNow().id).size(), std::size_t{1});
    }
    void folderIdsAreNotGivenAgain()
    {
        TempStore temp;
        const store::FolderId first = temp.list("a").id;
        const store::FolderId second = temp.list("b").id;  // "a" is gone with it
        QVERIFY(second > first);
        QVERIFY(!temp.reader->folder(first));
    }
    void theStateOfAnOpenedMailboxIsKept_data()
    {
        QTest::addColumn<bool>("said");
        QTest::newRow("PERMANENTFLAGS") << true;
        QTest::newRow("none") << false;
    }
    void theStateOfAnOpenedMailboxIsKept()
    {
        QFETCH(bool, said);
        TempStore temp;
        temp.list();
        store::MailboxState state;
        state.uidValidity = {4294967295U};
        state.uidNext = {4294967295U};
        state.highestModSeq = {9223372036854775807U};
        state.exists = 3;
        state.readOnly = true;
        if (said)
            state.permanentFlags = QByteArrayList{"\\seen", "$mdnsent"};
        state.anyKeyword = said;
        state.noModSeq = true;
        const ChangeSet changes = temp.apply(store::MailboxOpened{temp.account, "INBOX", state});
        QCOMPARE(changes.foldersChanged.size(), size_t{1});
        QCOMPARE(temp.folderNow().state, std::optional(state));
        QCOMPARE(temp.folderNow().messages, 3U);
        QVERIFY(temp.apply(store::MailboxOpened{temp.account, "INBOX", state}).isEmpty());
    }
    void newMessagesAreToldWithTheirSortKeyAndReadBack()
    {
        TempStore temp;
        const store::Folder inbox = temp.list();
        temp.open(2, 3);
        store::FetchedMessage full = someMessage(2, {"\\Flagged", "Work"});
        full.asksForReceipt = full.hasAttachment = true;
        full.receiptKey = QByteArray("\0key", 4);
        full.references = {"a@b", "c@d"};
        const ChangeSet changes = temp.fetch({someMessage(1, {"\\Seen", "\\Recent"}), full});
        QCOMPARE(changes.folders.size(), size_t{1});
        QCOMPARE(changes.folders[0].folder, inbox.id);
        QCOMPARE(uidsOf(changes.folders[0].inserted), (std::vector<imap::Uid>{{1}, {2}}));
        QCOMPARE(changes.folders[0].inserted[1].date, full.date.toMSecsSinceEpoch());

        const auto row = temp.reader->row(changes.folders[0].inserted[1].id);
        QVERIFY(row);
        const store::MessageRow expected{changes.folders[0].inserted[1].id,
                                         inbox.id,
                                         {2},
                                         full.subject,
                                         full.from,
                                         full.fromAddress,
                                         full.to,
                                         full.date,
                                         full.octets,
                                         full.flags,
                                         true,
                                         true,
                                         full.receiptKey,
                                         full.messageId,
                                         row->thread};
        QCOMPARE(*row, expected);
        QVERIFY(!temp.reader->row(changes.folders[0].inserted[0].id)->flags.has(store::Flags::Recent));
        QCOMPARE(temp.folderNow().unseen, 1U);
    }
    void aMessageFetchedAgainChangesOnlyItsFlags()
    {
        TempStore temp;
        temp.list();
        temp.open(1, 2);
        const auto id = temp.fetch({someMessage(1)}).folders[0].inserted[0].id;
        QVERIFY(temp.fetch({someMessage(1)}).isEmpty());
        store::FetchedMessage other = someMessage(1, {"\\Seen"});
        other.subject = u"another"_s;
        const ChangeSet changes = temp.fetch({other, other});
        QVERIFY(changes.folders[0].inserted.empty());
        QCOMPARE(changes.folders[0].changed, std::vector{id});
        QCOMPARE(temp.reader->row(id)->subject, someMessage(1).subject);
        QVERIFY(temp.reader->row(id)->flags.has(store::Flags::Seen));
    }
    void aMessageTwiceInOneAnswerIsStoredOnce()
    {
        TempStore temp;
        const store::Folder inbox = temp.list();
        temp.open(1, 2);
        const ChangeSet changes = temp.fetch({someMessage(1), someMessage(1, {"\\Seen"}), someMessage(0)});
        QCOMPARE(changes.folders[0].inserted.size(), size_t{1});
        QVERIFY(changes.folders[0].changed.empty());
        QCOMPARE(temp.reader->copies(inbox.id).size(), size_t{1});
        QCOMPARE(temp.folderNow().unseen, 0U);
    }
    void anotherUidValidityWritesNothing_data()
    {
        QTest::addColumn<int>("alternative");
        QTest::newRow("messages") << 0;
        QTest::newRow("flags") << 1;
        QTest::newRow("vanished") << 2;
        QTest::newRow("content") << 3;
    }
    void anotherUidValidityWritesNothing()
    {
        QFETCH(int, alternative);
        TempStore temp;
        const store::Folder inbox = temp.list();
        temp.open(1, 2, 7);
        temp.fetch({someMessage(1)});
        const store::ContentFetched content{temp.account, "INBOX", {8}, {1}, "Subject: x\r\n\r\n"_ba, {}};
        const ChangeSet changes = alternative == 0 ? temp.fetch({someMessage(2)}, 8)
            : alternative == 1 ? temp.flags({{{1}, store::flagsFromNames({"\\Seen"}), {}}}, 8)
            : alternative == 2 ? temp.vanish({{1}}, 8)
                               : temp.apply(content);
        QVERIFY(changes.isEmpty());
        QCOMPARE(temp.failures, 0);
        const auto copies = temp.reader->copies(inbox.id);
        QCOMPARE(uidsOf(copies), std::vector<imap::Uid>{{1}});
        QVERIFY(!temp.reader->row(copies[0].id)->flags.has(store::Flags::Seen));
        QVERIFY(!temp.reader->content(copies[0].id)->header);
    }
    void openingWithAnotherUidValidityEmptiesTheFolder_data()
    {
        QTest::addColumn<quint32>("validity");
        QTest::addColumn<bool>("emptied");
        QTest::newRow("the same") << 7U << false;
        QTest::newRow("another") << 8U << true;
        QTest::newRow("lower") << 6U << true;
        QTest::newRow("none") << 0U << true;
    }
    void openingWithAnotherUidValidityEmptiesTheFolder()
    {
        QFETCH(quint32, validity);
        QFETCH(bool, emptied);
        TempStore temp;
        const store::Folder inbox = temp.list();
        temp.open(2, 3, 7);
        const auto copies = temp.fetch(messages(1, 2)).folders[0].inserted;
        const ChangeSet changes = temp.open(2, 4, validity);
        QCOMPARE(!changes.folders.empty() && changes.folders[0].emptied, emptied);
        QCOMPARE(temp.reader->copies(inbox.id).empty(), emptied);
        QCOMPARE(temp.reader->row(copies[0].id).has_value(), !emptied);
        QCOMPARE(temp.folderNow().messages, 2U);
    }
    // Deleted and made again within the second that the UIDVALIDITY is made of (RFC 8474, 4.2).
    void aMailboxWithAnotherIdIsAnother()
    {
        COVERS("MA-05");
        TempStore temp;
        const store::Folder inbox = temp.list();
        store::MailboxState state;
        state.uidValidity = {7};
        state.mailboxId = "F1";
        const auto open = [&] { temp.apply(store::MailboxOpened{temp.account, "INBOX", state}); };
        open();
        temp.fetch(messages(1, 2));
        open();
        QCOMPARE(temp.reader->copies(inbox.id).size(), size_t{2});
        QCOMPARE(temp.folderNow().state->mailboxId, "F1"_ba);
        state.mailboxId.clear();  // a server that has stopped telling
        open();
        state.mailboxId = "F2";
        open();
        QCOMPARE(temp.reader->copies(inbox.id).size(), size_t{2});
        state.mailboxId = "F3";
        open();
        QVERIFY(temp.reader->copies(inbox.id).empty());
    }
    void flagsAreToldOnlyWhenTheyDiffer()
    {
        TempStore temp;
        const store::Folder inbox = temp.list();
        temp.open(3, 4);
        const auto made = temp.fetch(messages(1, 3)).folders[0].inserted;
        const auto seen = store::flagsFromNames({"\\Seen", "$Forwarded", "later"});
        const ChangeSet changes = temp.flags({{{2}, seen, {50}}, {{3}, {}, {51}}, {{9}, seen, {52}}});
        QCOMPARE(changes.folders[0].changed, std::vector{made[1].id});
        QCOMPARE(changes.foldersChanged.size(), size_t{1});
        QCOMPARE(changes.foldersChanged[0].unseen, 2U);
        const auto known = temp.reader->knownFlags(inbox.id);
        QCOMPARE(known.size(), size_t{3});
        QCOMPARE(known[1].flags, seen);
        QCOMPARE(known[1].modSeq, imap::ModSeq{50});
        QCOMPARE(known[2].modSeq, imap::ModSeq{51});
        QVERIFY(temp.flags({{{2}, seen, {50}}}).isEmpty());
    }
    void vanishedMessagesGoWithTheirText()
    {
        TempStore temp;
        const store::Folder inbox = temp.list();
        temp.open(3, 4);
        const auto made = temp.fetch(messages(1, 3)).folders[0].inserted;
        temp.apply(
            store::ContentFetched{temp.account, "INBOX", {7}, {2}, "A: b\r\n\r\n"_ba, {{"1", "text"}}});
        const ChangeSet changes = temp.vanish({{2}, {2}, {77}});
        QCOMPARE(changes.folders[0].removed, std::vector{made[1].id});
        QCOMPARE(temp.folderNow().messages, 2U);
        QVERIFY(!temp.reader->row(made[1].id));
        QVERIFY(!temp.reader->content(made[1].id));
        QVERIFY(!temp.reader->find(inbox.id, {2}));
        temp.sweep();
        auto database = store::Database::open(temp.path(), store::Database::Mode::ReadOnly);
        auto left =
            database->prepare("SELECT (SELECT count(*) FROM headers) + (SELECT count(*) FROM sections)"
                              " + (SELECT count(*) FROM messages)");
        QVERIFY(*left->step());
        QCOMPARE(left->integer(0), 2);
    }
    void textArrivesInPieces()
    {
        TempStore temp;
        temp.list();
        temp.open(1, 2);
        const auto id = temp.fetch({someMessage(1)}).folders[0].inserted[0].id;
        QVERIFY(!temp.reader->content(id)->header);
        const QByteArray binary = QByteArray::fromHex("00ff0d0a00");
        const ChangeSet changes = temp.apply(store::ContentFetched{
            temp.account, "INBOX", {7}, {1}, "A: b\r\n\r\n"_ba, {{"1", binary}, {"2.1", QByteArray()}}});
        QCOMPARE(changes.folders[0].contentArrived, std::vector{id});
        temp.apply(store::ContentFetched{temp.account, "INBOX", {7}, {1}, std::nullopt, {{"2.2", "x"}}});
        const auto content = temp.reader->content(id);
        QCOMPARE(content->header, std::optional("A: b\r\n\r\n"_ba));
        QCOMPARE(content->section("1"), std::optional(binary));
        QCOMPARE(content->section("2.1"), std::optional(QByteArray()));
        QCOMPARE(content->section("2.2"), std::optional("x"_ba));
        QCOMPARE(content->section("3"), std::nullopt);
        QCOMPARE(content->structure, someStructure());
    }
    void anAccountIsRemovedWhole()
    {
        TempStore temp;
        const store::Folder inbox = temp.list();
        temp.open(2, 3);
        temp.fetch(messages(1, 2));
        const QUuid other = QUuid::createUuid();
        temp.apply(store::FoldersListed{other, {{"INBOX", u"INBOX"_s, '/', {}, true, true}}});
        const ChangeSet changes = temp.apply(store::AccountRemoved{temp.account});
        QCOMPARE(changes.foldersRemoved, std::vector{inbox.id});
        QVERIFY(temp.reader->folders(temp.account).empty());
        QCOMPARE(temp.reader->folders(other).size(), size_t{1});
        auto database = store::Database::open(temp.path(), store::Database::Mode::ReadOnly);
        auto left = database->prepare("SELECT (SELECT count(*) FROM copies) + (SELECT count(*) FROM messages)"
                                      " + (SELECT count(*) FROM accounts)");
        QVERIFY(*left->step());
        QCOMPARE(left->integer(0), 1);
    }
    void everyOrderHasOneAnswer()
    {
        TempStore temp;
        const QSignalSpy changed(temp.writer.get(), &store::Writer::changed);
        temp.fetch({someMessage(1)}, 7, "no such folder");
        temp.open(1, 2, 7, "no such folder");
        temp.apply(store::FolderCounted{temp.account, "no such folder", 1, 1});
        QCOMPARE(changed.count(), 3);
        QVERIFY(temp.last.isEmpty());
    }
    void aBrokenUpdateLeavesNothingHalfWritten()
    {
        TempStore temp;
        const store::Folder inbox = temp.list();
        temp.open(2, 3);
        temp.fetch({someMessage(1)});
        // The table for texts goes away under the writer: what comes before it in the same update is undone.
        auto saboteur = store::Database::open(temp.path(), store::Database::Mode::ReadWrite);
        QVERIFY(saboteur->execute("ALTER TABLE sections RENAME TO elsewhere"));
        temp.apply(store::ContentFetched{temp.account, "INBOX", {7}, {1}, "A: b\r\n\r\n"_ba, {{"1", "x"}}});
        QCOMPARE(temp.failures, 1);
        QCOMPARE(temp.lastError.kind, Error::Kind::Storage);
        QVERIFY(saboteur->execute("ALTER TABLE elsewhere RENAME TO sections"));
        QVERIFY(!temp.reader->content(*temp.reader->find(inbox.id, {1}))->header);
        // And the next one is written as if nothing had been.
        QCOMPARE(temp.fetch({someMessage(2)}).folders[0].inserted.size(), size_t{1});
    }
    void aFullDiskIsAnErrorAndNothingIsHalfWritten()
    {
        QTemporaryDir folder;
        auto cache = store::openCache(folder.path() + u"/cache.db"_s);
        QVERIFY(cache);
        QVERIFY(cache->database.execute("PRAGMA max_page_count=60"));  // SQLITE_FULL, as by ENOSPC
        store::Writer writer(std::move(cache->database));
        const QUuid account = QUuid::createUuid();
        const QSignalSpy failed(&writer, &store::Writer::failed);
        writer.apply(store::FoldersListed{account, {{"INBOX", u"INBOX"_s, '/', {}, true, true}}});
        store::MailboxState state;
        state.uidValidity = {7};
        writer.apply(store::MailboxOpened{account, "INBOX", state});
        QCOMPARE(failed.count(), 0);
        writer.apply(store::MessagesFetched{account, "INBOX", {7}, messages(1, 5000)});
        QCOMPARE(failed.count(), 1);
        writer.apply(store::MessagesFetched{account, "INBOX", {7}, messages(1, 10)});
        QCOMPARE(failed.count(), 1);
        const auto reader = store::Reader::open(folder.path() + u"/cache.db"_s);
        QCOMPARE(reader->copies(reader->folder(account, "INBOX")->id).size(), size_t{10});
        QCOMPARE(reader->folder(account, "INBOX")->messages, 10U);
    }
    void afterALostUpdateAFolderIsNotInStep()
    {
        TempStore temp;
        temp.list();
        temp.open(2, 3);
        temp.fetch({someMessage(1), someMessage(2)});
        const auto inStepWith = [&temp](quint64 modSeq) {
            temp.apply(store::FolderInStep{temp.account, "INBOX", {7}, {modSeq}});
            return temp.folderNow().inStepWith.value;
        };
        QCOMPARE(inStepWith(50), quint64{50});
        qint64 free = 0;
        temp.writer->setFreeSpace([&free] { return free; });
        temp.fetch({someMessage(3)});
        QCOMPARE(temp.failures, 1);
        QCOMPARE(inStepWith(60), quint64{0});  // everything is to be looked at
        free = -1;
        temp.fetch({someMessage(4)});
        QCOMPARE(inStepWith(61), quint64{0});  // what was lost is still not here
        // Under another name it is the same folder.
        temp.apply(store::FoldersRenamed{temp.account, {{"INBOX", "Else", u"Else"_s}}});
        temp.apply(store::FolderInStep{temp.account, "Else", {7}, {62}});
        QCOMPARE(temp.folderNow("Else").inStepWith.value, quint64{0});
        temp.open(4, 5, 7, "Else");
        temp.apply(store::FolderInStep{temp.account, "Else", {7}, {63}});
        QCOMPARE(temp.folderNow("Else").inStepWith.value, quint64{63});
        QCOMPARE(temp.failures, 1);
    }
    void aDateFromTheFutureOrNoneGivesWayToTheServers_data()
    {
        QTest::addColumn<QDateTime>("date");
        QTest::addColumn<QDateTime>("received");
        QTest::addColumn<QDateTime>("shown");
        const QDateTime at(QDate(2024, 5, 5), QTime(5, 5), Qt::UTC);
        QTest::newRow("sane") << at << at.addDays(1) << at;
        QTest::newRow("ahead by hours") << at.addSecs(3600) << at << at.addSecs(3600);
        QTest::newRow("ahead by days") << at.addDays(2) << at << at;
        QTest::newRow("none") << QDateTime() << at << at;
        QTest::newRow("before mail") << QDateTime(QDate(1900, 1, 1), QTime(0, 0), Qt::UTC) << at << at;
        QTest::newRow("no INTERNALDATE") << at << QDateTime() << at;
        QTest::newRow("neither") << QDateTime() << QDateTime() << QDateTime();
    }
    void aDateFromTheFutureOrNoneGivesWayToTheServers()
    {
        QFETCH(QDateTime, date);
        QFETCH(QDateTime, received);
        QFETCH(QDateTime, shown);
        TempStore temp;
        temp.list();
        temp.open(1, 2);
        store::FetchedMessage message = someMessage(1);
        message.date = date;
        message.internalDate = received;
        const auto made = temp.fetch({message}).folders[0].inserted[0];
        QCOMPARE(temp.reader->row(made.id)->date, shown);
        QCOMPARE(made.date, shown.isValid() ? shown.toMSecsSinceEpoch() : 0);
    }
    void linesOfAHostileServerAreCut()
    {
        TempStore temp;
        temp.list();
        temp.open(1, 2);
        store::FetchedMessage message = someMessage(1);
        message.subject = QString(1000000, u'x');
        message.references = QByteArrayList(100000, "a@b");
        const auto id = temp.fetch({message}).folders[0].inserted[0].id;
        QCOMPARE(temp.reader->row(id)->subject.size(), 1000);
    }
};

POSTHORN_TEST(TestWriter)
#include "tst_writer.moc"
