// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/charset.h"
#include "core/mime/part.h"

#include <QStringDecoder>
#include <QStringEncoder>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

class CharsetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A Qt built without ICU would silently lose them.
    void hasTheConvertersThatMailNeeds_data()
    {
        QTest::addColumn<QString>("text");
        const QString han = u"日本語"_s, kana = u"ひらがな"_s;
        const QString cyrillic = u"Привет"_s;
        QTest::newRow("gbk") << u"朱裳"_s;
        QTest::newRow("gb18030") << han + u'\u20ac';
        QTest::newRow("gb2312") << u"中文"_s;
        QTest::newRow("hz-gb-2312") << u"中文"_s;
        QTest::newRow("big5") << u"中文"_s;
        QTest::newRow("iso-2022-jp") << han + kana;
        QTest::newRow("shift_jis") << han + kana;
        QTest::newRow("euc-jp") << han + kana;
        QTest::newRow("euc-kr") << u"한국어"_s;
        QTest::newRow("iso-2022-kr") << u"한국어"_s;
        QTest::newRow("koi8-r") << cyrillic;
        QTest::newRow("koi8-u") << u"Київ"_s;
        QTest::newRow("windows-1250") << u"Žluťoučký"_s;
        QTest::newRow("windows-1251") << cyrillic;
        QTest::newRow("windows-1252") << u"été €"_s;
        QTest::newRow("windows-1253") << u"Ελλάδα"_s;
        QTest::newRow("windows-1254") << u"Işık"_s;
        QTest::newRow("windows-1255") << u"שלום"_s;
        QTest::newRow("windows-1256") << u"سلام"_s;
        QTest::newRow("windows-1257") << u"Ąžuolas"_s;
        QTest::newRow("windows-1258") << u"Vi\u00ea"_s;
        QTest::newRow("iso-8859-2") << u"Žluťoučký"_s;
        QTest::newRow("iso-8859-5") << cyrillic;
        QTest::newRow("iso-8859-7") << u"Ελλάδα"_s;
        QTest::newRow("iso-8859-8") << u"שלום"_s;
        QTest::newRow("iso-8859-15") << u"œuvre €"_s;
        QTest::newRow("tis-620") << u"ไทย"_s;
        QTest::newRow("utf-7") << cyrillic;
        QTest::newRow("utf-16be") << han;
        QTest::newRow("utf-16le") << han;
    }
    void hasTheConvertersThatMailNeeds()
    {
        QFETCH(QString, text);
        const QByteArray name = QTest::currentDataTag();
        QStringEncoder encoder(name.constData());
        QVERIFY(encoder.isValid());
        const QByteArray octets = encoder(text);
        QCOMPARE(mime::decodeCharset(octets, name), text);
        QCOMPARE(mime::decodeCharset(octets, name.toUpper()), text);
    }

    void decodes_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<QByteArray>("charset");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *octets, const char *charset, const QString &text) {
            QTest::newRow(name) << QByteArray(octets) << QByteArray(charset) << text;
        };
        row("utf-8", "\xc5\xbd", "utf-8", u"Ž"_s);
        row("no label, UTF-8", "\xc5\xbd", "", u"Ž"_s);
        row("no label, not UTF-8", "r\xe9sum\xe9", "", u"résumé"_s);
        row("unknown label, UTF-8", "\xc5\xbd", "x-foo", u"Ž"_s);
        row("unknown label, not UTF-8", "\xe9", "x-unknown", u"é"_s);
        row("says UTF-8, is mostly Latin 1", "\xe9t\xe9 \xc2\xa3", "utf-8", u"\ufffdt\ufffd \u00a3"_s);
        row("says ASCII, is UTF-8", "\xc5\xbd", "us-ascii", u"Ž"_s);
        row("says ASCII, is Latin 1", "\xe9t\xe9", "US-ASCII", u"été"_s);
        row("says UTF-8, is Latin 1", "\xe9t\xe9", "utf-8", u"été"_s);
        row("UTF-8 with one fault", "\xc5\xbdx\xff", "utf-8", u"Žx\ufffd"_s);
        row("UTF-8 cut in a character", "\xc5\xbd\xc5", "utf-8", u"Ž\ufffd"_s);
        row("says Latin 1, is windows-1252", "\x93hi\x94 \x80", "iso-8859-1", u"“hi” €"_s);
        row("says gb2312, is gbk", "\xd6\xec\xc9\xd1\xbb\xf9", "gb2312", u"朱裳基"_s);
        row("label in quotes of nothing", "abc", " utf8 ", u"abc"_s);
        row("label that is a sentence", "abc",
            "the charset of this text is not known to the program that wrote it, sorry", u"abc"_s);
        row("byte order mark", "\xef\xbb\xbfhi", "utf-8", u"hi"_s);
    }
    void decodes()
    {
        QFETCH(QByteArray, octets);
        QFETCH(QByteArray, charset);
        QTEST(mime::decodeCharset(octets, charset), "text");
    }

    void survivesEveryConverterOnRandomOctets()
    {
        COVERS("SEC-70");
        quint32 state = 12345;
        const auto random = [&] { return static_cast<char>((state = state * 1664525 + 1013904223) >> 24); };
        const QStringList names =
            QString::fromLatin1("iso-2022-jp iso-2022-jp-2 iso-2022-kr iso-2022-cn hz-gb-2312 utf-7 utf-16 "
                                "utf-16be utf-32 gb18030 gbk big5 "
                                "big5-hkscs shift_jis euc-jp euc-kr windows-31j windows-949 koi8-r macintosh "
                                "cp437 ibm037 scsu bocu-1 cesu-8 "
                                "imap-mailbox-name x-iscii-de lmbcs-1 utf-1 x-unknown")
                .split(u' ');
        for (const QString &name : names) {
            for (int length : {0, 1, 2, 3, 7, 64, 5000}) {
                QByteArray octets;
                for (int i = 0; i < length; ++i)
                    octets += i % 9 == 0 ? '\x1b' : random();
                QVERIFY(mime::decodeCharset(octets, name.toLatin1()).size() <= 8 * length + 16);
            }
        }
    }
};

POSTHORN_TEST(CharsetTest)
#include "tst_charset.moc"
