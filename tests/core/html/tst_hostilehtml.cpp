// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QThread>

#include <testpaths.h>

#include "tests/fuzz/htmltarget.h"
#include "tests/support/mutated.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

// Documents made to hurt, and the samples changed at random: each ends, and what comes out is harmless. That
// it ends soon is a matter of the limits, which are counted, not of a clock.
class HostileHtmlTest : public QObject
{
    Q_OBJECT

private:
    static QByteArrayList files(const QString &folder)
    {
        QByteArrayList contents;
        for (const QFileInfo &info :
             QDir(QStringLiteral(POSTHORN_SOURCE_DIR "/tests/") + folder).entryInfoList(QDir::Files)) {
            QFile file(info.filePath());
            if (file.open(QIODevice::ReadOnly))
                contents.append(file.readAll());
        }
        return contents;
    }

private Q_SLOTS:
    void madeToHurt_data()
    {
        QTest::addColumn<QByteArray>("octets");
        const auto times = [](int n, const char *text) { return QByteArray(text).repeated(n); };
        QTest::newRow("nothing") << QByteArray("");
        QTest::newRow("zeroes") << QByteArray(1000, '\0');
        QTest::newRow("no UTF-8") << times(5000, "\xff\xfe<p>\xc3");
        QTest::newRow("less-than signs") << times(100'000, "<");
        QTest::newRow("a comment without end") << "<!--" + times(100'000, "-");
        QTest::newRow("attributes") << "<p " + times(20'000, "a=b ") + ">x";
        QTest::newRow("attributes, all different") << [] {
            QByteArray tag = "<p ";
            for (int i = 0; i < 5000; ++i)
                tag += "a" + QByteArray::number(i) + "=1 ";
            return tag + ">x";
        }();
        QTest::newRow("entities") << times(50'000, "&amp;lt;");
        QTest::newRow("nested lists") << times(20'000, "<ul><li>");
        QTest::newRow("nested quotes") << times(20'000, "<blockquote style='border-left:1px solid'>");
        QTest::newRow("nested boxes")
            << times(200, "<div style='background:#123;padding:1px'><div style='background:#456'>") + "x";
        QTest::newRow("nested tables of columns") << times(300, "<table><tr><td>a<td>") + "x";
        QTest::newRow("nested flex") << times(300, "<div style='display:flex'><b>a</b><div>") + "x";
        QTest::newRow("large numbers")
            << QByteArray("<table cellspacing=1e9 cellpadding=1e9 border=1e9 width=1e999><tr><td "
                          "colspan=2147483648 rowspan=99999999 "
                          "style='padding:1e9px 1e9em;border-top:1e9px "
                          "solid;margin:-1e9px;font-size:1e9px;line-height:1e9'>x");
        QTest::newRow("spans") << "<table>" + times(2000, "<tr><td colspan=1000 rowspan=65534>x<td>y");
        QTest::newRow("a cell for each row") << "<table>" + times(5000, "<tr><td>x");
        QTest::newRow("many cells") << "<table><tr>" + times(20'000, "<td>x");
        QTest::newRow("keyframes") << "<style>" + times(5000, "@keyframes a{0%{color:red}100%{color:blue}}")
                + "</style>x";
        QTest::newRow("blocks without end") << "<style>" + times(20'000, "@media screen{p{") + "</style><p>x";
        QTest::newRow("brackets") << "<style>p{color:" + times(50'000, "([{") + "}</style><p>x";
        QTest::newRow("calc") << "<p style='width:" + times(900, "calc(") + "1px'>x";
        QTest::newRow("variables that lead to themselves") << QByteArray(
            "<style>:root{--a:var(--b)var(--b);--b:var(--a)var(--a)}p{color:var(--a)}</style><p>x");
        QTest::newRow("selectors") << "<style>" + times(3000, "* * * * * * *{color:red}") + "</style>"
                + times(90, "<div>") + times(2000, "<i>x</i>");
        QTest::newRow("classes") << "<style>.a{color:red}</style>"
                + times(500, "<p class='" + times(900, "a ") + "'>x");
        QTest::newRow("inline styles") << times(3000, "<p style='" + times(100, "color:red;") + "'>x");
        QTest::newRow("inline blocks") << times(5000, "<span style='display:inline-block'><b>a</b></span>");
        QTest::newRow("buttons beside each other")
            << times(3000, "<a style='padding:9px;background:#123' href='https://e.example/'>a</a>");
        QTest::newRow("buttons without number")
            << times(28'000, "<a style='padding:9px;background:#123'>a</a>");
        QTest::newRow("items without number") << "<ul>" + times(28'000, "<li>x<ul><li>y</ul>");
        QTest::newRow("list items in one list") << "<ol>" + times(4000, "<li>x");
        QTest::newRow("a frame set late") << times(500, "<div>") + "<frameset>" + times(500, "<frame>");
        QTest::newRow("svg in tables") << times(2000, "<table><svg><table><math>");
        QTest::newRow("templates and selects") << times(3000, "<select><template><option><table>");
        QTest::newRow("formatting") << "<p>" + times(500, "<b><i><u><font color=1><a href=x>")
                + times(5000, "</p><p>x");
        QTest::newRow("null in a tag") << QByteArray("<a\0b href=x><img\0 src=x>", 24);
        QTest::newRow("pictures in the text")
            << times(3000, "<img src='data:image/png;base64,iVBORw0KGgo='>");
        QTest::newRow("links") << times(5000, "<a href='https://e.example/'>www.x.example</a>");
    }
    void madeToHurt()
    {
        QFETCH(QByteArray, octets);
        COVERS("SEC-73", "SEC-110", "SEC-113");
        QVERIFY(fuzz::html(octets));
    }

    void changedAtRandom_data()
    {
        QTest::addColumn<int>("part");
        for (int part = 0; part < 12; ++part)
            QTest::addRow("a hundred changed mails, %d", part) << part;
    }
    void changedAtRandom()
    {
        QFETCH(int, part);
        COVERS("SEC-103", "SEC-110", "SEC-113");
        QByteArrayList samples = files(u"core/html/samples"_s) + files(u"fuzz/corpus/html"_s);
        Mutator mutator("<>\"'=/ &;#:{}()!-*.%@");
        for (int skipped = 0; skipped < part * 1000; ++skipped)
            static_cast<void>(mutator.random(2));
        for (int round = 0; round < 100; ++round) {
            QByteArray octets = samples.at(mutator.random(samples.size()));
            for (qsizetype times = mutator.random(20); times >= 0; --times)
                octets = mutator.mutated(octets);
            QVERIFY2(fuzz::html(octets), octets.toBase64().constData());
        }
    }

    void aSmallStackIsEnough()
    {
        bool isSound = false;
        const QByteArray octets =
            QByteArray("<div style='background:#123;padding:1px'><p>x</p>").repeated(5000)
            + QByteArray("<table><tr><td>a<td>").repeated(5000);
        const std::unique_ptr<QThread> worker(QThread::create([&] { isSound = fuzz::html(octets); }));
        worker->setStackSize(1024 * 1024);
        worker->start();
        QVERIFY(worker->wait());
        QVERIFY(isSound);
    }
};

POSTHORN_TEST(HostileHtmlTest)
#include "tst_hostilehtml.moc"
