// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/parser.h"

#include "tests/core/imap/wire/describe.h"
#include "tests/support/testcase.h"

using namespace imap;

namespace {

void columns()
{
    QTest::addColumn<QString>("ids");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("expected");
}

void row(const char *name, const char *ids, const QByteArray &input, const QByteArray &expected)
{
    QTest::newRow(name) << QString::fromLatin1(ids) << input << expected;
}

QByteArray itemOf(const QByteArray &name, const QByteArray &value)
{
    const QByteArray described = describe::parsed("* 1 FETCH (UID 9 " + name + ' ' + value + ")\r\n");
    return described.startsWith("FETCH 1 uid=9 ") ? described.sliced(14) : described;
}

}

class TestEnvelope : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEnvelopeHasTenFields_data()
    {
        columns();
        row("the example of the standard", "I4-159",
            "(\"Wed, 17 Jul 1996 02:23:25 -0700 (PDT)\" \"IMAP4rev1 WG mtg\" "
            "((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\")) ((\"Terry Gray\" NIL \"gray\" "
            "\"cac.washington.edu\")) "
            "((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\")) ((NIL NIL \"imap\" "
            "\"cac.washington.edu\")) "
            "((NIL NIL \"minutes\" \"CNRI.Reston.VA.US\")(\"John Klensin\" NIL \"KLENSIN\" \"MIT.EDU\")) NIL "
            "NIL "
            "\"<B27397-0100000@cac.washington.edu>\")",
            "env{'Wed, 17 Jul 1996 02:23:25 -0700 (PDT)'|'IMAP4rev1 WG mtg'|('Terry "
            "Gray',-,'gray','cac.washington.edu')|"
            "('Terry Gray',-,'gray','cac.washington.edu')|('Terry Gray',-,'gray','cac.washington.edu')|"
            "(-,-,'imap','cac.washington.edu')|(-,-,'minutes','CNRI.Reston.VA.US' 'John "
            "Klensin',-,'KLENSIN','MIT.EDU')|()|-|"
            "'<B27397-0100000@cac.washington.edu>'}");
        row("ten NILs", "", "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)", "env{-|-|()|()|()|()|()|()|-|-}");
        row("a sender who is not the author", "",
            "(NIL NIL ((NIL NIL \"a\" \"x\")) ((NIL NIL \"b\" \"x\")) ((NIL NIL \"a\" \"x\")(NIL NIL \"c\" "
            "\"x\")) NIL NIL NIL NIL NIL)",
            "env{-|-|(-,-,'a','x')|(-,-,'b','x')|(-,-,'a','x' -,-,'c','x')|()|()|()|-|-}");
        row("literals", "I4-003",
            "({3}\r\na)b {0}\r\n (({2}\r\nx\" NIL \"m\" \"h\")) NIL NIL NIL NIL NIL NIL \"<i>\")",
            "env{'a)b'|''|('x\"',-,'m','h')|()|()|()|()|()|-|'<i>'}");
        row("raw words", "I4-161", "(NIL \"=?utf-8?q?=C3=BC?= \xc3\xbc\" NIL NIL NIL NIL NIL NIL NIL NIL)",
            "env{-|'=?utf-8?q?=C3=BC?= \xc3\xbc'|()|()|()|()|()|()|-|-}");
        row("a subject that reads NIL", "I4-012", "(NIL \"NIL\" NIL NIL NIL NIL NIL NIL NIL \"\")",
            "env{-|'NIL'|()|()|()|()|()|()|-|''}");
        row("escapes", "I4-008", "(NIL \"a\\\\b\\\"c\" NIL NIL NIL NIL NIL NIL NIL NIL)",
            "env{-|'a\\b\"c'|()|()|()|()|()|()|-|-}");
        row("a date that is none", "", "(\"yesterday\" NIL NIL NIL NIL NIL NIL NIL NIL NIL)",
            "env{'yesterday'|-|()|()|()|()|()|()|-|-}");
        row("a group", "I4-159",
            "(NIL NIL NIL NIL NIL ((NIL NIL \"team\" NIL)(NIL NIL \"a\" \"x\")(NIL NIL NIL NIL)) NIL NIL NIL "
            "NIL)",
            "env{-|-|()|()|()|(-,-,'team',- -,-,'a','x' -,-,-,-)|()|()|-|-}");
        row("a stray NIL", "I4-159", "(NIL NIL (NIL (NIL NIL \"a\" \"x\") NIL) NIL NIL NIL NIL NIL NIL NIL)",
            "env{-|-|(-,-,'a','x')|()|()|()|()|()|-|-}");
        row("nine fields", "I4-159", "(NIL \"s\" NIL NIL NIL NIL NIL NIL \"<id@x>\")",
            "env{-|'s'|()|()|()|()|()|()|-|'<id@x>'}");
        row("eight fields", "I4-159", "(NIL \"s\" NIL NIL NIL NIL NIL NIL)",
            "env{-|'s'|()|()|()|()|()|()|-|-}");
        row("eleven fields", "I4-159", "(NIL NIL NIL NIL NIL NIL NIL NIL NIL \"<i>\" (\"x\"))",
            "env{-|-|()|()|()|()|()|()|-|'<i>'}");
        row("addresses of five and of three fields", "I4-159",
            "(NIL NIL ((NIL NIL \"a\" \"x\" \"more\" (1))) ((NIL NIL \"b\")) NIL NIL NIL NIL NIL NIL)",
            "env{-|-|(-,-,'a','x')|(-,-,'b',-)|()|()|()|()|-|-}");
        row("spaces between addresses", "I4-007 E-49",
            "( NIL  NIL ( (NIL NIL \"a\" \"x\")  (NIL  NIL \"b\" \"x\" ) ) NIL NIL NIL NIL NIL NIL NIL )",
            "env{-|-|(-,-,'a','x' -,-,'b','x')|()|()|()|()|()|-|-}");
        row("a string for a list", "", "(NIL NIL \"\" NIL NIL NIL NIL NIL NIL NIL)",
            "env{-|-|()|()|()|()|()|()|-|-}");
        row("NIL for all", "I2-22", "NIL", "FETCH 1 uid=9");
        row("lower case", "I4-006", "(nil nil nil nil nil nil nil nil nil nil)",
            "env{-|-|()|()|()|()|()|()|-|-}");
        row("an atom", "", "(foo NIL NIL NIL NIL NIL NIL NIL NIL NIL)", "error Syntax");
        row("cut", "", "(NIL NIL ((NIL NIL \"a", "error Syntax");
    }
    void anEnvelopeHasTenFields()
    {
        QFETCH(QString, ids);
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, expected);
        COVERS(ids);
        QCOMPARE(itemOf("ENVELOPE", input), expected);
    }
};

