// SPDX-License-Identifier: GPL-3.0-or-later
// Small messages that usual MIME libraries get wrong, with the right answers.
#include "core/mime/part.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

mime::ParsedPart parsed(const QByteArray &fields, const QByteArray &body)
{
    return mime::parseMessage("From: a@b\r\nMIME-Version: 1.0\r\n" + fields + "\r\n" + body).root;
}

}

class KnownMessagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheSubject_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QString>("subject");
        const auto row = [](const char *name, const char *raw, const QString &subject) {
            QTest::newRow(name) << QByteArray(raw) << subject;
        };
        row("two padded words", "=?UTF-8?B?SGVsbG8=?= =?UTF-8?B?IHdvcmxk?=", u"Hello world"_s);
        row("two padded words, folded", "=?UTF-8?B?SGVsbG8=?=\r\n =?UTF-8?B?IHdvcmxk?=", u"Hello world"_s);
        row("character split, B", "=?utf-8?B?xb1vxQ==?= =?utf-8?B?vQ==?=", u"ŽoŽ"_s);
        row("character split, Q", "=?utf-8?Q?=C5=BDo=C5?= =?utf-8?Q?=BD?=", u"ŽoŽ"_s);
        row("glued", "=?utf-8?Q?a_b?=glued", u"a bglued"_s);
        row("in quotes", "\"=?utf-8?Q?a_b?=\" x", u"\"a b\" x"_s);
        row("blank inside", "=?utf-8?Q?a b?=", u"a b"_s);
        row("ISO-2022-JP", "=?ISO-2022-JP?B?GyRCRnxLXDhsGyhC?=", u"日本語"_s);
        row("gb2312 that is gbk", "=?gb2312?B?1uzJ0bv5?=", u"朱裳基"_s);
        row("language", "=?iso-8859-1*fr?Q?=E9t=E9?=", u"été"_s);
        row("raw UTF-8", "raw \xc5\xbd utf8", u"raw Ž utf8"_s);
        row("unknown charset", "=?x-foo?Q?abc?=", u"abc"_s);
    }
    void readsTheSubject()
    {
        QFETCH(QByteArray, raw);
        QTEST(parsed("Subject: " + raw + "\r\nContent-Type: text/plain\r\n", "x\r\n").header.text("Subject"),
              "subject");
    }

    void readsTheBody_data()
    {
        QTest::addColumn<QByteArray>("encoding");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *encoding, const char *body, const QString &text) {
            QTest::newRow(name) << QByteArray(encoding) << QByteArray(body) << text;
        };
        row("base64 in chunks", "base64", "aGVsbG8=\r\nIHdvcmxk\r\n", u"hello world"_s);
        row("base64 with garbage", "base64", "aGVs!!bG8g\r\n-d29ybGQ=\r\n", u"hello world"_s);
        row("base64 without padding", "base64", "aGVsbG8", u"hello"_s);
        row("soft break with blanks behind", "quoted-printable", "hello=  \r\n world\r\n",
            u"hello world\r\n"_s);
        row("lower-case hexadecimal", "quoted-printable", "=c5=bd\r\n", u"Ž\r\n"_s);
        row("encoding in upper case", "8BIT", "\xc5\xbd\r\n", u"Ž\r\n"_s);
    }
    void readsTheBody()
    {
        QFETCH(QByteArray, encoding);
        QFETCH(QByteArray, body);
        const auto root = parsed(
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: " + encoding + "\r\n",
            body);
        QTEST(mime::decodeCharset(mime::decodeTransfer(root.body, root.info.encoding),
                                  root.info.parameter("charset").toLatin1()),
              "text");
    }

    void readsTheFileName_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("disposition");
        QTest::addColumn<QString>("fileName");
        const auto row = [](const char *name, const char *type, const char *disposition,
                            const QString &fileName) {
            QTest::newRow(name) << QByteArray(type) << QByteArray(disposition) << fileName;
        };
        row("RFC 2231", "", "; filename*=utf-8''r%C3%A9sum%C3%A9.pdf", u"résumé.pdf"_s);
        row("RFC 2231, continued", "", "; filename*0*=utf-8''r%C3%A9;\r\n filename*1*=sum%C3%A9.pdf",
            u"résumé.pdf"_s);
        row("RFC 2231, mixed", "", "; filename*0*=utf-8''r%C3%A9;\r\n filename*1=sum.pdf", u"résum.pdf"_s);
        row("RFC 2231, plain pieces", "", "; filename*0=abc;\r\n filename*1=def.pdf", u"abcdef.pdf"_s);
        row("RFC 2047 in quotes", "", "; filename=\"=?utf-8?B?csOpc3Vtw6kucGRm?=\"", u"résumé.pdf"_s);
        row("RFC 2047 in the type's name", "; name=\"=?utf-8?Q?r=C3=A9.pdf?=\"", "", u"ré.pdf"_s);
        row("unquoted blank", "", "; filename=my file.pdf", u"my file.pdf"_s);
        row("raw UTF-8", "", "; filename=\"r\xc3\xa9.pdf\"", u"ré.pdf"_s);
        row("raw Latin 1", "", "; filename=\"r\xe9.pdf\"", u"ré.pdf"_s);
    }
    void readsTheFileName()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, disposition);
        QTEST(parsed("Content-Type: application/octet-stream" + type + "\r\nContent-Disposition: attachment"
                         + disposition + "\r\n",
                     "x")
                  .info.fileName,
              "fileName");
    }
};

POSTHORN_TEST(KnownMessagesTest)
#include "tst_knownmessages.moc"
