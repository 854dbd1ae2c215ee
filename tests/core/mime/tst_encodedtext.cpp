// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/encodedword.h"
#include "core/mime/header.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

class EncodedTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("encoded");
        const auto row = [](const char *name, const QString &text, const char *encoded) {
            QTest::newRow(name) << text << QByteArray(encoded);
        };
        row("nothing", u""_s, "");
        row("ASCII", u"Hello, World: \"x\" (y)"_s, "Hello, World: \"x\" (y)");
        row("a few accents", u"résumé of the year"_s, "=?utf-8?Q?r=C3=A9sum=C3=A9_of_the_year?=");
        row("another script", u"Привет"_s, "=?utf-8?B?0J/RgNC40LLQtdGC?=");
        row("looks like a word", u"=?utf-8?Q?a?="_s, "=?utf-8?Q?=3D=3Futf-8=3FQ=3Fa=3F=3D?=");
        row("begins with a blank", u" a"_s, "=?utf-8?Q?_a?=");
        row("line ends", u"a\r\nBcc: x@y\nz"_s, "a Bcc: x@y z");
        row("a line end first", u"\r\nBcc: x@y"_s, "=?utf-8?Q?_Bcc=3A_x=40y?=");
        row("a half line end, and one turned around", u"a\rb\n\rc"_s, "a b  c");
        row("line ends and accents", u"é\r\nBcc: x@y"_s, "=?utf-8?Q?=C3=A9_Bcc=3A_x=40y?=");
        row("control", u"a\u0001b"_s, "a b");
    }
    void encodes()
    {
        QFETCH(QString, text);
        QTEST(mime::encodedText(text), "encoded");
    }

    void decodesWhatItEncodedWithinTheLimitsOfLines_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("long ASCII") << u"word "_s.repeated(60) + u"end"_s;
        QTest::newRow("ASCII without a blank") << QString(500, u'x');
        QTest::newRow("double blanks") << u"a  b   c    "_s.repeated(20) + u'd';
        QTest::newRow("long Latin") << u"Größe über Straße "_s.repeated(20) + u'x';
        QTest::newRow("long Cyrillic") << u"Привет, мир! "_s.repeated(20) + u'я';
        QTest::newRow("emoji") << u"\U0001F469\u200D\U0001F680"_s.repeated(50);
        QTest::newRow("combining marks") << u"e\u0301\u0323\u0300"_s.repeated(40);
        QTest::newRow("one letter with very many marks") << u"e"_s + QString(300, QChar(0x301));
        QTest::newRow("Arabic") << u"السلام عليكم"_s.repeated(10);
        QTest::newRow("underscores and question marks") << u"a_b?c=d é "_s.repeated(20) + u'x';
    }
    void decodesWhatItEncodedWithinTheLimitsOfLines()
    {
        QFETCH(QString, text);
        for (const qsizetype column : {0, 9, 40, 62, 70, 100}) {
            const QByteArray encoded = mime::encodedTextAt(text, column);
            QCOMPARE(mime::decodedText(encoded.trimmed()), text);
            qsizetype used = column;
            for (const QByteArray &line : encoded.split('\n')) {
                QVERIFY(line.trimmed().size() + used <= std::max<qsizetype>(77, column + 6));
                used = 1;
            }
        }
    }

    void neverWritesALineEndOfTheText()
    {
        COVERS("SEC-120");
        quint32 state = 7;
        for (int i = 0; i < 20'000; ++i) {
            QString text;
            for (int j = 0; j < 20; ++j) {
                state = state * 1664525 + 1013904223;
                text += QChar(u"ab \r\n\t\0:=?\u00e9\u2028\u0085<>@,\"\\"[(state >> 16) % 19]);
            }
            const QByteArray encoded = mime::encodedText(text);
            for (qsizetype at = 0; at < encoded.size(); ++at) {
                const char c = encoded.at(at);
                QVERIFY(c != '\0');
                if (c == '\r')
                    QVERIFY(encoded.sliced(at).startsWith("\r\n "));
                if (c == '\n')
                    QVERIFY(at > 0 && encoded.at(at - 1) == '\r');
            }
        }
    }
};

POSTHORN_TEST(EncodedTextTest)
#include "tst_encodedtext.moc"
