// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/messagelistmodel.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>

#include <map>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using models::MessageColumn;
using models::MessageItem;
using models::MessageListModel;

namespace {

constexpr store::FolderId folder{7};

store::InsertedCopy copy(int number, qint64 date)
{
    return {store::CopyId{number}, imap::Uid{static_cast<quint32>(number)}, date};
}

// The store as the model sees it, counting how often it is read.
struct Rows {
    std::map<qint64, store::MessageRow> rows;
    int reads = 0;

    void add(int number, const QString &subject)
    {
        store::MessageRow row;
        row.id = {number};
        row.folder = folder;
        row.uid = {static_cast<quint32>(number)};
        row.subject = subject;
        row.from = u"Ann"_s;
        row.octets = 1000 + number;
        rows[number] = row;
    }
    MessageListModel::Hooks hooks()
    {
        return {.row = [this](store::CopyId id) -> std::optional<store::MessageRow> {
            ++reads;
            const auto found = rows.find(id.value);
            return found == rows.end() ? std::nullopt : std::optional(found->second);
        }};
    }
};

std::vector<store::InsertedCopy> newestFirst(std::initializer_list<int> numbers)
{
    std::vector<store::InsertedCopy> all;
    for (const int number : numbers)
        all.push_back(copy(number, number * 10));
    return all;
}

QString ids(const MessageListModel &model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all += QString::number(model.copyAt(row)->value);
    return all.join(u' ');
}

store::FolderChange inserted(std::vector<store::InsertedCopy> copies)
{
    store::FolderChange change;
    change.folder = folder;
    change.inserted = std::move(copies);
    return change;
}

store::FolderChange removed(std::vector<store::CopyId> copies)
{
    store::FolderChange change;
    change.folder = folder;
    change.removed = std::move(copies);
    return change;
}

store::FolderChange changed(std::vector<store::CopyId> copies)
{
    store::FolderChange change;
    change.folder = folder;
    change.changed = std::move(copies);
    return change;
}

// Every signal about rows, as a line.
struct Log {
    QStringList lines;
    explicit Log(MessageListModel &model)
    {
        QObject::connect(&model, &QAbstractItemModel::rowsInserted, &model,
                         [this](const QModelIndex &, int a, int b) { lines += u"+%1-%2"_s.arg(a).arg(b); });
        QObject::connect(&model, &QAbstractItemModel::rowsRemoved, &model,
                         [this](const QModelIndex &, int a, int b) { lines += u"-%1-%2"_s.arg(a).arg(b); });
        QObject::connect(&model, &QAbstractItemModel::modelReset, &model, [this] { lines += u"reset"_s; });
        QObject::connect(&model, &QAbstractItemModel::dataChanged, &model,
                         [this](const QModelIndex &a, const QModelIndex &b) {
                             lines += u"~%1-%2"_s.arg(a.row()).arg(b.row());
                         });
    }
    QString take() { return std::exchange(lines, {}).join(u' '); }
};

}

class MessageListModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatTheStoreHasNewestFirst()
    {
        Rows rows;
        rows.add(2, u"two"_s);
        MessageListModel model(rows.hooks());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFolder(folder, newestFirst({3, 2, 1}));
        QCOMPARE(ids(model), u"3 2 1"_s);
        QCOMPARE(model.index(1, 0).data().toString(), u"two"_s);
        QCOMPARE(model.index(1, models::columnIndex(MessageColumn::Size)).data().toLongLong(), 1002);
        QCOMPARE(model.index(1, 0).data(MessageListModel::UnreadRole).toBool(), true);
    }

    void aRowThatIsNotThereIsHollow()
    {
        Rows rows;
        MessageListModel model(rows.hooks());
        model.setFolder(folder, newestFirst({1}));
        QVERIFY(model.index(0, 0).data(MessageListModel::HollowRole).toBool());
        QVERIFY(!model.index(0, 0).data().isValid());
        QVERIFY(!model.itemAt(0));
        rows.add(1, u"here now"_s);
        QCOMPARE(model.index(0, 0).data().toString(), u"here now"_s);
    }

    void readsARowOnceUntilItChanges()
    {
        Rows rows;
        rows.add(1, u"before"_s);
        MessageListModel model(rows.hooks());
        model.setFolder(folder, newestFirst({1}));
        for (int i = 0; i < 5; ++i)
            QCOMPARE(model.index(0, 0).data().toString(), u"before"_s);
        QCOMPARE(rows.reads, 1);
        rows.add(1, u"after"_s);
        model.apply(changed({store::CopyId{1}}));
        QCOMPARE(model.index(0, 0).data().toString(), u"after"_s);
    }

    void insertsInContiguousRangesAtTheirPlace()
    {
        Rows rows;
        MessageListModel model(rows.hooks());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFolder(folder, newestFirst({9, 6, 3}));
        Log log(model);
        model.apply(inserted({copy(4, 40), copy(10, 100), copy(5, 50), copy(1, 10)}));
        QCOMPARE(ids(model), u"10 9 6 5 4 3 1"_s);
        QCOMPARE(log.take(), u"+3-3 +2-3 +0-0"_s);  // from the end
    }

    void whatWasReadWithTheFolderIsNotInsertedAgain()
    {
        Rows rows;
        MessageListModel model(rows.hooks());
        model.setFolder(folder, newestFirst({2, 1}));
        Log log(model);
        model.apply(inserted({copy(2, 20), copy(3, 30)}));
        QCOMPARE(ids(model), u"3 2 1"_s);
        QCOMPARE(log.take(), u"+0-0"_s);
    }

    void laterUidsOfTheSameDateComeFirst()
    {
        Rows rows;
        MessageListModel model(rows.hooks());
        model.setFolder(folder, {});
        model.apply(inserted({copy(1, 5), copy(3, 5), copy(2, 5)}));
        QCOMPARE(ids(model), u"3 2 1"_s);
    }

    void removesInContiguousRanges()
    {
        Rows rows;
        MessageListModel model(rows.hooks());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFolder(folder, newestFirst({6, 5, 4, 3, 2, 1}));
        Log log(model);
        model.apply(removed({store::CopyId{5}, store::CopyId{1}, store::CopyId{4}, store::CopyId{99}}));
        QCOMPARE(ids(model), u"6 3 2"_s);
        QCOMPARE(log.take(), u"-5-5 -1-2"_s);
    }

    void emptiedComesBeforeTheRest()
    {
        Rows rows;
        MessageListModel model(rows.hooks());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFolder(folder, newestFirst({2, 1}));
        auto change = inserted({copy(3, 30)});
        change.emptied = true;
        model.apply(change);
        QCOMPARE(ids(model), u"3"_s);
    }

    void changesOfOtherFoldersAreNotItsBusiness()
    {
        Rows rows;
        MessageListModel model(rows.hooks());
        model.setFolder(folder, newestFirst({1}));
        Log log(model);
        auto change = inserted({copy(2, 20)});
        change.folder = {8};
        change.emptied = true;
        model.apply(change);
        QCOMPARE(log.take(), QString());
        QCOMPARE(ids(model), u"1"_s);
    }

    void manyScatteredChangesAreOneReset()
    {
        Rows rows;
        MessageListModel model(rows.hooks());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::vector<store::InsertedCopy> odd, even;
        for (int i = 300; i > 0; --i)
            (i % 2 == 0 ? even : odd).push_back(copy(i, i));
        model.setFolder(folder, odd);
        Log log(model);
        model.apply(inserted(even));
        QCOMPARE(log.take(), u"reset"_s);
        QCOMPARE(model.rowCount(), 300);
        std::vector<store::CopyId> gone;
        for (const auto &entry : even)
            gone.push_back(entry.id);
        model.apply(removed(gone));
        QCOMPARE(log.take(), u"reset"_s);
        QCOMPARE(model.rowCount(), 150);
        QCOMPARE(model.copyAt(0)->value, 299);
        QCOMPARE(model.copyAt(149)->value, 1);
    }

    void requestsComeFirstInTheOrderOfTheirStates()
    {
        using receipts::ColumnState;
        Rows rows;
        MessageListModel model(rows.hooks());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFolder(folder, newestFirst({9, 8, 7, 6, 5, 4, 3, 2, 1}));
        const models::ReceiptStates states({{{2}, ColumnState::Requested},
                                            {{8}, ColumnState::Sent},
                                            {{5}, ColumnState::Requested},
                                            {{4}, ColumnState::Blocked}});
        model.arrange({true, 0}, states);
        QCOMPARE(ids(model), u"5 2 8 4 9 7 6 3 1"_s);
        Log log(model);
        model.learn({{{11}, ColumnState::Requested}});
        model.apply(inserted({copy(11, 110), copy(10, 100)}));
        QCOMPARE(ids(model), u"11 5 2 8 4 10 9 7 6 3 1"_s);
        QVERIFY(!log.take().contains(u"reset"_s));
        model.apply(removed({store::CopyId{5}, store::CopyId{9}}));
        QCOMPARE(ids(model), u"11 2 8 4 10 7 6 3 1"_s);
        QCOMPARE(model.rowOf({8}), 2);
        model.arrange({}, {});
        QCOMPARE(ids(model), u"11 10 8 7 6 4 3 2 1"_s);
    }

    void onlySomeRequestsAreShown()
    {
        using models::ReceiptOrder;
        using receipts::ColumnState;
        Rows rows;
        MessageListModel model(rows.hooks());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFolder(folder, newestFirst({5, 4, 3, 2, 1}));
        const models::ReceiptStates states(
            {{{2}, ColumnState::Requested}, {{4}, ColumnState::Sent}, {{3}, ColumnState::Requested}});
        model.arrange({false, ReceiptOrder::bit(ColumnState::Requested)}, states);
        QCOMPARE(ids(model), u"3 2"_s);
        QCOMPARE(model.totalCount(), 5);
        model.narrow({imap::Uid{2}, imap::Uid{5}});
        QCOMPARE(ids(model), u"2"_s);
        model.widen();
        QCOMPARE(ids(model), u"3 2"_s);
        model.learn({{{7}, ColumnState::Requested}, {{8}, ColumnState::Sent}});
        model.apply(inserted({copy(8, 80), copy(7, 70), copy(6, 60)}));
        QCOMPARE(ids(model), u"7 3 2"_s);
        model.arrange({true, ReceiptOrder::everyRequest}, states);
        QCOMPARE(ids(model), u"3 2 4"_s);
        model.setFolder(folder, newestFirst({2, 1}));
        QVERIFY(model.order().isPlain());
        QCOMPARE(ids(model), u"2 1"_s);
    }

    void aMessageThatIsAnsweredStaysWhereItIs()
    {
        using receipts::ColumnState;
        Rows rows;
        MessageListModel model(rows.hooks());
        model.setFolder(folder, newestFirst({3, 2, 1}));
        model.arrange({true, 0}, models::ReceiptStates({{{1}, ColumnState::Requested}}));
        model.learn({{{1}, ColumnState::Sent}});
        model.apply(changed({store::CopyId{1}}));
        QCOMPARE(ids(model), u"1 3 2"_s);
    }

    void aHundredThousandAreArrangedAtOnce()
    {
        using receipts::ColumnState;
        Rows rows;
        MessageListModel model(rows.hooks());
        std::vector<store::InsertedCopy> there;
        std::vector<models::ReceiptStates::State> states;
        for (int i = 100'000; i > 0; --i) {
            there.push_back(copy(i, i));
            states.emplace_back(store::CopyId{i}, static_cast<ColumnState>(1 + i % 6));
        }
        model.setFolder(folder, there);
        QElapsedTimer timer;
        timer.start();
        model.arrange({true, 0}, models::ReceiptStates(states));
        const qint64 took = timer.elapsed();
        QCOMPARE(model.rowCount(), 100'000);
        QCOMPARE(model.copyAt(0)->value, 99'996);                  // the newest of the first state
        QVERIFY2(took < 2000, qPrintable(QString::number(took)));  // quadratic: minutes
    }

    void takesAHundredThousandScatteredInsertsAtOnce()
    {
        Rows rows;
        MessageListModel model(rows.hooks());
        std::vector<store::InsertedCopy> there, arriving;
        for (int i = 200'000; i > 0; --i)
            (i % 2 == 0 ? arriving : there).push_back(copy(i, i));
        model.setFolder(folder, there);
        QElapsedTimer timer;
        timer.start();
        model.apply(inserted(arriving));
        QCOMPARE(model.rowCount(), 200'000);
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));  // quadratic: minutes
        QCOMPARE(rows.reads, 0);
    }

    void whatArrivesInTheSameSecondIsToldApart()
    {
        Rows rows;
        MessageListModel model(rows.hooks());
        model.setFolder(folder, newestFirst({1}));
        const auto arriving = [](int number) {
            store::InsertedCopy one = copy(number, 90'000);
            one.uid = {};
            return one;
        };
        model.setOverlay({}, {arriving(11)});
        model.setOverlay({}, {arriving(11), arriving(12)});
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(model.isArriving(store::CopyId{11}) && model.isArriving(store::CopyId{12}));
        model.setOverlay({}, {arriving(12)});
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(!model.isArriving(store::CopyId{11}));
    }

    void narrowsToASetOfUidsAndWidensAgain()
    {
        Rows rows;
        MessageListModel model(rows.hooks());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFolder(folder, newestFirst({5, 4, 3, 2, 1}));
        model.narrow({imap::Uid{4}, imap::Uid{2}, imap::Uid{40}});
        QCOMPARE(ids(model), u"4 2"_s);
        QCOMPARE(model.totalCount(), 5);
        Log log(model);
        auto change = inserted({copy(6, 60)});
        change.removed = {store::CopyId{2}, store::CopyId{5}};
        model.apply(change);
        QCOMPARE(log.take(), u"-1-1"_s);  // what is not shown changes silently
        QCOMPARE(ids(model), u"4"_s);
        model.widen();
        QCOMPARE(ids(model), u"6 4 3 1"_s);
        QVERIFY(!model.isNarrowed());
    }

    void anEmptyResultIsNarrowedAndEmpty()
    {
        Rows rows;
        MessageListModel model(rows.hooks());
        model.setFolder(folder, newestFirst({1}));
        model.narrow({});
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(model.isNarrowed());
    }

    void laysPendingOperationsOverTheServersTruth()
    {
        Rows rows;
        rows.add(1, u"one"_s);
        auto hooks = rows.hooks();
        store::Flags shown;
        hooks.effectiveFlags = [&shown](const store::MessageRow &) { return shown; };
        MessageListModel model(std::move(hooks));
        model.setFolder(folder, newestFirst({1}));
        QVERIFY(model.index(0, 0).data(MessageListModel::UnreadRole).toBool());
        shown.bits = store::Flags::Seen | store::Flags::Flagged;
        Log log(model);
        model.refresh(store::CopyId{1});
        QCOMPARE(log.take(), u"~0-0"_s);
        QVERIFY(!model.index(0, 0).data(MessageListModel::UnreadRole).toBool());
        QVERIFY(model.index(0, 0).data(MessageListModel::FlaggedRole).toBool());
    }

    void showsTheReceiptStateOfRowAndLedger_data()
    {
        QTest::addColumn<bool>("asks");
        QTest::addColumn<quint32>("bits");
        QTest::addColumn<receipts::LedgerState>("ledger");
        QTest::addColumn<receipts::ColumnState>("expected");
        using receipts::ColumnState, receipts::LedgerState;
        QTest::newRow("no request") << false << 0U << LedgerState::None << ColumnState::None;
        QTest::newRow("request") << true << 0U << LedgerState::None << ColumnState::Requested;
        QTest::newRow("handled by somebody")
            << true << quint32{store::Flags::MdnSent} << LedgerState::None << ColumnState::AnsweredElsewhere;
        QTest::newRow("approved") << true << 0U << LedgerState::Approved << ColumnState::Waiting;
        QTest::newRow("sent by us") << true << quint32{store::Flags::MdnSent} << LedgerState::Sent
                                    << ColumnState::Sent;
        QTest::newRow("declined") << true << 0U << LedgerState::DeniedLocal << ColumnState::Denied;
    }

    void showsTheReceiptStateOfRowAndLedger()
    {
        QFETCH(bool, asks);
        QFETCH(quint32, bits);
        QFETCH(receipts::LedgerState, ledger);
        QFETCH(receipts::ColumnState, expected);
        Rows rows;
        rows.add(1, u"one"_s);
        rows.rows[1].asksForReceipt = asks;
        rows.rows[1].flags.bits = bits;
        rows.rows[1].receiptKey = "key";
        auto hooks = rows.hooks();
        hooks.ledgerState = [&](const QByteArray &key) {
            return key == "key" ? ledger : receipts::LedgerState::None;
        };
        MessageListModel model(std::move(hooks));
        model.setFolder(folder, newestFirst({1}));
        QCOMPARE(model.index(0, 0).data(MessageListModel::ReceiptRole).value<receipts::ColumnState>(),
                 expected);
    }

    void saysARowAsASentence()
    {
        Rows rows;
        rows.add(1, u"one"_s);
        auto hooks = rows.hooks();
        hooks.accessibleText = [](const MessageItem &item) { return u"about "_s + item.row.subject; };
        MessageListModel model(std::move(hooks));
        model.setFolder(folder, newestFirst({1}));
        QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(), u"about one"_s);
    }

    void everyColumnHasATitleAndAValue()
    {
        Rows rows;
        rows.add(1, u"one"_s);
        MessageListModel model(rows.hooks());
        model.setFolder(folder, newestFirst({1}));
        for (int column = 0; column < model.columnCount(); ++column) {
            QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
            QVERIFY(model.index(0, column).flags().testFlag(Qt::ItemNeverHasChildren));
        }
        QCOMPARE(model.columnCount(), static_cast<int>(models::messageColumns.size()));
    }

    void theRestOfALargeFolderComesInPieces()
    {
        Rows rows;
        MessageListModel model(rows.hooks());
        const QAbstractItemModelTester tester(&model);
        model.setFolder(folder, newestFirst({9, 8}), MessageListModel::Extent::Newest);
        // Meanwhile one that is still to be read goes, and one that was read later comes.
        store::FolderChange gone;
        gone.folder = folder;
        gone.removed = {store::CopyId{5}};
        model.apply(gone);
        model.apply(inserted(newestFirst({6})));
        model.append(newestFirst({7, 6, 5}), false);
        QCOMPARE(ids(model), u"9 8 7 6"_s);
        model.append(newestFirst({4, 3}), true);
        QCOMPARE(ids(model), u"9 8 7 6 4 3"_s);
        model.append(newestFirst({2}), true);  // of a folder that is complete: an older reading
        QCOMPARE(ids(model), u"9 8 7 6 4 3"_s);
    }

    void whatWasReadBeforeAFolderWasEmptiedIsLeftOut()
    {
        Rows rows;
        MessageListModel model(rows.hooks());
        model.setFolder(folder, newestFirst({9, 8}), MessageListModel::Extent::Newest);
        store::FolderChange emptied;
        emptied.folder = folder;
        emptied.emptied = true;
        emptied.inserted = newestFirst({20});
        model.apply(emptied);
        model.append(newestFirst({7, 6}), true);
        QCOMPARE(ids(model), u"20"_s);
    }

    void changesInARowAreTheSameAsOne()
    {
        store::FolderChange first = inserted(newestFirst({9, 8, 7}));
        first.changed = {store::CopyId{1}, store::CopyId{2}};
        store::FolderChange second = inserted(newestFirst({6}));
        second.removed = {store::CopyId{8}, store::CopyId{2}};
        Rows rows;
        MessageListModel apart(rows.hooks()), together(rows.hooks());
        for (MessageListModel *model : {&apart, &together})
            model->setFolder(folder, newestFirst({3, 2, 1}));
        apart.apply(first);
        apart.apply(second);
        models::unite(first, second);
        QCOMPARE(first.changed, std::vector{store::CopyId{1}});
        together.apply(first);
        QCOMPARE(ids(together), u"9 7 6 3 1"_s);
        QCOMPARE(ids(together), ids(apart));

        store::FolderChange emptied = inserted(newestFirst({30}));
        emptied.emptied = true;
        models::unite(first, emptied);
        together.apply(first);
        QCOMPARE(ids(together), u"30"_s);
    }
};

POSTHORN_TEST(MessageListModelTest)
#include "tst_messagelistmodel.moc"
