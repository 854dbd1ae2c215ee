// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/conversations.h"
#include "core/models/messagelistmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>

#include <algorithm>
#include <set>

#include "tests/core/store/storefixture.h"

using namespace Qt::StringLiterals;
using models::Conversations;
using models::MessageColumn;
using models::MessageListModel;
using models::SortRanks;

namespace {

constexpr store::FolderId folder{7};
constexpr models::SortOrder byConversation{MessageColumn::Date, true, true};

// Message `number`, which is as old as its number says and has that as its id, too.
store::ThreadValue message(qint64 number, std::vector<store::ThreadKey> ancestors = {}, qint64 thread = 0)
{
    return {
        {{number}, {static_cast<quint32>(number)}, number * 1000}, {thread}, number, std::move(ancestors)};
}

// "1 .2 ..3": each with as many dots as it is deep.
QString text(const Conversations &conversations)
{
    QStringList all;
    for (std::size_t i = 0; i < conversations.inOrder.size(); ++i)
        all += QString(conversations.depths[i], u'.') + QString::number(conversations.inOrder[i].value);
    return all.join(u' ');
}

QString arranged(std::vector<store::ThreadValue> values)
{
    std::reverse(values.begin(), values.end());  // newest first
    return text(models::conversationsOf(values));
}

store::MessageRow row(store::CopyId id, bool seen)
{
    store::MessageRow row;
    row.id = id;
    row.folder = folder;
    row.uid = {static_cast<quint32>(id.value)};
    if (seen)
        row.flags.bits |= store::Flags::Seen;
    return row;
}

}

class ConversationsTest : public QObject
{
    Q_OBJECT

private:
    std::set<qint64> m_unread;
    std::unique_ptr<MessageListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

    QString shown()
    {
        QStringList all;
        for (int i = 0; i < m_model->rowCount(); ++i) {
            const QModelIndex at = m_model->index(i, 0);
            const int size = at.data(MessageListModel::ConversationRole).toInt();
            all += QString(at.data(MessageListModel::DepthRole).toInt(), u'.')
                + QString::number(m_model->copyAt(i)->value) + (size > 0 ? u"(%1)"_s.arg(size) : QString())
                + (at.data(MessageListModel::FoldedRole).toBool() ? u"+"_s : QString());
        }
        return all.join(u' ');
    }
    bool isUnread(int at) { return m_model->index(at, 0).data(MessageListModel::UnreadRole).toBool(); }
    // 1 and its answers 2 and 4, an answer to 2: 5; 3 is alone; 6 and its answer 7.
    void open()
    {
        m_unread.clear();
        m_model = std::make_unique<MessageListModel>(MessageListModel::Hooks{.row = [this](store::CopyId id) {
            return std::optional(row(id, !m_unread.contains(id.value)));
        }});
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const std::vector<store::ThreadValue> values = this->values();
        std::vector<store::InsertedCopy> copies;
        for (const store::ThreadValue &value : values)
            copies.push_back(value.copy);
        m_model->setFolder(folder, copies);
        m_model->sortBy(byConversation, SortRanks(models::conversationsOf(values)));
        QCOMPARE(shown(), u"6(2) .7 1(4) .2 ..5 .4 3"_s);
    }
    static std::vector<store::ThreadValue> values()
    {
        return {message(7, {6}), message(6),      message(5, {1, 2}), message(4, {1}),
                message(3),      message(2, {1}), message(1)};
    }
    store::FolderChange removed(std::vector<store::CopyId> ids)
    {
        store::FolderChange change;
        change.folder = folder;
        change.removed = std::move(ids);
        return change;
    }

private Q_SLOTS:
    void answersStandBelowWhatTheyAnswer_data()
    {
        QTest::addColumn<QString>("found");
        QTest::addColumn<QString>("wanted");
        QTest::newRow("nothing") << arranged({}) << QString();
        QTest::newRow("alone") << arranged({message(1), message(2)}) << u"2 1"_s;
        QTest::newRow("the newest message counts")
            << arranged({message(1), message(2), message(3, {1})}) << u"1 .3 2"_s;
        QTest::newRow("the oldest answer first")
            << arranged({message(1), message(2, {1}), message(3, {1, 2}), message(4, {1})})
            << u"1 .2 ..3 .4"_s;
        QTest::newRow("an answer to what is not here")
            << arranged({message(1), message(3, {1, 99})}) << u"1 .3"_s;
        QTest::newRow("what began it is not here")
            << arranged({message(2, {99}, 5), message(3, {99}, 5), message(4)}) << u"4 2 .3"_s;
        QTest::newRow("older than what it answers") << arranged({message(1, {2}), message(2)}) << u"2 .1"_s;
        QTest::newRow("each the other's ancestor")
            << arranged({message(1, {2}), message(2, {1})}) << u"2 .1"_s;
        QTest::newRow("its own ancestor") << arranged({message(1, {1}), message(2)}) << u"2 1"_s;
        QTest::newRow("without ids") << arranged(
            {{{{1}, {1}, 1000}, {}, {}, {}}, {{{2}, {2}, 2000}, {}, {}, {}}})
                                     << u"2 1"_s;
    }
    void answersStandBelowWhatTheyAnswer()
    {
        QFETCH(const QString, found);
        QTEST(found, "wanted");
    }