class TestBodyStructure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStructureIsATree_data()
    {
        columns();
        wellFormed();
        tolerated();
        hostile();
    }
    void aStructureIsATree()
    {
        QFETCH(QString, ids);
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, expected);
        COVERS(ids);
        QCOMPARE(itemOf("BODYSTRUCTURE", input), expected);
        QCOMPARE(itemOf("BODY", input), expected);
    }

private:
    static void wellFormed()
    {
        row("text", "I4-163", R"(("TEXT" "PLAIN" ("CHARSET" "US-ASCII") NIL NIL "7BIT" 3028 92))",
            "body{TEXT/PLAIN;CHARSET=US-ASCII 7BIT 3028/92}");
        row("basic", "I4-163",
            R"(("image" "png" ("name" "a.png") "<i@x>" "a picture" "base64" 4554 "md5" NIL))",
            "body{IMAGE/PNG;NAME=a.png id='<i@x>' desc='a picture' BASE64 4554 md5='md5'}");
        row("multipart", "I4-163",
            R"((("TEXT" "PLAIN" NIL NIL NIL "7BIT" 1 1)("TEXT" "HTML" NIL NIL NIL "7BIT" 2 1) "ALTERNATIVE"))",
            "body{MULTIPART/ALTERNATIVE [TEXT/PLAIN 7BIT 1/1,TEXT/HTML 7BIT 2/1]}");
        row("multipart, extended", "I4-163 I4-164",
            R"((("TEXT" "PLAIN" NIL NIL NIL "7BIT" 1 1 NIL NIL NIL NIL) "mixed" ("BOUNDARY" "=_x") ("inline" NIL) ("en" "de") "http://x/"))",
            "body{MULTIPART/MIXED;BOUNDARY==_x disp=INLINE lang=en,de loc='http://x/' [TEXT/PLAIN 7BIT "
            "1/1]}");
        row("nested", "I4-163",
            R"(((("TEXT" "PLAIN" NIL NIL NIL "7BIT" 1 1) "RELATED")("APPLICATION" "PDF" NIL NIL NIL "BASE64" 9) "MIXED"))",
            "body{MULTIPART/MIXED [MULTIPART/RELATED [TEXT/PLAIN 7BIT 1/1],APPLICATION/PDF BASE64 9]}");
        row("message", "I4-163",
            R"(("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 500 (NIL "in" NIL NIL NIL NIL NIL NIL NIL NIL) ("TEXT" "PLAIN" NIL NIL NIL "7BIT" 1 1) 20 NIL ("attachment" ("filename" "x.eml")) NIL NIL))",
            "body{MESSAGE/RFC822 7BIT 500/20 disp=ATTACHMENT;FILENAME=x.eml "
            "env{-|'in'|()|()|()|()|()|()|-|-} [TEXT/PLAIN 7BIT 1/1]}");
        row("disposition", "I4-164",
            R"(("A" "B" NIL NIL NIL "7BIT" 1 NIL ("attachment" ("filename" "x")) "en" NIL))",
            "body{A/B 7BIT 1 disp=ATTACHMENT;FILENAME=x lang=en}");
        row("extensions to come", "I4-164",
            "(\"A\" \"B\" NIL NIL NIL \"7BIT\" 1 NIL NIL NIL NIL (1 (\"a\" (2)) {3}\r\nabc) 7)",
            "body{A/B 7BIT 1}");
        row("literals", "I4-003", "(\"TEXT\" \"PLAIN\" (\"name\" {3}\r\na)b) NIL NIL \"7BIT\" 1 1)",
            "body{TEXT/PLAIN;NAME=a)b 7BIT 1/1}");
        row("raw parameters", "I4-161", R"(("A" "B" ("filename*0*" "utf-8''%c3") NIL NIL "7BIT" 1))",
            "body{A/B;FILENAME*0*=utf-8''%c3 7BIT 1}");
    }
    static void tolerated()
    {
        row("no encoding", "I4-165", R"(("TEXT" "PLAIN" NIL NIL NIL NIL 10 1))", "body{TEXT/PLAIN  10/1}");
        row("all NIL", "I4-165 E-08", R"((NIL NIL NIL NIL NIL "7BIT" 0 NIL NIL NIL NIL))", "body{/ 7BIT 0}");
        row("bare disposition", "I4-165 E-07",
            R"(("IMAGE" "PNG" NIL NIL NIL "BASE64" 7 NIL "inline" NIL NIL))",
            "body{IMAGE/PNG BASE64 7 disp=INLINE}");
        row("NIL parameters", "I4-165",
            R"(("TEXT" "PLAIN" ("charset" NIL NIL "x" "a" "b") NIL NIL "7BIT" 1 1))",
            "body{TEXT/PLAIN;CHARSET=;A=b 7BIT 1/1}");
        row("empty multipart", "I4-165", R"((NIL "alternative" ("boundary" "x") NIL NIL))",
            "body{MULTIPART/ALTERNATIVE;BOUNDARY=x}");
        row("one string", "I4-165", R"(("X-ZIP" ("NAME" "a.zip") NIL NIL "BASE64" 12))",
            "body{APPLICATION/X-ZIP;NAME=a.zip BASE64 12}");
        row("multipart as basic", "I4-165 E-51",
            R"(("multipart" "related" ("boundary" "x") NIL NIL "7bit" 100))",
            "body{MULTIPART/RELATED;BOUNDARY=x 7BIT 100}");
        row("message as basic", "I4-165 E-13",
            R"(("MESSAGE" "RFC822" ("NAME" "a") NIL NIL "7BIT" 9 NIL ("ATTACHMENT" NIL) NIL))",
            "body{MESSAGE/RFC822;NAME=a 7BIT 9 disp=ATTACHMENT}");
        row("nested multipart cut", "I4-165 E-13",
            R"((("TEXT" "PLAIN" NIL NIL NIL "7BIT" 1 1)("ALTERNATIVE" ("BOUNDARY" "y") NIL NIL) "MIXED" ("BOUNDARY" "y") NIL NIL))",
            "body{MULTIPART/MIXED;BOUNDARY=y [TEXT/PLAIN 7BIT 1/1,MULTIPART/ALTERNATIVE;BOUNDARY=y]}");
        row("description twice", "I4-165", R"(("A" "B" NIL NIL "one" "two" "BASE64" 5))",
            "body{A/B desc='one' BASE64 5}");
        row("quoted octets", "I4-165", R"(("A" "B" NIL NIL NIL "BASE64" "5" NIL))", "body{A/B BASE64 5}");
        row("scientific octets", "I4-015", R"(("A" "B" NIL NIL NIL "BASE64" 9.3736e+06 NIL))",
            "body{A/B BASE64 9373600}");
        row("text without lines", "I4-165", R"(("TEXT" "PLAIN" NIL NIL NIL "7BIT" 7))",
            "body{TEXT/PLAIN 7BIT 7}");
        row("multipart without subtype", "I4-165", R"((("A" "B" NIL NIL NIL "7BIT" 7)))",
            "body{MULTIPART/MIXED [A/B 7BIT 7]}");
        row("string parameters", "I4-165", R"(("A" "B" "charset=x" NIL NIL "7BIT" 7))", "body{A/B 7BIT 7}");
        row("lower case", "I4-006",
            R"(("text" "plain" ("charset" "utf-8") nil nil "7bit" 1 1 nil nil nil nil))",
            "body{TEXT/PLAIN;CHARSET=utf-8 7BIT 1/1}");
        row("double spaces", "I4-007", R"(( "TEXT"  "PLAIN"  NIL NIL  NIL "7BIT" 1  1 ))",
            "body{TEXT/PLAIN 7BIT 1/1}");
        row("NIL for all", "", "NIL", "FETCH 1 uid=9");
        row("empty", "", "()", "body{/  0}");
    }
    static void hostile()
    {
        row("too deep", "I4-022 SEC-41",
            QByteArray(101, '(') + R"("A" "B" NIL NIL NIL "7BIT" 1)" + QByteArray(101, ')'),
            "error LimitExceeded");
        row("never closed", "I4-022", QByteArray(200'000, '('), "error LimitExceeded");
        row("too many parts", "I4-022", '(' + QByteArray("()").repeated(20'000) + " \"MIXED\")",
            "error LimitExceeded");
        row("too many parameters", "", "(\"A\" \"B\" (" + QByteArray("\"\" \"\" ").repeated(100'001) + "))",
            "error LimitExceeded");
        row("cut", "I4-021", R"(("TEXT" "PLAIN" ("CHARSET")", "error Syntax");
    }
};

POSTHORN_TEST(TestEnvelope)
POSTHORN_TEST(TestBodyStructure)
#include "tst_envelope.moc"
