// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/encoding.h"
#include "app/demo/files.h"

#include <QStringDecoder>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

class EncodingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mailboxNamesAreModifiedUtf7_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("encoded");
        QTest::newRow("ASCII") << u"INBOX"_s << "INBOX"_ba;
        QTest::newRow("ampersand") << u"Form & Function"_s << "Form &- Function"_ba;
        QTest::newRow("RFC 3501, 5.1.3") << u"台北日本語"_s << "&U,BTF2XlZyyKng-"_ba;
        QTest::newRow("mixed") << u"Größe"_s << "Gr&APYA3w-e"_ba;
        QTest::newRow("beyond the BMP") << u"a😀"_s << "a&2D3eAA-"_ba;
    }
    void mailboxNamesAreModifiedUtf7()
    {
        QFETCH(QString, name);
        QTEST(demo::modifiedUtf7(name), "encoded");
    }

    void quotedPrintableKeepsLinesShortAndBlanksAtTheirEnd()
    {
        QCOMPARE(demo::quotedPrintable("a=b \ncaf\xe9\n"_ba), "a=3Db=20\ncaf=E9\n"_ba);
        for (const QByteArray &line : demo::quotedPrintable(QByteArray(500, '\xe9')).split('\n'))
            QVERIFY(line.size() <= 76);
    }

    void encodedWordsSayTheTextAgain_data()
    {
        QTest::addColumn<QByteArray>("charset");
        QTest::addColumn<QString>("text");
        QTest::newRow("latin") << "iso-8859-1"_ba
                               << u"Größe, Façon und »Zeichen« in einer recht langen Zeile"_s;
        QTest::newRow("japanese") << "iso-2022-jp"_ba << u"港の公園:来週の打ち合わせについてのお知らせ"_s;
        QTest::newRow("chinese") << "gb18030"_ba << u"关于石材样品的几个问题,请尽快回复,谢谢"_s;
        QTest::newRow("russian") << "koi8-r"_ba << u"Вопросы по набережной и ещё кое-что важное"_s;
        QTest::newRow("beyond the BMP")
            << "utf-8"_ba << u"😀😁😂🤣😃😄😅😆😉😊😋😎😍😘🥰😗😙"_s;
    }
    void encodedWordsSayTheTextAgain()
    {
        QFETCH(QByteArray, charset);
        QFETCH(QString, text);
        QString decoded;
        for (const QByteArray &word : demo::headerText(text, charset).split('\n')) {
            const QByteArrayList parts = word.trimmed().split('?');
            QVERIFY2(word.trimmed().size() <= 75, word.constData());
            QCOMPARE(parts.size(), 5);
            QByteArray octets = parts.at(3);
            octets = parts.at(2) == "B" ? QByteArray::fromBase64(octets)
                                        : QByteArray::fromPercentEncoding(octets.replace('_', ' '), '=');
            QStringDecoder decoder(parts.at(1).toLower().constData());
            decoded += QString(decoder.decode(octets));
        }
        QCOMPARE(decoded, text);
    }

    void aCharsetThatLacksACharacterIsNotUsed()
    {
        QCOMPARE(demo::charsetFor(u"plain"_s, "iso-8859-1"_ba), "us-ascii"_ba);
        QCOMPARE(demo::charsetFor(u"Größe"_s, "iso-8859-1"_ba), "iso-8859-1"_ba);
        QCOMPARE(demo::charsetFor(u"写真"_s, "iso-8859-1"_ba), "utf-8"_ba);
        QCOMPARE(demo::charsetFor(u"写真"_s, "no-such-charset"_ba), "utf-8"_ba);
    }

    void longFileNamesAreContinuedParameters()
    {
        QCOMPARE(demo::parameter("name"_ba, u"a.pdf"_s), "; name=\"a.pdf\""_ba);
        QCOMPARE(demo::parameter("name"_ba, u"ä.pdf"_s), ";\n name*=utf-8''%C3%A4.pdf"_ba);
        const QByteArray sections = demo::parameter("name"_ba, u"ä"_s.repeated(20));
        QVERIFY(sections.contains("name*0*=utf-8''%C3") && sections.contains("\n name*1*=%"));
        QByteArray joined;
        for (const QByteArray &line : sections.split('\n'))
            joined += line.mid(line.indexOf('=') + 1).replace(";", "").replace("utf-8''", "");
        QCOMPARE(QByteArray::fromPercentEncoding(joined), u"ä"_s.repeated(20).toUtf8());
    }

    void attachmentsAreRealFiles()
    {
        demo::Random random(1);
        const QByteArray png = demo::pngPicture(random);
        QVERIFY(png.startsWith("\x89PNG\r\n\x1a\n") && png.endsWith(QByteArray::fromHex("49454e44ae426082")));
        const QByteArray pdf = demo::pdfPage({u"One (line)"_s});
        const qsizetype table = pdf.lastIndexOf("startxref\n") + 10;
        QCOMPARE(pdf.mid(pdf.mid(table, pdf.indexOf('\n', table) - table).toLongLong(), 4), "xref"_ba);
        const QByteArray zip = demo::zipArchive({{"a.txt"_ba, "hello"_ba}});
        QVERIFY(zip.startsWith("PK\x03\x04") && zip.contains("a.txthello"));
    }
};

POSTHORN_TEST(EncodingTest)
#include "tst_encoding.moc"
