// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/peoplemodel.h"
#include "widgets/composer/composereditor.h"
#include "widgets/composer/composerhighlighter.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/composer/spellingdesk.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QTemporaryDir>
#include <QTextBlock>

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

// Knows whatever does not begin with "wr", and German nothing that begins with "th".
class FewWords final : public spelling::Speller
{
public:
    explicit FewWords(const QString &language) : m_wrong(language == u"de_DE"_s ? u"th"_s : u"wr"_s) {}
    [[nodiscard]] bool knows(const QString &word) const override { return !word.startsWith(m_wrong); }
    [[nodiscard]] QStringList suggestionsFor(const QString &word) const override
    {
        return {u"r"_s + word.mid(2), u"&word"_s};
    }

private:
    QString m_wrong;
};

// A composer's window with dictionaries of the test's own.
struct Desk {
    explicit Desk(const QString &text = {})
        : spelling(
            {.dictionaries = {{u"de_DE"_s, {}}, {u"en_US"_s, {}}},
             .open =
                 [](const spelling::Dictionary &each) { return std::make_unique<FewWords>(each.language); },
             .ownWords = folder.filePath(u"words.txt"_s),
             .settings = folder.filePath(u"window.ini"_s)})
    {
        compose::Composition mail;
        mail.text = text;
        window = std::make_unique<ComposerWindow>(
            ComposerWindow::Context{
                .clock = clock, .identities = {}, .people = people, .spelling = &spelling},
            mail);
        window->setAttribute(Qt::WA_DeleteOnClose, false);
        window->show();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        editor()->highlighter()->setLanguage(u"en_US"_s);
    }
    [[nodiscard]] ComposerEditor *editor() const { return window->editor(); }
    // The words that have a line below them, in their order.
    [[nodiscard]] QString marked() const
    {
        QStringList words;
        for (QTextBlock block = editor()->document()->begin(); block.isValid(); block = block.next()) {
            for (const QTextLayout::FormatRange &each : block.layout()->formats()) {
                if (each.format.underlineStyle() == QTextCharFormat::WaveUnderline)
                    words.append(block.text().mid(each.start, each.length));
            }
        }
        return words.join(u' ');
    }
    void type(const QString &text) const { QTest::keyClicks(editor(), text); }
    // The menu on the first word with a line, as a person sees it after a moment.
    [[nodiscard]] QMenu *openMenu() const
    {
        QTextCursor cursor(editor()->document());
        while (editor()->highlighter()->wrongWordAt(cursor).isEmpty() && !cursor.atEnd())
            cursor.movePosition(QTextCursor::NextCharacter);
        editor()->setTextCursor(cursor);
        const QPoint at = editor()->cursorRect().center();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, at, editor()->mapToGlobal(at));
        QApplication::sendEvent(editor(), &event);
        return editor()->findChild<QMenu *>();
    }
    [[nodiscard]] static QAction *entry(const QMenu *menu, const QString &text)
    {
        for (QAction *each : menu->actions()) {
            if (each->isVisible() && QString(each->text()).replace(u"&&"_s, u"+"_s).remove(u'&') == text)
                return each;
        }
        return nullptr;
    }

    QTemporaryDir folder;
    FakeClock clock;
    models::PeopleModel people;
    SpellingDesk spelling;
    std::unique_ptr<ComposerWindow> window;
};

}

class SpellingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksWhatTheDictionaryDoesNotKnow()
    {
        const Desk desk(u"a wrod and a word\n> a wrod that somebody else wrote\nwrod@example.org wrod7\n"_s);
        QTRY_COMPARE(desk.marked(), u"wrod"_s);
        QVERIFY(!desk.editor()->document()->isUndoAvailable());
        QVERIFY(!desk.editor()->document()->isModified());
        QVERIFY(desk.window->composition().text.startsWith(u"a wrod and"_s));
    }

    void stillLooksAfterManyWordsThatAreRight()
    {
        const Desk desk;
        qsizetype judged = 0;
        QObject::connect(&desk.spelling, &SpellingDesk::judged, desk.editor(),
                         [&judged](const QString &, const QStringList &words) { judged += words.size(); });
        constexpr int many = 21'000;  // more than wait at once
        QString text;
        for (int number = 0; number < many; ++number) {
            text += u'a';
            for (int digit = number, i = 0; i < 4; digit /= 26, ++i)
                text += QChar(u'a' + digit % 26);
            text += number % 2000 == 0 ? u'\n' : u' ';
        }
        desk.editor()->insertPlainText(text + u'\n');
        QTRY_COMPARE(judged, many);
        desk.editor()->insertPlainText(u"wrod "_s);
        QTRY_COMPARE(desk.marked(), u"wrod"_s);
    }

    void waitsUntilAWordIsWritten()
    {
        const Desk desk;
        desk.editor()->setFocus();
        desk.type(u"wrids and wrod"_s);
        QTRY_COMPARE(desk.marked(), u"wrids"_s);
        desk.type(u" "_s);
        QTRY_COMPARE(desk.marked(), u"wrids wrod"_s);
        desk.type(u"wrads"_s);
        desk.editor()->moveCursor(QTextCursor::Start);
        QTRY_COMPARE(desk.marked(), u"wrids wrod wrads"_s);
    }

    void followsTheLanguageOfTheText()
    {
        const Desk desk(u"Liebe Ann, das ist nicht wrod und nicht thema\n"_s);
        desk.editor()->highlighter()->setLanguage({});
        QCOMPARE(desk.editor()->highlighter()->language(), u"de_DE"_s);
        QTRY_COMPARE(desk.marked(), u"thema"_s);
        desk.editor()->highlighter()->setLanguage(u"en_US"_s);
        QTRY_COMPARE(desk.marked(), u"wrod"_s);
        desk.editor()->highlighter()->setLanguage({});
        desk.editor()->selectAll();
        desk.editor()->insertPlainText(u"Dear Ann, this is not what you would like to see: wrod"_s);
        QTRY_COMPARE(desk.editor()->highlighter()->language(), u"en_US"_s);
    }

    void offersWhatWasMeant()
    {
        const Desk desk(u"a wrod\n"_s);
        QTRY_COMPARE(desk.marked(), u"wrod"_s);
        const QMenu *menu = desk.openMenu();
        QVERIFY(menu != nullptr);
        QTRY_VERIFY(Desk::entry(menu, u"rod"_s) != nullptr);
        QVERIFY(Desk::entry(menu, u"+word"_s) != nullptr);  // "&" is a letter of it, no key
        Desk::entry(menu, u"rod"_s)->trigger();
        QCOMPARE(desk.editor()->toPlainText(), u"a rod"_s);
        desk.editor()->undoStep();
        QCOMPARE(desk.editor()->toPlainText(), u"a wrod"_s);
    }

    void learnsWordsForGood()
    {
        Desk desk(u"a wrod and a wrid\n"_s);
        QTRY_COMPARE(desk.marked(), u"wrod wrid"_s);
        Desk::entry(desk.openMenu(), u"Add to my words"_s)->trigger();
        QTRY_COMPARE(desk.marked(), u"wrid"_s);
        QTRY_VERIFY(QFile::exists(desk.folder.filePath(u"words.txt"_s)));
        SpellingDesk again({.dictionaries = {{u"en_US"_s, {}}},
                            .open = spelling::openSpeller,
                            .ownWords = desk.folder.filePath(u"words.txt"_s)});
        QCOMPARE(again.verdict(u"en_US"_s, u"Wrod"_s), SpellingDesk::Verdict::Right);
    }

    void ignoresAWordInOneMail()
    {
        const Desk desk(u"a wrod\n"_s);
        QTRY_COMPARE(desk.marked(), u"wrod"_s);
        Desk::entry(desk.openMenu(), u"Ignore here"_s)->trigger();
        QTRY_COMPARE(desk.marked(), QString());
        QVERIFY(!QFile::exists(desk.folder.filePath(u"words.txt"_s)));
    }

    void canBeSwitchedOffForGood()
    {
        Desk desk(u"a wrod\n"_s);
        QTRY_COMPARE(desk.marked(), u"wrod"_s);
        desk.spelling.setOn(false);
        QTRY_COMPARE(desk.marked(), QString());
        const SpellingDesk again(
            {.dictionaries = {{u"en_US"_s, {}}}, .settings = desk.folder.filePath(u"window.ini"_s)});
        QVERIFY(!again.isOn());
    }

    void aLongTextIsLookedThroughInPieces()
    {
        const Desk desk(u"a line with a wrod\n"_s.repeated(1000));
        QTRY_COMPARE_WITH_TIMEOUT(desk.marked().count(u"wrod"_s), 1000, 20'000);
    }

    void isNotOfferedWithoutDictionaries()
    {
        SpellingDesk none({});
        QVERIFY(!none.isOn());
        FakeClock clock;
        models::PeopleModel people;
        const ComposerWindow window({.clock = clock, .identities = {}, .people = people, .spelling = &none},
                                    {});
        for (const QMenu *menu : window.findChildren<QMenu *>())
            QVERIFY(menu->title().remove(u'&') != u"Spelling"_s);
    }
};

POSTHORN_TEST(SpellingTest)
#include "tst_spelling.moc"
