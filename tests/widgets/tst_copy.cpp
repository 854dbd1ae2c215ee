// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/cleancopy.h"
#include "widgets/reader/headerpanel.h"
#include "widgets/reader/textbrowserview.h"

#include <QClipboard>
#include <QMenu>
#include <QMimeData>

#include "tests/widgets/nettrap.h"
#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;

// What leaves an HTML message by the clipboard.
class CopyTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    QuietBrowser *browser() { return m_fixture->window().findChild<QuietBrowser *>(); }
    void open(const QByteArray &html)
    {
        m_fixture->openMail({.html = html});
        QTRY_VERIFY(browser()->isVisible());
    }
    const QMimeData *copied()
    {
        browser()->selectAll();
        m_fixture->window().activateWindow();
        browser()->copy();
        return QApplication::clipboard()->mimeData();
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void wordsLinksAndEmphasisAreCopied()
    {
        open("<h2>Spring</h2><p>We have <b>moved</b>, <i>all</i> of us, to "
             "<a href='https://new.example/?a=1&amp;b=2'>a &lt;new&gt; place</a>.<ul><li>one<li>two</ul>");
        const QMimeData *data = copied();
        QCOMPARE(data->text(), u"Spring\nWe have moved, all of us, to a <new> place.\n•  one\n•  two"_s);
        QCOMPARE(data->html().remove(u'\n'),
                 u"<h2><b>Spring</b></h2><p>We have <b>moved</b>, <i>all</i> of us, to <a "
                 u"href=\"https://new.example/"
                 "?a=1&amp;b=2\">a &lt;new&gt; place</a>.</p><p>•  one</p><p>•  two</p>"_s);
    }

    // Nothing that was not seen goes along, and nothing that asks somebody for something where it is pasted.
    void nothingHiddenOrRemoteIsCopied()
    {
        COVERS("SEC-91", "SEC-128", "SEC-103");
        nettrap::forget();
        open("<style>.later{display:none} @media print{.later{display:block}}</style>"
             "<p style='background:url(https://spy.example/b.png)' class=x id=y onclick='x()'>seen"
             "<span class=later>kobold</span><span style='display:none'>secret</span>"
             "<span style='font-size:0'>zero</span><!-- remark --><img src='https://spy.example/o.gif' "
             "alt='Shoes'>"
             "<img src='cid:none@example.org'><input value='typed'><a href='javascript:x()'>run</a>"
             "<a href='file:///etc/passwd'>file</a><a href='#there'>there</a>");
        const QMimeData *data = copied();
        const QString both = data->text() + data->html();
        QVERIFY2(data->text().contains(u"seen"_s), qPrintable(data->text()));
        for (const QString &unwanted :
             {u"kobold"_s, u"secret"_s, u"zero"_s, u"remark"_s, u"typed"_s, u"spy.example"_s, u"cid:"_s,
              u"<img"_s, u"style"_s, u"class"_s, u"javascript"_s, u"file:"_s, u"href"_s, u"background"_s})
            QVERIFY2(!both.contains(unwanted), qPrintable(unwanted + u'\n' + both));
        QStringList formats = data->formats();
        formats.sort();
        QCOMPARE(formats, QStringList({u"text/html"_s, u"text/plain"_s}));
        QCOMPARE(nettrap::caught(), QByteArrayList());
    }

    void aPartOfALineIsCopiedAsThatPart()
    {
        open("<p>one <b>two three</b> four");
        QTextCursor cursor(browser()->document());
        cursor.setPosition(6);
        cursor.setPosition(15, QTextCursor::KeepAnchor);
        QCOMPARE(CleanCopy::text(cursor), u"o three f"_s);
        QCOMPARE(CleanCopy::html(cursor), u"<p><b>o three</b> f</p>\n"_s);
        QCOMPARE(CleanCopy::text(QTextCursor()), QString());
    }

    void theMenuOffersNothingElse()
    {
        open("<p>words");
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {5, 5}, browser()->mapToGlobal(QPoint(5, 5)));
        QCoreApplication::sendEvent(browser()->viewport(), &event);
        auto *menu = browser()->findChild<QMenu *>(u"textMenu"_s);
        QVERIFY(menu != nullptr);
        QCOMPARE(browser()->findChildren<QMenu *>().size(), 1);
        menu->actions().at(1)->trigger();
        QCOMPARE(browser()->textCursor().selectedText(), u"words"_s);
        menu->close();
    }

    void theSendersAddressIsCopiedFromTheHeader()
    {
        open("<p>words");
        auto *panel = m_fixture->window().findChild<HeaderPanel *>();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {5, 5}, panel->mapToGlobal(QPoint(5, 5)));
        QCoreApplication::sendEvent(panel, &event);
        auto *menu = panel->findChild<QMenu *>();
        QVERIFY(menu != nullptr);
        QCOMPARE(QString(menu->actions().constFirst()->text()).remove(u'&'), u"Copy ann@example.org"_s);
        menu->actions().constFirst()->trigger();
        QCOMPARE(QApplication::clipboard()->text(), u"ann@example.org"_s);
        menu->close();
    }
};

POSTHORN_TEST(CopyTest)
#include "tst_copy.moc"
