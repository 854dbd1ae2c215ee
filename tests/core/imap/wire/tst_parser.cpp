// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/parser.h"

#include "tests/core/imap/wire/describe.h"
#include "tests/support/testcase.h"

using namespace imap;

namespace {

void row(const char *name, const char *ids, const QByteArray &input, const QByteArray &expected)
{
    QTest::newRow(name) << QString::fromLatin1(ids) << input << expected;
}

void columns()
{
    QTest::addColumn<QString>("ids");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("expected");
}

QByteArray codeOf(const QByteArray &text)
{
    const auto result = parseResponse("A1 OK " + text + "\r\n");
    const auto *tagged = result ? std::get_if<Tagged>(&*result) : nullptr;
    if (tagged == nullptr)
        return "no tagged response";
    return (tagged->text.code ? describe::code(*tagged->text.code) : QByteArray("no code")) + " | "
        + tagged->text.text;
}

}

// Everything but FETCH.
class TestParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aResponseIsItsValue_data()
    {
        columns();
        row("tagged", "", "A1 OK done\r\n", "tagged A1 OK 'done'");
        row("tagged no", "", "a.7 NO no\r\n", "tagged a.7 NO 'no'");
        row("tagged without text", "SEC-44", "A1 NO\r\n", "tagged A1 NO ''");
        row("tagged bad", "", "A1 BAD what\r\n", "tagged A1 BAD 'what'");
        row("the tag's case is kept", "", "aB1 OK x\r\n", "tagged aB1 OK 'x'");
        row("tagged BYE ends the command", "E-42", "A6 BYE bye\r\n", "tagged A6 NO 'bye'");
        row("a tag holds no plus", "", "A+1 OK x\r\n", "error Syntax");
        row("continuation", "", "+ go ahead\r\n", "+ 'go ahead'");
        row("bare continuation", "I4-005", "+\r\n", "+ ''");
        row("continuation without text", "I4-005", "+ \r\n", "+ ''");
        row("continuation with a code", "I4-005", "+ [ALERT] x\r\n", "+ '[ALERT] x'");
        row("condition", "", "* OK hello\r\n", "OK 'hello'");
        row("bye", "", "* BYE bye\r\n", "BYE 'bye'");
        row("preauth", "", "* PREAUTH hi\r\n", "PREAUTH 'hi'");
        row("any case", "I4-006", "* ok hello\r\n", "OK 'hello'");
        row("extra spaces", "I4-007", "*  OK  hello\r\n", "OK 'hello'");
        row("capability", "", "* CAPABILITY IMAP4rev1 AUTH=PLAIN X\r\n", "CAPABILITY IMAP4rev1 AUTH=PLAIN X");
        row("a space within LITERAL+", "E-44", "* CAPABILITY IMAP4 LITERAL + X \r\n",
            "CAPABILITY IMAP4 LITERAL+ X");
        row("enabled", "", "* ENABLED CONDSTORE\r\n", "ENABLED CONDSTORE");
        row("enabled nothing", "", "* ENABLED\r\n", "ENABLED ");
        row("exists", "", "* 23 EXISTS\r\n", "EXISTS 23");
        row("exists, any case", "I4-006", "* 23 exists\r\n", "EXISTS 23");
        row("trailing space", "I4-007", "* 23 EXISTS \r\n", "EXISTS 23");
        row("recent", "", "* 5 RECENT\r\n", "RECENT 5");
        row("expunge", "", "* 44 EXPUNGE\r\n", "EXPUNGE 44");
        row("largest number", "I4-013", "* 4294967295 EXISTS\r\n", "EXISTS 4294967295");
        row("a number too large", "I4-013", "* 4294967296 EXISTS\r\n", "error Syntax");
        row("flags", "", "* FLAGS (\\Seen $MDNSent)\r\n", "FLAGS (\\Seen $MDNSent)");
        row("no flags", "", "* FLAGS ()\r\n", "FLAGS ()");
        row("odd flags", "I4-011", "* FLAGS (\\Seen a]b \\*)\r\n", "FLAGS (\\Seen a]b \\*)");
        row("swapped words", "MA-25", "* FETCH 1 FLAGS (\\SEEN)\r\n", "unknown FETCH");
        row("an expunge with swapped words is no Expunge", "", "* EXPUNGE 4\r\n", "unknown EXPUNGE");
        row("an unknown response", "I4-020", "* XSTUFF {3}\r\nabc\r\n", "unknown XSTUFF");
        row("an unknown X response", "I4-179", "* X-FOO (a \"b\") 4\r\n", "unknown X-FOO");
        row("an unknown numbered response", "I4-020", "* 5 XSTUFF (\r\n", "unknown XSTUFF");
        row("a code without OK", "E-35", "* [COPYUID 1 5 7] done\r\n", "OK [COPYUID 1 5>7] 'done'");
        row("id", "", "* ID (\"name\" \"x\" \"version\" NIL)\r\n", "ID ;NAME=x");
        row("id nil", "", "* ID NIL\r\n", "ID ");
        row("vanished", "I4-025", "* VANISHED 9:7,3\r\n", "VANISHED 3,7:9");
        row("vanished earlier", "", "* VANISHED (EARLIER) 41,43:116\r\n", "VANISHED earlier 41,43:116");
        row("vanished everything", "I4-025", "* VANISHED 1:4294967295\r\n", "VANISHED 1:4294967295");
        row("empty", "", "\r\n", "error Syntax");
        row("nothing at all", "", "", "error Syntax");
        row("a star alone", "", "*\r\n", "error Syntax");
        row("another protocol", "", "220 smtp ready\r\n", "error Syntax");
        row("http", "", "HTTP/1.1 400 Bad Request\r\n", "error Syntax");
    }
    void aResponseIsItsValue()
    {
        QFETCH(QString, ids);
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, expected);
        COVERS(ids);
        QCOMPARE(describe::parsed(input), expected);
    }

    void namespacesKeepTheirDelimiters_data()
    {
        columns();
        row("personal", "", "* NAMESPACE ((\"\" \"/\")) NIL NIL\r\n", "NAMESPACE (''/)()()");
        row("all three", "",
            R"(* NAMESPACE (("INBOX." ".")) (("~" NIL)) (("#shared/" "/")("#public/" "/")))"
            "\r\n",
            "NAMESPACE ('INBOX.'.)('~'-)('#shared/'/ '#public/'/)");
        row("extensions", "",
            R"(* NAMESPACE (("" "/" "X-PARAM" ("FLAG1" "FLAG2"))) NIL NIL)"
            "\r\n",
            "NAMESPACE (''/)()()");
        row("garbage", "SEC-43", "* NAMESPACE ((((((\r\n", "error Syntax");
        row("two only", "SEC-43", "* NAMESPACE NIL NIL\r\n", "error Syntax");
    }
    void namespacesKeepTheirDelimiters() { aResponseIsItsValue(); }

    void aCodeIsItsValue_data()
    {
        columns();
        row("none", "", "done", "no code | done");
        row("alert", "", "[ALERT] x", "#0 | x");
        row("any case", "I4-006", "[alert] x", "#0 | x");
        row("expungeissued", "MA-57", "[EXPUNGEISSUED] x", "#8 | x");
        const char *const names[] = {"INUSE", "CORRUPTION", "SERVERBUG",     "CLIENTBUG",   "CANNOT",
                                     "LIMIT", "OVERQUOTA",  "ALREADYEXISTS", "NONEXISTENT", "UNAVAILABLE"};
        for (int kind = 15; const char *name : names)
            row(name, "MA-57", "[" + QByteArray(name) + "] why", "#" + QByteArray::number(kind++) + " | why");
        row("last of the table", "", "[USEATTR] x", "#30 | x");
        row("uidnext", "", "[UIDNEXT 4392] Predicted", "UIDNEXT 4392 | Predicted");
        row("uidnext 0", "I4-014 E-44", "[UIDNEXT 0] x", "UIDNEXT 0 | x");
        row("uidvalidity 0", "I4-014 E-44", "[UIDVALIDITY 0] x", "UIDVALIDITY 0 | x");
        row("unseen 0", "I4-014", "[UNSEEN 0] x", "UNSEEN 0 | x");
        row("uidvalidity", "", "[UIDVALIDITY 3857529045] x", "UIDVALIDITY 3857529045 | x");
        row("no text", "I4-019 E-12", "[HIGHESTMODSEQ 5]", "HIGHESTMODSEQ 5 | ");
        row("text without a space", "I4-019", "[READ-WRITE]done", "#3 | done");
        row("the first bracket ends a code", "I4-019", "[READ-ONLY] a]b", "#2 | a]b");
        row("modseq of 63 bits", "I4-013", "[HIGHESTMODSEQ 9223372036854775807] x",
            "HIGHESTMODSEQ 9223372036854775807 | x");
        row("nomodseq", "", "[NOMODSEQ] x", "#5 | x");
        row("permanentflags", "", "[PERMANENTFLAGS (\\Seen $MDNSent \\*)] x",
            "PERMANENTFLAGS (\\Seen $MDNSent)* | x");
        row("permanentflags, none", "", "[PERMANENTFLAGS ()] x", "PERMANENTFLAGS () | x");
        row("permanentflags with a bracket", "I4-011", "[PERMANENTFLAGS (a]b \\*)] x",
            "PERMANENTFLAGS (a]b)* | x");
        row("permanentflags, unclosed", "", "[PERMANENTFLAGS (\\Seen] x", "?PERMANENTFLAGS '(\\Seen' | x");
        row("capability", "", "[CAPABILITY IMAP4rev1 IDLE] x", "CAPABILITY IMAP4rev1 IDLE | x");
        row("badcharset", "", "[BADCHARSET (UTF-8 \"x y\")] x", "BADCHARSET UTF-8 x y | x");
        row("badcharset alone", "", "[BADCHARSET] x", "BADCHARSET  | x");
        row("modified", "", "[MODIFIED 7,9] x", "MODIFIED 7,9 | x");
        row("appenduid", "", "[APPENDUID 38505 3955] x", "APPENDUID 38505 3955 | x");
        row("copyuid", "", "[COPYUID 38505 304,319:320 3956:3958] x",
            "COPYUID 38505 304,319,320>3956,3957,3958 | x");
        row("copyuid, reversed", "I4-025", "[COPYUID 1 4:2 9:7] x", "COPYUID 1 2,3,4>7,8,9 | x");
        row("copyuid without sets", "E-35", "[COPYUID 1  ] x", "COPYUID 1 > | x");
        row("copyuid, sets that do not pair", "SEC-40", "[COPYUID 1 2:4 7] x", "COPYUID 1 > | x");
        row("copyuid, all UIDs", "SEC-40", "[COPYUID 1 1:4294967295 1:4294967295] x", "COPYUID 1 > | x");
        row("mailboxid", "", "[MAILBOXID (F2212ea87)] x", "MAILBOXID F2212ea87 | x");
        row("unknown", "I4-020", "[X-FOO (a \"b]c\")] hi", "?X-FOO '(a \"b]c\")' | hi");
        row("unknown, literal", "I4-020", "[X-FOO {3}\r\na]c] hi", "?X-FOO '{3}\r\na]c' | hi");
        row("unknown, a quote that never ends", "I4-020", "[X-FOO \"] hi", "?X-FOO '\"' | hi");
        row("webalert", "", "[WEBALERT https://x.example/] y", "WEBALERT https://x.example/ | y");
        row("known, broken argument", "SEC-39", "[UIDNEXT 4294967296] x", "?UIDNEXT '4294967296' | x");
        row("no bracket at the end", "", "[UIDNEXT 5 x", "no code | [UIDNEXT 5 x");
    }
    void aCodeIsItsValue()
    {
        QFETCH(QString, ids);
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, expected);
        COVERS(ids);
        QCOMPARE(codeOf(input), expected);
    }

    void aListedMailboxIsItsOctets_data()
    {
        columns();
        row("plain", "", "* LIST (\\HasChildren) \"/\" INBOX\r\n", "LIST (\\HasChildren) / 'INBOX'");
        row("lsub", "", "* LSUB () \".\" a\r\n", "LSUB () . 'a'");
        row("xlist", "", "* XLIST (\\Inbox) \"/\" a\r\n", "LIST (\\Inbox) / 'a'");
        row("a literal", "I4-003", "* LIST () \"/\" {5}\r\nINBOX\r\n", "LIST () / 'INBOX'");
        row("an empty literal", "I4-003", "* LIST () \"/\" {0}\r\n\r\n", "LIST () / ''");
        row("escapes", "I4-008",
            "* LIST () \"/\" \"a\\\\b\\\"c\""
            "\r\n",
            "LIST () / 'a\\b\"c'");
        row("8-bit, quoted", "I4-008 I4-111", "* LIST () \"/\" \"Entw\xc3\xbcrfe\"\r\n",
            "LIST () / 'Entw\xc3\xbcrfe'");
        row("8-bit, bare", "I4-111", "* LIST () \"/\" Entw\xc3\xbcrfe\r\n", "LIST () / 'Entw\xc3\xbcrfe'");
        row("a bracket", "I4-010", "* LIST () \"/\" a]b\r\n", "LIST () / 'a]b'");
        row("wildcards", "I4-010", "* LIST () \"/\" a%b*c\r\n", "LIST () / 'a%b*c'");
        row("no delimiter", "I4-112", "* LIST () NIL a\r\n", "LIST () - 'a'");
        row("no delimiter, any case", "I4-012 I4-112", "* LIST () nil a\r\n", "LIST () - 'a'");
        row("backslash", "I4-112",
            "* LIST () \"\\\\\" \"a\\\\b\""
            "\r\n",
            "LIST () \\ 'a\\b'");
        row("a folder called NIL", "I4-012", "* LIST () \"/\" \"NIL\"\r\n", "LIST () / 'NIL'");
        row("the root", "", "* LIST (\\Noselect) \"/\" \"\"\r\n", "LIST (\\Noselect) / ''");
        row("attributes that contradict", "I4-116",
            "* LIST (\\HasChildren \\hasnochildren \\X-Y) \"/\" a\r\n",
            "LIST (\\HasChildren \\hasnochildren \\X-Y) / 'a'");
        row("spaces and controls, bare", "E-33", "* LIST () \"/\" a\tb c\r\n", "LIST () / 'a\tb c'");
        row("extended data", "", "* LIST () \"/\" foo (\"CHILDINFO\" (\"SUBSCRIBED\"))\r\n",
            "LIST () / 'foo' childinfo=SUBSCRIBED");
        row("extended data, quoted", "", "* LIST () \"/\" \"a b\" (\"OLDNAME\" (\"c\"))\r\n",
            "LIST () / 'a b' oldname='c'");
        row("extra spaces", "I4-007", "* LIST  ( \\Sent )  \"/\"  a \r\n", "LIST (\\Sent) / 'a'");
        row("NUL", "SEC-42", QByteArray("* LIST () \"/\" \"a\0b\"\r\n", 21),
            QByteArray("LIST () / 'a\0b'", 15));
        row("a path", "", "* LIST () \"/\" \"../../etc/passwd\"\r\n", "LIST () / '../../etc/passwd'");
        row("no name", "SEC-42", "* LIST () \"/\"\r\n", "error Syntax");
        row("a quote that never ends", "SEC-42", "* LIST () \"/\" \"a\r\n", "error Syntax");
    }
    void aListedMailboxIsItsOctets() { aResponseIsItsValue(); }

    void statusTellsWhatItTells_data()
    {
        columns();
        row("plain", "", "* STATUS blurdybloop (MESSAGES 231 UIDNEXT 44292)\r\n",
            "STATUS 'blurdybloop' messages=231 uidnext=44292");
        row("all, any order", "I4-127",
            "* STATUS \"a b\" (UNSEEN 1 UIDVALIDITY 5 HIGHESTMODSEQ 7 SIZE 5000000000 RECENT 0 MESSAGES "
            "3)\r\n",
            "STATUS 'a b' messages=3 recent=0 unseen=1 uidvalidity=5 highestmodseq=7 size=5000000000");
        row("empty", "I4-127 E-02", "* STATUS x ()\r\n", "STATUS 'x'");
        row("literal name", "I4-003 I4-127", "* STATUS {5}\r\nInBoX (MESSAGES 1)\r\n",
            "STATUS 'InBoX' messages=1");
        row("unknown items", "I4-127", "* STATUS x (X-LIMIT NIL X-Y (1 (2)) X-ID (F1) MESSAGES 1)\r\n",
            "STATUS 'x' messages=1");
        row("lower case", "I4-006", "* status x (messages 1)\r\n", "STATUS 'x' messages=1");
        row("spaces in a bare name", "E-33", "* STATUS a b (MESSAGES 1)\r\n", "STATUS 'a b' messages=1");
        row("a bracket", "I4-010", "* STATUS a]b (MESSAGES 1)\r\n", "STATUS 'a]b' messages=1");
        row("trailing space", "I4-007", "* STATUS x (MESSAGES 1 ) \r\n", "STATUS 'x' messages=1");
        row("zero", "I4-014", "* STATUS x (UIDNEXT 0 UIDVALIDITY 0)\r\n",
            "STATUS 'x' uidnext=0 uidvalidity=0");
        row("too large", "SEC-39", "* STATUS x (MESSAGES 4294967296)\r\n", "error Syntax");
        row("negative", "SEC-39", "* STATUS x (MESSAGES -1)\r\n", "error Syntax");
    }
    void statusTellsWhatItTells() { aResponseIsItsValue(); }

    void aSearchIsItsNumbers_data()
    {
        columns();
        row("plain", "I4-147", "* SEARCH 2 3 6\r\n", "SEARCH 2,3,6");
        row("empty", "I4-147", "* SEARCH\r\n", "SEARCH ");
        row("empty with a space", "I4-147", "* SEARCH \r\n", "SEARCH ");
        row("trailing space", "I4-007 I4-147 E-20", "* SEARCH 7456 \r\n", "SEARCH 7456");
        row("modseq", "I4-147", "* SEARCH 2 5 (MODSEQ 917)\r\n", "SEARCH 2,5 modseq=917");
        row("zero is nobody", "I4-014", "* SEARCH 0 5\r\n", "SEARCH 5");
        row("too large", "I4-013", "* SEARCH 4294967296\r\n", "error Syntax");
        row("garbage", "", "* SEARCH foo\r\n", "error Syntax");
        row("esearch", "I4-025", "* ESEARCH (TAG \"A282\") UID MIN 2 COUNT 3 ALL 11:10,2\r\n",
            "ESEARCH 'A282' uid min=2 count=3 all=2,10:11 order=10:11,2");
        row("esearch, nothing", "", "* ESEARCH (TAG \"x\") UID\r\n", "ESEARCH 'x' uid");
        row("esearch, modseq", "", "* ESEARCH (TAG x) ALL 1 MODSEQ 5\r\n", "ESEARCH 'x' all=1 modseq=5");
        row("esearch, modseq in parentheses", "E-37", "* ESEARCH (TAG \"x\") (MODSEQ 5) MAX 2\r\n",
            "ESEARCH 'x' max=2 modseq=5");
        row("esearch, a later extension", "", "* ESEARCH (TAG \"x\") UID X-PART (1:10 4:5) COUNT 2\r\n",
            "ESEARCH 'x' uid count=2");
        row("esearch, range bomb", "SEC-40", "* ESEARCH UID ALL 1:4294967295\r\n",
            "ESEARCH '' uid all=1:4294967295");
    }
    void aSearchIsItsNumbers() { aResponseIsItsValue(); }
};

POSTHORN_TEST(TestParser)
#include "tst_parser.moc"
