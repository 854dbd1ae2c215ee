// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/cleaner.h"
#include "core/html/textdocconverter.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <testpaths.h>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

// What the view gets to see of a mail. The files in golden/ are what the samples became when somebody last
// looked at them; POSTHORN_WRITE_GOLDEN=1 writes them anew.
class ConverterTest : public QObject
{
    Q_OBJECT

private:
    static QString contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    static html::TextDocHtml converted(const QString &source, const html::ConvertOptions &options = {})
    {
        return html::toTextDocHtml(
            html::resolveStyles(html::clean(source), {options.width, options.scheme, 16}), options);
    }
    static QString wordsOf(const html::TextDocHtml &result)
    {
        static const QRegularExpression tags(u"<[^>]*>"_s);
        return QString(result.html).replace(tags, u" "_s).simplified();
    }
    static html::ConvertOptions dark()
    {
        html::ConvertOptions options;
        options.scheme = html::Scheme::Dark;
        options.colors = {{30, 30, 30, 1}, {230, 230, 230, 1}, {120, 170, 255, 1}};
        return options;
    }

private Q_SLOTS:
    void mailBecomesTheDialect_data()
    {
        QTest::addColumn<QString>("name");
        const auto files = QDir(QStringLiteral(POSTHORN_SOURCE_DIR "/tests/core/html/samples"))
                               .entryInfoList({u"*.html"_s}, QDir::Files);
        QVERIFY(files.size() >= 24);
        for (const QFileInfo &file : files)
            QTest::newRow(qPrintable(file.baseName())) << file.baseName();
    }
    void mailBecomesTheDialect()
    {
        QFETCH(QString, name);
        const QString folder = QStringLiteral(POSTHORN_SOURCE_DIR "/tests/core/html/");
        html::ConvertOptions options;
        options.width = 700;
        options.pictures = {{u"cid:plan@example.org"_s, {640, 400}}, {u"data:0"_s, {1, 1}}};
        const auto result = converted(contents(folder + u"samples/"_s + name + u".html"_s), options);
        // A line for each element, so that a change can be read.
        const QString printed = QString(result.html).replace(u"><"_s, u">\n<"_s) + u'\n';
        const QString path = folder + u"golden/"_s + name + u".html"_s;
        if (qEnvironmentVariableIsSet("POSTHORN_WRITE_GOLDEN")) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(printed.toUtf8());
        }
        QVERIFY(!result.isTooCostly());
        QCOMPARE(printed, contents(path));
    }

    void whatIsHiddenIsNotRead()
    {
        COVERS("SEC-91");
        const auto result = converted(
            u"<p>seen</p><p style='display:none'>a</p><p style='font-size:0'>b</p><p style='opacity:0'>c</p>"
            "<p style='visibility:hidden'>d</p><div style='max-height:0;overflow:hidden'>e</div>"
            "<img src='https://e.example/x' alt=g hidden>"_s);
        QCOMPARE(wordsOf(result), u"seen"_s);
    }

    void nothingOfItNamesWhatIsElsewhere()
    {
        COVERS("SEC-103", "SEC-112");
        const auto result = converted(
            contents(QStringLiteral(POSTHORN_SOURCE_DIR "/tests/core/html/samples/hostile-mix.html")));
        QVERIFY(!result.html.contains("example"_L1));
        QVERIFY(!result.html.contains("url("_L1));
        QCOMPARE(wordsOf(result), u"Only this is left"_s);
    }

    void picturesThatAreNotThereLeaveTheirWords()
    {
        const QString source = u"<p><img src='https://e.example/x.png' alt='Red shoes' width=100></p>"_s;
        QCOMPARE(wordsOf(converted(source)), u"Red shoes"_s);
        html::ConvertOptions options;
        options.pictures = {{u"remote:0"_s, {50, 20}}};
        QVERIFY(converted(source, options)
                    .html.contains(u"<img src=\"remote:0\" width=\"100\" height=\"40\" />"_s));
    }

    void picturesAreNeverWiderThanTheirRoom()
    {
        html::ConvertOptions options;
        options.width = 400;
        options.pictures = {{u"cid:a"_s, {2000, 1000}}};
        QVERIFY(converted(u"<img src='cid:a' width=2000 height=1000>"_s, options)
                    .html.contains(u"width=\"400\" height=\"200\""_s));
    }

    void picturesThatAreBlocksHaveALineOfTheirOwn()
    {
        html::ConvertOptions options;
        options.pictures = {{u"cid:a"_s, {200, 100}}};
        const QString picture = u"<img src='cid:a' style='display:block;margin:8px auto;line-height:2'>"_s;
        const QString alone = converted(u"<p>before</p>"_s + picture, options).html;
        QVERIFY(alone.endsWith("<p style=\"margin-top:16px; margin-bottom:0px\" align=\"center\"><img "
                               "src=\"cid:a\" width=\"200\" height=\"100\" /></p></body></html>"_L1));
        const QString inCell = u"<table bgcolor=red><tr><td>"_s + picture + u"</table>"_s;
        QVERIFY(converted(inCell, options).html.contains("<img"_L1));
    }

    void wordsGoAroundPicturesThatFloat()
    {
        html::ConvertOptions options;
        options.pictures = {{u"cid:a"_s, {200, 100}}};
        const auto result =
            converted(u"<img src='cid:a' align=left style='margin:0 16px 8px 0'>words"_s, options);
        QVERIFY(
            result.html.contains("style=\"float:left\"><tr><td style=\"padding:0px 16px 8px 0px\"><img"_L1));
        QCOMPARE(result.tables, 1);
    }

    void centredTablesDoNotCentreTheirWords()
    {
        const QString inside = u"<table width=200 style='border:1px solid red'><tr><td>words</table>"_s;
        QVERIFY(!converted(u"<div align=center>"_s + inside)
                     .html.contains("<p style=\"margin-top:0px; "
                                    "margin-bottom:0px\" align"_L1));
        QVERIFY(converted(u"<div style='text-align:center'>"_s + inside)
                    .html.contains("margin-bottom:0px\" align=\"center\""_L1));
    }

    void wordsAreReadableOnTheGroundOfTheirTable()
    {
        const auto result =
            converted(u"<body bgcolor=#222222><table bgcolor=#ffffff width=300 style='color:#222'>"
                      "<tr><td>one<tr><td>two</table>"_s);
        QCOMPARE(result.html.count("color:#222222;"_L1), 2);
    }

    void tablesThatFloatStandBesideEachOther()
    {
        const QString third = u"<table align=left width=200><tr><td>words</table>"_s;
        QCOMPARE(converted(third.repeated(3)).html.count("<tr>"_L1), 1);
        QCOMPARE(converted(third.repeated(3)).html.count("<td valign=\"top\" width=\"200\""_L1), 3);
    }

    void whatOnlyOutlookHidesIsShown()
    {
        // It gets such a button in another form, which nobody else understands.
        QCOMPARE(wordsOf(converted(u"<!--[if mso]>other<![endif]--><a style='mso-hide:all'>Press</a>"_s)),
                 u"Press"_s);
    }

    void buttonsMayBeAsHighAsTheirLine()
    {
        const auto result =
            converted(u"<div><a href='https://e.example/' style='display:inline-block;width:200px;"
                      "font-size:10px;line-height:40px;background:red'>Press</a></div>"_s);
        QVERIFY(result.html.contains("width=\"200\" bgcolor=\"#ff0000\"><tr><td bgcolor=\"#ff0000\" "
                                     "style=\"padding:14px 0px 14px 0px"_L1));
        QVERIFY(!result.html.contains("line-height"_L1));
    }

    void theBorderOfATableIsDrawnByItsCells()
    {
        const auto result =
            converted(u"<table style='border:2px solid red'><tr><td>a<td>b<tr><td>c<td>d</table>"_s);
        for (const char *side : {"top", "right", "bottom", "left"})
            QCOMPARE(result.html.count(u"border-"_s + QLatin1String(side) + u":2px"_s), 2);
    }

    void aFlexRowWithALineBelowIsStillARow()
    {
        const auto result =
            converted(u"<div style='display:flex;border-bottom:2px solid'><b>left</b><i>right</i>"_s);
        QCOMPARE(result.html.count("<td"_L1), 3);  // the box, and two beside each other in it
    }

    void wrappersAreDissolved()
    {
        const QString wrapper = u"<table width='100%'><tr><td>"_s;
        const auto result = converted(wrapper.repeated(12) + u"words"_s);
        QCOMPARE(result.tableDepth, 0);
        QVERIFY(!result.html.contains("<table"_L1));
    }

    void depthThatRemainsIsToldInAdvance()
    {
        COVERS("SEC-73");
        const QString columns = u"<table><tr><td>a</td><td>"_s;
        QVERIFY(!converted(columns.repeated(4) + u"words"_s).isTooCostly());
        QVERIFY(converted(columns.repeated(12) + u"words"_s).isTooCostly());
        QVERIFY(converted(u"<p>word word word</p>"_s.repeated(14'000)).isTooCostly());
    }

    void darkKeepsItsContrast_data()
    {
        QTest::addColumn<QString>("style");
        for (const char *style :
             {"color:#000", "color:#333;background:#fff", "background:#fff3cd;color:#856404", "color:#0000ee",
              "background:#003366;color:#fff", "background:#28a745;color:#fff", "color:#888",
              "background:#eee", "background:#000;color:#000", "background:rgba(255,255,255,.9);color:#111"})
            QTest::newRow(style) << QString::fromLatin1(style);
    }
    void darkKeepsItsContrast()
    {
        QFETCH(QString, style);
        const auto result = converted(u"<div style='"_s + style + u"'>words</div>"_s, dark());
        static const QRegularExpression written(u"color:(#[0-9a-f]{6})"_s),
            ground(u"bgcolor=\"(#[0-9a-f]{6})\""_s);
        const auto text = html::css::parseColor(written.match(result.html).captured(1));
        const auto behind = html::css::parseColor(ground.match(result.html).captured(1));
        QVERIFY(text.has_value());
        const double contrast = html::contrast(*text, behind.value_or(dark().colors.base));
        QVERIFY2(contrast >= 4.4, QByteArray::number(contrast).constData());
        QVERIFY(html::luminance(behind.value_or(dark().colors.base)) < 0.35);
    }

    void aMailMadeForTheDarkIsLeftAsItIs()
    {
        const auto result = converted(
            contents(QStringLiteral(POSTHORN_SOURCE_DIR "/tests/core/html/samples/dark-own.html")), dark());
        QVERIFY(result.html.contains("#222233"_L1));
        QVERIFY(result.html.contains("#eeeeee"_L1));
    }

    void everyLengthIsZoomed()
    {
        html::ConvertOptions options;
        options.zoom = 2;
        const auto result = converted(
            u"<p style='font-size:10px;margin:5px 0'>a<div style='padding:3px;border:1px solid red'>b"_s,
            options);
        QVERIFY(result.html.contains("font-size:20px"_L1));
        QVERIFY(result.html.contains("padding:6px"_L1));
        QVERIFY(result.html.contains("border-top:2px"_L1));
    }

    void longRunsCanBeBroken()
    {
        COVERS("SEC-73");
        const auto result = converted(u"<p>"_s + QString(100'000, u'a'));
        QVERIFY(result.html.count(QChar(0x200b)) >= 240);
        QVERIFY(result.html.count("<p "_L1) >= 5);
    }

    void simplifiedHasTheReadersOwnLooks()
    {
        html::ConvertOptions options;
        options.isSimplified = true;
        options.pictures = {{u"cid:a"_s, {10, 10}}};
        const auto result =
            converted(u"<div style='background:#123456;color:#fedcba;font-family:serif'><h2>Title</h2><img "
                      u"src='cid:a' alt=dot>"
                      "<ul><li>one</li></ul></div>"_s,
                      options);
        QVERIFY(!result.html.contains("#123456"_L1) && !result.html.contains("#fedcba"_L1));
        QVERIFY(!result.html.contains("<img"_L1) && !result.html.contains("serif"_L1));
        QVERIFY(result.html.contains("<h2"_L1));
        QVERIFY(wordsOf(result).startsWith(u"Title dot"_s));
    }

    void textIsWrittenSoThatNothingInItIsMarkup()
    {
        COVERS("SEC-110", "SEC-113");
        const auto result =
            converted(u"<p>&lt;img src=\"https://e.example/\"&gt;&amp;lt;b&amp;gt; &#60;script&#62;"_s);
        QVERIFY(!result.html.contains("<img"_L1) && !result.html.contains("<script"_L1));
        QVERIFY(result.html.contains("&amp;lt;b&amp;gt;"_L1));
        const auto link = converted(u"<a href='https://e.example/&quot; onclick=&quot;x()'>a</a>"_s);
        QVERIFY(!link.html.contains(" onclick="_L1));
    }
};

POSTHORN_TEST(ConverterTest)
#include "tst_converter.moc"
