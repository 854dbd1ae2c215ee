// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/cssvalue.h"
#include "core/html/limits.h"
#include "core/html/styleproperties.h"
#include "core/html/stylesheet.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using html::Color;
using html::Length;

// Syntax, selectors, media and values of style sheets.
class CssTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void declarationsAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("read");
        const auto row = [](const char *text, const char *read) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(read);
        };
        row("color: red; MARGIN:0", "color=red|margin=0");
        row("color:red !important", "color=red!");
        row("color:red ! IMPORTANT ;;", "color=red!");
        row("/* a */color/* b */:/*;*/red", "color=red");
        row("background:url(a;b:c);color:red", "background=url(a;b:c)|color=red");
        row("content:\"a;b\";color:red", "content=\"a;b\"|color=red");
        row("co\\6cor:red;width:1px", "width=1px");
        row("width:expression(alert(1));color:red", "color=red");
        row("color red; width:1px", "width=1px");
        row("--Name: a b;color:var(--Name)", "--Name=a b|color=var(--Name)");
        row("color:red} p{width:1px", "color=red} p{width:1px");
        row(":red;color:", "");
    }
    void declarationsAreRead()
    {
        QFETCH(QString, text);
        QStringList read;
        for (const auto &declaration : html::css::parseDeclarations(text))
            read.append(declaration.property + u'=' + declaration.value
                        + (declaration.isImportant ? u"!"_s : QString()));
        QTEST(read.join(u'|'), "read");
    }

    void statementsAreTakenApart()
    {
        const auto statements = html::css::parseStatements(
            u"@import url(x); p,a{color:red} @media screen{b{x:y} i{z:w}} } ul{}"_s, 100);
        QCOMPARE(statements.size(), 3U);
        QCOMPARE(statements.at(0).prelude, u"p,a"_s);
        QCOMPARE(statements.at(1).atName, u"media"_s);
        QCOMPARE(statements.at(1).block, u"b{x:y} i{z:w}"_s);
        QCOMPARE(statements.at(2).prelude, u"ul"_s);
    }

    void mediaAreAScreenOfThisWidth_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<bool>("light");
        QTest::addColumn<bool>("dark");
        const auto row = [](const char *query, bool light, bool dark) {
            QTest::newRow(query) << QString::fromLatin1(query) << light << dark;
        };
        row("screen", true, true);
        row("ALL", true, true);
        row("print", false, false);
        row("not print", true, true);
        row("not screen", false, false);
        row("only screen and (max-width: 480px)", false, false);
        row("only screen and (max-width:800px)", true, true);
        row("screen and (min-width:480px) and (max-width:700px)", true, true);
        row("(max-width:30em)", false, false);
        row("print, screen and (min-width:1px)", true, true);
        row("(prefers-color-scheme: dark)", false, true);
        row("(prefers-color-scheme:light)", true, false);
        row("screen and(max-width:800px)", true, true);
        row("(-webkit-min-device-pixel-ratio: 0)", false, false);
        row("(max-width: 50%)", false, false);
        row("(max-device-width: 700px)", true, true);
        row("(max-device-width: 500px)", false, false);
        row("(max-height: 700px)", false, false);
        row("yahoo", false, false);
        row("", true, true);
    }
    void mediaAreAScreenOfThisWidth()
    {
        QFETCH(QString, query);
        QTEST(html::css::mediaMatches(query, {600, html::Scheme::Light, 16}), "light");
        QTEST(html::css::mediaMatches(query, {600, html::Scheme::Dark, 16}), "dark");
    }

    void selectorsHaveTheirSpecificity_data()
    {
        QTest::addColumn<QString>("selector");
        QTest::addColumn<int>("specificity");
        const auto row = [](const char *selector, int specificity) {
            QTest::newRow(selector) << QString::fromLatin1(selector) << specificity;
        };
        row("p", 1);
        row("*", 0);
        row("p.a.b", 2001);
        row("#x p", 1'000'001);
        row("td[width=\"3\"] > a:link", 2002);
        row("a:hover", -1);
        row("p::first-line", -1);
        row("p >", -1);
        row("p { x", -1);
        row("p:not(.a)", -1);
        row("a b c d e f g h i j k l m", -1);
    }
    void selectorsHaveTheirSpecificity()
    {
        QFETCH(QString, selector);
        const auto read = html::css::parseSelector(selector);
        QTEST(read ? read->specificity : -1, "specificity");
    }

    void lengthsAreWithinBounds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("pixels");
        QTest::addColumn<double>("percent");
        const auto row = [](const char *text, double pixels, double percent = 0) {
            QTest::newRow(text) << QString::fromLatin1(text) << pixels << percent;
        };
        row("12px", 12);
        row("1.5em", 30);
        row("2rem", 32);
        row("12pt", 16);
        row("50%", 0, 50);
        row("1in", 96);
        row("-.5px", -0.5);
        row("1e2px", 100);
        row("1e9px", html::limits::number);
        row("-1e9px", -html::limits::number);
        row("1e999px", html::limits::number);
        row("99999999999999999999", html::limits::number);
        row("9e3em", html::limits::number);
        row("calc(100% - 20px)", -20, 100);
        row("calc( (1px + 2px) * 3 )", 9);
        row("calc(10px/4)", 2.5);
        row("calc(1e9px * 1e9)", html::limits::number);
        row("calc(calc(1px))", 1);
    }
    void lengthsAreWithinBounds()
    {
        QFETCH(QString, text);
        COVERS("SEC-73");
        const auto length = html::css::parseLength(text, {20, 16, 800});
        QVERIFY(length.has_value());
        QTEST(length->pixels, "pixels");
        QTEST(length->percent, "percent");
    }

    void whatIsNoLengthIsNone()
    {
        const QStringList wrong{u""_s,          u"auto"_s,
                                u"px"_s,        u"1furlong"_s,
                                u"calc(1px"_s,  u"calc(1px*2px)"_s,
                                u"calc(1/0)"_s, u"calc(1px/1px)"_s,
                                u"NaNpx"_s,     u"calc("_s.repeated(5000)};
        for (const QString &text : wrong)
            QVERIFY2(!html::css::parseLength(text, {}), qPrintable(text.left(40)));
    }

    void coloursAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *text, const char *name) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(name);
        };
        row("#abc", "#aabbcc");
        row("#A1B2C3", "#a1b2c3");
        row("#11223380", "#112233");
        row("rgb(1, 2,3)", "#010203");
        row("rgb(100% 0% 0%)", "#ff0000");
        row("rgba(300,-5,0,.5)", "#ff0000");
        row("hsl(120, 100%, 25%)", "#008000");
        row("RebeccaPurple", "#663399");
        row("aliceblue", "#f0f8ff");
        row("yellowgreen", "#9acd32");
        row("#12345", "");
        row("windowtext", "");
        row("rgb(1,2)", "");
        row("url(x)", "");
    }
    void coloursAreRead()
    {
        QFETCH(QString, text);
        const auto color = html::css::parseColor(text);
        QTEST(color ? color->name() : QString(), "name");
    }

    void coloursOfOldAttributesNeedNoSign()
    {
        QCOMPARE(html::css::parseLegacyColor(u"ff8000"_s)->name(), u"#ff8000"_s);
        QCOMPARE(html::css::parseLegacyColor(u" #ff8000 "_s)->name(), u"#ff8000"_s);
        QVERIFY(!html::css::parseLegacyColor(u""_s));
        QVERIFY(!html::css::parseLegacyColor(u"transparent"_s));
    }

    void variablesLeadToTheirValues()
    {
        const QHash<QString, QString> variables{{u"--a"_s, u"red"_s},
                                                {u"--b"_s, u"var(--a)"_s},
                                                {u"--x"_s, u"var(--y)"_s},
                                                {u"--y"_s, u"var(--x) var(--x)"_s}};
        QCOMPARE(html::withVariables(u"1px solid var(--b)"_s, variables), u"1px solid red"_s);
        QCOMPARE(html::withVariables(u"var(--none, var(--a))"_s, variables), u"red"_s);
        QVERIFY(!html::withVariables(u"var(--none)"_s, variables));
        QVERIFY(!html::withVariables(u"var(--x)"_s, variables));
    }

    void contrastIsThatOfTheGuidelines()
    {
        QCOMPARE(html::contrast({0, 0, 0, 1}, {255, 255, 255, 1}), 21.0);
        QCOMPARE(html::contrast({255, 255, 255, 1}, {255, 255, 255, 1}), 1.0);
        QVERIFY(qAbs(html::contrast({118, 118, 118, 1}, {255, 255, 255, 1}) - 4.54) < 0.01);
    }
};

POSTHORN_TEST(CssTest)
#include "tst_css.moc"
