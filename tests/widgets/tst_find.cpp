// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/bodyview.h"
#include "widgets/reader/findbar.h"
#include "widgets/reader/textbrowserview.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QTextBlock>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Finding words in the message that is open, in the real window.
class FindTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    FindBar *bar() { return m_fixture->window().findChild<FindBar *>(); }
    QLineEdit *words() { return bar()->findChild<QLineEdit *>(); }
    QString count() { return bar()->findChild<QLabel *>()->text(); }
    BodyView *text() { return m_fixture->window().findChild<BodyView *>(); }
    QuietBrowser *browser() { return m_fixture->window().findChild<QuietBrowser *>(); }
    void open(const SampleMail &mail) { m_fixture->openMail(mail); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(m_fixture->window().focusWidget(), key, modifiers);
    }
    void settle() { m_fixture->clock.advance(1s); }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void ctrlFFindsInTheMessageThatHasTheKeyboardAndElseInTheFolder()
    {
        open({.text = "one two one"});
        QVERIFY(!bar()->isVisible());
        press(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(!bar()->isVisible());  // the list had the keyboard: it is the folder that is searched
        QVERIFY(qobject_cast<QLineEdit *>(m_fixture->window().focusWidget()) != nullptr);
        text()->setFocus();
        press(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(bar()->isVisible());
        QVERIFY(words()->hasFocus());
        press(Qt::Key_Escape);
        QVERIFY(!bar()->isVisible());
        QVERIFY(text()->hasFocus());
    }

    void placesAreCountedMarkedAndGoneThroughRoundAndRound()
    {
        open({.text = "One two\none\nthree ONE"});
        m_fixture->action(u"Find in message"_s)->trigger();
        QTest::keyClicks(words(), u"one"_s);
        QCOMPARE(count(), u"1 of 3"_s);
        QCOMPARE(text()->extraSelections().size(), 3);
        QCOMPARE(text()->textCursor().selectionStart(), 0);
        press(Qt::Key_Return);
        QCOMPARE(count(), u"2 of 3"_s);
        QCOMPARE(text()->textCursor().selectionStart(), 8);
        m_fixture->action(u"Find next"_s)->trigger();
        m_fixture->action(u"Find next"_s)->trigger();
        QCOMPARE(count(), u"1 of 3"_s);
        press(Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(count(), u"3 of 3"_s);
        m_fixture->action(u"Find previous"_s)->trigger();
        QCOMPARE(count(), u"2 of 3"_s);
        bar()->findChild<QCheckBox *>()->setChecked(true);
        QCOMPARE(count(), u"1 of 1"_s);
        QCOMPARE(text()->textCursor().selectedText(), u"one"_s);
        QTest::keyClicks(words(), u"x"_s);
        QCOMPARE(count(), u"Not found"_s);
        press(Qt::Key_Escape);
        QVERIFY(text()->extraSelections().isEmpty());
    }

    void f3OpensTheBarWhenNothingIsLookedForYet()
    {
        open({.text = "one two"});
        m_fixture->action(u"Find next"_s)->trigger();
        QVERIFY(bar()->isVisible());
        QCOMPARE(count(), QString());
    }

    void whatIsChosenIsWhatToFind()
    {
        open({.text = "alpha beta alpha"});
        QTextCursor cursor = text()->textCursor();
        cursor.setPosition(11);
        cursor.setPosition(16, QTextCursor::KeepAnchor);
        text()->setTextCursor(cursor);
        m_fixture->action(u"Find in message"_s)->trigger();
        QCOMPARE(words()->text(), u"alpha"_s);
        QCOMPARE(count(), u"2 of 2"_s);
    }

    void htmlIsLookedThroughAsItIsShown()
    {
        open({.text = "other words",
              .html = "<p>we <b>mo</b>ved <span style='display:none'>moved</span></p><p>moved"});
        QTRY_VERIFY(browser()->isVisible());
        m_fixture->action(u"Find in message"_s)->trigger();
        QTest::keyClicks(words(), u"moved"_s);
        QCOMPARE(count(), u"1 of 2"_s);  // over the edges of styles, and nothing that is hidden
        QCOMPARE(browser()->extraSelections().size(), 2);
        press(Qt::Key_Return);
        QCOMPARE(browser()->textCursor().selectedText(), u"moved"_s);
        // The form changes: the words are looked for in what is shown then.
        m_fixture->action(u"Message as plain text"_s)->trigger();
        QTRY_VERIFY(text()->isVisible());
        settle();
        QCOMPARE(count(), u"Not found"_s);
        QVERIFY(browser()->extraSelections().isEmpty());
    }

    void anotherMessageIsLookedThroughAnew()
    {
        open({.text = "one one"});
        m_fixture->action(u"Find in message"_s)->trigger();
        QTest::keyClicks(words(), u"one"_s);
        QCOMPARE(count(), u"1 of 2"_s);
        m_fixture->addMail(
            {.uid = 2, .text = "one", .date = QDateTime(QDate(2025, 12, 30), QTime(1, 0), Qt::UTC)});
        m_fixture->clickRow(1);
        settle();
        QCOMPARE(count(), u"1 of 1"_s);
    }

    // Each turn of the event loop looks through a bounded piece: the words at the end are found later, and
    // nobody waits for it.
    void aLongTextIsLookedThroughInPieces()
    {
        QByteArray lines = QByteArray("a line of some length without the word\n").repeated(20'000);
        open({.text = "needle\n" + lines + "needle"});
        QTRY_VERIFY(text()->isVisible());
        settle();
        QTRY_VERIFY(!text()->isFilling());
        m_fixture->action(u"Find in message"_s)->trigger();
        words()->setText(u"needle"_s);
        QCOMPARE(count(), u"1 of more than 1"_s);
        settle();
        QCOMPARE(count(), u"1 of 2"_s);
    }

    void ofVeryManyPlacesSomeAreKept()
    {
        open({.text = QByteArray("x").repeated(15'000)});
        m_fixture->action(u"Find in message"_s)->trigger();
        words()->setText(u"x"_s);
        settle();
        QCOMPARE(count(), u"1 of more than 10,000"_s);
        QVERIFY(text()->extraSelections().size() <= 400);
    }

    void whatIsFoldedIsFoundAndUnfolds()
    {
        open({.text = "my words\n" + QByteArray("> quoted\n").repeated(30) + "> a needle\nmore needles"});
        m_fixture->action(u"Find in message"_s)->trigger();
        QTest::keyClicks(words(), u"needle"_s);
        QCOMPARE(count(), u"1 of 2"_s);
        QCOMPARE(text()->textCursor().selectedText(), u"needle"_s);
        QVERIFY(text()->textCursor().block().isVisible());
        press(Qt::Key_Return);
        QCOMPARE(text()->textCursor().selectedText(), u"needle"_s);
        QCOMPARE(text()->textCursor().block().text(), u"more needles"_s);
        // Words of ours are none of the message's.
        words()->setText(u"quoted lines"_s);
        QCOMPARE(count(), u"Not found"_s);
    }
};

POSTHORN_TEST(FindTest)
#include "tst_find.moc"
