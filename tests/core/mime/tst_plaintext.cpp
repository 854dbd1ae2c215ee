// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/flowed.h"
#include "core/mime/part.h"

#include <QElapsedTimer>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

class PlainTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joinsFlowedLines_data()
    {
        QTest::addColumn<QString>("raw");
        QTest::addColumn<bool>("delSp");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const QString &raw, const QString &text, bool delSp = false) {
            QTest::newRow(name) << raw << delSp << text;
        };
        row("nothing", u""_s, u""_s);
        row("fixed lines", u"a\nb\n"_s, u"a\nb\n"_s);
        row("one paragraph", u"a \nb \nc\n"_s, u"a b c\n"_s);
        row("two paragraphs", u"a \nb\n\nc \nd\n"_s, u"a b\n\nc d\n"_s);
        row("without a last line end", u"a \nb"_s, u"a b"_s);
        row("the last line flows into nothing", u"a \n"_s, u"a \n"_s);
        row("delsp", u"日本 \n語\n"_s, u"日本語\n"_s, true);
        row("delsp keeps an own blank", u"a  \nb\n"_s, u"a b\n"_s, true);
        row("space-stuffing", u" From here\n  two\n >not a quote\n"_s, u"From here\n two\n>not a quote\n"_s);
        row("quotes", u"> a \n> b\n>> c\nd\n"_s, u"> a b\n>> c\nd\n"_s);
        row("quotes that forget to end", u"> a \n>> b \nc\n"_s, u"> a \n>> b \nc\n"_s);
        row("quotes without blanks", u">a\n>>b\n"_s, u"> a\n>> b\n"_s);
        row("signature", u"a\n-- \nme\n"_s, u"a\n-- \nme\n"_s);
        row("signature behind an open paragraph", u"a \n-- \nme\n"_s, u"a \n-- \nme\n"_s);
        row("quoted signature", u"> a\n> -- \n> me\n"_s, u"> a\n> -- \n> me\n"_s);
        row("empty quoted line", u"> a\n>\n> b\n"_s, u"> a\n> \n> b\n"_s);
    }
    void joinsFlowedLines()
    {
        QFETCH(QString, raw);
        QFETCH(bool, delSp);
        QTEST(mime::unflowed(raw, delSp ? mime::DelSp::Remove : mime::DelSp::Keep), "text");
    }

    void readsTextParts_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *fields, const char *body, const QString &text) {
            QTest::newRow(name) << QByteArray(fields) << QByteArray(body) << text;
        };
        row("nothing said", "", "a\r\nb\r\n", u"a\nb\n"_s);
        row("bare CR", "", "a\rb\n\rc", u"a\nb\n\nc"_s);
        row("NUL", "", "a=00b", u"a=00b"_s);
        row("encoded NUL", "Content-Transfer-Encoding: quoted-printable\r\n", "a=00b", u"ab"_s);
        row("quoted-printable Latin 2",
            "Content-Type: text/plain; charset=iso-8859-2\r\nContent-Transfer-Encoding: quoted-printable\r\n",
            "=AEena", u"Žena"_s);
        row("base64 koi8-r",
            "Content-Type: text/plain; charset=koi8-r\r\nContent-Transfer-Encoding: base64\r\n", "8NLJ18XU",
            u"Привет"_s);
        row("flowed", "Content-Type: text/plain; format=Flowed\r\n", "a \r\nb\r\n", u"a b\n"_s);
        row("flowed, delsp", "Content-Type: text/plain; format=flowed; DelSp=Yes\r\n", "a \r\nb\r\n",
            u"ab\n"_s);
        row("not flowed", "Content-Type: text/plain\r\n", "a \r\nb\r\n", u"a \nb\n"_s);
        row("flowed quoted-printable",
            "Content-Type: text/plain; format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n",
            "a=20\r\nb\r\n", u"a b\n"_s);
        row("HTML", "Content-Type: text/html; charset=utf-8\r\n", "<p>caf\xc3\xa9</p>", u"café\n"_s);
        row("HTML with its charset inside", "Content-Type: text/html\r\n",
            "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; "
            "charset=iso-8859-2\"></head>\xae\x65na",
            u"Žena\n"_s);
        row("HTML with its charset inside, short", "Content-Type: text/html\r\n",
            "<META charset='koi8-r'>\xf0\xd2\xc9\xd7\xc5\xd4", u"Привет\n"_s);
        row("the field counts more than the inside", "Content-Type: text/html; charset=utf-8\r\n",
            "<meta charset=koi8-r>\xc5\xbd", u"Ž\n"_s);
        row("HTML that says UTF-16 in ASCII", "Content-Type: text/html\r\n", "<meta charset=utf-16>\xc5\xbd",
            u"Ž\n"_s);
    }
    void readsTextParts()
    {
        QFETCH(QByteArray, fields);
        QFETCH(QByteArray, body);
        const auto message = mime::parseMessage(fields + "\r\n" + body);
        QTEST(mime::readableText(message.root.info, message.root.body), "text");
    }

    void turnsHtmlToText_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const QString &html, const QString &text) {
            QTest::newRow(name) << html << text;
        };
        row("nothing", u""_s, u""_s);
        row("tags alone", u"<html><body></body></html>"_s, u""_s);
        row("text", u"hello"_s, u"hello\n"_s);
        row("white space", u"  a \n\t b  "_s, u"a b\n"_s);
        row("paragraphs", u"<p>a</p><p>b</p>"_s, u"a\n\nb\n"_s);
        row("paragraphs not closed", u"<p>a<p>b"_s, u"a\n\nb\n"_s);
        row("line breaks", u"a<br>b<br/>c<BR />d"_s, u"a\nb\nc\nd\n"_s);
        row("divisions", u"<div>a</div><div><div>b</div></div>c"_s, u"a\nb\nc\n"_s);
        row("heading", u"<h1>A</h1>b"_s, u"A\n\nb\n"_s);
        row("inline tags", u"a<b>b</b> <i>c</i>d"_s, u"ab cd\n"_s);
        row("entities", u"&lt;&amp;&gt;&quot;&eacute;&euro;&nbsp;x&hellip;"_s, u"<&>\"é€ x…\n"_s);
        row("numeric entities", u"&#233;&#xE9;&#x1F600;&#146;&#0;&#55296;&#99999999;"_s,
            u"éé\U0001F600’\ufffd\ufffd\ufffd\n"_s);
        row("entities that are none", u"a & b &nosuch; &; &#; &#x; AT&T"_s,
            u"a & b &nosuch; &; &#; &#x; AT&T\n"_s);
        row("script and style", u"a<script>if (a<b) { x(\"</p>\") }</script><STYLE>p{}</STYLE>b"_s,
            u"ab\n"_s);
        row("title", u"<head><title>T</title></head>a"_s, u"a\n"_s);
        row("script without an end", u"a<script>b"_s, u"a\n"_s);
        row("comments", u"a<!-- b > <p>c --><!---->d<!-->e"_s, u"ade\n"_s);
        row("conditional comments", u"<!--[if mso]><p>x</p><![endif]--><![if !mso]>a<![endif]>"_s, u"a\n"_s);
        row("doctype", u"<!DOCTYPE html><?xml version='1.0'?>a"_s, u"a\n"_s);
        row("less-than in text", u"1 < 2 <3 <"_s, u"1 < 2 <3 <\n"_s);
        row("bullets", u"<ul><li>a</li><li>b</li></ul>"_s, u"\u2022 a\n\u2022 b\n"_s);
        row("numbers", u"<ol><li>a<li>b</ol>"_s, u"1. a\n2. b\n"_s);
        row("lists in lists", u"<ol><li>a<ul><li>x</ul><li>b</ol>"_s, u"1. a\n  \u2022 x\n2. b\n"_s);
        row("quote", u"a<blockquote>b<br>c</blockquote>d"_s, u"a\n\n> b\n> c\n\nd\n"_s);
        row("quote in quote", u"<blockquote>a<blockquote>b</blockquote></blockquote>"_s, u"> a\n\n>> b\n"_s);
        row("preformatted", u"<pre>a  b\n  c</pre>d"_s, u"a  b\n  c\nd\n"_s);
        row("table", u"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"_s, u"a b\nc\n"_s);
        row("link", u"see <a href=\"https://x.test/\">here</a>."_s, u"see here <https://x.test/>.\n"_s);
        row("link that is its text", u"<a href=\"https://x.test\">https://x.test</a>"_s,
            u"https://x.test\n"_s);
        row("link to an address", u"<a href='mailto:a@b'>a@b</a> <a href=mailto:c@d>C</a>"_s,
            u"a@b C <mailto:c@d>\n"_s);
        row("link with entities", u"<a href=\"http://x/?a=1&amp;b=2\">x y</a>"_s,
            u"x y <http://x/?a=1&b=2>\n"_s);
        row("link that nobody can use",
            u"<a href=\"javascript:x()\">a</a> <a href=\"#top\">b</a> <a name=c>c</a>"_s, u"a b c\n"_s);
        row("link not closed", u"<a href=\"http://x\">a"_s, u"a <http://x>\n"_s);
        row("picture", u"<img src=\"cid:x\" alt=\"Our logo\"><img src=y><img alt=''>"_s, u"[Our logo]\n"_s);
        row("greater-than in an attribute", u"<img alt=\"a>b\">c"_s, u"[a>b]c\n"_s);
        row("attribute without an end", u"<a href=\"x>a</a> <b>b</b>"_s, u"a b\n"_s);
        row("tag without an end", u"a<b"_s, u"a\n"_s);
        row("rule", u"a<hr>b"_s, u"a\n--------------------\nb\n"_s);
        row("very many empty lines", u"a<br><br><p></p><p></p><p>b"_s, u"a\n\nb\n"_s);
    }
    void turnsHtmlToText()
    {
        QFETCH(QString, html);
        QTEST(mime::plainTextOfHtml(html), "text");
    }

    void staysLinearOnHostileHtml_data()
    {
        QTest::addColumn<QString>("unit");
        for (const char *unit : {"<",
                                 "<a ",
                                 "<!--",
                                 "<!-->",
                                 "<a =\">=\"",
                                 "<a href=\"",
                                 "</",
                                 "<script>",
                                 "<script></",
                                 "&",
                                 "&#",
                                 "&#x",
                                 "&#9999999999999",
                                 "<div>",
                                 "<blockquote>a",
                                 "<ul><li>",
                                 "<ol>",
                                 "<table><tr><td>",
                                 "<a href='http://x'>",
                                 "<img alt=",
                                 "<p>",
                                 "<br>",
                                 "<pre>\n",
                                 "<!",
                                 "<?"})
            QTest::newRow(unit) << QString::fromLatin1(unit);
    }
    void staysLinearOnHostileHtml()
    {
        QFETCH(QString, unit);
        QElapsedTimer timer;
        timer.start();
        const QString bomb = unit.repeated(1'000'000 / unit.size());
        QVERIFY(mime::plainTextOfHtml(bomb).size() <= 30 * bomb.size());
        QVERIFY2(timer.elapsed() < 15'000, QByteArray::number(timer.elapsed()).constData());
    }
};

POSTHORN_TEST(PlainTextTest)
#include "tst_plaintext.moc"
