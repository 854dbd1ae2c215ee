// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/framer.h"
#include "core/imap/wire/limits.h"
#include "core/imap/wire/parser.h"
#include "core/imap/wire/section.h"

#include "tests/core/imap/wire/describe.h"
#include "tests/support/testcase.h"

using namespace imap;

namespace {

// `items` is what stands between the parentheses of FETCH.
void row(const char *name, const char *ids, const QByteArray &items, const QByteArray &expected)
{
    QTest::newRow(name) << QString::fromLatin1(ids) << QByteArray("* 7 FETCH (" + items + ")\r\n")
                        << expected;
}

void rawRow(const char *name, const char *ids, const QByteArray &input, const QByteArray &expected)
{
    QTest::newRow(name) << QString::fromLatin1(ids) << input << expected;
}

void columns()
{
    QTest::addColumn<QString>("ids");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("expected");
}

}

class TestFetch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFetchIsItsItems_data()
    {
        columns();
        row("nothing", "", "", "FETCH 7");
        row("flags", "", "FLAGS (\\Seen $MDNSent)", "FETCH 7 flags=(\\Seen $MDNSent)");
        row("no flags is not the same as not said", "", "FLAGS ()", "FETCH 7 flags=()");
        row("odd flags", "I4-011", "FLAGS (\\* a]b)", "FETCH 7 flags=(\\* a]b)");
        row("any order", "", "RFC822.SIZE 3 FLAGS () UID 9", "FETCH 7 uid=9 flags=() size=3");
        row("lower case", "I4-006", "uid 9 rfc822.size 3 modseq (4)", "FETCH 7 uid=9 size=3 modseq=4");
        row("double spaces", "I4-007 E-49", " UID  9   FLAGS  (\\Seen   b ) ",
            "FETCH 7 uid=9 flags=(\\Seen b)");
        row("the largest UID", "I4-013", "UID 4294967295", "FETCH 7 uid=4294967295");
        row("a UID too large", "I4-013", "UID 4294967296", "error Syntax");
        row("UID 0 is none", "I4-014 SEC-39", "UID 0", "FETCH 7");
        rawRow("message 0", "I4-014 E-31", "* 0 FETCH (UID 5)\r\n", "FETCH 0 uid=5");
        row("a size of 64 bits", "I4-013", "RFC822.SIZE 5000000000", "FETCH 7 size=5000000000");
        row("a scientific size", "I4-015 E-51", "RFC822.SIZE 9.3736e+06 UID 1", "FETCH 7 uid=1 size=9373600");
        row("a size of more than 64 bits", "SEC-39", "RFC822.SIZE 18446744073709551616", "error Syntax");
        row("a long size", "SEC-44", "RFC822.SIZE " + QByteArray(100'000, '9'), "error Syntax");
        row("a negative size", "SEC-39", "RFC822.SIZE -1", "FETCH 7 size=0");
        row("modseq", "I4-013", "MODSEQ (9223372036854775807)", "FETCH 7 modseq=9223372036854775807");
        row("modseq of 64 bits", "SEC-39", "MODSEQ (9223372036854775808)", "FETCH 7");
        row("modseq -1", "E-40", "UID 1 MODSEQ (-1)", "FETCH 7 uid=1");
        row("object ids", "", "EMAILID (M6d99ac3275bb4e) THREADID (T64b478a75b7ea9)",
            "FETCH 7 emailid='M6d99ac3275bb4e' threadid='T64b478a75b7ea9'");
        row("no thread id", "", "THREADID NIL UID 1", "FETCH 7 uid=1");
        row("date", "I4-170 I4-016", "INTERNALDATE \"17-Jul-1996 02:44:25 -0700\"",
            "FETCH 7 date=1996-07-17T02:44:25-07:00");
        row("date with a short day", "I4-170 I4-016", "INTERNALDATE \" 7-Feb-1994 21:52:25 +0000\"",
            "FETCH 7 date=1994-02-07T21:52:25Z");
        row("an impossible date", "", "INTERNALDATE \"00-Jan-0000 00:00:00 +0000\" UID 1", "FETCH 7 uid=1");
        row("a long date", "SEC-44", "INTERNALDATE \"" + QByteArray(100'000, '1') + "\" UID 1",
            "FETCH 7 uid=1");
        row("items of other extensions", "I4-020",
            "X-LABELS (\"\\\\Sent\" a) X-MSGID 12 X-PREVIEW {3}\r\na)b UID 1", "FETCH 7 uid=1");
        row("an unknown item with a section", "I4-020", "BAR.SIZE[1.2] 77 FOO[a b]<0> (x) UID 1",
            "FETCH 7 uid=1");
        row("superfluous parentheses", "E-27", "UID 9 (FLAGS ()) RFC822.SIZE 3",
            "FETCH 7 uid=9 flags=() size=3");
        rawRow("superfluous parentheses, unclosed", "E-27", "* 1 FETCH (UID 9 (FLAGS ())\r\n",
               "FETCH 1 uid=9 flags=()");
        rawRow("unbalanced", "MA-24",
               "* 1 FETCH (UID 5 BODY (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 0 0)\r\n",
               "FETCH 1 uid=5 body{TEXT/PLAIN 7BIT 0}");
        rawRow("cut within a value", "MA-24", "* 1 FETCH (UID 5 BODY (\"TEXT\" \"PLAIN\" NIL NIL\r\n",
               "error Syntax");
        rawRow("cut behind a literal", "", "* 1 FETCH (UID 5 BODY[] {3}\r\nabc\r\n", "error Syntax");
        rawRow("no parentheses", "MA-25", "* 1 FETCH FLAGS (\\Seen)\r\n", "error Syntax");
        rawRow("noise behind", "", "* 1 FETCH (UID 5) FOO\r\n", "error Syntax");
        row("a value is missing", "", "UID", "error Syntax");
    }
    void aFetchIsItsItems()
    {
        QFETCH(QString, ids);
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, expected);
        COVERS(ids);
        QCOMPARE(describe::parsed(input), expected);
    }

    void aSectionIsNamedInOneWay_data()
    {
        columns();
        row("whole", "I4-154", "BODY[] \"x\"", "FETCH 7 []='x'");
        row("text", "I4-154", "BODY[TEXT] {3}\r\na)b", "FETCH 7 [TEXT]='a)b'");
        row("lower case", "I4-154 I4-006", "body[header] \"x\"", "FETCH 7 [HEADER]='x'");
        row("part", "I4-154", "BODY[1.2.mime] \"x\"", "FETCH 7 [1.2.MIME]='x'");
        row("fields", "I4-154", "BODY[HEADER.FIELDS (DATE FROM)] \"x\"",
            "FETCH 7 [HEADER.FIELDS (DATE FROM)]='x'");
        row("fields, quoted", "I4-154", "BODY[HEADER.FIELDS (\"Date\" \"From\")] \"x\"",
            "FETCH 7 [HEADER.FIELDS (DATE FROM)]='x'");
        row("fields, reordered, spaces", "I4-154", "BODY[HEADER.FIELDS  ( from  date )] \"x\"",
            "FETCH 7 [HEADER.FIELDS (DATE FROM)]='x'");
        row("fields not", "I4-154", "BODY[2.HEADER.FIELDS.NOT (to)] \"x\"",
            "FETCH 7 [2.HEADER.FIELDS.NOT (TO)]='x'");
        row("a bracket in a quoted field", "", "BODY[HEADER.FIELDS (\"a]b\")] \"x\"",
            "FETCH 7 [HEADER.FIELDS (A]B)]='x'");
        row("origin", "I4-154", "BODY[2]<65536> \"x\"", "FETCH 7 [2]<65536>='x'");
        row("beyond the end", "", "BODY[2]<65536> \"\"", "FETCH 7 [2]<65536>=''");
        row("NIL is not empty", "I4-012", "BODY[TEXT] NIL", "FETCH 7 [TEXT]=-");
        row("a string that reads NIL", "I4-012", "BODY[TEXT] \"NIL\"", "FETCH 7 [TEXT]='NIL'");
        row("8-bit header", "I4-158", "BODY[HEADER] {6}\r\nA: \xc3\xbc\n",
            "FETCH 7 [HEADER]='A: \xc3\xbc\n'");
        row("no blank line at the end", "I4-158", "BODY[HEADER.FIELDS (A)] {5}\r\nA: b\n",
            "FETCH 7 [HEADER.FIELDS (A)]='A: b\n'");
        row("NUL in a body", "I4-168", QByteArray("BODY[1] {3}\r\na\0b", 16),
            QByteArray("FETCH 7 [1]='a\0b'", 17));
        row("literal8", "I4-168", QByteArray("BINARY[1] ~{3}\r\na\0b", 19),
            QByteArray("FETCH 7 bin[1]='a\0b'", 20));
        row("binary, partial", "I4-168", "BINARY[1]<0> \"x\"", "FETCH 7 bin[1]<0>='x'");
        row("non-synchronising form", "", "BODY[1] {3+}\r\nabc", "FETCH 7 [1]='abc'");
        row("old names", "I4-171", "RFC822 \"a\" RFC822.HEADER \"b\" RFC822.TEXT {1}\r\nc",
            "FETCH 7 []='a' [HEADER]='b' [TEXT]='c'");
        row("no value, an item follows", "", "BODY[TEXT] UID 5", "FETCH 7 uid=5");
        row("no value, the end follows", "", "UID 5 BODY[TEXT]", "FETCH 7 uid=5");
        row("message text that looks like protocol", "I4-002",
            "BODY[1] {19}\r\nA1 OK done\r\n)\r\n\"{9} UID 1", "FETCH 7 uid=1 [1]='A1 OK done\r\n)\r\n\"{9}'");
        row("a section that never ends", "", "BODY[TEXT \"x\"", "error Syntax");
    }
    void aSectionIsNamedInOneWay() { aFetchIsItsItems(); }

    void aRequestFindsItsAnswer()
    {
        COVERS("I4-154");
        const QByteArray asked = canonicalSection("HEADER.FIELDS (References DATE From)");
        const auto answer =
            parseResponse("* 1 FETCH (BODY[HEADER.FIELDS (\"from\" \"References\" Date)] \"x\")\r\n");
        QVERIFY(answer);
        const auto &fetch = std::get<Fetch>(std::get<Untagged>(*answer));
        QCOMPARE(fetch.items.sections.front().section, asked);
    }

    // I4-021: one line that cannot be read costs one row, not the session.
    void aMalformedStructureCostsOneRow()
    {
        COVERS("I4-021");
        QByteArray stream;
        for (int i = 1; i <= 100; ++i) {
            const QByteArray body = i == 50 ? "(\"TEXT\" ((" : R"(("TEXT" "PLAIN" NIL NIL NIL "7BIT" 10 1))";
            stream += "* " + QByteArray::number(i) + " FETCH (UID " + QByteArray::number(i)
                + " BODYSTRUCTURE " + body + ")\r\n";
        }
        ResponseFramer framer({.lineOctets = limits::lineOctets, .frameOctets = limits::frameOctets});
        framer.feed(stream);
        int values = 0;
        int errors = 0;
        for (auto frame = framer.next(); frame && *frame; frame = framer.next())
            ++(parseResponse(**frame) ? values : errors);
        QCOMPARE(values, 99);
        QCOMPARE(errors, 1);
    }

    // One message over several lines, in any order, with news inside: each line is what it says and no more.
    void severalLinesForOneMessage()
    {
        COVERS("I4-152");
        QCOMPARE(describe::parsed("* 2 FETCH (RFC822.SIZE 3 UID 5)\r\n"
                                  "* 2 FETCH (FLAGS (a) BODY[1] \"x\" BODY[2] NIL UID 5)\r\n"
                                  "* 9 FETCH (FLAGS (b))\r\n"
                                  "* 2 FETCH (UID 5 ENVELOPE NIL)\r\n"),
                 QByteArray("FETCH 2 uid=5 size=3\nFETCH 2 uid=5 flags=(a) [1]='x' [2]=-\n"
                            "FETCH 9 flags=(b)\nFETCH 2 uid=5"));
    }

    // A server may answer with the whole part, short of it, nothing, or no value at all.
    void aPartIsWhatCame_data()
    {
        columns();
        row("the end", "I4-155", "BODY[2]<65536> \"xy\"", "FETCH 7 [2]<65536>='xy'");
        row("beyond the end", "I4-155", "BODY[2]<131072> {0}\r\n", "FETCH 7 [2]<131072>=''");
        row("the whole without an origin", "I4-155", "BODY[2] \"xyz\"", "FETCH 7 [2]='xyz'");
        row("an origin that is none", "I4-155", "BODY[2]<x> \"xyz\"", "error Syntax");
        row("an origin without an end", "I4-155", "BODY[2]<0 \"xyz\"", "error Syntax");
        row("no value", "E-22", "BODY[2]<0> UID 5 FLAGS ()", "FETCH 7 uid=5 flags=()");
        row("MIME of a part", "", "BODY[1.MIME] \"x\"", "FETCH 7 [1.MIME]='x'");
        row("header of an embedded message", "", "BODY[4.2.HEADER] \"x\"", "FETCH 7 [4.2.HEADER]='x'");
        row("longer than its size", "", "RFC822.SIZE 2 BODY[] \"12345\"", "FETCH 7 size=2 []='12345'");
        row("shorter than its size", "", "RFC822.SIZE 9 BODY[] \"12345\"", "FETCH 7 size=9 []='12345'");
        row("a UID of its own", "", "UID 4827313 FLAGS (\\Seen)", "FETCH 7 uid=4827313 flags=(\\Seen)");
        row("octets as encoded", "I4-166",
            R"(BODYSTRUCTURE ("IMAGE" "PNG" NIL NIL NIL "BASE64" 1368 NIL NIL NIL NIL))",
            "FETCH 7 body{IMAGE/PNG BASE64 1368}");
        row("macros are for requests alone", "", "ALL (1)", "FETCH 7");
        row("no sender and no reply address", "I4-160",
            R"(ENVELOPE (NIL "s" (("A" NIL "a" "x")) NIL NIL NIL NIL NIL NIL "<1>"))",
            "FETCH 7 env{-|'s'|('A',-,'a','x')|()|()|()|()|()|-|'<1>'}");
        row("replies go elsewhere", "I4-160",
            R"(ENVELOPE (NIL "s" (("A" NIL "a" "x")) (("A" NIL "a" "x")) (("B" NIL "b" "y")) NIL NIL NIL NIL NIL))",
            "FETCH 7 env{-|'s'|('A',-,'a','x')|('A',-,'a','x')|('B',-,'b','y')|()|()|()|-|-}");
    }
    void aPartIsWhatCame() { aFetchIsItsItems(); }

    // A large literal is not copied between the socket and its value, and outlives both.
    void largeLiteralsAreNotCopied()
    {
        const QByteArray body(200'000, 'x');
        ResponseFramer framer({.lineOctets = limits::lineOctets, .frameOctets = limits::frameOctets});
        framer.feed("* 1 FETCH (UID 2 BODY[] {200000}\r\n" + body + ")\r\n");
        auto frame = framer.next();
        QVERIFY(frame && *frame);
        auto answer = parseResponse(**frame);
        QVERIFY(answer);
        const QByteArray data = *std::get<Fetch>(std::get<Untagged>(*answer)).items.sections.front().data;
        QVERIFY(data.constData() > (*frame)->constData() && data.constData() < (*frame)->constEnd());
        answer = Error{};
        frame = std::optional<QByteArray>();
        framer.feed("* 2 EXISTS\r\n");
        QCOMPARE(data, body);
        QByteArray changed = data;
        changed.append("more");
        QCOMPARE(changed.size(), body.size() + 4);
        QCOMPARE(data, body);
    }

    // SEC-39: every number field takes its range exactly, and nothing else.
    void numbersOutOfRangeAreErrors_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("exists") << QByteArray("* ") << QByteArray(" EXISTS\r\n");
        QTest::newRow("recent") << QByteArray("* ") << QByteArray(" RECENT\r\n");
        QTest::newRow("expunge") << QByteArray("* ") << QByteArray(" EXPUNGE\r\n");
        QTest::newRow("sequence") << QByteArray("* ") << QByteArray(" FETCH ()\r\n");
        QTest::newRow("uid") << QByteArray("* 1 FETCH (UID ") << QByteArray(")\r\n");
        QTest::newRow("origin") << QByteArray("* 1 FETCH (BODY[]<") << QByteArray("> NIL)\r\n");
        QTest::newRow("search") << QByteArray("* SEARCH ") << QByteArray("\r\n");
        QTest::newRow("min") << QByteArray("* ESEARCH MIN ") << QByteArray("\r\n");
        QTest::newRow("max") << QByteArray("* ESEARCH MAX ") << QByteArray("\r\n");
        QTest::newRow("count") << QByteArray("* ESEARCH COUNT ") << QByteArray("\r\n");
        QTest::newRow("messages") << QByteArray("* STATUS a (MESSAGES ") << QByteArray(")\r\n");
        QTest::newRow("unseen") << QByteArray("* STATUS a (UNSEEN ") << QByteArray(")\r\n");
        QTest::newRow("uidnext") << QByteArray("* STATUS a (UIDNEXT ") << QByteArray(")\r\n");
        QTest::newRow("uidvalidity") << QByteArray("* STATUS a (UIDVALIDITY ") << QByteArray(")\r\n");
        QTest::newRow("vanished") << QByteArray("* VANISHED 7,") << QByteArray("\r\n");
    }
    void numbersOutOfRangeAreErrors()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        COVERS("SEC-39");
        const bool isSet = before.startsWith("* VANISHED");
        for (const char *good : {"1", "2147483647", "2147483648", "4294967295", "00000000000000000007"})
            QVERIFY2(parseResponse(before + good + after), good);
        for (const char *bad : {"4294967296",
                                "4294967297",
                                "-1",
                                "+1",
                                "1.5",
                                "1e3",
                                "0x10",
                                "18446744073709551615",
                                "18446744073709551616",
                                "18446744073709551617",
                                "99999999999999999999",
                                "340282366920938463463374607431768211456",
                                "NIL",
                                "\"1\"",
                                "(1)",
                                "1 :2x",
                                "-0",
                                "--1",
                                "+0",
                                "1-",
                                "1+",
                                "1.",
                                "1.0",
                                ".5",
                                "0b1",
                                "0xffffffff",
                                "1L",
                                "1u",
                                "#1",
                                "$1",
                                "1%",
                                "1/2",
                                "'1'",
                                "1'000",
                                "1_000",
                                "<1>",
                                "1=1",
                                "!1",
                                "~1",
                                "1E10",
                                "9.3736e+06",
                                "-2147483648",
                                "-4294967295",
                                "-4294967296",
                                "-9223372036854775808",
                                "5000000000",
                                "8589934593",
                                "9007199254740993",
                                "9223372036854775807",
                                "9223372036854775808",
                                "nan",
                                "inf",
                                "\xc2\xbd",
                                "one",
                                "\xd9\xa1",
                                "",
                                ","}) {
            const QByteArray said = describe::parsed(before + bad + after);
            const bool isNothing = said.startsWith("unknown") || (*bad == '\0' && said == "SEARCH ");
            QVERIFY2(said.startsWith("error") || isNothing, bad);
        }
        QCOMPARE(static_cast<bool>(parseResponse(before + "0" + after)), !isSet);
    }
};

POSTHORN_TEST(TestFetch)
#include "tst_fetch.moc"
