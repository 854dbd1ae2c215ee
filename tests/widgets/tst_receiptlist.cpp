// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/messagelistmodel.h"
#include "widgets/messages/messageview.h"
#include "widgets/reader/banner.h"
#include "widgets/receipts/receiptdialog.h"
#include "widgets/receipts/receiptfilter.h"
#include "widgets/receipts/selectionreceipts.h"
#include "widgets/search/searchbar.h"
#include "widgets/shortcutsdialog.h"
#include "widgets/translation.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using models::AskedModel;
using models::MessageColumn;
using receipts::ColumnState;
using receipts::Decision;
using receipts::LedgerState;

// The receipt column as something to sort, show and act by: for one message, and for many at once.
class ReceiptListTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<QSignalSpy> m_decided;

    MainWindow &window() { return m_fixture->window(); }
    MessageView *view() { return window().findChild<MessageView *>(); }
    ReceiptFilter *filter() { return window().findChild<ReceiptFilter *>(); }
    Banner *line() { return window().findChild<Banner *>(u"filterBanner"_s); }
    SelectionReceipts *panel() { return window().findChild<SelectionReceipts *>(); }

    void add(quint32 uid, bool asks, const QByteArrayList &flags = {"\\Seen"},
             const QByteArray &from = "ann@example.org")
    {
        SampleMail mail;
        mail.uid = uid;
        mail.flags = flags;
        mail.from = from;
        mail.notifyTo = asks ? QByteArray("ann@example.org") : QByteArray();
        mail.date = QDateTime(QDate(2025, 12, 1), QTime(0, 0), Qt::UTC).addDays(uid);
        mail.extraHeader = "Authentication-Results: mx.example.com; dmarc=pass\r\n";
        m_fixture->addMail(mail);
    }
    // 9 to 1, of which 8, 6, 5 and 2 ask: one sent, one answered elsewhere, two to be answered.
    void fill()
    {
        for (quint32 uid = 1; uid <= 9; ++uid)
            add(uid, uid == 2 || uid == 5 || uid == 8, {"\\Seen"});
        add(10, true, {"\\Seen", "$MDNSent"});
        window().showLedgerEntry({keyOf(8), LedgerState::Sent, {}, {}, {}});
    }
    receipts::RequestKey keyOf(quint32 uid)
    {
        return {m_fixture->reader->row(m_fixture->copyId(uid))->receiptKey};
    }
    QString uids()
    {
        QStringList all;
        for (int row = 0; row < view()->model()->rowCount(); ++row)
            all += view()->model()->index(row, 0).data(models::MessageListModel::UidRole).toString();
        return all.join(u' ');
    }
    void choose(QList<quint32> uids)
    {
        view()->selectionModel()->clear();
        for (const quint32 uid : uids) {
            const int row =
                qobject_cast<models::MessageListModel *>(view()->model())->rowOf(m_fixture->copyId(uid));
            view()->selectionModel()->select(view()->model()->index(row, 0),
                                             QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
    QStringList states()
    {
        QStringList all;
        const auto *model = panel()->tab()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            all += model->index(row, AskedModel::StateColumn).data().toString();
        return all;
    }
    QAction *filterAction(const QString &text)
    {
        for (QAction *action : filter()->menu()->actions()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase() { installTranslations(*QCoreApplication::instance(), QLocale(QLocale::English)); }
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->listFolders();
        m_fixture->openMailbox();
        m_decided = std::make_unique<QSignalSpy>(&window(), &MainWindow::receiptDecided);
    }
    void cleanup()
    {
        m_decided.reset();
        m_fixture.reset();
    }

    void requestsComeFirstByTheirState()
    {
        fill();
        const QAbstractItemModelTester tester(view()->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_fixture->action(u"Requests for receipts first"_s)->trigger();
        QCOMPARE(uids(), u"5 2 8 10 9 7 6 4 3 1"_s);
        add(11, true);  // goes to its place
        m_fixture->clock.advance(std::chrono::seconds(1));
        QCOMPARE(uids(), u"11 5 2 8 10 9 7 6 4 3 1"_s);
        m_fixture->action(u"Requests for receipts first"_s)->trigger();
        QCOMPARE(uids(), u"11 10 9 8 7 6 5 4 3 2 1"_s);
    }

    void theColumnsTitleSortsByIt()
    {
        fill();
        QTest::keyClick(&window(), Qt::Key_2, Qt::ControlModifier);
        Q_EMIT view()->header()->sectionClicked(models::columnIndex(MessageColumn::Receipt));
        QVERIFY(uids().startsWith(u"5 2 8 10"_s));
        QCOMPARE(view()->header()->sortIndicatorSection(), models::columnIndex(MessageColumn::Receipt));
        Q_EMIT view()->header()->sectionClicked(models::columnIndex(MessageColumn::Date));
        QVERIFY(uids().startsWith(u"10 9 8"_s));
    }

    void theOrderHoldsInTheNextFolder()
    {
        fill();
        m_fixture->openMailbox("Projects");
        m_fixture->action(u"Requests for receipts first"_s)->trigger();
        SampleMail plain{.uid = 31}, asking{.uid = 30, .notifyTo = "ann@example.org"};
        m_fixture->addMail(plain, "Projects");
        m_fixture->addMail(asking, "Projects");
        auto *folders = window().findChild<QTreeView *>();
        const auto found = folders->model()->match(folders->model()->index(0, 0), Qt::DisplayRole,
                                                   u"Projects"_s, 1, Qt::MatchExactly | Qt::MatchRecursive);
        folders->setCurrentIndex(found.first());
        QCOMPARE(uids(), u"30 31"_s);
    }

    void onlyOneStateIsShownAndSaidSo()
    {
        fill();
        filterAction(u"Sent"_s)->trigger();
        QCOMPARE(uids(), u"8"_s);
        QVERIFY(line()->isVisible());
        QCOMPARE(line()->content().sentence, u"Only receipts: Sent (1)"_s);
        filterAction(u"All that ask for a receipt"_s)->trigger();
        QCOMPARE(uids(), u"10 8 5 2"_s);
        m_fixture->action(u"Only requests to answer"_s)->trigger();
        QCOMPARE(uids(), u"5 2"_s);
        add(12, true);
        add(13, false);
        m_fixture->clock.advance(std::chrono::seconds(1));
        QCOMPARE(uids(), u"12 5 2"_s);
        QTest::keyClick(view(), Qt::Key_Escape);
        QCOMPARE(uids(), u"13 12 10 9 8 7 6 5 4 3 2 1"_s);
        QVERIFY(!line()->isVisible());
        filterAction(u"Declined"_s)->trigger();
        QVERIFY(m_fixture->visibleText().contains(u"No such request"_s));
        m_fixture->button(u"Show all messages"_s)->click();
        QVERIFY(uids().startsWith(u"13 12"_s));
    }

    void theListSaysEachStateToScreenReaders_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, LedgerState state, const QString &words) {
            QTest::newRow(name) << static_cast<int>(state) << words;
        };
        row("requested", LedgerState::None, u"asks for a receipt"_s);
        row("waiting", LedgerState::Claimed, u"receipt waiting to be sent"_s);
        row("sent", LedgerState::Sent, u"receipt sent"_s);
        row("denied", LedgerState::Denied, u"receipt declined"_s);
        row("elsewhere", LedgerState::HandledElsewhere, u"receipt request handled by another program"_s);
        row("blocked", LedgerState::Blocked, u"No receipt was sent: the server would not note"_s);
    }

    void theListSaysEachStateToScreenReaders()
    {
        QFETCH(int, state);
        QFETCH(QString, words);
        add(1, true);
        window().showLedgerEntry({keyOf(1), static_cast<LedgerState>(state), {}, {}, {}});
        m_fixture->clock.advance(std::chrono::seconds(1));
        const QString said = view()->model()->index(0, 0).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(said.contains(words), qPrintable(said));
    }

    void oneAnswerForASelectionIsADecisionForEach()
    {
        fill();
        add(20, true, {"\\Seen"}, "Somebody else <eve@evil.example>");  // the answer would go to another
        choose({20, 9, 5, 2});
        m_fixture->action(u"Preview and send receipt"_s)->trigger();
        QVERIFY(panel() != nullptr && panel()->isVisible());
        const QAbstractItemModelTester tester(panel()->tab()->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(m_fixture->visibleText(panel()).contains(u"3 of the chosen messages ask for a receipt."_s));
        QVERIFY(m_decided->isEmpty());  // asked first
        auto *box = panel()->findChild<QMessageBox *>();
        QVERIFY(box != nullptr);
        QCOMPARE(box->defaultButton()->text(), u"Cancel"_s);
        m_fixture->button(u"Send receipts"_s, box)->click();
        QCOMPARE(m_decided->size(), 2);
        QVERIFY(m_decided->at(0).first().value<Decision>().key
                != m_decided->at(1).first().value<Decision>().key);
        QVERIFY2(states().first().contains(u"Looks odd"_s), qPrintable(states().join(u'|')));
        window().showLedgerEntry({keyOf(5), LedgerState::Sent, {}, {}, {}});
        QCOMPARE(states().at(1), u"receipt sent"_s);
        // The same again: nothing more goes out.
        panel()->tab()->bulk()->answer({m_fixture->copyId(5), m_fixture->copyId(2)}, Decision::Kind::Send);
        QCOMPARE(m_decided->size(), 2);
    }

    void aSelectionIsDeclinedOrLeft_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("isAsked");
        QTest::newRow("decline") << u"Decline receipt"_s << static_cast<int>(Decision::Kind::Deny) << true;
        QTest::newRow("not now") << u"Receipt: not now"_s << static_cast<int>(Decision::Kind::NotNow)
                                 << false;
    }

    void aSelectionIsDeclinedOrLeft()
    {
        QFETCH(QString, action);
        fill();
        choose({5, 2, 10});
        m_fixture->action(action)->trigger();
        QFETCH(bool, isAsked);
        auto *box = panel()->findChild<QMessageBox *>();
        QCOMPARE(box != nullptr, isAsked);
        if (isAsked) {
            QVERIFY(m_decided->isEmpty());
            QCOMPARE(box->defaultButton()->text(), u"Cancel"_s);
            m_fixture->button(u"Decline"_s, box)->click();
        }
        QCOMPARE(m_decided->size(), 2);
        QTEST(static_cast<int>(m_decided->at(1).first().value<Decision>().kind), "kind");
        QVERIFY(states().contains(u"Answered already"_s));  // the one that another program has handled
    }

    void neverForASelectionIsARuleForEachSenderAndSendsNothing()
    {
        fill();
        add(20, true, {"\\Seen"}, "bob@example.org");
        choose({20, 5, 2});
        QSignalSpy rules(&window(), &MainWindow::receiptRulesWanted);
        m_fixture->action(u"Never receipts for this sender"_s)->trigger();
        QVERIFY(rules.isEmpty());
        m_fixture->button(u"Never send"_s, panel()->findChild<QMessageBox *>())->click();
        QCOMPARE(rules.size(), 1);
        QCOMPARE(rules.first().first().value<std::vector<receipts::PolicyRule>>().size(), std::size_t{2});
        QVERIFY(m_decided->isEmpty());
        QCOMPARE(states().count(u"Never for this sender"_s), 3);
    }

    void whereNoneAsksNothingIsOffered()
    {
        fill();
        choose({9, 7});
        QVERIFY(!m_fixture->action(u"Decline receipt"_s)->isEnabled());
        choose({9, 5});
        QVERIFY(m_fixture->action(u"Decline receipt"_s)->isEnabled());
    }

    void aThousandAreAnsweredALittleAtATime()
    {
        for (quint32 uid = 1; uid <= 300; ++uid)
            add(uid, true);
        m_fixture->clock.advance(std::chrono::seconds(1));
        view()->selectAll();
        m_fixture->action(u"Decline receipt"_s)->trigger();
        m_fixture->button(u"Decline"_s, panel()->findChild<QMessageBox *>())->click();
        panel()->reject();  // what was decided is carried out all the same
        QVERIFY2(m_decided->size() > 0 && m_decided->size() < 100,
                 qPrintable(QString::number(m_decided->size())));
        m_fixture->clock.advance(std::chrono::seconds(1));
        QCOMPARE(m_decided->size(), 300);  // also those that the panel has not read yet
    }

    void theMenuOfAMessageHasWhatCanBeDone()
    {
        add(1, true);
        m_fixture->clickRow(0);
        Q_EMIT view()->customContextMenuRequested(view()->visualRect(view()->currentIndex()).center());
        auto *menu = window().findChild<QMenu *>(u"messageMenu"_s);
        QVERIFY(menu != nullptr && menu->isVisible());
        for (const QString &text :
             {u"Decline receipt"_s, u"Never receipts for this sender"_s, u"Delete"_s, u"Move to"_s})
            QVERIFY2(menu->actions().contains(m_fixture->action(text)), qPrintable(text));
        menu->close();
    }

    void everyReceiptActionHasAKeyOfItsOwn()
    {
        add(1, true);
        m_fixture->clickRow(0);
        QTest::keyClick(&window(), Qt::Key_Y, Qt::ControlModifier);
        QVERIFY(window().findChild<ReceiptDialog *>() != nullptr);
        window().findChild<ReceiptDialog *>()->close();
        QMap<QKeySequence, QString> seen;
        for (const QAction *action : window().actions()) {
            for (const QKeySequence &key : action->shortcuts()) {
                QVERIFY2(!seen.contains(key), qPrintable(key.toString() + u' ' + action->text()));
                seen.insert(key, action->text());
            }
        }
        m_fixture->action(u"Keyboard shortcuts"_s)->trigger();
        const QString listed = m_fixture->visibleText(window().findChild<ShortcutsDialog *>());
        for (const QString &text :
             {u"Preview and send receipt…"_s, u"Decline receipt"_s, u"Receipt: not now"_s,
              u"Never receipts for this sender"_s, u"Requests for receipts first"_s,
              u"Only requests to answer"_s, u"Read receipts"_s})
            QVERIFY2(listed.contains(text), qPrintable(text));
    }

    void downFromTheSearchGoesToTheNewest()
    {
        fill();
        auto *field = window().findChild<SearchBar *>()->findChild<QLineEdit *>();
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Down);
        QVERIFY(view()->hasFocus());
        QCOMPARE(view()->selectedCopies(), QList<store::CopyId>{m_fixture->copyId(10)});
    }
};

POSTHORN_TEST(ReceiptListTest)
#include "tst_receiptlist.moc"
