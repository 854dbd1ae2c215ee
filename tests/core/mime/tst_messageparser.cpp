// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/limits.h"
#include "core/mime/part.h"
#include "core/mime/partsections.h"

#include <QElapsedTimer>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

// type/subtype#section[body] with parts in parentheses; line ends shown as /
QByteArray shown(const mime::ParsedPart &part)
{
    QByteArray text = part.info.type + '/' + part.info.subtype + '#' + part.info.section;
    if (part.parts.empty())
        return text + '[' + QByteArray(part.body).replace("\r\n", "/").replace('\n', '/').replace('\r', '/')
            + ']';
    text += '(';
    for (const mime::ParsedPart &inside : part.parts)
        text += (text.endsWith('(') ? "" : " ") + shown(inside);
    return text + ')';
}

int depthOf(const mime::ParsedPart &part)
{
    int deepest = 0;
    for (const mime::ParsedPart &inside : part.parts)
        deepest = std::max(deepest, depthOf(inside));
    return deepest + 1;
}

qsizetype countOf(const mime::ParsedPart &part)
{
    qsizetype count = 1;
    for (const mime::ParsedPart &inside : part.parts)
        count += countOf(inside);
    return count;
}

const QByteArray mixed = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";

}

class MessageParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesMessagesApart_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<QByteArray>("tree");
        QTest::addColumn<bool>("defective");
        const auto good = [](const char *name, const QByteArray &octets, const char *tree) {
            QTest::newRow(name) << octets << QByteArray(tree) << false;
        };
        const auto bad = [](const char *name, const QByteArray &octets, const char *tree) {
            QTest::newRow(name) << octets << QByteArray(tree) << true;
        };
        good("nothing", "", "text/plain#1[]");
        good("header alone", "A: b\r\n", "text/plain#1[]");
        good("text", "A: b\r\n\r\nhello\r\n", "text/plain#1[hello/]");
        good("body alone", "\r\nhello", "text/plain#1[hello]");
        good("LF", "A: b\n\nhello\n", "text/plain#1[hello/]");
        good("CR", "A: b\r\rhello\r", "text/plain#1[hello/]");
        good("html", "Content-Type: TEXT/HTML\r\n\r\nx", "text/html#1[x]");
        bad("invalid type", "Content-Type: nonsense\r\n\r\nx", "text/plain#1[x]");
        good("two parts", mixed + "--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\n",
             "multipart/mixed#(text/plain#1[one] text/plain#2[two])");
        good("preamble and epilogue", mixed + "pre\r\n--b\r\n\r\none\r\n--b--\r\nepi\r\n--b\r\n",
             "multipart/mixed#(text/plain#1[one])");
        good("parts with headers",
             mixed
                 + "--b\r\nContent-Type: text/html\r\n\r\none\r\n\r\n--b\r\nContent-Type: "
                   "image/png\r\n\r\n--b--",
             "multipart/mixed#(text/html#1[one/] image/png#2[])");
        good("LF in parts", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n\n--b\n\ntwo\n--b--\n",
             "multipart/mixed#(text/plain#1[one/] text/plain#2[two])");
        good("CR in parts", "Content-Type: multipart/mixed; boundary=b\r\r--b\r\rone\r--b--\r",
             "multipart/mixed#(text/plain#1[one])");
        good("blanks behind delimiters", mixed + "--b \t\r\n\r\none\r\n--b-- \r\n",
             "multipart/mixed#(text/plain#1[one])");
        good("a line that only begins like one",
             mixed + "--b\r\n\r\none\r\n--bx\r\n--b-\r\n--b --\r\n--b--\r\n",
             "multipart/mixed#(text/plain#1[one/--bx/--b-/--b --])");
        good("boundary in quotes with blanks",
             "Content-Type: multipart/mixed; boundary=\"a b=_?\"\r\n\r\n--a b=_?\r\n\r\none\r\n--a b=_?--",
             "multipart/mixed#(text/plain#1[one])");
        good(
            "nested",
            mixed
                + "--b\r\nContent-Type: multipart/alternative; "
                  "boundary=c\r\n\r\n--c\r\n\r\n1\r\n--c\r\n\r\n2\r\n--c--\r\n--b\r\n\r\n3\r\n--b--",
            "multipart/mixed#(multipart/alternative#1(text/plain#1.1[1] text/plain#1.2[2]) text/plain#2[3])");
        good("inner boundary begins with the outer",
             mixed
                 + "--b\r\nContent-Type: multipart/mixed; "
                   "boundary=bb\r\n\r\n--bb\r\n\r\n1\r\n--bb--\r\n--b\r\n\r\n2\r\n--b--",
             "multipart/mixed#(multipart/mixed#1(text/plain#1.1[1]) text/plain#2[2])");
        good("outer boundary begins with the inner",
             "Content-Type: multipart/mixed; boundary=bb\r\n\r\n--bb\r\nContent-Type: multipart/mixed; "
             "boundary=b\r\n\r\n--b\r\n\r\n1\r\n--b--\r\n--bb\r\n\r\n2\r\n--bb--",
             "multipart/mixed#(multipart/mixed#1(text/plain#1.1[1]) text/plain#2[2])");
        good("embedded message",
             mixed + "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: s\r\n\r\nin\r\n--b--",
             "multipart/mixed#(message/rfc822#1(text/plain#1.1[in]))");
        good("embedded multipart",
             mixed
                 + "--b\r\nContent-Type: message/rfc822\r\n\r\nContent-Type: multipart/mixed; "
                   "boundary=c\r\n\r\n--c\r\n\r\n1\r\n--c--\r\n--b\r\n\r\n2\r\n--b--",
             "multipart/mixed#(message/rfc822#1(multipart/mixed#1(text/plain#1.1[1])) text/plain#2[2])");
        good("message at the top", "Content-Type: message/rfc822\r\n\r\nSubject: s\r\n\r\nin",
             "message/rfc822#1(text/plain#1.1[in])");
        good("digest",
             "Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\nSubject: s\r\n\r\nin\r\n--b--",
             "multipart/digest#(message/rfc822#1(text/plain#1.1[in]))");
        good("digest with a text",
             "Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\nContent-Type: "
             "text/plain\r\n\r\nin\r\n--b--",
             "multipart/digest#(text/plain#1[in])");
        bad("message in base64",
            "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: "
            "base64\r\n\r\nU3ViamVjdDogcw0KDQppbg==",
            "message/rfc822#1(text/plain#1.1[in])");
        bad("no closing delimiter", mixed + "--b\r\n\r\none\r\n--b\r\n\r\ntwo",
            "multipart/mixed#(text/plain#1[one] text/plain#2[two])");
        bad("inner one is not closed",
            mixed
                + "--b\r\nContent-Type: multipart/mixed; "
                  "boundary=c\r\n\r\n--c\r\n\r\n1\r\n--b\r\n\r\n2\r\n--b--",
            "multipart/mixed#(multipart/mixed#1(text/plain#1.1[1]) text/plain#2[2])");
        bad("inner message is not closed",
            mixed + "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: s\r\n--b\r\n\r\n2\r\n--b--",
            "multipart/mixed#(message/rfc822#1(text/plain#1.1[]) text/plain#2[2])");
        bad("no empty line in a part", mixed + "--b\r\nContent-Type: text/html\r\n--b\r\n\r\ntwo\r\n--b--",
            "multipart/mixed#(text/html#1[] text/plain#2[two])");
        bad("text at once in a part", mixed + "--b\r\nhello there\r\n\r\nmore\r\n--b--",
            "multipart/mixed#(text/plain#1[hello there//more])");
        bad("text right behind the header", mixed + "--b\r\nContent-Type: text/html\r\n<p>hello\r\n--b--",
            "multipart/mixed#(text/html#1[<p>hello])");
        bad("no boundary parameter", "Content-Type: multipart/mixed\r\n\r\n--zz\r\n\r\none\r\n--zz--\r\n",
            "multipart/mixed#(text/plain#1[one])");
        bad("no boundary at all", "Content-Type: multipart/mixed\r\n\r\nonly text\r\n",
            "text/plain#1[only text/]");
        bad("no such boundary", mixed + "--c\r\n\r\none\r\n--c--\r\n", "text/plain#1[--c//one/--c--/]");
        bad("empty boundary", "Content-Type: multipart/mixed; boundary=\"\"\r\n\r\nx", "text/plain#1[x]");
        bad("closed before it began", mixed + "--b--\r\n", "text/plain#1[--b--/]");
    }
    void takesMessagesApart()
    {
        COVERS("SEC-67");
        QFETCH(QByteArray, octets);
        QFETCH(bool, defective);
        const mime::ParsedMessage message = mime::parseMessage(octets);
        QTEST(shown(message.root), "tree");
        QCOMPARE(message.defects.count() > 0, defective);
    }

    void givesBodiesWithoutCopyingThem()
    {
        QByteArray octets = mixed + "--b\r\n\r\n" + QByteArray(100'000, 'x') + "\r\n--b--\r\n";
        mime::ParsedMessage message = mime::parseMessage(octets);
        QByteArray &body = message.root.parts.front().body;
        QVERIFY(body.constData() > octets.constData()
                && body.constData() < octets.constData() + octets.size());
        octets = QByteArray();  // the slice keeps the buffer alive
        QCOMPARE(body, QByteArray(100'000, 'x'));
        body += 'y';  // and writing to it changes nothing else
        QCOMPARE(body.size(), 100'001);
        QVERIFY(message.root.body.contains("x\r\n--b--"));
    }

    void keepsPartsOfOctetsThatItDoesNotOwn()
    {
        QByteArray octets = "\r\nhello"_ba;
        const mime::ParsedMessage message =
            mime::parseMessage(QByteArray::fromRawData(octets.constData(), octets.size()));
        octets.fill('z');
        QCOMPARE(message.root.body, "hello"_ba);
    }

    void describesEveryPartInBothTrees()
    {
        const mime::ParsedMessage message = mime::parseMessage(
            mixed
            + "--b\r\nContent-Type: application/pdf; name=\"x.pdf\"\r\nContent-Disposition: ATTACHMENT; "
              "filename*=utf-8''%C3%A9.pdf\r\n"
              "Content-Transfer-Encoding: BASE64 (really)\r\nContent-ID: <1@x>\r\nContent-Description: "
              "=?utf-8?Q?=C3=A9?=\r\n\r\naGk=\r\n--b--");
        const mime::PartInfo &info = message.root.parts.front().info;
        QCOMPARE(info.fileName, u"é.pdf"_s);
        QCOMPARE(info.disposition, "attachment"_ba);
        QCOMPARE(info.encoding, "base64"_ba);
        QCOMPARE(info.contentId, "1@x"_ba);
        QCOMPARE(info.description, u"é"_s);
        QCOMPARE(info.octets, 4);
        QCOMPARE(info.parameter("name"), u"x.pdf"_s);
        QCOMPARE(message.root.info.parts.front(), info);
    }

    void boundsNesting_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QByteArray multiparts, sameBoundary, messages;
        for (int i = 0; i < 100'000; ++i) {
            const QByteArray b = QByteArray::number(i);
            multiparts += "Content-Type: multipart/mixed; boundary=" + b + "\r\n\r\n--" + b + "\r\n";
            sameBoundary += "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n";
            messages += "Content-Type: message/rfc822\r\n\r\n";
        }
        QTest::newRow("multiparts") << multiparts;
        QTest::newRow("multiparts of one boundary") << sameBoundary;
        QTest::newRow("messages") << messages;
        QByteArray encoded = "Subject: s\r\n\r\nend";
        for (int i = 0; i < 40; ++i)
            encoded = "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + encoded.toBase64();
        QTest::newRow("messages in base64") << encoded;
    }
    void boundsNesting()
    {
        COVERS("SEC-64");
        QFETCH(QByteArray, octets);
        QElapsedTimer timer;
        timer.start();
        const mime::ParsedMessage message = mime::parseMessage(octets);
        QVERIFY(depthOf(message.root) <= mime::limits::nesting + 1);
        QVERIFY(message.defects.count() > 0);
        QVERIFY2(timer.elapsed() < 20'000, QByteArray::number(timer.elapsed()).constData());
    }

    void boundsTheNumberOfParts()
    {
        COVERS("SEC-65");
        QElapsedTimer timer;
        timer.start();
        const mime::ParsedMessage message = mime::parseMessage(mixed + "--b\r\n\r\n"_ba.repeated(1'000'000));
        QVERIFY(countOf(message.root) <= mime::limits::parts + 1);
        QVERIFY(message.defects.count() > 0);
        QVERIFY2(timer.elapsed() < 20'000, QByteArray::number(timer.elapsed()).constData());
    }

    void staysLinearWithStrangeBoundaries_data()
    {
        QTest::addColumn<QByteArray>("octets");
        const QByteArray longBoundary(65'536, 'b');
        QTest::newRow("64 KiB") << QByteArray("Content-Type: multipart/mixed; boundary=" + longBoundary
                                              + "\r\n\r\n"
                                              + ("--" + longBoundary.chopped(1) + "\r\n").repeated(200));
        QByteArray distinct;
        for (int i = 0; i < 100'000; ++i)
            distinct += "--" + QByteArray::number(i)
                + "\r\nContent-Type: multipart/mixed; boundary=" + QByteArray::number(i + 1) + "\r\n\r\n";
        QTest::newRow("distinct") << QByteArray("Content-Type: multipart/mixed; boundary=0\r\n\r\n"
                                                + distinct);
        QTest::newRow("none") << QByteArray("Content-Type: multipart/mixed\r\n\r\n"
                                            + "--\r\n"_ba.repeated(1'000'000));
    }
    void staysLinearWithStrangeBoundaries()
    {
        COVERS("SEC-67");
        QFETCH(QByteArray, octets);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(countOf(mime::parseMessage(octets).root) <= mime::limits::parts + 1);
        QVERIFY2(timer.elapsed() < 20'000, QByteArray::number(timer.elapsed()).constData());
    }
};

POSTHORN_TEST(MessageParserTest)
#include "tst_messageparser.moc"
