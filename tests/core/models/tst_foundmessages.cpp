// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/messagelistmodel.h"

#include <QAbstractItemModelTester>

#include <map>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using models::MessageListModel;

namespace {

constexpr store::FolderId open{7}, other{8};

store::InsertedCopy copy(qint64 id, qint64 minutes)
{
    return {{id}, imap::Uid{static_cast<quint32>(id % 100)}, minutes * 60'000};
}

// Copies below 100 are in the open folder.
std::optional<store::MessageRow> row(store::CopyId id)
{
    store::MessageRow row;
    row.id = id;
    row.folder = id.value < 100 ? open : other;
    return row;
}

QString ids(const MessageListModel &model)
{
    QStringList all;
    for (int at = 0; at < model.rowCount(); ++at)
        all.append(QString::number(model.copyAt(at)->value));
    return all.join(u' ');
}

}

// What was found in many folders, in one list.
class FoundMessagesTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<MessageListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<MessageListModel>(
            MessageListModel::Hooks{.row = row, .folder = [](store::FolderId id) {
                                        return models::FolderLook{u"folder %1"_s.arg(id.value), id == other};
                                    }});
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_model->setFolder(open, {copy(3, 30), copy(2, 20), copy(1, 10)});
    }

    void takesThePlaceOfTheFolderAndGivesItBack()
    {
        m_model->showFound({copy(101, 15), copy(2, 20)});
        QVERIFY(m_model->isWide() && m_model->isNarrowed());
        QCOMPARE(ids(*m_model), u"2 101"_s);
        m_model->addFound({copy(102, 18), copy(103, 40), copy(1, 10)});
        QCOMPARE(ids(*m_model), u"103 2 102 101 1"_s);
        QCOMPARE(m_model->itemAt(0)->folder, u"folder 8"_s);
        QVERIFY(m_model->itemAt(0)->toOthers && !m_model->itemAt(1)->toOthers);
        m_model->widen();
        QCOMPARE(ids(*m_model), u"3 2 1"_s);
        QCOMPARE(m_model->itemAt(0)->folder, QString());
    }

    void whatGoesGoesAndWhatComesStaysOut()
    {
        m_model->showFound({copy(101, 15), copy(2, 20), copy(3, 30)});
        m_model->apply({other, false, {copy(104, 50)}, {}, {{101}}, {}});
        m_model->apply({open, false, {copy(4, 60)}, {}, {{2}}, {}});
        QCOMPARE(ids(*m_model), u"3"_s);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->apply({open, false, {}, {{3}}, {}, {}});
        QCOMPARE(changed.size(), 1);
        m_model->append({}, true);
        m_model->widen();
        QCOMPARE(ids(*m_model), u"4 3 1"_s);
    }

    void whatIsOnItsWayIsHiddenUntilItIsBack()
    {
        m_model->hideFound({{101}});  // known before anything was found
        m_model->showFound({copy(101, 15), copy(2, 20), copy(102, 5)});
        QCOMPARE(ids(*m_model), u"2 102"_s);
        m_model->hideFound({{2}, {103}});
        QCOMPARE(ids(*m_model), u"101 102"_s);
        m_model->addFound({copy(103, 50)});
        QCOMPARE(ids(*m_model), u"101 102"_s);
        m_model->apply({other, false, {}, {}, {{103}}, {}});  // it has gone there
        m_model->setOverlay({imap::Uid{2}}, {});
        m_model->setOverlay({}, {});
        m_model->hideFound({});
        QCOMPARE(ids(*m_model), u"2 101 102"_s);
        m_model->widen();
        QCOMPARE(ids(*m_model), u"3 2 1"_s);
    }

    void theFolderGoesOnBehindIt()
    {
        m_model->showFound({copy(101, 15)});
        m_model->setOverlay({imap::Uid{3}}, {});
        m_model->arrange({true, 0}, {});
        m_model->apply({open, true, {copy(5, 50)}, {}, {}, {}});
        QCOMPARE(ids(*m_model), u"101"_s);
        m_model->narrow({imap::Uid{5}});
        QVERIFY(!m_model->isWide());
        QCOMPARE(ids(*m_model), u"5"_s);
        m_model->showFound({copy(101, 15)});
        m_model->setFolder(open, {copy(1, 10)});
        QVERIFY(!m_model->isNarrowed());
        QCOMPARE(ids(*m_model), u"1"_s);
    }

    void aRowIsNoLargerThanInAFolder()
    {
        QCOMPARE(sizeof(models::MessageEntry), std::size_t{16});
        m_tester.reset();  // it looks at each row
        m_model->showFound({});
        for (int piece = 0; piece < 20; ++piece) {
            std::vector<store::InsertedCopy> copies;
            for (int i = 0; i < 5000; ++i)
                copies.push_back(copy(200 + piece * 5000 + i, 100'000 - piece * 5000 - i));
            m_model->addFound(copies);
        }
        QCOMPARE(m_model->rowCount(), 100'000);
        QCOMPARE(m_model->copyAt(99'999)->value, 200 + 99'999);
    }
};

POSTHORN_TEST(FoundMessagesTest)
#include "tst_foundmessages.moc"
