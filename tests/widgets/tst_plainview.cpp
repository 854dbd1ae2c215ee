// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/bodyview.h"
#include "widgets/reader/linkdialog.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QMenu>
#include <QScrollBar>
#include <QTextBlock>

#include "tests/support/mutated.h"
#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Plain text in the real window.
class PlainViewTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    BodyView *text() { return m_fixture->window().findChild<BodyView *>(); }
    void open(const SampleMail &mail) { m_fixture->openMail(mail); }
    QStringList visibleLines()
    {
        QStringList lines;
        for (QTextBlock block = text()->document()->begin(); block.isValid(); block = block.next()) {
            if (block.isVisible())
                lines += block.text();
        }
        return lines;
    }
    QColor colorOf(const QString &line)
    {
        for (QTextBlock block = text()->document()->begin(); block.isValid(); block = block.next()) {
            if (block.text() == line)
                return block.begin().fragment().charFormat().foreground().color();
        }
        return {};
    }
    QString copied()
    {
        text()->selectAll();
        text()->copy();
        return QApplication::clipboard()->text();
    }
    static QByteArray quotes(int lines)
    {
        QByteArray text;
        for (int i = 1; i <= lines; ++i)
            text += "> line " + QByteArray::number(i) + '\n';
        return text;
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void aTextStandsWhereItsScriptBegins()
    {
        open({.uid = 1, .text = "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d, Ann\nhello"});
        const auto edge = [this] { return text()->document()->defaultTextOption().alignment(); };
        QCOMPARE(edge(), Qt::AlignRight);
        const QTextLine line = text()->document()->begin().layout()->lineAt(0);
        QVERIFY(line.naturalTextRect().left() > text()->viewport()->width() / 2.0);
        open({.uid = 2, .text = "hello, \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"});
        QCOMPARE(edge(), Qt::AlignLeft);
    }

    void quotationsHaveAColourForEachDepthAndSignaturesAreDimmed()
    {
        open({.text = "mine\n> one\n>> two\n> > > three\n-- \nAnn"});
        const QPalette palette = text()->palette();
        QCOMPARE(colorOf(u"mine"_s), palette.color(QPalette::Text));
        QCOMPARE(colorOf(u"> one"_s), theme::quoteColor(1, palette));
        QCOMPARE(colorOf(u">> two"_s), theme::quoteColor(2, palette));
        QCOMPARE(colorOf(u"> > > three"_s), theme::quoteColor(3, palette));
        QCOMPARE(colorOf(u"Ann"_s), theme::dimmedText(palette));
    }

    void coloursOfQuotationsAreReadableAndDiffer()
    {
        QPalette dark;
        dark.setColor(QPalette::Base, QColor(30, 30, 30));
        dark.setColor(QPalette::Text, QColor(230, 230, 230));
        for (const QPalette &palette : {QPalette(), dark}) {
            for (int depth = 1; depth <= 8; ++depth) {
                const QColor color = theme::quoteColor(depth, palette);
                QVERIFY(theme::contrast(color, palette.color(QPalette::Base)) >= theme::readableContrast);
                QVERIFY(color != theme::quoteColor(depth + 1, palette));
            }
        }
    }

    void longQuotationsAreFoldedUntilSomebodyWantsThem()
    {
        open({.text = "mine\n" + quotes(20) + "mine again"});
        const QStringList folded{
            u"mine"_s,
            u"> line 1"_s,
            u"> line 2"_s,
            u"> line 3"_s,
            QCoreApplication::translate("BodyView", "▸ Show %n quoted line(s)", nullptr, 17),
            u"mine again"_s};
        QCOMPARE(visibleLines(), folded);
        QCOMPARE(copied(), u"mine\n> line 1\n> line 2\n> line 3\nmine again"_s);
        // By the keyboard: Tab goes to it, Enter opens it, Enter again closes it.
        text()->setFocus();
        text()->moveCursor(QTextCursor::Start);
        QTest::keyClick(text(), Qt::Key_Tab);
        QVERIFY(text()->hasFocus());
        QCOMPARE(text()->textCursor().selectedText(), folded.at(4));
        QTest::keyClick(text(), Qt::Key_Return);
        QCOMPARE(visibleLines().size(), 23);
        QCOMPARE(visibleLines().at(4),
                 QCoreApplication::translate("BodyView", "▾ Hide %n quoted line(s)", nullptr, 17));
        QCOMPARE(copied().count(u'\n'), 21);
        text()->moveCursor(QTextCursor::Start);
        QTest::keyClick(text(), Qt::Key_Tab);
        QTest::keyClick(text(), Qt::Key_Return);
        QCOMPARE(visibleLines(), folded);
        QTest::keyClick(text(), Qt::Key_Tab);
        QVERIFY(!text()->hasFocus());  // no further link: on to what comes next
    }

    // Desktops switch between light and dark by the hour.
    void otherColoursLeaveTheReaderWhereHeIs()
    {
        open({.text = "mine\n" + quotes(20) + "https://one.example/\n" + QByteArray("more\n").repeated(300)
                  + quotes(20)});
        text()->setFocus();
        text()->moveCursor(QTextCursor::Start);
        QTest::keyClick(text(), Qt::Key_Tab);
        QTest::keyClick(text(), Qt::Key_Return);  // the first fold is open
        const QStringList lines = visibleLines();
        QVERIFY(lines.size() > 320);
        QTextCursor chosen(text()->document()->findBlockByNumber(200));
        chosen.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        text()->setTextCursor(chosen);
        text()->verticalScrollBar()->setValue(190);

        QPalette dark;
        dark.setColor(QPalette::Base, QColor(30, 30, 30));
        dark.setColor(QPalette::Text, QColor(230, 230, 230));
        dark.setColor(QPalette::Link, QColor(150, 180, 255));
        text()->setPalette(dark);
        m_fixture->clock.advance(1ms);
        QCOMPARE(colorOf(u"mine"_s), dark.color(QPalette::Text));
        QCOMPARE(colorOf(u"> line 20"_s), theme::quoteColor(1, dark));
        QCOMPARE(colorOf(u"https://one.example/"_s), dark.color(QPalette::Link));
        QCOMPARE(colorOf(u"more"_s), dark.color(QPalette::Text));
        QCOMPARE(colorOf(lines.at(lines.size() - 2)),
                 dark.color(QPalette::Link));  // the second fold, still closed
        QCOMPARE(visibleLines(), lines);
        QCOMPARE(text()->verticalScrollBar()->value(), 190);
        QCOMPARE(text()->textCursor().selectedText(), u"more"_s);
    }

    void foldsOpenByTheMouse()
    {
        open({.text = "mine\n" + quotes(20)});
        QTextCursor marker(text()->document()->findBlockByNumber(4));
        marker.movePosition(QTextCursor::NextCharacter, QTextCursor::MoveAnchor, 4);
        QTest::mouseClick(text()->viewport(), Qt::LeftButton, {}, text()->cursorRect(marker).center());
        QVERIFY(visibleLines().contains(u"> line 20"_s));
        QVERIFY(m_fixture->window().findChild<LinkDialog *>() == nullptr);
    }

    void linksAreReachedAndFollowedByKeyboardAndMouse()
    {
        COVERS("SEC-112");
        open(
            {.text = "see https://one.example/ and\nmailto:ann@example.org or fold:0 or file:///etc/passwd"});
        text()->setFocus();
        text()->moveCursor(QTextCursor::Start);
        QTest::keyClick(text(), Qt::Key_Tab);
        QCOMPARE(text()->textCursor().selectedText(), u"https://one.example/"_s);
        QTest::keyClick(text(), Qt::Key_Tab);
        QCOMPARE(text()->textCursor().selectedText(), u"mailto:ann@example.org"_s);
        QTest::keyClick(text(), Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(text()->textCursor().selectedText(), u"https://one.example/"_s);
        QTest::keyClick(text(), Qt::Key_Return);
        auto *dialog = m_fixture->window().findChild<LinkDialog *>();
        QVERIFY(dialog != nullptr);
        QVERIFY(m_fixture->visibleText(dialog).contains(u"https://one.example/"_s));
        dialog->reject();
        QTRY_VERIFY(m_fixture->window().findChild<LinkDialog *>() == nullptr);
        QTextCursor link(text()->document());
        link.setPosition(10);
        QTest::mouseClick(text()->viewport(), Qt::LeftButton, {}, text()->cursorRect(link).center());
        QVERIFY(m_fixture->window().findChild<LinkDialog *>() != nullptr);
    }

    // Whatever stands in a text, it is nothing but characters, and only three kinds of addresses are links.
    void noTextBecomesMarkup()
    {
        COVERS("SEC-114");
        QByteArrayList samples{
            "<b>bold</b> <img src='https://a.example/x.png'>",
            "http://a.example/\"onmouseover=alert(1)//",
            "https://a.example/<script>alert(1)</script>",
            "javascript:alert(1) data:text/html,x vbscript:x file:///etc/passwd",
            "http://a.example/&quot;><img src=x>",
            "mailto:a@b.example?subject=<b>",
            "https://a.example/\xE2\x80\xAEgpj.exe \xE2\x81\xA6https://b.example/",
            "\xEF\xB7\x90 frame \xEF\xB7\x91 https://a.example/\xEF\xBF\xBC",
            "> https://a.example/ <<>> http://[::1]/ http://@/ https://%zz/",
        };
        Mutator mutator("<>\"'&;:/#?%@ \n>htps");
        const qsizetype known = samples.size();
        while (samples.size() < 300)
            samples.append(mutator.mutated(samples.at(mutator.random(known))));
        mime::PartInfo part;
        part.parameters = {{"charset", u"utf-8"_s}};
        part.encoding = "8bit";
        BodyView view(m_fixture->clock, &m_fixture->window());
        for (const QByteArray &sample : std::as_const(samples)) {
            const ReadableText readable = ReadableText::of(part, sample, {});
            const QString expected = readable.text;
            view.showText(readable);
            QCOMPARE(view.toPlainText(), QString(expected).replace(QChar::Nbsp, u' '));
            QVERIFY(!expected.contains(QChar(0x202E)) && !expected.contains(QChar(0x2066)));
            for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next()) {
                for (auto it = block.begin(); !it.atEnd(); ++it) {
                    const QString target = it.fragment().charFormat().anchorHref();
                    QVERIFY2(target.isEmpty() || LinkDialog::mayOpen(QUrl(target)), qPrintable(target));
                    QVERIFY(!it.fragment().charFormat().isImageFormat());
                }
            }
        }
    }

    void whatIsFlowedFlowsAgain()
    {
        mime::PartInfo part;
        part.encoding = "8bit";
        part.parameters = {{"charset", u"utf-8"_s}, {"format", u"flowed"_s}, {"delsp", u"yes"_s}};
        QCOMPARE(ReadableText::of(part, "to \r\ngether\r\n> quo \r\n> ted\r\n-- \r\nAnn", {}).text,
                 u"together\n> quoted\n-- \nAnn"_s);
        part.parameters.pop_back();
        QCOMPARE(ReadableText::of(part, "two \r\nwords", {}).text, u"two words"_s);
    }

    // What is laid in one turn is bounded, and what is not on screen is not laid out at all.
    void aLongTextComesPieceByPiece()
    {
        open({.text = QByteArray("A line of text.\n").repeated(40'000) + "the end"});
        QTRY_VERIFY(text()->isVisible());
        QVERIFY(text()->isFilling());
        QVERIFY(text()->document()->characterCount() < 40'000);
        QVERIFY(text()->toPlainText().startsWith(u"A line of text."_s));
        m_fixture->clock.advance(1ms);
        QVERIFY(!text()->isFilling());
        QVERIFY(text()->document()->characterCount() > 640'000);
        int laidOut = 0;
        for (QTextBlock block = text()->document()->begin(); block.isValid(); block = block.next())
            laidOut += block.layout()->lineCount() > 0 ? 1 : 0;
        QVERIFY2(laidOut < 4'000, qPrintable(QString::number(laidOut)));  // a screenful for each piece
        text()->moveCursor(QTextCursor::End);
        QCOMPARE(text()->textCursor().block().text(), u"the end"_s);
    }

    void anotherMessageEndsTheFillingWithTheLast()
    {
        open({.text = QByteArray("A line of text.\n").repeated(40'000)});
        QTRY_VERIFY(text()->isVisible());
        m_fixture->addMail(
            {.uid = 2, .text = "short", .date = QDateTime(QDate(2025, 12, 30), QTime(1, 0), Qt::UTC)});
        m_fixture->clickRow(1);
        m_fixture->clock.advance(1s);
        QCOMPARE(text()->toPlainText(), u"short"_s);
    }

    void aLineWithoutEndIsCopiedAsOne()
    {
        const QByteArray line = QByteArray("some words ").repeated(2'000);
        open({.text = line + "\nnext"});
        QVERIFY(text()->document()->blockCount() > 3);
        QCOMPARE(copied(), QString::fromLatin1(line) + u"\nnext"_s);
    }

    void theWidthOfItsLettersIsRemembered()
    {
        open({.text = "iii WWW"});
        const auto widthOf = [this](const QString &words) {
            return text()->fontMetrics().horizontalAdvance(words);
        };
        QVERIFY(widthOf(u"iii"_s) != widthOf(u"WWW"_s));
        m_fixture->action(u"Plain text in fixed width"_s)->trigger();
        QCOMPARE(widthOf(u"iii"_s), widthOf(u"WWW"_s));
        const int before = text()->fontMetrics().height();
        m_fixture->action(u"Larger text"_s)->trigger();
        QVERIFY(text()->fontMetrics().height() > before);
        QCOMPARE(widthOf(u"iii"_s), widthOf(u"WWW"_s));
        m_fixture->open();
        QCOMPARE(widthOf(u"iii"_s), widthOf(u"WWW"_s));
        QVERIFY(m_fixture->action(u"Plain text in fixed width"_s)->isChecked());
    }

    void theMenuIsOursAndCopiesAddresses()
    {
        open({.text = "mailto:ann@example.org"});
        QTextCursor link(text()->document());
        link.setPosition(10);
        const QPoint at = text()->cursorRect(link).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, text()->viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(text()->viewport(), &event);
        auto *menu = text()->findChild<QMenu *>(u"textMenu"_s);
        QVERIFY(menu != nullptr);
        QStringList words;
        for (const QAction *action : menu->actions()) {
            if (!action->isSeparator())
                words += QString(action->text()).remove(u'&');
        }
        QCOMPARE(words,
                 QStringList({u"Copy address"_s, u"Copy"_s, u"Select all"_s, u"Find in this text…"_s}));
        QVERIFY(!menu->actions().at(2)->isEnabled());  // nothing is chosen
        menu->actions().constFirst()->trigger();
        QCOMPARE(QApplication::clipboard()->text(), u"ann@example.org"_s);
        menu->close();
    }
};

POSTHORN_TEST(PlainViewTest)
#include "tst_plainview.moc"
