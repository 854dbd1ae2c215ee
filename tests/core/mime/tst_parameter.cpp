// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/parameter.h"

#include <QElapsedTimer>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

// "value|name=text|name=text"
QString shown(const mime::StructuredValue &value)
{
    QString text = QString::fromLatin1(value.value);
    for (const auto &[name, parameter] : value.parameters)
        text += u'|' + QString::fromLatin1(name) + u'=' + parameter;
    return text;
}

}

class ParameterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *raw, const QString &expected) {
            QTest::newRow(name) << QByteArray(raw) << expected;
        };
        row("nothing", "", u""_s);
        row("value alone", "Text/Plain", u"text/plain"_s);
        row("one parameter", "text/plain; charset=UTF-8", u"text/plain|charset=UTF-8"_s);
        row("quoted", "text/plain; Charset=\"utf-8\"", u"text/plain|charset=utf-8"_s);
        row("quoted pairs", "a/b; x=\"a\\\"b\\\\c\"", u"a/b|x=a\"b\\c"_s);
        row("backslashes of a path", "a/b; filename=\"C:\\new\\t.txt\"", u"a/b|filename=C:\\new\\t.txt"_s);
        row("semicolon in quotes", "a/b; x=\"1;2\"; y=3", u"a/b|x=1;2|y=3"_s);
        row("blanks everywhere", " a/b ; x = 1 ;\r\n\ty=\"2\" ", u"a/b|x=1|y=2"_s);
        row("comments", "text/plain (hi; x=1); charset=us-ascii (Plain (very) text)",
            u"text/plain|charset=us-ascii"_s);
        row("comment before the value", "(c) text/plain", u"text/plain"_s);
        row("blanks around the slash", "text / html; a=b", u"text/html|a=b"_s);
        row("around a slash behind a digit", "x0 / html; a=b", u"x0/html|a=b"_s);
        row("empty parameters", "a/b;;; ;x=1;", u"a/b|x=1"_s);
        row("no semicolon", "text/plain charset=utf-8", u"text/plain|charset=utf-8"_s);
        row("no semicolon between", "a/b; charset=utf-8 format=flowed", u"a/b|charset=utf-8|format=flowed"_s);
        row("no semicolon behind quotes", "a/b; x=\"1\" y=\"2\"", u"a/b|x=1|y=2"_s);
        row("junk behind quotes", "a/b; x=\"1\"junk; y=2", u"a/b|x=1|y=2"_s);
        row("unquoted blanks", "attachment; filename=my file.pdf", u"attachment|filename=my file.pdf"_s);
        row("unquoted parentheses", "attachment; filename=copy (1).pdf",
            u"attachment|filename=copy (1).pdf"_s);
        row("unquoted slash", "a/b; type=text/html", u"a/b|type=text/html"_s);
        row("equals sign in a value", "a/b; boundary==_b=; x=1", u"a/b|boundary==_b=|x=1"_s);
        row("no value", "a/b; x; y=1", u"a/b|y=1"_s);
        row("empty value", "a/b; x=; y=\"\"", u"a/b|x=|y="_s);
        row("quote without an end", "a/b; x=\"abc; y=1", u"a/b|x=abc; y=1"_s);
        row("comment without an end", "a/b (abc; y=1", u"a/b"_s);
        row("backslash at the end", "a/b; x=\"abc\\", u"a/b|x=abc\\"_s);
        row("the first of two", "a/b; x=1; X=2", u"a/b|x=1"_s);
        row("folded in quotes", "a/b; x=\"1\r\n 2\"", u"a/b|x=1 2"_s);
        row("2231", "a; filename*=utf-8''r%C3%A9sum%C3%A9.pdf", u"a|filename=résumé.pdf"_s);
        row("2231, language", "a; title*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A",
            u"a|title=This is ***fun***"_s);
        row("2231, Latin 1", "a; filename*=iso-8859-1''%E9t%E9", u"a|filename=été"_s);
        row("2231, quoted", "a; filename*=\"utf-8''%C5%BD\"", u"a|filename=Ž"_s);
        row("2231, lower-case hexadecimal", "a; filename*=utf-8''%c5%bd", u"a|filename=Ž"_s);
        row("2231, bad hexadecimal", "a; filename*=utf-8''50%25%zz%4", u"a|filename=50%%zz%4"_s);
        row("2231, no charset", "a; filename*=%C5%BD", u"a|filename=Ž"_s);
        row("2231, empty charset", "a; filename*=''%C5%BD", u"a|filename=Ž"_s);
        row("2231, raw 8-bit", "a; filename*=utf-8''\xc5\xbd", u"a|filename=Ž"_s);
        row("2231, one quote mark", "a; filename*=it's", u"a|filename=it's"_s);
        row("2231 before the plain form", "a; filename=\"e.pdf\"; filename*=utf-8''%C3%A9.pdf",
            u"a|filename=é.pdf"_s);
        row("2231 after the plain form", "a; filename*=utf-8''%C3%A9.pdf; filename=\"e.pdf\"",
            u"a|filename=é.pdf"_s);
        row("continued", "a; x*0=abc; x*1=def", u"a|x=abcdef"_s);
        row("continued, quoted", "a; URL*0=\"ftp://\";\r\n URL*1=\"cs.utk.edu/pub\"",
            u"a|url=ftp://cs.utk.edu/pub"_s);
        row("continued, RFC 2231, 4.1",
            "application/x-stuff;\r\n title*0*=us-ascii'en'This%20is%20even%20more%20;\r\n "
            "title*1*=%2A%2A%2Afun%2A%2A%2A%20;\r\n title*2=\"isn't it!\"",
            u"application/x-stuff|title=This is even more ***fun*** isn't it!"_s);
        row("continued out of order", "a; x*2=c; x*0=a; x*1=b", u"a|x=abc"_s);
        row("continued from 1", "a; x*1=a; x*2=b", u"a|x=ab"_s);
        row("continued with a gap", "a; x*0=a; x*2=c", u"a|x=a"_s);
        row("continued without a beginning", "a; x*5=a; x=plain", u"a|x=plain"_s);
        row("continued, the same twice", "a; x*0=a; x*0=b; x*1=c", u"a|x=ac"_s);
        row("continued, character split", "a; x*0*=utf-8''%C5; x*1*=%BD", u"a|x=Ž"_s);
        row("continued, encoded word split", "a; x*0=\"=?utf-8?B?xb\"; x*1=\"0=?=\"", u"a|x=Ž"_s);
        row("continued, plain first", "a; x*0=a; x*1*=%C5%BD", u"a|x=aŽ"_s);
        row("a star that is no number", "a; x*y=1", u"a|x*y=1"_s);
        row("2047 in quotes", "a; filename=\"=?utf-8?B?csOpc3Vtw6kucGRm?=\"", u"a|filename=résumé.pdf"_s);
        row("2047 without quotes", "a; filename==?utf-8?Q?r=C3=A9.pdf?=", u"a|filename=ré.pdf"_s);
        row("2047 twice", "a; filename=\"=?utf-8?Q?r=C3=A9?= =?utf-8?Q?.pdf?=\"", u"a|filename=ré.pdf"_s);
        row("raw UTF-8", "a; filename=\"r\xc3\xa9.pdf\"", u"a|filename=ré.pdf"_s);
        row("raw Latin 1", "a; filename=\"r\xe9.pdf\"", u"a|filename=ré.pdf"_s);
    }
    void parses()
    {
        QFETCH(QByteArray, raw);
        QTEST(shown(mime::parseStructuredValue(raw)), "expected");
    }

    void boundsContinuations()
    {
        COVERS("SEC-68");
        QByteArray raw("attachment");
        for (int i = 0; i < 100'000; ++i)
            raw += "; filename*" + QByteArray::number(i) + "=a; filename*0=b; filename=c";
        QElapsedTimer timer;
        timer.start();
        const auto value = mime::parseStructuredValue(raw);
        QVERIFY2(timer.elapsed() < 2000, QByteArray::number(timer.elapsed()).constData());
        QCOMPARE(value.parameters.size(), size_t{1});
        QCOMPARE(value.parameters.front().second, QString(100, u'a'));
    }

    void survivesParametersWithoutEnd_data()
    {
        QTest::addColumn<QByteArray>("unit");
        for (const char *unit : {"(", "\"", "x=\"", "x=\"\\\"", ";", "=", "x=y ", "x*0*=", "(\\", "a ("})
            QTest::newRow(unit) << QByteArray(unit);
    }
    void survivesParametersWithoutEnd()
    {
        QFETCH(QByteArray, unit);
        QElapsedTimer timer;
        timer.start();
        const auto value = mime::parseStructuredValue("a/b;" + unit.repeated(1'000'000 / unit.size()));
        QVERIFY(value.parameters.size() <= 500);
        QVERIFY2(timer.elapsed() < 5000, QByteArray::number(timer.elapsed()).constData());
    }
};

POSTHORN_TEST(ParameterTest)
#include "tst_parameter.moc"
