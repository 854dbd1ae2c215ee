// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/cleaner.h"
#include "core/html/styleresolver.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using html::Display;

// The cascade: which of what is said about an element is true.
class StylesTest : public QObject
{
    Q_OBJECT

private:
    static html::StyledDocument resolved(const QString &source, html::Medium medium = {})
    {
        return html::resolveStyles(html::clean(source), medium);
    }
    // Of the element with this id.
    static html::Style styleOf(const html::StyledDocument &document, const QString &id = u"x"_s)
    {
        for (std::size_t i = 0; i < document.document.nodes.size(); ++i) {
            if (document.document.nodes[i].attribute(u"id") == id)
                return document.style(static_cast<int>(i));
        }
        qFatal("no such element");
    }

private Q_SLOTS:
    void theStrongestWins_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("color");
        const auto row = [](const char *name, const char *source, const char *color) {
            QTest::newRow(name) << QString::fromLatin1(source) << QString::fromLatin1(color);
        };
        row("by tag", "<style>p{color:#010101}</style><p id=x>", "#010101");
        row("a class beats a tag", "<style>.a{color:#020202}p{color:#010101}</style><p id=x class=a>",
            "#020202");
        row("the later of two", "<style>p{color:#010101}p{color:#020202}</style><p id=x>", "#020202");
        row("an id beats classes",
            "<style>#x{color:#030303}.a.b.c{color:#010101}</style><p id=x class='a b c'>", "#030303");
        row("its own beats all", "<style>#x{color:#010101}</style><p id=x style='color:#040404'>", "#040404");
        row("but what is important",
            "<style>p{color:#050505!important}</style><p id=x style='color:#040404'>", "#050505");
        row("an attribute is weakest", "<style>font{color:#010101}</style><font id=x color=#060606>",
            "#010101");
        row("yet it says something", "<font id=x color=060606>", "#060606");
        row("it is inherited", "<div style='color:#070707'><p><b id=x>", "#070707");
        row("of a descendant", "<style>div .b i{color:#080808}</style><div><p class=b><b><i id=x>",
            "#080808");
        row("of a child only", "<style>div>i{color:#010101}p>i{color:#020202}</style><div><p><i id=x>",
            "#020202");
        row("of no child", "<style>p>i{color:#020202}div>i{color:#010101}</style><div><p><i id=x>",
            "#020202");
        row("of a neighbour", "<style>b+i{color:#090909}</style><p><b>a</b> <i id=x>", "#090909");
        row("of a later one", "<style>b~i{color:#0a0a0a}</style><p><b>a</b><u>b</u><i id=x>", "#0a0a0a");
        row("of the first",
            "<style>td:first-child{color:#010101}td:last-child{color:#0b0b0b}</style>"
            "<table><tr><td>a<td id=x>b</table>",
            "#0b0b0b");
        row("by attribute", "<style>[class^=\"mj-\"]{color:#0c0c0c}</style><p id=x class='mj-a'>", "#0c0c0c");
        row("by an attribute that is there",
            "<style>p{color:#010101}p[title]{color:#121212}</style><p id=x title=a>", "#121212");
        row("the first has none before it",
            "<style>p{color:#010101}html+p{color:#020202}html~p{color:#020202}</style><div><p id=x>",
            "#010101");
        row("a media rule that holds", "<style>@media (min-width:700px){p{color:#0d0d0d}}</style><p id=x>",
            "#0d0d0d");
        row("one that does not", "<style>p{color:#010101}@media print{p{color:#020202}}</style><p id=x>",
            "#010101");
        row("by a variable", "<style>:root{--c:#0e0e0e}p{color:var(--c)}</style><p id=x>", "#0e0e0e");
        row("one selector of a list is unknown", "<style>p:hover,p{color:#0f0f0f}</style><p id=x>",
            "#0f0f0f");
        row("fonts from elsewhere",
            "<style>@font-face{font-family:x;src:url(https://e.example/)}p{color:#111111}</style><p id=x>",
            "#111111");
    }
    void theStrongestWins()
    {
        QFETCH(QString, source);
        const html::Style style = styleOf(resolved(source));
        QVERIFY(style.color.has_value());
        QTEST(style.color->name(), "color");
    }

    void whatIsHiddenIsKnown_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<bool>("hidden");
        QTest::newRow("display") << u"<p id=x style='display:none'>"_s << true;
        QTest::newRow("around it") << u"<div style='display:none'><p id=x>"_s << true;
        QTest::newRow("Outlook's word") << u"<p id=x style='mso-hide:all'>"_s << false;
        QTest::newRow("no height") << u"<p id=x style='max-height:0;overflow:hidden'>"_s << true;
        QTest::newRow("no height, but it flows over") << u"<p id=x style='max-height:0'>"_s << false;
        QTest::newRow("not opaque") << u"<p id=x style='opacity:0'>"_s << true;
        QTest::newRow("half opaque") << u"<p id=x style='opacity:.5'>"_s << false;
        QTest::newRow("an attribute") << u"<p id=x hidden>"_s << true;
        QTest::newRow("for the dark")
            << u"<style>@media (prefers-color-scheme:dark){p{display:none}}</style><p id=x>"_s << false;
    }
    void whatIsHiddenIsKnown()
    {
        QFETCH(QString, source);
        COVERS("SEC-91");
        QTEST(styleOf(resolved(source)).isHidden, "hidden");
    }

    void picturesThatNobodySeesAreTrackers_data()
    {
        QTest::addColumn<QString>("picture");
        QTest::addColumn<bool>("tracker");
        const QString source = u" src='https://t.example/p'>"_s;
        QTest::newRow("a point") << u"<img width=1 height=1"_s + source << true;
        QTest::newRow("by its style") << u"<img style='width:1px;height:1px'"_s + source << true;
        QTest::newRow("nothing at all") << u"<img width=0 height=0"_s + source << true;
        QTest::newRow("hidden") << u"<img style='display:none'"_s + source << true;
        QTest::newRow("where all is hidden") << u"<div style='display:none'><img"_s + source << true;
        QTest::newRow("a picture") << u"<img width=100 height=50"_s + source << false;
        QTest::newRow("a line") << u"<img width=100% height=1"_s + source << false;
        QTest::newRow("nobody says how large") << u"<img"_s + source << false;
    }
    void picturesThatNobodySeesAreTrackers()
    {
        QFETCH(QString, picture);
        QFETCH(bool, tracker);
        const auto document = resolved(picture);
        QCOMPARE(document.document.remotes.size(), 1U);
        QCOMPARE(document.document.trackers(), tracker ? QStringList(u"t.example"_s) : QStringList());
    }

    void attributesOfTablesReachTheirCells()
    {
        const auto document = resolved(
            u"<table cellpadding=7 border=2 width='50%' align=center id=t><tr><td id=x bgcolor=abcdef "
            "align=right valign=top><table><tr><td id=y></table></table>"_s);
        const html::Style cell = styleOf(document);
        QCOMPARE(cell.padding[html::LeftSide].pixels, 7.0);
        QCOMPARE(cell.border[html::TopSide].width, 1.0);
        QCOMPARE(cell.background->name(), u"#abcdef"_s);
        QCOMPARE(cell.align, html::TextAlign::Right);
        QCOMPARE(styleOf(document, u"y"_s).padding[html::LeftSide].pixels, 1.0);
        const html::Style table = styleOf(document, u"t"_s);
        QVERIFY(table.autoLeft && table.autoRight);
        QCOMPARE(table.width->percent, 50.0);
    }

    void shorthandsAreTakenApart()
    {
        const html::Style style = styleOf(resolved(
            u"<p id=x style='margin:1px 2px 3px;padding:-4px 1e9px;border:2px dashed #123456;border-top:none;"
            "font:italic bold 20px/1.5 Georgia,serif;background:#fff url(x) no-repeat'>"_s));
        QCOMPARE(style.margin[html::TopSide].pixels, 1.0);
        QCOMPARE(style.margin[html::LeftSide].pixels, 2.0);
        QCOMPARE(style.margin[html::BottomSide].pixels, 3.0);
        QCOMPARE(style.padding[html::TopSide].pixels, 0.0);
        QCOMPARE(style.border[html::LeftSide].width, 2.0);
        QCOMPARE(style.border[html::LeftSide].color->name(), u"#123456"_s);
        QCOMPARE(style.border[html::TopSide].width, 0.0);
        QVERIFY(style.italic);
        QCOMPARE(style.weight, 700);
        QCOMPARE(style.fontSize, 20.0);
        QCOMPARE(style.lineHeight, 1.5);
        QCOMPARE(style.family, html::Family::Serif);
        QCOMPARE(style.background->name(), u"#ffffff"_s);
    }

    void aHairlineIsAsThinAsItSays()
    {
        const html::Style style = styleOf(resolved(u"<p id=x style='border:.5px solid red'>"_s));
        QCOMPARE(style.border[html::TopSide].width, 0.5);
    }

    void aSheetForTheDarkIsNoticed()
    {
        const QString source = u"<style>@media (prefers-color-scheme:dark){p{color:#eee}}</style><p id=x>"_s;
        QVERIFY(!resolved(source).isMadeForDark);
        QVERIFY(resolved(source, {800, html::Scheme::Dark, 16}).isMadeForDark);
    }

    void aSheetCannotCostMoreThanItsBudget()
    {
        COVERS("SEC-73");
        QString sheet;
        for (int i = 0; i < 3000; ++i)
            sheet += u"* * * * * b:first-child ~ *{color:red;--a%1:1}"_s.arg(i);
        const auto document =
            resolved(u"<style>"_s + sheet + u"</style>"_s
                     + u"<div><div><div><div><b></b><i></i>"_s.repeated(20) + u"<u></u>"_s.repeated(20'000));
        QVERIFY(document.isTruncated);
        QCOMPARE(document.styleOf.size(), document.document.nodes.size());
    }
};

POSTHORN_TEST(StylesTest)
#include "tst_styles.moc"
