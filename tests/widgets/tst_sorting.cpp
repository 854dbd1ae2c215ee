// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/messagelistmodel.h"
#include "widgets/folders/folderview.h"
#include "widgets/messages/messagedelegate.h"
#include "widgets/messages/messageview.h"
#include "widgets/translation.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QMenu>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using models::MessageColumn;

// The message list by its columns, on the real window.
class SortingTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    MessageView *view() { return m_fixture->window().findChild<MessageView *>(); }
    models::MessageListModel *model() { return qobject_cast<models::MessageListModel *>(view()->model()); }

    void add(quint32 uid, const QByteArray &subject)
    {
        SampleMail mail;
        mail.uid = uid;
        mail.subject = subject;
        mail.flags = {"\\Seen"};
        mail.date = QDateTime(QDate(2025, 12, 1), QTime(0, 0), Qt::UTC).addDays(uid);
        m_fixture->addMail(mail);
    }
    void addAnswer(quint32 uid, const QByteArray &subject, quint32 to)
    {
        SampleMail mail;
        mail.uid = uid;
        mail.subject = subject;
        mail.flags = {"\\Seen"};
        mail.date = QDateTime(QDate(2025, 12, 1), QTime(0, 0), Qt::UTC).addDays(uid);
        mail.answers = to;
        m_fixture->addMail(mail);
    }
    QString sentence(int row) { return model()->index(row, 0).data(Qt::AccessibleTextRole).toString(); }
    void clickArrow(int row)
    {
        auto *delegate = qobject_cast<MessageDelegate *>(view()->itemDelegate());
        QStyleOptionViewItem option;
        option.initFrom(view());
        option.rect = view()->visualRect(model()->index(row, 0));
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, delegate->arrowOf(option).center());
    }
    QString uids()
    {
        QStringList all;
        for (int row = 0; row < model()->rowCount(); ++row)
            all += model()->index(row, 0).data(models::MessageListModel::UidRole).toString();
        return all.join(u' ');
    }
    // As the mouse does it.
    void clickTitle(MessageColumn column)
    {
        QHeaderView *header = view()->header();
        const int section = models::columnIndex(column);
        const QPoint at(header->sectionViewportPosition(section) + header->sectionSize(section) / 2,
                        header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
    }
    QAction *inMenu(const QString &text)
    {
        const auto actions = m_fixture->action(u"Sort by"_s)->menu()->actions();
        for (QAction *action : actions) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }
    void openFolder(const QByteArray &mailbox)
    {
        auto *folders = m_fixture->window().findChild<FolderView *>();
        folders->select(m_fixture->folderId(mailbox));
    }
    QString shownOrder()
    {
        const QHeaderView *header = view()->header();
        return model()->headerData(header->sortIndicatorSection(), Qt::Horizontal, Qt::DisplayRole).toString()
            + (header->sortIndicatorOrder() == Qt::AscendingOrder ? u" up"_s : u" down"_s);
    }

private Q_SLOTS:
    void initTestCase() { installTranslations(*QCoreApplication::instance(), QLocale(QLocale::English)); }
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->listFolders();
        m_fixture->openMailbox();
        m_fixture->openMailbox("Projects");
        add(1, "Melon");
        add(2, "Re: apple");
        add(3, "cherry");
        add(4, "Apple");
        m_fixture->open();
        m_fixture->window().resize(1400, 700);
        m_fixture->action(u"Compact list"_s)->trigger();
        m_fixture->window().show();
        QTRY_COMPARE(uids(), u"4 3 2 1"_s);
    }
    void cleanup() { m_fixture.reset(); }

    void aTitleSortsAndTurnsRound()
    {
        const QAbstractItemModelTester tester(model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        view()->select(m_fixture->copyId(3));
        clickTitle(MessageColumn::Subject);
        QTRY_COMPARE(uids(), u"4 2 3 1"_s);
        QCOMPARE(shownOrder(), u"Subject up"_s);
        QCOMPARE(view()->currentCopy(), m_fixture->copyId(3));
        QVERIFY(view()->selectionModel()->isRowSelected(2));
        clickTitle(MessageColumn::Subject);
        QTRY_COMPARE(uids(), u"1 3 4 2"_s);
        QCOMPARE(shownOrder(), u"Subject down"_s);
        clickTitle(MessageColumn::Date);
        QTRY_COMPARE(uids(), u"4 3 2 1"_s);
        clickTitle(MessageColumn::Date);
        QTRY_COMPARE(uids(), u"1 2 3 4"_s);
        QCOMPARE(shownOrder(), u"Date up"_s);
    }

    void whatArrivesGoesToItsPlace()
    {
        clickTitle(MessageColumn::Subject);
        QTRY_COMPARE(uids(), u"4 2 3 1"_s);
        QSignalSpy resets(model(), &QAbstractItemModel::modelReset);
        add(5, "Banana");
        QCOMPARE(uids(), u"4 2 3 1"_s);
        m_fixture->clock.advance(std::chrono::milliseconds{300});
        QTRY_COMPARE(uids(), u"4 2 5 3 1"_s);
        QCOMPARE(resets.size(), 0);
    }

    void theMenuDoesTheSameWhereThereIsNoTitle()
    {
        m_fixture->action(u"Comfortable list"_s)->trigger();
        QMenu *menu = m_fixture->action(u"Sort by"_s)->menu();
        inMenu(u"Subject"_s)->trigger();
        QTRY_COMPARE(uids(), u"4 2 3 1"_s);
        Q_EMIT menu->aboutToShow();
        QVERIFY(inMenu(u"Subject"_s)->isChecked() && inMenu(u"Ascending"_s)->isChecked());
        QVERIFY(!inMenu(u"Date"_s)->isChecked() && !inMenu(u"Descending"_s)->isChecked());
        inMenu(u"Descending"_s)->trigger();
        QTRY_COMPARE(uids(), u"1 3 4 2"_s);
        inMenu(u"Date"_s)->trigger();
        QTRY_COMPARE(uids(), u"4 3 2 1"_s);
    }

    void eachFolderKeepsItsOrder()
    {
        clickTitle(MessageColumn::Subject);
        QTRY_COMPARE(uids(), u"4 2 3 1"_s);
        openFolder("Projects");
        QCOMPARE(shownOrder(), u"Date down"_s);
        openFolder("INBOX");
        QTRY_COMPARE(uids(), u"4 2 3 1"_s);
        m_fixture->open();
        m_fixture->window().show();
        QTRY_COMPARE(uids(), u"4 2 3 1"_s);
        QCOMPARE(shownOrder(), u"Subject up"_s);
    }

    void conversationsByKeyboardAndMouse()
    {
        addAnswer(5, "Re: cherry", 3);
        addAnswer(6, "Re: Re: cherry", 5);
        QTest::keyClick(&m_fixture->window(), Qt::Key_9, Qt::ControlModifier);
        QTRY_COMPARE(uids(), u"3 5 6 4 2 1"_s);
        QVERIFY(m_fixture->action(u"Conversations"_s)->isChecked());
        const QAbstractItemModelTester tester(model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        view()->setFocus();
        view()->select(m_fixture->copyId(6));
        QTest::keyClick(view(), Qt::Key_Left);  // to the first one, and then it folds
        QCOMPARE(view()->currentCopy(), m_fixture->copyId(3));
        QTest::keyClick(view(), Qt::Key_Left);
        QCOMPARE(uids(), u"3 4 2 1"_s);
        QVERIFY(sentence(0).contains(u"folded conversation of 3 messages"_s));
        QTest::keyClick(view(), Qt::Key_Right);
        QCOMPARE(uids(), u"3 5 6 4 2 1"_s);
        QTest::keyClick(view(), Qt::Key_Right);
        QCOMPARE(view()->currentCopy(), m_fixture->copyId(5));
        QVERIFY(sentence(1).contains(u"answer"_s));
        QSignalSpy opened(view(), &MessageView::opened);
        clickArrow(0);
        QCOMPARE(uids(), u"3 4 2 1"_s);
        clickArrow(0);
        QCOMPARE(uids(), u"3 5 6 4 2 1"_s);
        m_fixture->action(u"Comfortable list"_s)->trigger();
        clickArrow(0);
        QCOMPARE(uids(), u"3 4 2 1"_s);
        QCOMPARE(opened.size(), 0);
    }

    // A reset is nobody's choice.
    void whatArrivesShowsNothing()
    {
        addAnswer(5, "Re: cherry", 3);
        m_fixture->action(u"Conversations"_s)->trigger();
        QTRY_COMPARE(uids(), u"3 5 4 2 1"_s);
        view()->setFocus();
        view()->selectionModel()->clear();
        view()->selectionModel()->setCurrentIndex(model()->index(2, 0), QItemSelectionModel::NoUpdate);
        QSignalSpy shown(view(), &MessageView::shown);
        addAnswer(6, "Re: apple", 2);
        m_fixture->clock.advance(std::chrono::milliseconds{300});
        QTRY_COMPARE(uids(), u"2 6 3 5 4 1"_s);
        QCOMPARE(view()->currentCopy(), m_fixture->copyId(4));
        QVERIFY(!view()->selectionModel()->hasSelection());
        QCOMPARE(shown.size(), 0);
        view()->select(m_fixture->copyId(3));
        view()->selectConversation();
        shown.clear();
        addAnswer(7, "Re: apple", 2);
        m_fixture->clock.advance(std::chrono::milliseconds{300});
        QTRY_COMPARE(uids(), u"2 6 7 3 5 4 1"_s);
        QCOMPARE(view()->selectedCopies(), (QList{m_fixture->copyId(3), m_fixture->copyId(5)}));
        QCOMPARE(shown.size(), 0);
    }

    void theNextUnreadOneIsFoundInWhatIsFolded()
    {
        addAnswer(5, "Re: cherry", 3);
        addAnswer(6, "Re: cherry", 3);
        m_fixture->setFlags(6, {});
        m_fixture->action(u"Conversations"_s)->trigger();
        QTRY_COMPARE(uids(), u"3 5 6 4 2 1"_s);
        m_fixture->action(u"Fold all conversations"_s)->trigger();
        QCOMPARE(uids(), u"3 4 2 1"_s);
        m_fixture->action(u"Next unread message"_s)->trigger();
        QCOMPARE(uids(), u"3 5 6 4 2 1"_s);
        QCOMPARE(view()->currentCopy(), m_fixture->copyId(6));
    }

    void allOfAConversationIsChosenAtOnce()
    {
        addAnswer(5, "Re: cherry", 3);
        m_fixture->action(u"Conversations"_s)->trigger();
        QTRY_COMPARE(uids(), u"3 5 4 2 1"_s);
        m_fixture->action(u"Fold all conversations"_s)->trigger();
        QCOMPARE(uids(), u"3 4 2 1"_s);
        view()->select(m_fixture->copyId(3));
        m_fixture->action(u"Select conversation"_s)->trigger();
        QCOMPARE(view()->selectedCopies(), (QList{m_fixture->copyId(3), m_fixture->copyId(5)}));
        view()->select(m_fixture->copyId(3));
        m_fixture->action(u"Next conversation"_s)->trigger();
        QCOMPARE(view()->currentCopy(), m_fixture->copyId(4));
        m_fixture->action(u"Conversations"_s)->trigger();
        QTRY_COMPARE(uids(), u"5 4 3 2 1"_s);
        QVERIFY(!m_fixture->action(u"Next conversation"_s)->isEnabled());
    }

    void requestsFirstIsAnOrderOfItsOwn()
    {
        clickTitle(MessageColumn::Subject);
        QTRY_COMPARE(uids(), u"4 2 3 1"_s);
        clickTitle(MessageColumn::Receipt);
        QTRY_COMPARE(shownOrder(), u"Receipt down"_s);
        QCOMPARE(uids(), u"4 3 2 1"_s);
        clickTitle(MessageColumn::Subject);
        QTRY_COMPARE(uids(), u"4 2 3 1"_s);
        QVERIFY(!m_fixture->action(u"Requests for receipts first"_s)->isChecked());
    }
};

POSTHORN_TEST(SortingTest)
#include "tst_sorting.moc"
