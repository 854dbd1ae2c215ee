// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/messagelistmodel.h"
#include "widgets/messages/messageview.h"
#include "widgets/reader/headerpanel.h"
#include "widgets/rowpainting.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QTreeView>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using models::MessageColumn;
using models::MessageItem;
using models::MessageListModel;
using receipts::ColumnState;

// What the list says of a message, and that it has room to say it.
class MessageListTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    MainWindow &window() { return m_fixture->window(); }
    MessageView *view() { return window().findChild<MessageView *>(); }
    MessageItem item(int row = 0)
    {
        return view()->model()->index(row, 0).data(MessageListModel::ItemRole).value<MessageItem>();
    }
    QString sentence(int row = 0)
    {
        return view()->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
    }
    void openFolder(const QByteArray &mailbox)
    {
        m_fixture->openMailbox(mailbox);
        auto *folders = window().findChild<QTreeView *>();
        const auto found =
            folders->model()->match(folders->model()->index(0, 0), Qt::DisplayRole,
                                    QString::fromLatin1(mailbox), 1, Qt::MatchExactly | Qt::MatchRecursive);
        QCOMPARE(found.size(), 1);
        folders->setCurrentIndex(found.first());
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->listFolders();
        m_fixture->openMailbox();
    }
    void cleanup() { m_fixture.reset(); }

    void aRequestTheGateRefusesIsBlockedWithItsReason()
    {
        SampleMail mail{.notifyTo = "ann@example.org", .extraHeader = "List-Id: <quay.example>\r\n"};
        mail.withContent = false;
        m_fixture->addMail(mail);
        QCOMPARE(item().receipt, ColumnState::Requested);  // nobody knows better yet
        m_fixture->addContent(mail);
        QCOMPARE(item().receipt, ColumnState::Blocked);
        QVERIFY2(sentence().contains(u"came over a mailing list"_s), qPrintable(sentence()));
        m_fixture->open();  // it is still known after a restart
        QCOMPARE(item().receipt, ColumnState::Blocked);
    }

    void aRequestThatMayBeAnsweredStaysAsked()
    {
        m_fixture->addMail({.notifyTo = "ann@example.org"});
        QCOMPARE(item().receipt, ColumnState::Requested);
        m_fixture->clickRow(0);
        QCOMPARE(item().receipt, ColumnState::Requested);
    }

    void aFolderThatKeepsNoMarkBlocksAllOfItsRequests()
    {
        SampleMail mail{.notifyTo = "ann@example.org"};
        mail.withContent = false;
        m_fixture->addMail(mail);
        QCOMPARE(item().receipt, ColumnState::Requested);
        store::MailboxState state = WindowFixture::fullState();
        state.permanentFlags = QByteArrayList{"\\seen"};
        state.anyKeyword = false;
        m_fixture->openMailbox("INBOX", state);
        QCOMPARE(item().receipt, ColumnState::Blocked);
        QVERIFY2(sentence().contains(u"cannot remember"_s), qPrintable(sentence()));
    }

    void ownMailShowsItsRecipientsAndNoRequest()
    {
        openFolder("Sent");
        m_fixture->addMail({.from = "Me Myself <me@example.com>",
                            .to = "Ann Example <ann@example.org>, bob@example.org",
                            .notifyTo = "me@example.com",
                            .flags = {"\\Seen", "$MDNSent"}},
                           "Sent");
        QCOMPARE(item().receipt, ColumnState::None);
        QVERIFY(item().toOthers);
        QVERIFY2(sentence().contains(u"to Ann Example, bob@example.org"_s), qPrintable(sentence()));
        const int sender = models::columnIndex(MessageColumn::Sender);
        QCOMPARE(view()->model()->headerData(sender, Qt::Horizontal).toString(), u"To"_s);
        QCOMPARE(view()->model()->index(0, sender).data().toString(), u"Ann Example, bob@example.org"_s);
        openFolder("Projects");
        QCOMPARE(view()->model()->headerData(sender, Qt::Horizontal).toString(), u"From"_s);
    }

    void ownMailInTheInboxAsksNothing()
    {
        SampleMail mail{.from = "Me <me@example.com>", .notifyTo = "me@example.com"};
        mail.withContent = false;
        m_fixture->addMail(mail);
        QCOMPARE(item().receipt, ColumnState::None);
    }

    void theCompactListNeedsNoHorizontalScrolling_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {800, 1000, 1200, 1280, 1600, 2200})
            QTest::addRow("%d", width) << width;
    }

    void theCompactListNeedsNoHorizontalScrolling()
    {
        QFETCH(int, width);
        m_fixture->addMail({.subject = QByteArray("A very long subject ").repeated(20)});
        window().resize(width, 600);
        QTest::keyClick(&window(), Qt::Key_2, Qt::ControlModifier);
        QCoreApplication::sendPostedEvents();
        QVERIFY(!view()->horizontalScrollBar()->isVisible());
        QCOMPARE(view()->horizontalScrollBar()->maximum(), 0);
        QVERIFY(view()->header()->length() <= view()->viewport()->width());
        // Somebody makes a column wider than there is room for.
        view()->header()->resizeSection(models::columnIndex(MessageColumn::Date), 2000);
        window().resize(width + 1, 600);
        QCoreApplication::sendPostedEvents();
        QVERIFY(view()->header()->length() <= view()->viewport()->width());
    }

    void selectedRowsCanBeRead_data()
    {
        QTest::addColumn<QColor>("highlight");
        QTest::addColumn<QColor>("text");
        QTest::newRow("Fusion") << QColor(0x30, 0x8c, 0xc6) << QColor(Qt::white);
        QTest::newRow("dark") << QColor(0x3d, 0x6f, 0xb5) << QColor(Qt::white);
        QTest::newRow("pale") << QColor(0xb4, 0xd5, 0xfe) << QColor(Qt::black);
        QTest::newRow("grey on grey") << QColor(0x80, 0x80, 0x80) << QColor(0x90, 0x90, 0x90);
        QTest::newRow("yellow") << QColor(Qt::yellow) << QColor(Qt::white);
    }

    void selectedRowsCanBeRead()
    {
        QFETCH(QColor, highlight);
        QFETCH(QColor, text);
        QStyleOptionViewItem option;
        option.palette.setColor(QPalette::Highlight, highlight);
        option.palette.setColor(QPalette::HighlightedText, text);
        for (const auto state :
             {QStyle::State_Selected | QStyle::State_Active, QStyle::State_Selected | QStyle::State_None}) {
            option.state = state;
            const auto use = rowpainting::colors(option);
            const auto group = state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
            const QColor ground = theme::selectionGround(option.palette, group);
            QVERIFY(theme::contrast(use.text, ground) >= 4.5);
            QVERIFY(theme::contrast(use.dimmed, ground) >= 4.5);
        }
        QCOMPARE(theme::contrast(Qt::black, Qt::white), 21.0);
    }

    void aSmallWindowKeepsTheHeaderReadable()
    {
        m_fixture->addMail({.subject = "Berth plan for the regatta, please confirm"});
        window().resize(800, 500);
        m_fixture->clickRow(0);
        QCoreApplication::sendPostedEvents();
        QVERIFY(window().width() <= 800 && window().height() <= 500);
        const auto *header = window().findChild<HeaderPanel *>();
        QVERIFY(header->isVisible());
        const auto labels = header->findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (!label->isVisible() || label->text().isEmpty())
                continue;
            const QRect place(label->mapTo(header, QPoint()), label->size());
            QVERIFY2(header->rect().contains(place), qPrintable(label->text()));
            QVERIFY2(label->wordWrap() || label->width() >= label->fontMetrics().averageCharWidth() * 6,
                     qPrintable(label->text()));
        }
    }

    void whatComesAboveDoesNotMoveTheRowsThatAreRead_data()
    {
        QTest::addColumn<int>("arrivals");
        QTest::addRow("one") << 1;
        QTest::addRow("so many, here and there, that the model is reset") << 200;
    }

    void whatComesAboveDoesNotMoveTheRowsThatAreRead()
    {
        QFETCH(int, arrivals);
        const QDateTime start(QDate(2025, 6, 1), QTime(10, 0), Qt::UTC);
        for (quint32 uid = 1; uid <= 300; ++uid)
            m_fixture->addMail({.uid = uid, .date = start.addSecs(uid * 60), .withContent = false});
        window().resize(1000, 500);
        QCoreApplication::sendPostedEvents();
        m_fixture->clickRow(2);
        view()->verticalScrollBar()->setValue(view()->verticalScrollBar()->maximum() / 2 + 7);
        const auto top = [&] {
            const int row = view()->rowAt(0);
            return std::pair(view()->model()->index(row, 0).data(MessageListModel::UidRole).toUInt(),
                             view()->rowViewportPosition(row));
        };
        const auto before = top();
        const auto current = view()->currentCopy();
        store::MessagesFetched fetched{
            m_fixture->account.id, "INBOX", WindowFixture::fullState().uidValidity, {}};
        for (int i = 0; i < arrivals; ++i) {
            store::FetchedMessage message;
            message.uid = {static_cast<quint32>(1000 + i)};
            message.subject = u"New"_s;
            message.date = start.addSecs((300 - i) * 60 + 30);
            fetched.messages.push_back(message);
        }
        m_fixture->apply(fetched);
        QCOMPARE(view()->model()->rowCount(), 300 + arrivals);
        QCOMPARE(top(), before);
        QCOMPARE(view()->currentCopy(), current);
    }

    void rowsAreMovedBetweenNotCells()
    {
        for (quint32 uid = 1; uid <= 3; ++uid)
            m_fixture->addMail({.uid = uid});
        QTest::keyClick(&window(), Qt::Key_2, Qt::ControlModifier);  // columns
        m_fixture->clickRow(1);
        for (const auto key : {Qt::Key_Right, Qt::Key_Right, Qt::Key_Left})
            QTest::keyClick(view(), key);
        QCOMPARE(view()->currentIndex(), view()->model()->index(1, 0));
        QTest::keyClick(view(), Qt::Key_End);
        QCOMPARE(view()->currentIndex(), view()->model()->index(2, 0));
        QTest::keyClick(view(), Qt::Key_Home);
        QCOMPARE(view()->currentIndex(), view()->model()->index(0, 0));
    }

    // The focus alone chooses nothing, though it makes the first row the current one.
    void whoComesByTabChoosesWithTheNextKey_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::newRow("Return") << Qt::Key_Return;
        QTest::newRow("Home") << Qt::Key_Home;
        QTest::newRow("Up") << Qt::Key_Up;
    }
    void whoComesByTabChoosesWithTheNextKey()
    {
        QFETCH(Qt::Key, key);
        m_fixture->addMail({.uid = 1});
        m_fixture->addMail({.uid = 2});
        view()->setFocus(Qt::TabFocusReason);
        QVERIFY(view()->selectedCopies().isEmpty());
        QVERIFY(!m_fixture->action(u"Delete"_s)->isEnabled());
        QTest::keyClick(view(), key);
        QCOMPARE(view()->selectedCopies(), {m_fixture->copyId(2)});
        QVERIFY(m_fixture->action(u"Delete"_s)->isEnabled());
    }
};

POSTHORN_TEST(MessageListTest)
#include "tst_messagelist.moc"
