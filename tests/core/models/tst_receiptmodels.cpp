// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/activitymodel.h"
#include "core/models/askedmodel.h"
#include "core/models/sentmailmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <memory>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using models::ActivityModel;
using models::AskedModel;
using models::SentMailModel;
using receipts::RecipientState;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

receipts::SentRow sentRow(int mail, const QByteArray &recipient,
                          RecipientState state = RecipientState::Requested)
{
    receipts::SentRow row;
    row.messageId = "<m" + QByteArray::number(mail) + "@home.example>";
    row.recipient = {{}, recipient, "ex.org"};
    row.history.state = state;
    return row;
}

class Sent
{
public:
    Sent()
        : model({[](SentMailModel::Column) { return u"heading"_s; },
                 [](const receipts::SentRow &row, SentMailModel::Column) {
                     return QString::number(static_cast<int>(row.history.state));
                 },
                 [](const receipts::SentRow &, SentMailModel::Column) { return u"spoken"_s; },
                 [](const receipts::SentRow &) { return u"hint"_s; }}),
          tester(std::make_unique<QAbstractItemModelTester>(&model, fatal))
    {
        QObject::connect(&model, &SentMailModel::pageWanted,
                         [this](const receipts::SentQuery &query) { asked.append(query); });
    }
    void give(std::vector<receipts::SentRow> rows, bool isMore = false)
    {
        receipts::SentPage page{asked.last().serial, std::move(rows), {}};
        if (isMore)
            page.next = receipts::SentCursor{1, 1};
        model.take(page);
    }
    [[nodiscard]] QByteArray rows() const
    {
        QByteArrayList names;
        for (int row = 0; row < model.rowCount(); ++row)
            names.append(model.at(row).recipient.localPart);
        return names.join(' ');
    }

    SentMailModel model;
    std::unique_ptr<QAbstractItemModelTester> tester;
    QList<receipts::SentQuery> asked;
};

receipts::Activity line(qint64 id)
{
    receipts::Activity activity;
    activity.id = id;
    return activity;
}

}

// The lists of the Receipts Centre: pages, and what changes while somebody reads.
class ReceiptModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sentMailComesInPages()
    {
        Sent sent;
        sent.tester.reset();  // it fetches by itself
        sent.model.refresh();
        QVERIFY(sent.model.isAsking());
        sent.give({sentRow(9, "a"), sentRow(9, "b")}, true);
        QVERIFY(sent.model.canFetchMore({}));
        sent.model.fetchMore({});
        QVERIFY(!sent.model.canFetchMore({}));  // it is on its way
        QVERIFY(sent.asked.last().before);
        sent.give({sentRow(8, "c")});
        QCOMPARE(sent.rows(), "a b c"_ba);
        QVERIFY(!sent.model.canFetchMore({}));
    }

    void whatStaysIsNotMoved()
    {
        Sent sent;
        sent.model.refresh();
        sent.give({sentRow(3, "c"), sentRow(2, "b"), sentRow(1, "a")});
        const QPersistentModelIndex first(sent.model.index(0, 0)), last(sent.model.index(2, 0));
        QSignalSpy resets(&sent.model, &QAbstractItemModel::modelReset);
        sent.model.refresh();
        sent.give(
            {sentRow(3, "c"), sentRow(4, "d"), sentRow(5, "e"), sentRow(1, "a", RecipientState::Displayed)});
        QCOMPARE(sent.rows(), "c d e a"_ba);
        QCOMPARE(first.row(), 0);
        QCOMPARE(last.row(), 3);
        QCOMPARE(last.data().toString(), u"13"_s);
        QVERIFY(resets.isEmpty());
        sent.model.refresh();
        sent.give({});
        QCOMPARE(sent.rows(), QByteArray());
    }

    void aLateAnswerIsToANewQuestionNone()
    {
        Sent sent;
        sent.model.refresh();
        const int old = sent.asked.last().serial;
        sent.model.show(SentMailModel::Which::Unmatched);
        sent.model.take({old, {sentRow(1, "a")}, {}});
        QCOMPARE(sent.rows(), QByteArray());
        QCOMPARE(sent.asked.last().which, receipts::SentQuery::Which::Unmatched);
    }

    void whatChangesMeanwhileIsAskedForAgain()
    {
        Sent sent;
        sent.model.refresh();
        sent.model.refresh();
        sent.model.refresh();
        QCOMPARE(sent.asked.size(), 1);
        sent.give({});
        QCOMPARE(sent.asked.size(), 2);
    }

    void requestsAreShownOnceHoweverOftenTheyLieThere()
    {
        int pages = 0;
        AskedModel model({[&](int limit, const store::Reader::AskedCursor *before) {
                              std::vector<store::Reader::Asked> page;
                              const qint64 first = before == nullptr ? 1 : before->message + 1;
                              for (qint64 i = 0; i < (before == nullptr ? limit : 5); ++i)
                                  page.push_back({{first + i}, {0, first + i}});
                              ++pages;
                              return page;
                          },
                          [](store::CopyId copy) {
                              AskedModel::Row row;
                              row.message.id = copy;
                              row.message.receiptKey = "key" + QByteArray::number(copy.value / 2);
                              return std::optional(row);
                          },
                          [](AskedModel::Column) { return u"heading"_s; },
                          [](const AskedModel::Row &row, AskedModel::Column) {
                              return QString::number(row.message.id.value);
                          },
                          [](const AskedModel::Row &) { return QVariant(); },
                          [](const AskedModel::Row &) { return QString(); }});
        model.load();
        QCOMPARE(model.rowCount(), AskedModel::pageRows / 2 + 1);
        model.fetchMore({});
        QCOMPARE(pages, 2);
        const QAbstractItemModelTester tester(&model, fatal);  // it fetches by itself
        QVERIFY(!model.canFetchMore({}));
        const int rows = model.rowCount();
        store::FolderChange change;
        change.removed.push_back({1});
        change.inserted.push_back({{999}, {1}, 0});
        model.apply({{}, {}, {}, {change}, {}});
        QCOMPARE(model.rowCount(), rows - 1);
        QVERIFY(model.hasNews());
    }

    void newLinesComeOnTop()
    {
        ActivityModel model({[](ActivityModel::Column) { return u"heading"_s; },
                             [](const receipts::Activity &activity, ActivityModel::Column) {
                                 return QString::number(activity.id);
                             }});
        const QAbstractItemModelTester tester(&model, fatal);
        QList<receipts::ActivityQuery> asked;
        connect(&model, &ActivityModel::pageWanted, this,
                [&](const receipts::ActivityQuery &query) { asked.append(query); });
        model.refresh();
        model.take({asked.last().serial, {line(5), line(4)}, false});
        model.fetchMore({});
        QCOMPARE(asked.last().before.value_or(0), 4);
        model.take({asked.last().serial, {line(3)}, true});
        model.refresh();
        model.take({asked.last().serial, {line(7), line(6), line(5)}, false});
        QByteArrayList ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids.append(model.index(row, 0).data().toString().toLatin1());
        QCOMPARE(ids.join(' '), "7 6 5 4 3"_ba);
        QVERIFY(!model.canFetchMore({}));
    }
};

POSTHORN_TEST(ReceiptModelsTest)
#include "tst_receiptmodels.moc"