    void twoCopiesOfOneMessageAreBothThere()
    {
        store::ThreadValue copy = message(1);
        copy.copy.id = {50};
        QCOMPARE(arranged({message(1), copy, message(3, {1})}).split(u' ').size(), 3);
    }

    // Whatever is claimed: each message once, a beginning first, no step down of more than one.
    void anythingIsAnOrder()
    {
        QRandomGenerator random(4711);
        for (int run = 0; run < 300; ++run) {
            const int count = 1 + random.bounded(40);
            std::vector<store::ThreadValue> values;
            for (int i = count; i > 0; --i) {
                std::vector<store::ThreadKey> ancestors;
                for (int left = random.bounded(4); left > 0; --left)
                    ancestors.push_back(random.bounded(count + 3));
                values.push_back(message(i, std::move(ancestors), random.bounded(count)));
            }
            const Conversations told = models::conversationsOf(values);
            std::set<store::CopyId> once(told.inOrder.begin(), told.inOrder.end());
            QCOMPARE(once.size(), std::size_t(count));
            QCOMPARE(told.inOrder.size(), std::size_t(count));
            QCOMPARE(told.depths.front(), 0);
            for (std::size_t i = 1; i < told.depths.size(); ++i)
                QVERIFY(told.depths[i] <= told.depths[i - 1] + 1);
        }
    }

    void aChainAsLongAsTheFolderIsNoBurden()
    {
        constexpr int many = 100'000;
        std::vector<store::ThreadValue> values;
        for (int i = many; i > 0; --i)
            values.push_back(message(i, {i - 1}));
        const Conversations told = models::conversationsOf(values);
        QCOMPARE(told.inOrder.front(), store::CopyId{1});
        QCOMPARE(told.inOrder.back(), store::CopyId{many});
        QCOMPARE(told.depths.back(), 255);
    }

    void aConversationIsFoldedAndUnfolded()
    {
        open();
        QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
        m_model->fold(4, true);  // by any of its rows
        QCOMPARE(shown(), u"6(2) .7 1(4)+ 3"_s);
        m_model->fold(0, true);
        QCOMPARE(shown(), u"6(2)+ 1(4)+ 3"_s);
        m_model->fold(1, false);
        QCOMPARE(shown(), u"6(2)+ 1(4) .2 ..5 .4 3"_s);
        QCOMPARE(resets.size(), 0);
        m_model->foldAll(true);
        QCOMPARE(shown(), u"6(2)+ 1(4)+ 3"_s);
        m_model->foldAll(false);
        QCOMPARE(shown(), u"6(2) .7 1(4) .2 ..5 .4 3"_s);
        QCOMPARE(m_model->conversationAt(3), (std::vector<int>{2, 3, 4, 5}));
        QCOMPARE(m_model->conversationAt(6), std::vector<int>{6});
    }

