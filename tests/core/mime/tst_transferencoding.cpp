// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/part.h"
#include "core/mime/transferencoding.h"

#include "tests/support/testcase.h"

class TransferEncodingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data()
    {
        QTest::addColumn<QByteArray>("encoding");
        QTest::addColumn<QByteArray>("encoded");
        QTest::addColumn<QByteArray>("octets");
        const auto row = [](const char *name, const char *encoding, const QByteArray &encoded,
                            const QByteArray &octets) {
            QTest::newRow(name) << QByteArray(encoding) << encoded << octets;
        };
        row("base64", "base64", "aGVsbG8=", "hello");
        row("base64, two padding signs", "base64", "aGVsbA==", "hell");
        row("base64 of nothing", "base64", "", "");
        row("base64 in lines", "base64", "aGVs\r\nbG8g\r\nd29y\r\nbGQ=\r\n", "hello world");
        row("base64 with broken lines", "base64", "aG\r\nVsb\nG8\r=", "hello");
        row("base64 without padding", "base64", "aGVsbG8", "hello");
        row("base64 without padding, two letters", "base64", "aGVsbA", "hell");
        row("base64 with one letter too many", "base64", "aGVsbG8=a", "hello");
        row("base64 in chunks, each padded", "base64", "aGVsbG8=\r\nIHdvcmxk\r\n", "hello world");
        row("base64 with garbage", "base64", "aGVs!!bG8g\r\n-d29ybGQ=", "hello world");
        row("base64 with 8-bit and NUL between", "base64", QByteArray("aG\xff\0Vs", 6), "hel");
        row("base64 of all octets", "Base64", "AP8QgA==", QByteArray("\x00\xff\x10\x80", 4));
        row("base64 that is only padding", "base64", "====", "");
        row("quoted-printable", "quoted-printable", "a=3Db", "a=b");
        row("quoted-printable, lower case", "quoted-printable", "=c5=bd", "\xc5\xbd");
        row("quoted-printable, soft break", "quoted-printable", "hello =\r\nworld", "hello world");
        row("quoted-printable, soft break by LF", "quoted-printable", "hello =\nworld", "hello world");
        row("quoted-printable, blanks behind a soft break", "quoted-printable", "hello=  \t\r\n world\r\n",
            "hello world\r\n");
        row("quoted-printable, blanks at the end of a line", "quoted-printable", "a \t \r\nb", "a\r\nb");
        row("quoted-printable, an encoded blank stays", "quoted-printable", "a=20\r\nb", "a \r\nb");
        row("quoted-printable, no hexadecimal", "quoted-printable", "a=zzb=4", "a=zzb=4");
        row("quoted-printable, sign at the end", "quoted-printable", "a=", "a");
        row("quoted-printable, sign at the end of a line of LF", "QUOTED-PRINTABLE", "a=\n", "a");
        row("quoted-printable, empty lines", "quoted-printable", "\r\n\r\na\r\n", "\r\n\r\na\r\n");
        row("quoted-printable, raw 8-bit", "quoted-printable", "\xe4=E4", "\xe4\xe4");
        row("uuencode", "x-uuencode", "begin 644 a.txt\r\n%:&5L;&\\\r\n`\r\nend\r\n", "hello");
        row("uuencode, line shorter than it says", "x-uuencode", "begin 644 a\nM:&5L\nend\n",
            QByteArray("hel") + QByteArray(0, ' '));
        row("uuencode without a beginning", "uuencode", "%:&5L;&\\\n", "");
        row("7bit", "7bit", "=3D aGVsbG8=", "=3D aGVsbG8=");
        row("8BIT", "8BIT", "\xc5\xbd", "\xc5\xbd");
        row("unknown", "x-new", "a=3Db", "a=3Db");
        row("with blanks around the name", " base64 ", "aGk=", "hi");
    }
    void decodes()
    {
        QFETCH(QByteArray, encoding);
        QFETCH(QByteArray, encoded);
        QTEST(mime::decodeTransfer(encoded, encoding), "octets");
    }

    void encodesQuotedPrintable_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("encoded");
        const auto row = [](const char *name, const QByteArray &text, const QByteArray &encoded) {
            QTest::newRow(name) << text << encoded;
        };
        row("plain", "hello\r\n", "hello\r\n");
        row("equals sign", "a=b", "a=3Db");
        row("8-bit", "\xc5\xbd", "=C5=BD");
        row("LF becomes CRLF", "a\nb\n", "a\r\nb\r\n");
        row("bare CR becomes CRLF", "a\rb", "a\r\nb");
        row("blank at the end of a line", "a \r\nb\t", "a=20\r\nb=09");
        row("control", QByteArray("a\0b", 3), "a=00b");
        row("From at the start of a line", "From here\r\nnot From", "=46rom here\r\nnot From");
        row("a dot alone", ".\r\n..", "=2E\r\n..");
        row("exactly one line", QByteArray(75, 'x'), QByteArray(75, 'x'));
        row("one more than a line", QByteArray(77, 'x'), QByteArray(75, 'x') + "=\r\nxx");
        row("a triple is not split", QByteArray(74, 'x') + "=y", QByteArray(74, 'x') + "=\r\n=3Dy");
    }
    void encodesQuotedPrintable()
    {
        QFETCH(QByteArray, text);
        QTEST(mime::encodeQuotedPrintable(text), "encoded");
    }

    void decodesWhatItEncoded()
    {
        QByteArray all;
        for (int i = 0; i < 2000; ++i)
            all += static_cast<char>(i * 7 + i / 256);
        QCOMPARE(mime::decodeTransfer(mime::encodeBase64Lines(all), "base64"), all);
        QByteArray crlf = all;
        crlf.replace('\r', 'r').replace('\n', "\r\n");
        const QByteArray encoded = mime::encodeQuotedPrintable(crlf);
        QCOMPARE(mime::decodeTransfer(encoded, "quoted-printable"), crlf);
        for (const QByteArray &line : encoded.split('\n') + mime::encodeBase64Lines(all).split('\n'))
            QVERIFY(line.size() <= 77);  // 76 and the CR
    }
};

POSTHORN_TEST(TransferEncodingTest)
#include "tst_transferencoding.moc"
