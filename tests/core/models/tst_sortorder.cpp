// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/messagelistmodel.h"
#include "core/models/sortorder.h"

#include <QAbstractItemModelTester>

#include "tests/core/store/storefixture.h"

using namespace Qt::StringLiterals;
using models::MessageColumn;
using models::MessageListModel;
using models::SortOrder;
using models::SortRanks;

namespace {

constexpr store::FolderId folder{7};
constexpr SortOrder bySubject{MessageColumn::Subject, false};

store::InsertedCopy copy(qint64 number)
{
    return {store::CopyId{number}, imap::Uid{static_cast<quint32>(number % 100000)}, number * 1000};
}

std::vector<store::InsertedCopy> copies(std::initializer_list<qint64> numbers)
{
    std::vector<store::InsertedCopy> all;
    for (const qint64 number : numbers)
        all.push_back(copy(number));
    return all;
}

SortRanks ranks(std::initializer_list<qint64> inOrder)
{
    std::vector<store::CopyId> ids;
    for (const qint64 number : inOrder)
        ids.push_back({number});
    return SortRanks(ids);
}

store::FolderChange inserted(std::initializer_list<qint64> numbers)
{
    store::FolderChange change;
    change.folder = folder;
    change.inserted = copies(numbers);
    return change;
}

QString ids(const MessageListModel &model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all += QString::number(model.copyAt(row)->value);
    return all.join(u' ');
}

// The model with its tester, and whether it was reset.
struct List {
    MessageListModel model{{.row = [](store::CopyId) { return std::nullopt; }}};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    QSignalSpy resets{&model, &QAbstractItemModel::modelReset};

    explicit List(std::initializer_list<qint64> numbers) { model.setFolder(folder, copies(numbers)); }
};

}

class SortOrderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPlaceForEachNearOrFar()
    {
        const SortRanks near = ranks({5, 3, 9});
        const SortRanks far = ranks({5, 3'000'000'000, 9});
        for (const SortRanks *each : {&near, &far})
            QCOMPARE(each->of({5}), 1U);
        QCOMPARE(near.of({3}), 2U);
        QCOMPARE(near.of({9}), 3U);
        QCOMPARE(far.of({3'000'000'000}), 2U);
        QCOMPARE(far.of({9}), 3U);
        for (const qint64 unknown : {0, 2, 4, 10, 4000})
            QCOMPARE(near.of({unknown}) + far.of({unknown}), 0U);
        QCOMPARE(SortRanks().of({1}), 0U);
    }

    void theListIsInThatOrderAndBack()
    {
        List list{4, 3, 2, 1};
        list.model.sortBy(bySubject, ranks({2, 4, 1, 3}));
        QCOMPARE(ids(list.model), u"2 4 1 3"_s);
        list.model.sortBy({MessageColumn::Date, false});
        QCOMPARE(ids(list.model), u"1 2 3 4"_s);
        list.model.sortBy({});
        QCOMPARE(ids(list.model), u"4 3 2 1"_s);
        list.resets.clear();
        list.model.sortBy({});
        QCOMPARE(list.resets.size(), 0);
    }

    void whatComesWaitsForItsPlaceAndMovesNothing()
    {
        List list{4, 3, 2, 1};
        list.model.sortBy(bySubject, ranks({2, 4, 1, 3}));
        list.resets.clear();
        list.model.apply(inserted({6, 5}));
        QCOMPARE(ids(list.model), u"2 4 1 3"_s);
        QCOMPARE(list.model.totalCount(), 6);
        list.model.rank(ranks({6, 2, 4, 1, 5, 3}));
        QCOMPARE(ids(list.model), u"6 2 4 1 5 3"_s);
        QCOMPARE(list.resets.size(), 0);
        store::FolderChange gone;
        gone.folder = folder;
        gone.removed = {{4}, {5}};
        list.model.apply(gone);
        QCOMPARE(ids(list.model), u"6 2 1 3"_s);
        QCOMPARE(list.resets.size(), 0);
    }

    // What could not be read has no place, and is there nevertheless; later it has one.
    void whatHasNoPlaceStandsFirstUntilItHas()
    {
        List list{4, 3, 2, 1};
        list.model.sortBy(bySubject, ranks({2, 1}));
        QCOMPARE(ids(list.model), u"4 3 2 1"_s);
        list.model.rank(ranks({2, 4, 1, 3}));
        QCOMPARE(ids(list.model), u"2 4 1 3"_s);
    }

    void starsComeAndGo()
    {
        List list{4, 3, 2, 1};
        const SortOrder byStar{MessageColumn::Flag, true};
        list.model.sortBy(byStar, ranks({3, 4, 2, 1}));
        list.model.apply(inserted({5}));
        QCOMPARE(ids(list.model), u"3 4 2 1"_s);
        list.model.rank(ranks({1, 5, 4, 3, 2}));
        QCOMPARE(ids(list.model), u"1 5 4 3 2"_s);
    }

    void anOlderOneGoesToItsPlaceByDate()
    {
        List list{5, 3, 1};
        list.model.sortBy({MessageColumn::Date, false});
        list.resets.clear();
        list.model.apply(inserted({4, 6, 2}));
        QCOMPARE(ids(list.model), u"1 2 3 4 5 6"_s);
        QCOMPARE(list.resets.size(), 0);
    }

    void whatIsOnItsWayStandsFirst()
    {
        List list{3, 2, 1};
        list.model.sortBy(bySubject, ranks({1, 2, 3}));
        store::InsertedCopy coming = copy(2);
        coming.id = {77};
        coming.uid = {};
        list.model.setOverlay({}, {coming});
        QCOMPARE(ids(list.model), u"77 1 2 3"_s);
        list.model.setOverlay({}, {});
        QCOMPARE(ids(list.model), u"1 2 3"_s);
    }

    void aSearchKeepsTheOrder()
    {
        List list{4, 3, 2, 1};
        list.model.sortBy(bySubject, ranks({2, 4, 1, 3}));
        list.model.narrow({{1}, {4}});
        QCOMPARE(ids(list.model), u"4 1"_s);
        list.model.sortBy({MessageColumn::Date, false});
        QCOMPARE(ids(list.model), u"1 4"_s);
        list.model.widen();
        QCOMPARE(ids(list.model), u"1 2 3 4"_s);
    }

    void anotherFolderIsByDateAgain()
    {
        List list{2, 1};
        list.model.sortBy(bySubject, ranks({1, 2}));
        list.model.setFolder({8}, copies({2, 1}));
        QCOMPARE(ids(list.model), u"2 1"_s);
        QVERIFY(list.model.sortOrder().isPlain());
    }

    void theStoreIsReadInEveryOrder_data()
    {
        QTest::addColumn<models::MessageColumn>("column");
        QTest::addColumn<bool>("byRecipients");
        QTest::addColumn<QString>("ascending");
        QTest::addColumn<QString>("descending");
        // Equals are newest first both ways.
        QTest::newRow("subject") << MessageColumn::Subject << false << u"4 2 5 3 1"_s << u"1 5 3 4 2"_s;
        QTest::newRow("sender") << MessageColumn::Sender << false << u"3 5 4 2 1"_s << u"1 2 4 5 3"_s;
        QTest::newRow("recipients") << MessageColumn::Sender << true << u"1 2 3 4 5"_s << u"5 4 3 2 1"_s;
        QTest::newRow("size") << MessageColumn::Size << false << u"5 4 3 2 1"_s << u"1 2 3 4 5"_s;
        QTest::newRow("star") << MessageColumn::Flag << false << u"5 4 2 1 3"_s << u"3 5 4 2 1"_s;
    }

    void theStoreIsReadInEveryOrder()
    {
        QFETCH(const models::MessageColumn, column);
        QFETCH(const bool, byRecipients);
        TempStore temp;
        const store::Folder inbox = temp.list();
        temp.open(5, 6);
        const std::array<const char *, 5> subjects{"Zebra", "Re: apple", "[list] AW: \xc3\x96sterreich",
                                                   "Apple", "[list] Fwd: osterreich"};
        const std::array<const char *, 5> senders{"Zoe", "mia", "\xc3\x84nne", "Leo", "\"anton\""};
        std::vector<store::FetchedMessage> messages;
        for (quint32 uid = 1; uid <= 5; ++uid) {
            auto message = someMessage(uid);
            message.subject = QString::fromUtf8(subjects.at(uid - 1));
            message.from = QString::fromUtf8(senders.at(uid - 1));
            message.to = u"r%1"_s.arg(uid);
            message.octets = 1000 - uid;
            if (uid == 3)
                message.flags.bits |= store::Flags::Flagged;
            messages.push_back(message);
        }
        temp.fetch(messages);
        const std::atomic<bool> isWanted = true, isNot = false;
        for (const bool descending : {false, true}) {
            QStringList uids;
            const SortOrder order{column, descending};
            for (const store::CopyId id :
                 models::sortedCopies(*temp.reader, inbox.id, order, byRecipients, isWanted))
                uids += QString::number(temp.reader->row(id)->uid.value);
            QTEST(uids.join(u' '), descending ? "descending" : "ascending");
            QVERIFY(models::sortedCopies(*temp.reader, inbox.id, order, byRecipients, isNot).empty());
        }
    }
};

POSTHORN_TEST(SortOrderTest)
#include "tst_sortorder.moc"
