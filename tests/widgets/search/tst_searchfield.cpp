// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/searchhelp.h"

#include <QMenu>
#include <QSettings>
#include <QTextBrowser>

#include "tests/widgets/search/searchfixture.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What the field offers: what can come next, what was looked for, what is like a message.
class SearchFieldTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<SearchFixture> m_fixture;

    QMenu *history()
    {
        QTest::keyClick(&m_fixture->field(), Qt::Key_Down, Qt::AltModifier);
        return m_fixture->field().findChild<QMenu *>(u"recentSearches"_s);
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<SearchFixture>();
        m_fixture->field().setFocus();
    }
    void cleanup() { m_fixture.reset(); }

    void whatCanComeNextIsOffered()
    {
        auto *completer = m_fixture->field().findChild<SearchCompleter *>();
        QTest::keyClicks(&m_fixture->field(), u"bud"_s);
        QCOMPARE(completer->offers(), QStringList{});
        m_fixture->field().clear();
        QTest::keyClicks(&m_fixture->field(), u"i"_s);
        QVERIFY(!completer->offers().isEmpty() && completer->offers().first().startsWith(u"i"_s));
        QTest::keyClicks(&m_fixture->field(), u"n:pro"_s);
        QCOMPARE(completer->offers(), (QStringList{u"Projects"_s, u"Projects/Alpha"_s}));
    }

    void theKeyboardTakesOne()
    {
        auto *completer = m_fixture->field().findChild<SearchCompleter *>();
        QTest::keyClicks(&m_fixture->field(), u"budget in:pro"_s);
        QWidget *popup = QApplication::activePopupWidget();
        QVERIFY(popup != nullptr);
        QTest::keyClick(popup, Qt::Key_Down);
        QVERIFY(completer->isOpen());
        QTest::keyClick(popup, Qt::Key_Return);
        QCOMPARE(m_fixture->field().text(), u"budget in:Projects "_s);
        QVERIFY(m_fixture->bar().history().texts().isEmpty());  // nothing was asked yet
    }

    void peopleAreOfferedOnceTheyAreKnown()
    {
        m_fixture->add(1, "Budget");
        m_fixture->add(2, "Budget once more");  // by the same: offered once
        auto *completer = m_fixture->field().findChild<SearchCompleter *>();
        QTest::keyClicks(&m_fixture->field(), u"from:"_s);
        const auto offers = [&] {
            QTest::keyClick(&m_fixture->field(), Qt::Key_Space, Qt::ControlModifier);
            return completer->offers();
        };
        QTRY_COMPARE(offers(), QStringList{u"Ann Example <ann@example.org>"_s});
    }

    void searchesAreRememberedUnlessThatIsNotWanted()
    {
        for (const QString &text : {u"one"_s, u"two"_s, u"one"_s})
            m_fixture->lookFor(text);
        QCOMPARE(m_fixture->bar().history().texts(), (QStringList{u"one"_s, u"two"_s}));
        m_fixture->open();
        QCOMPARE(m_fixture->bar().history().texts(), (QStringList{u"one"_s, u"two"_s}));
        m_fixture->field().setFocus();
        QMenu *menu = history();
        QVERIFY(menu != nullptr);
        for (QAction *action : menu->actions()) {
            if (action->text() == u"two"_s)
                action->trigger();
        }
        QCOMPARE(m_fixture->field().text(), u"two"_s);
        menu->actions().last()->trigger();  // not to be remembered
        QVERIFY(m_fixture->bar().history().texts().isEmpty());
        m_fixture->lookFor(u"three"_s);
        QVERIFY(m_fixture->bar().history().texts().isEmpty());
        const QSettings kept(m_fixture->paths.windowState(), QSettings::IniFormat);
        QVERIFY(kept.value(u"search/history"_s).toStringList().isEmpty());  // at once
    }

    void whatLedToAMessageIsRememberedWithoutEnter()
    {
        m_fixture->add(1, "Budget");
        m_fixture->indexAll();
        QTest::keyClicks(&m_fixture->field(), u"budget"_s);
        m_fixture->clock.advance(1s);
        QTRY_VERIFY(m_fixture->visibleText().contains(u"Here: 1 of 1"_s));
        QVERIFY(m_fixture->bar().history().texts().isEmpty());
        m_fixture->clickRow(0);
        QCOMPARE(m_fixture->bar().history().texts(), QStringList{u"budget"_s});
    }

    void aClickIsTakenBack()
    {
        m_fixture->add(1, "Budget");
        m_fixture->lookFor(u"budget"_s);
        QVERIFY(!m_fixture->button(u"Back"_s));
        m_fixture->bar().lookFor(u"budget from:ann"_s);
        m_fixture->bar().lookFor(u"budget from:ann is:unread"_s);
        QTest::mouseClick(m_fixture->button(u"Back"_s), Qt::LeftButton);
        QCOMPARE(m_fixture->bar().text(), u"budget from:ann"_s);
        QTest::keyClick(&m_fixture->field(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(m_fixture->bar().text(), u"budget"_s);
        QVERIFY(!m_fixture->button(u"Back"_s));
        QTest::keyClick(&m_fixture->field(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(m_fixture->bar().text(), u"budget"_s);
    }

    // No server is asked before the typing pauses, and what is here is shown before that.
    void everyLetterNarrowsTheList()
    {
        m_fixture->add(1, "Budget", "INBOX", false);
        m_fixture->add(2, "Lunch", "INBOX", false);
        m_fixture->indexAll();
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::searchWanted);
        QTest::keyClicks(&m_fixture->field(), u"bud"_s);
        QTRY_COMPARE(m_fixture->subjects(), QStringList{u"Budget"_s});
        QTRY_VERIFY(m_fixture->visibleText().contains(u"asking the server"_s));
        QCOMPARE(wanted.size(), 0);
        m_fixture->clock.advance(1s);
        QTRY_COMPARE(wanted.size(), 1);
        QCOMPARE(m_fixture->subjects(), QStringList{u"Budget"_s});
    }

    void historyIsBounded()
    {
        SearchHistory history;
        for (int i = 0; i < 60; ++i)
            history.add(QString::number(i));
        history.add(u"  "_s);
        QCOMPARE(history.texts().size(), SearchHistory::most);
        QCOMPARE(history.texts().first(), u"59"_s);
    }

    void moreLikeThisLooksEverywhere()
    {
        m_fixture->add(1, "Budget of the club");
        m_fixture->add(2, "The club: budget", "Projects");
        m_fixture->add(3, "Something else", "Projects");
        m_fixture->indexAll();
        m_fixture->clickRow(0);
        QVERIFY(m_fixture->action(u"More like this"_s)->isEnabled());
        m_fixture->action(u"More like this"_s)->trigger();
        QTRY_COMPARE(m_fixture->subjects(), (QStringList{u"The club: budget"_s, u"Budget of the club"_s}));
    }

    void helpSaysWhatCanBeSaid()
    {
        m_fixture->action(u"Searching"_s)->trigger();
        auto *help = m_fixture->window().findChild<SearchHelp *>();
        QVERIFY(help != nullptr && help->isVisible());
        QVERIFY(help->findChild<QTextBrowser *>()->toPlainText().contains(u"larger:1M"_s));
    }
};

POSTHORN_TEST(SearchFieldTest)
#include "tst_searchfield.moc"
