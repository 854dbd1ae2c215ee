// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/indexer.h"
#include "widgets/messages/messageview.h"
#include "widgets/search/searchbar.h"

#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QToolButton>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;

// A search in the real window, over what is kept here and with a server beside it.
class SearchTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    MessageView &list() { return *m_fixture->window().findChild<MessageView *>(); }
    QLineEdit &searchField()
    {
        return *m_fixture->window().findChild<SearchBar *>()->findChild<QLineEdit *>();
    }
    void fillInbox(quint32 count)
    {
        m_fixture->listFolders();
        m_fixture->openMailbox();
        for (quint32 uid = 1; uid <= count; ++uid)
            m_fixture->addMail({.uid = uid,
                                .subject = "Subject " + QByteArray::number(uid),
                                .text = "Text " + QByteArray::number(uid),
                                .date = QDateTime(QDate(2025, 12, 31), QTime(10, 0), Qt::UTC).addSecs(uid)});
    }
    // As the store thread does it in the background.
    void indexAll()
    {
        auto cache =
            store::Database::open(m_fixture->paths.cacheDatabase(), store::Database::Mode::ReadWrite);
        store::Statements statements(*cache);
        while (search::indexSome(statements, 100)) {}
        QVERIFY(!statements.failed());
    }
    // The question that the server gets once it is known what is here.
    static search::ServerSearch asked(const QSignalSpy &wanted)
    {
        const bool isAsked = QTest::qWaitFor([&] { return !wanted.isEmpty(); });
        return isAsked ? wanted.last().first().value<search::ServerSearch>() : search::ServerSearch();
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void whatIsHereIsFoundWithoutTheServer()
    {
        fillInbox(5);
        indexAll();
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::searchWanted);
        searchField().setText(u"subject:\"subject 3\" is:unread"_s);
        QTest::keyClick(&searchField(), Qt::Key_Return);
        QTRY_COMPARE(list().model()->rowCount(), 1);
        QCOMPARE(list().model()->index(0, 0).data().toString(), u"Subject 3"_s);
        // With the plural of the language, or as it stands in the source, whatever has been installed before.
        const QRegularExpression here(u"Here: 1 of 5 message(s|\\(s\\)) of Inbox"_s);
        QTRY_VERIFY(m_fixture->visibleText().contains(here));
        QCOMPARE(wanted.size(), 0);
        searchField().setText(u"nobody wrote this"_s);
        QTest::keyClick(&searchField(), Qt::Key_Return);
        QTRY_VERIFY(m_fixture->visibleText().contains(u"Nothing found"_s));
        QTest::keyClick(&searchField(), Qt::Key_Escape);
        QCOMPARE(list().model()->rowCount(), 5);
    }

    // Of what is here the local answer counts: a server finds words within words.
    void theServerSpeaksOnlyForWhatIsNotHere()
    {
        fillInbox(3);
        indexAll();
        SampleMail later;
        later.uid = 9;
        later.withContent = false;
        m_fixture->addMail(later);
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::searchWanted);
        searchField().setText(u"text"_s);
        QTest::keyClick(&searchField(), Qt::Key_Return);
        const auto search = asked(wanted);
        QTRY_COMPARE(list().model()->rowCount(), 3);
        m_fixture->window().showSearchResult({search.serial, search.folder, {{1}, {9}}, {}});
        QCOMPARE(list().model()->rowCount(), 4);
        QVERIFY(m_fixture->visibleText().contains(u"the server found 1 more"_s));
        searchField().setText(u"text is:flagged"_s);
        QTest::keyClick(&searchField(), Qt::Key_Return);
        QTRY_VERIFY(m_fixture->visibleText().contains(u"Nothing found"_s));
        QCOMPARE(wanted.size(), 1);  // no message there could be meant
    }

    void partsOfTheSearchAreTakenOutAndTurnedAround()
    {
        fillInbox(3);
        indexAll();
        searchField().setText(u"subject:3 is:unread"_s);
        QTest::keyClick(&searchField(), Qt::Key_Return);
        QTRY_COMPARE(list().model()->rowCount(), 1);
        auto *bar = m_fixture->window().findChild<SearchBar *>();
        const auto chip = [&](const QString &text) -> QToolButton * {
            for (QToolButton *button : bar->findChildren<QToolButton *>()) {
                if (button->text() == text)
                    return button;
            }
            return nullptr;
        };
        QVERIFY(chip(u"subject:3"_s) != nullptr && chip(u"is:unread"_s) != nullptr);
        chip(u"subject:3"_s)->menu()->actions().last()->trigger();
        QCOMPARE(searchField().text(), u"-subject:3 is:unread"_s);
        QTRY_COMPARE(list().model()->rowCount(), 2);
        chip(u"-subject:3"_s)->menu()->actions().first()->trigger();
        QCOMPARE(searchField().text(), u"is:unread"_s);
        QTRY_COMPARE(list().model()->rowCount(), 3);
    }

    void mistakesAreSaidAndFindNevertheless()
    {
        fillInbox(2);
        indexAll();
        searchField().setText(u"subject is:blue from:"_s);
        QTest::keyClick(&searchField(), Qt::Key_Return);
        QVERIFY(m_fixture->visibleText().contains(u"“is:blue” is not known"_s));
        QVERIFY(m_fixture->visibleText().contains(u"there is nothing behind “from:”"_s));
        searchField().setText(u"(subject"_s);
        QTest::keyClick(&searchField(), Qt::Key_Return);
        QTRY_COMPARE(list().model()->rowCount(), 2);
        QVERIFY(m_fixture->visibleText().contains(u"is not closed"_s));
    }
};

POSTHORN_TEST(SearchTest)
#include "tst_search.moc"