    void whatIsFoldedIsUnreadWhileAnyOfItIs()
    {
        open();
        m_unread = {5};
        m_model->fold(2, true);
        QVERIFY(isUnread(2));
        QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
        m_unread.clear();
        store::FolderChange seen;
        seen.folder = folder;
        seen.changed = {{5}};
        m_model->apply(seen);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.first().first().toModelIndex().row(), 2);
        QVERIFY(!isUnread(2));
    }

    void whatIsFoldedGoesAndComesToLight()
    {
        open();
        m_model->fold(2, true);
        m_model->apply(removed({{5}}));
        m_model->fold(2, false);
        QCOMPARE(shown(), u"6(2) .7 1(4) .2 .4 3"_s);
        m_model->fold(2, true);
        m_model->apply(removed({{1}}));  // the one that stood for it
        QCOMPARE(shown(), u"6(2) .7 .2 .4 3"_s);
    }

    void anAnswerBringsItsConversationToTheTopFoldedAsItWas()
    {
        open();
        m_model->fold(2, true);
        store::FolderChange change;
        change.folder = folder;
        change.inserted = {message(8, {1}).copy};
        m_model->apply(change);
        QCOMPARE(shown(), u"6(2) .7 1(4)+ 3"_s);
        std::vector<store::ThreadValue> values = this->values();
        values.insert(values.begin(), message(8, {1}));
        m_model->rank(SortRanks(models::conversationsOf(values)));
        QCOMPARE(shown(), u"1(5)+ 6(2) .7 3"_s);
        m_model->fold(0, false);
        QCOMPARE(shown(), u"1(5) .2 ..5 .4 .8 6(2) .7 3"_s);
    }

    void aSearchShowsWhatIsFolded()
    {
        open();
        m_model->foldAll(true);
        m_model->narrow({{5}, {3}});
        QCOMPARE(shown(), u"..5 3"_s);
        m_model->widen();
        QCOMPARE(shown(), u"6(2)+ 1(4)+ 3"_s);
    }

    void whatIsHiddenForAMomentComesBackToItsPlace()
    {
        open();
        m_model->setOverlay({{2}}, {});
        QCOMPARE(shown(), u"6(2) .7 1(4) ..5 .4 3"_s);
        m_model->setOverlay({}, {});
        QCOMPARE(shown(), u"6(2) .7 1(4) .2 ..5 .4 3"_s);
        m_model->fold(2, true);
        m_model->setOverlay({{2}}, {});
        m_model->setOverlay({}, {});
        QCOMPARE(shown(), u"6(2) .7 1(4)+ 3"_s);
        m_model->fold(2, false);
        QCOMPARE(shown(), u"6(2) .7 1(4) .2 ..5 .4 3"_s);
    }

    void theStoreSaysWhoAnswersWhom()
    {
        TempStore temp;
        const store::Folder inbox = temp.list();
        temp.open(4, 5);
        std::vector<store::FetchedMessage> messages;
        for (quint32 uid = 1; uid <= 4; ++uid)
            messages.push_back(someMessage(uid));
        messages[2].inReplyTo = messages[0].messageId;
        messages[3].references = {messages[0].messageId, messages[2].messageId};
        temp.fetch(messages);
        const std::atomic<bool> isWanted = true, isNot = false;
        const Conversations told = models::conversationsOf(*temp.reader, inbox.id, isWanted);
        QStringList uids;
        for (const store::CopyId id : told.inOrder)
            uids += QString::number(temp.reader->row(id)->uid.value);
        QCOMPARE(uids.join(u' '), u"1 3 4 2"_s);
        QCOMPARE(told.depths, (std::vector<quint8>{0, 1, 2, 0}));
        QVERIFY(models::conversationsOf(*temp.reader, inbox.id, isNot).inOrder.empty());
    }
};

POSTHORN_TEST(ConversationsTest)
#include "tst_conversations.moc"
