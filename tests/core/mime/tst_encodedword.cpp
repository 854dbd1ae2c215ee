// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/header.h"

#include <QElapsedTimer>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

class EncodedWordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesTextForPeople_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *raw, const QString &text) {
            QTest::newRow(name) << QByteArray(raw) << text;
        };
        row("nothing", "", u""_s);
        row("plain", "Hello", u"Hello"_s);
        row("one word, Q", "=?utf-8?Q?caf=C3=A9?=", u"café"_s);
        row("one word, B", "=?utf-8?B?Y2Fmw6k=?=", u"café"_s);
        row("lower-case encodings", "=?utf-8?q?caf=c3=a9?= =?utf-8?b?IMOp?=", u"café é"_s);
        row("underscore is a blank", "=?utf-8?Q?a_b?=", u"a b"_s);
        row("word and plain", "=?utf-8?Q?a?= b", u"a b"_s);
        row("plain and word", "a =?utf-8?Q?b?=", u"a b"_s);
        row("two words lose the blank between", "=?utf-8?Q?a?= =?utf-8?Q?b?=", u"ab"_s);
        row("two words lose the fold between", "=?utf-8?Q?a?=\r\n  =?utf-8?Q?b?=", u"ab"_s);
        row("two words without a blank", "=?utf-8?Q?a?==?utf-8?Q?b?=", u"ab"_s);
        row("RFC 2047, 8: (a b)", "(=?ISO-8859-1?Q?a?= b)", u"(a b)"_s);
        row("RFC 2047, 8: (ab)", "(=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=)", u"(ab)"_s);
        row("RFC 2047, 8: blank in the word", "=?ISO-8859-1?Q?a_b?=", u"a b"_s);
        row("RFC 2047, 8: Patrik", "=?ISO-8859-1?Q?Patrik_F=E4ltstr=F6m?= <paf@nada.kth.se>",
            u"Patrik Fältström <paf@nada.kth.se>"_s);
        row("RFC 2047, 8: Keld", "=?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?= <keld@dkuug.dk>",
            u"Keld Jørn Simonsen <keld@dkuug.dk>"_s);
        row("RFC 2047, 8: understood",
            "=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=\r\n "
            "=?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=",
            u"If you can read this you understand the example."_s);
        row("RFC 2047, 8: Hebrew", "=?iso-8859-8?b?7eXs+SDv4SDp7Oj08A==?=", u"םולש ןב ילטפנ"_s);
        row("RFC 2231, 5: language", "=?US-ASCII*EN?Q?Keith_Moore?=", u"Keith Moore"_s);
        row("character split across words, B", "=?utf-8?B?xb1vxQ==?= =?utf-8?B?vQ==?=", u"ŽoŽ"_s);
        row("character split across words, B and Q", "=?utf-8?B?xQ==?= =?UTF-8?Q?=BD?=", u"Ž"_s);
        row("two charsets", "=?iso-8859-1?Q?=E9?= =?koi8-r?Q?=C1?=", u"éа"_s);
        row("charset in Japan", "=?ISO-2022-JP?B?GyRCRnxLXDhsGyhC?=", u"日本語"_s);
        row("two words of Japanese, each back in ASCII at its end",
            "=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=\r\n =?ISO-2022-JP?B?GyRCOGwbKEI=?=", u"日本語"_s);
        row("unpadded base64 in both", "=?utf-8?B?aGVsbG8?= =?utf-8?B?IHdvcmxk?=", u"hello world"_s);
        row("glued to a word behind", "=?utf-8?Q?a?=b", u"ab"_s);
        row("glued to a word before", "x=?utf-8?Q?a?=", u"xa"_s);
        row("in quotes", "\"=?utf-8?Q?a?=\"", u"\"a\""_s);
        row("in parentheses", "(=?utf-8?Q?a?=)", u"(a)"_s);
        row("blanks inside", "=?utf-8?Q?a b c?=", u"a b c"_s);
        row("question mark inside", "=?utf-8?Q?what?\?=", u"what?"_s);
        row("empty text", "=?utf-8?Q?\?=", u""_s);
        row("empty text between", "a =?utf-8?Q?\?= b", u"a  b"_s);
        row("no end", "=?utf-8?Q?abc", u"=?utf-8?Q?abc"_s);
        row("no text", "=?utf-8?Q?=", u"=?utf-8?Q?="_s);
        row("no charset", "=??Q?abc?=", u"=??Q?abc?="_s);
        row("unknown encoding", "=?utf-8?X?abc?=", u"=?utf-8?X?abc?="_s);
        row("two letters as encoding", "=?utf-8?QQ?abc?=", u"=?utf-8?QQ?abc?="_s);
        row("bad hexadecimal", "=?utf-8?Q?a=ZZb=4?=", u"a=ZZb=4"_s);
        row("unknown charset", "=?x-foo?Q?abc?=", u"abc"_s);
        row("wrong charset", "=?us-ascii?Q?=C5=BD?=", u"Ž"_s);
        row("longer than allowed",
            "=?utf-8?Q?aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?=",
            QString(82, u'a'));
        row("raw UTF-8", "caf\xc3\xa9", u"café"_s);
        row("raw Latin 1", "caf\xe9", u"café"_s);
        row("raw and a word", "caf\xc3\xa9 =?utf-8?Q?=C3=A9?=", u"café é"_s);
        row("folded plain text", "a\r\n b\r\n\tc", u"a b\tc"_s);
        row("controls are kept", "=?utf-8?Q?a=00=0Ab?=", u"a"_s + QChar(0) + u"\nb"_s);
        row("a broken word before a good one", "=?utf-8?X =?utf-8?Q?a?=", u"=?utf-8?X a"_s);
    }
    void decodesTextForPeople()
    {
        QFETCH(QByteArray, raw);
        QTEST(mime::decodedText(raw), "text");
    }

    void decodesWordsInTextThatIsRaw8Bit()
    {
        COVERS("I2-41", "I4-158");
        const auto header =
            mime::Header::parse("Subject: \xe9 =?utf-8?Q?=C5=BD?=\r\nX-Next: caf\xc3\xa9");  // no empty line
        QCOMPARE(header.text("subject"), u"é Ž"_s);
        QCOMPARE(header.text("x-next"), u"café"_s);
        QCOMPARE(header.defects(), 0);
    }

    // Doubling the input must not make it four times slower; an upper bound is enough to tell linear from
    // square.
    void takesTimeInProportionToTheInput_data()
    {
        QTest::addColumn<QByteArray>("unit");
        for (const char *unit : {"=?", "=?utf-8?Q?", "=?utf-8?Q?a", "=?a?q?a?= ", "?=", "=?=",
                                 "=?utf-8?B?/w==?=", "=?x?q?=?", "=?utf-8?Q?=C5?= "})
            QTest::newRow(unit) << QByteArray(unit);
    }
    void takesTimeInProportionToTheInput()
    {
        COVERS("SEC-69");
        QFETCH(QByteArray, unit);
        const QByteArray bomb = unit.repeated(1'000'000 / unit.size());
        QElapsedTimer timer;
        timer.start();
        QVERIFY(mime::decodedText(bomb).size() <= bomb.size());
        QVERIFY2(timer.elapsed() < 5000, QByteArray::number(timer.elapsed()).constData());
    }
};

POSTHORN_TEST(EncodedWordTest)
#include "tst_encodedword.moc"
