// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/imap/wire/describe.h"
#include "tests/support/testcase.h"

// What extensions let a server say, by the examples of their documents, and what else may come in their name.
class TestExtensions : public QObject
{
    Q_OBJECT

private:
    static void row(const char *name, const QByteArray &line, const QByteArray &expected)
    {
        QTest::newRow(name) << QByteArray(line + "\r\n") << expected;
    }
    static void columns()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArray>("expected");
    }
    static void check()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArray, expected);
        QCOMPARE(describe::parsed(stream), expected);
    }

private Q_SLOTS:
    void esearch_data()
    {
        columns();
        row("RFC 4731, min and count", R"(* ESEARCH (TAG "A282") MIN 2 COUNT 3)",
            "ESEARCH 'A282' min=2 count=3");
        row("RFC 4731, all", R"(* ESEARCH (TAG "A283") ALL 2,10:11)", "ESEARCH 'A283' all=2,10:11");
        row("RFC 4731, UID", R"(* ESEARCH (TAG "A285") UID MIN 7 MAX 3800)",
            "ESEARCH 'A285' uid min=7 max=3800");
        row("RFC 4731, modseq", R"(* ESEARCH (TAG "a4") MIN 2 COUNT 10 MODSEQ 917162500)",
            "ESEARCH 'a4' min=2 count=10 modseq=917162500");
        row("RFC 5182", R"(* ESEARCH (TAG "G283") ALL 3:15,27,29:103)", "ESEARCH 'G283' all=3:15,27,29:103");
        row("RFC 5267, sorted", R"(* ESEARCH (TAG "E01") UID ALL 23765,23764,23763,23761)",
            "ESEARCH 'E01' uid all=23761,23763:23765 order=23765,23764,23763,23761");
        row("RFC 5267, new in an unsorted context", R"(* ESEARCH (TAG "B01") UID ADDTO (0 32768:32769))",
            "ESEARCH 'B01' uid add@0(32768:32769)");
        row("RFC 5267, new in a sorted context", R"(* ESEARCH (TAG "C01") UID ADDTO (1 2733 1 2732 1 2731))",
            "ESEARCH 'C01' uid add@1(2733) add@1(2732) add@1(2731)");
        row("RFC 5267, twice", R"(* ESEARCH (TAG "C01") UID ADDTO (1 2733) ADDTO (1 2731:2732))",
            "ESEARCH 'C01' uid add@1(2733) add@1(2731:2732)");
        row("RFC 5267, gone from a context", R"(* ESEARCH (TAG "B01") UID REMOVEFROM (0 32768))",
            "ESEARCH 'B01' uid remove@0(32768)");
        row("RFC 5267, a part", R"(* ESEARCH (TAG "A03") UID PARTIAL (1:500 7,9:12))",
            "ESEARCH 'A03' uid partial=1:500(7,9:12)");
        row("RFC 9394, from the end", R"(* ESEARCH (TAG "A01") UID PARTIAL (-1:-100 250,300:310))",
            "ESEARCH 'A01' uid partial=-1:-100(250,300:310)");
        row("RFC 9394, beyond the end", R"(* ESEARCH (TAG "A04") UID PARTIAL (24000:24500 NIL))",
            "ESEARCH 'A04' uid partial=24000:24500()");
        row("RFC 7377, another mailbox",
            R"(* ESEARCH (TAG "tag1" MAILBOX "folder1" UIDVALIDITY 1) UID ALL 4001,4003)",
            "ESEARCH 'tag1' uid all=4001,4003 mailbox='folder1' uidvalidity=1");
        row("RFC 5465, results in parentheses", R"(* ESEARCH (TAG "a00") (COUNT 17))",
            "ESEARCH 'a00' count=17");
        row("of an extension to come", R"(* ESEARCH (TAG "a") RELEVANCY (4 99 42) COUNT 3)",
            "ESEARCH 'a' count=3");
        row("a position beyond 32 bits", R"(* ESEARCH UID PARTIAL (1:4294967296 5))", "error Syntax");
        row("half a part", R"(* ESEARCH UID PARTIAL (1:500))", "error Syntax");
        row("a part without an end", R"(* ESEARCH UID PARTIAL (1:500 4)", "error Syntax");
        row("a change without results", R"(* ESEARCH UID ADDTO (0))", "error Syntax");
        row("a change without a list", R"(* ESEARCH UID ADDTO 0 5)", "error Syntax");
        row("no correlator", R"(* ESEARCH ("x"))", "error Syntax");
    }
    void esearch() { check(); }

    void emptyResultsAreNoResults_data()
    {
        columns();
        row("nothing", R"(* ESEARCH (TAG "x") UID)", "ESEARCH 'x' uid");
        row("nothing at all", R"(* ESEARCH)", "ESEARCH ''");
    }
    // Some answer an empty RETURN () with no result at all.
    void emptyResultsAreNoResults()
    {
        COVERS("E-36");
        check();
    }

    void sort_data()
    {
        columns();
        row("RFC 5256", "* SORT 2 84 882", "SORT 2,84,882");
        row("RFC 5256, in any order", "* SORT 5 3 4 1 2", "SORT 5,3,4,1,2");
        row("RFC 5256, nothing", "* SORT", "SORT ");
        row("a space at the end", "* sort 5 3 ", "SORT 5,3");
        row("RFC 7162, with the highest modseq", "* SORT 2 5 (MODSEQ 917162488)",
            "SORT 2,5 modseq=917162488");
        row("not a number", "* SORT 5 x", "error Syntax");
        row("a number too large", "* SORT 4294967296", "error Syntax");
        row("a modseq without an end", "* SORT 2 (MODSEQ 5", "error Syntax");
    }
    void sort() { check(); }

    void thread_data()
    {
        columns();
        row("RFC 5256, branches", "* THREAD (2)(3 6 (4 23)(44 7 96))",
            "THREAD 2 3 6@1 4@2 23@3 44@2 7@3 96@4");
        row("RFC 5256, no parent", "* THREAD ((3)(5))", "THREAD 0 3@1 5@1");
        row("RFC 5256, nothing", "* THREAD", "THREAD");
        row("RFC 5256, ordered by subject", "* THREAD (166)(174 (175)(176)(178))(194 195)(196 (197)(198))",
            "THREAD 166 174 175@1 176@1 178@1 194 195@1 196 197@1 198@1");
        row("RFC 5256, by references", "* THREAD ((174)(175)(176))((177)(188 (184)(189))(185 186))",
            "THREAD 0 174@1 175@1 176@1 0 177@1 188@1 184@2 189@2 185@1 186@2");
        row("lists of lists of lists", "* THREAD (((1)(2))(3))", "THREAD 0 0@1 1@2 2@2 3@1");
        row("spaces between", "* THREAD (1) (2 (3) (4)) ", "THREAD 1 2 3@1 4@1");
        row("an empty thread", "* THREAD ()(1)", "THREAD 1");
        row("a number outside", "* THREAD 1 (2)", "error Syntax");
        row("not closed", "* THREAD (1 (2)", "error Syntax");
        row("closed twice", "* THREAD (1))", "error Syntax");
        row("not a number", "* THREAD (a)", "error Syntax");
        row(
            "nested to the limit", "* THREAD " + QByteArray(1000, '(') + '1' + QByteArray(1000, ')'),
            "THREAD 0 " + [] {
                QByteArray levels;
                for (int i = 1; i < 999; ++i)
                    levels += "0@" + QByteArray::number(i) + ' ';
                return levels;
            }() + "1@999");
        row("nested beyond it", "* THREAD " + QByteArray(1001, '(') + '1' + QByteArray(1001, ')'),
            "error LimitExceeded");
    }
    void thread() { check(); }

    void list_data()
    {
        columns();
        row("RFC 5258", R"(* LIST (\Subscribed \NonExistent) "/" "Fruit/Peach")",
            R"(LIST (\Subscribed \NonExistent) / 'Fruit/Peach')");
        row("RFC 5258, why it is listed", R"(* LIST () "/" "Foo" ("CHILDINFO" ("SUBSCRIBED")))",
            "LIST () / 'Foo' childinfo=SUBSCRIBED");
        row("RFC 5819, unquoted", R"(* LIST () "." "foo" (CHILDINFO ("subscribed" "REMOTE")))",
            "LIST () . 'foo' childinfo=SUBSCRIBED,REMOTE");
        row("RFC 9051, renamed", R"(* LIST () "/" "NewMailbox" ("OLDNAME" ("OldMailbox")))",
            "LIST () / 'NewMailbox' oldname='OldMailbox'");
        row("RFC 9051, unquoted", R"(* LIST () "/" INBOX ("OLDNAME" ("inbox")))",
            "LIST () / 'INBOX' oldname='inbox'");
        row("both, and another", R"(* LIST () "/" a ("X-NEW" ((1 2) "b") "OLDNAME" (x) "CHILDINFO" ()))",
            "LIST () / 'a' oldname='x'");
        row("nothing extended", R"(* LIST () "/" "a" ())", "LIST () / 'a'");
        row("RFC 6154", R"(* LIST (\Marked \Drafts \HasNoChildren) "/" MyDrafts)",
            R"(LIST (\Marked \Drafts \HasNoChildren) / 'MyDrafts')");
        row("an extended item without a value", R"(* LIST () "/" "a" ("OLDNAME"))", "error Syntax");
        row("not closed", R"(* LIST () "/" "a" ("OLDNAME" ("b"))", "error Syntax");
    }
    void list() { check(); }

    void theRootIsNoMailbox()
    {
        // The hierarchy delimiter, the root, and no name (RFC 3501, 6.3.8): Dovecot, Cyrus and Courier agree.
        QCOMPARE(describe::parsed("* LIST (\\Noselect) \"/\" \"\"\r\n"),
                 QByteArray("LIST (\\Noselect) / ''"));
        QCOMPARE(describe::parsed("* LIST (\\Noselect) \".\" #news.\r\n"),
                 QByteArray("LIST (\\Noselect) . '#news.'"));
    }

    void status_data()
    {
        columns();
        row("RFC 8438", "* STATUS frop (MESSAGES 8 SIZE 44421 UIDNEXT 242344)",
            "STATUS 'frop' messages=8 uidnext=242344 size=44421");
        row("RFC 9208", "* STATUS INBOX (MESSAGES 12 DELETED 4 DELETED-STORAGE 8)",
            "STATUS 'INBOX' messages=12 deleted=4 deleted-storage=8");
        row("RFC 8474", "* STATUS foo (MAILBOXID (F2212ea87-6097-4256-9d51-71338625))",
            "STATUS 'foo' mailboxid='F2212ea87-6097-4256-9d51-71338625'");
        row("RFC 7889", "* STATUS INBOX (APPENDLIMIT 257890)", "STATUS 'INBOX' appendlimit=257890");
        row("RFC 7889, no limit", "* STATUS INBOX (APPENDLIMIT NIL MESSAGES 2)",
            "STATUS 'INBOX' messages=2 appendlimit=18446744073709551615");
        row("RFC 7162", "* STATUS blurdybloop (MESSAGES 231 UIDNEXT 44292 HIGHESTMODSEQ 7011231777)",
            "STATUS 'blurdybloop' messages=231 uidnext=44292 highestmodseq=7011231777");
        row("an id of stray octets", "* STATUS foo (MAILBOXID (\xD0M\x80U) MESSAGES 1)",
            "STATUS 'foo' messages=1");
        row("an id of stray octets, a parenthesis among them",
            "* STATUS foo (MESSAGES 1 MAILBOXID (\xE4\x9A)\xF4U))", "STATUS 'foo' messages=1");
        row("an id without parentheses", "* STATUS foo (MAILBOXID F2212)", "error Syntax");
        row("deleted, not a number", "* STATUS foo (DELETED x)", "error Syntax");
        row("deleted, too large", "* STATUS foo (DELETED 4294967296)", "error Syntax");
        row("no value", "* STATUS foo (APPENDLIMIT)", "error Syntax");
    }
    void status() { check(); }

    void quota_data()
    {
        columns();
        row("RFC 9208", R"(* QUOTA "!partition/sda4" (STORAGE 104 10923847))",
            "QUOTA '!partition/sda4' STORAGE 104/10923847");
        row("RFC 9208, two", R"(* QUOTA "#user/alice" (STORAGE 54 111 MESSAGE 42 1000))",
            "QUOTA '#user/alice' STORAGE 54/111 MESSAGE 42/1000");
        row("RFC 2087, an empty name", R"(* QUOTA "" (storage 10 512))", "QUOTA '' STORAGE 10/512");
        row("RFC 2087, no limits", R"(* QUOTA "" ())", "QUOTA ''");
        row("63 bits", "* QUOTA a (STORAGE 9223372036854775807 9223372036854775807)",
            "QUOTA 'a' STORAGE 9223372036854775807/9223372036854775807");
        row("RFC 9208, roots", R"(* QUOTAROOT INBOX "#user/alice" "!partition/sda4")",
            "QUOTAROOT 'INBOX' (#user/alice,!partition/sda4)");
        row("RFC 9208, no root", "* QUOTAROOT comp.mail.mime", "QUOTAROOT 'comp.mail.mime' ()");
        row("RFC 9208, a root without a name", R"(* QUOTAROOT INBOX "")", "QUOTAROOT 'INBOX' ()");
        row("no limit", R"(* QUOTA "" (STORAGE 10))", "error Syntax");
        row("negative", R"(* QUOTA "" (STORAGE -1 10))", "error Syntax");
        row("not closed", R"(* QUOTA "" (STORAGE 10 512)", "error Syntax");
        row("no list", R"(* QUOTA "")", "error Syntax");
        row("no mailbox", "* QUOTAROOT", "error Syntax");
        row("more than 64 bits", "* QUOTA a (STORAGE 18446744073709551616 1)", "error Syntax");
    }
    void quota() { check(); }

    void acl_data()
    {
        columns();
        row("RFC 4314", "* ACL INBOX Fred rwipslxetad -Fred wetd $team w",
            "ACL 'INBOX' Fred=rwipslxetad -Fred=wetd $team=w");
        row("nobody", "* ACL INBOX", "ACL 'INBOX'");
        row("an identifier in quotes", R"(* ACL "a b" "John Doe" lr anyone "")",
            "ACL 'a b' John Doe=lr anyone=");
        row("RFC 4314, mine", "* MYRIGHTS INBOX rwiptsldaex", "MYRIGHTS 'INBOX' rwiptsldaex");
        row("RFC 4314, possible", "* LISTRIGHTS ~/Mail/saved smith la r swicdkxte",
            "LISTRIGHTS '~/Mail/saved' smith [la] r swicdkxte");
        row("RFC 4314, each by itself", R"(* LISTRIGHTS archive/imap anyone "" l r s w i p k x t e c d a)",
            "LISTRIGHTS 'archive/imap' anyone [] l r s w i p k x t e c d a");
        row("identifier without rights", "* ACL INBOX Fred", "error Syntax");
        row("no rights", "* MYRIGHTS INBOX", "error Syntax");
        row("no required rights", "* LISTRIGHTS INBOX fred", "error Syntax");
        row("too much", "* MYRIGHTS INBOX lr lr", "error Syntax");
        row("too many", "* ACL INBOX" + QByteArray(" a b").repeated(100'001), "error LimitExceeded");
    }
    void acl() { check(); }

    void metadata_data()
    {
        columns();
        row("RFC 5464, of the server", R"(* METADATA "" (/shared/comment "Shared comment"))",
            "METADATA '' /shared/comment='Shared comment'");
        row("RFC 5464, of a mailbox",
            R"(* METADATA "INBOX" (/shared/comment "Its sunny outside!" /private/comment "My own comment"))",
            "METADATA 'INBOX' /shared/comment='Its sunny outside!' /private/comment='My own comment'");
        row("RFC 5464, changed", R"(* METADATA "INBOX" /shared/comment /private/comment)",
            "METADATA 'INBOX' changed: /shared/comment /private/comment");
        row("RFC 6154", R"(* METADATA "MyDrafts" (/private/specialuse "\\Drafts"))",
            R"(METADATA 'MyDrafts' /private/specialuse='\Drafts')");
        row("RFC 6154, none", R"(* METADATA "MyDrafts" (/private/specialuse NIL))",
            "METADATA 'MyDrafts' /private/specialuse=-");
        row("a literal", "* METADATA INBOX (/shared/a {3}\r\na)b /shared/b ~{2}\r\ncd)",
            "METADATA 'INBOX' /shared/a='a)b' /shared/b='cd'");
        row("an entry without a value", R"(* METADATA "" (/shared/comment))", "error Syntax");
        row("not closed", R"(* METADATA "" (/shared/comment "a")", "error Syntax");
        row("no mailbox", "* METADATA", "error Syntax");
    }
    void metadata() { check(); }

    void fetch_data()
    {
        columns();
        row("RFC 3516, decoded", "* 1 FETCH (BINARY[1.2] ~{3}\r\na)b UID 9)", "FETCH 1 uid=9 bin[1.2]='a)b'");
        row("RFC 3516, a part of it", "* 1 FETCH (BINARY[1]<0> \"ab\")", "FETCH 1 bin[1]<0>='ab'");
        row("RFC 3516, size", "* 1 FETCH (BINARY.SIZE[1.2] 77 BINARY.SIZE[2] 0)",
            "FETCH 1 size[1.2]=77 size[2]=0");
        row("RFC 8970", "* 1 FETCH (PREVIEW \"Preview text!\")", "FETCH 1 preview='Preview text!'");
        row("RFC 8970, nothing to see", "* 2 FETCH (PREVIEW \"\" UID 3)", "FETCH 2 uid=3 preview=''");
        row("RFC 8970, not made yet", "* 9 FETCH (UID 23 PREVIEW NIL)", "FETCH 9 uid=23 preview=-");
        row("RFC 8970, UTF-8", "* 3 FETCH (PREVIEW {4}\r\n\xc3\xa4\xc3\xb6)",
            "FETCH 3 preview='\xc3\xa4\xc3\xb6'");
        row("RFC 8514", "* 998 FETCH (SAVEDATE \"01-Jan-2015 18:50:53 +0100\")",
            "FETCH 998 saved=2015-01-01T18:50:53+01:00");
        row("RFC 8514, not kept", "* 998 FETCH (SAVEDATE NIL UID 2)", "FETCH 998 uid=2");
        row("RFC 8474", "* 1 FETCH (EMAILID (M00000001) THREADID NIL)", "FETCH 1 emailid='M00000001'");
        row("RFC 7162", "* 50 FETCH (MODSEQ (12111230047))", "FETCH 50 modseq=12111230047");
        row("Gmail", R"(* 1 FETCH (X-GM-THRID 1278455344230334865 X-GM-MSGID 1278455344230334866))",
            "FETCH 1 gm-msgid=1278455344230334866 gm-thrid=1278455344230334865");
        row("Gmail, labels", R"(* 1 FETCH (X-GM-LABELS (\Inbox "\\Sent" Important "Muy Importante" a&AOQ-)))",
            R"(FETCH 1 gm-labels=(\Inbox \Sent Important Muy Importante a&AOQ-))");
        row("Gmail, no labels", "* 1 FETCH (X-GM-LABELS () UID 1)", "FETCH 1 uid=1 gm-labels=()");
        row("RFC 9586", R"(* 25996 UIDFETCH (FLAGS (\Seen)))", R"(FETCH 0 uid=25996 flags=(\Seen))");
        row("RFC 9586, with MODSEQ", R"(* 25997 UIDFETCH (MODSEQ (98305) FLAGS ()))",
            "FETCH 0 uid=25997 flags=() modseq=98305");
        row("UIDFETCH of none", "* 0 UIDFETCH (FLAGS ())", "error Syntax");
        row("binary size, not a number", "* 1 FETCH (BINARY.SIZE[1] x)", "error Syntax");
        row("binary size, no section", "* 1 FETCH (BINARY.SIZE 5 UID 1)", "error Syntax");
        row("Gmail number of more than 64 bits", "* 1 FETCH (X-GM-MSGID 18446744073709551616)",
            "error Syntax");
        row("labels without an end", "* 1 FETCH (X-GM-LABELS (a", "error Syntax");
        row("an email id that is none", "* 1 FETCH (EMAILID M1)", "error Syntax");
    }
    void fetch() { check(); }

    void codes_data()
    {
        columns();
        row("PARSE", "* OK [PARSE] Unexpected characters", "OK [#1] 'Unexpected characters'");
        row("RFC 9585", "* OK [INPROGRESS (\"A001\" 454 1000)] Still working",
            "OK [INPROGRESS 'A001' done=454 goal=1000] 'Still working'");
        row("RFC 9585, nothing known", "* OK [INPROGRESS] Hang in there",
            "OK [INPROGRESS ''] 'Hang in there'");
        row("RFC 9585, no goal", "* OK [INPROGRESS (NIL 454 NIL)] x", "OK [INPROGRESS '' done=454] 'x'");
        row("RFC 9738", "a OK [MESSAGELIMIT 1000 23221] done",
            "tagged a OK [MESSAGELIMIT 1000 last=23221] 'done'");
        row("RFC 9738, without a UID", "a NO [MESSAGELIMIT 1000] no", "tagged a NO [MESSAGELIMIT 1000] 'no'");
        row("RFC 5464", "a OK [METADATA LONGENTRIES 2199] x", "tagged a OK [METADATA #0 2199] 'x'");
        row("RFC 5464, too big", "a NO [METADATA MAXSIZE 1024] x", "tagged a NO [METADATA #1 1024] 'x'");
        row("RFC 5464, too many", "a NO [METADATA TOOMANY] x", "tagged a NO [METADATA #2 0] 'x'");
        row("RFC 5464, not for one", "a NO [METADATA NOPRIVATE] x", "tagged a NO [METADATA #3 0] 'x'");
        row("RFC 5464, unknown", "a NO [METADATA WHY] x", "tagged a NO [?METADATA 'WHY'] 'x'");
        row("RFC 5465", "a NO [BADEVENT (FlagChange MessageNew)] x",
            "tagged a NO [BADEVENT FlagChange MessageNew] 'x'");
        row("RFC 5267", "* NO [NOUPDATE \"B02\"] Too many contexts",
            "NO [NOUPDATE 'B02'] 'Too many contexts'");
        row("RFC 2221", "a NO [REFERRAL IMAP://user;AUTH=*@SERVER2/] x",
            "tagged a NO [REFERRAL IMAP://user;AUTH=*@SERVER2/] 'x'");
    }
    void codes() { check(); }

    void whatSelectTells()
    {
        QCOMPARE(describe::parsed("* OK [UNSEEN 12] Message 12 is first unseen\r\n"),
                 QByteArray("OK [UNSEEN 12] 'Message 12 is first unseen'"));
        QVERIFY(describe::parsed("* NO [UIDNOTSTICKY] Non-persistent UIDs\r\n").startsWith("NO [#6]"));
        QVERIFY(describe::parsed("* OK [PARSE] odd header\r\n").startsWith("OK [#1]"));
        QCOMPARE(describe::parsed("* FLAGS (\\Seen)\r\n* FLAGS (\\Seen new)\r\n"),
                 QByteArray("FLAGS (\\Seen)\nFLAGS (\\Seen new)"));
    }

    void others_data()
    {
        columns();
        row("RFC 5161", "* ENABLED CONDSTORE X-GOOD-IDEA", "ENABLED CONDSTORE X-GOOD-IDEA");
        row("RFC 5161, nothing", "* ENABLED", "ENABLED ");
        row("RFC 7162, gone earlier", "* VANISHED (EARLIER) 41,43:116,118,120:211,214:540",
            "VANISHED earlier 41,43:116,118,120:211,214:540");
        row("RFC 7162, gone now", "* VANISHED 405,407,410,425", "VANISHED 405,407,410,425");
        row("gone, of another kind", "* VANISHED (LATER) 405", "error Syntax");
        row("gone, nobody", "* VANISHED", "error Syntax");
        row("RFC 2342, an extension",
            R"(* NAMESPACE (("" "/")("#mh/" "/" "X-PARAM" ("FLAG1" "FLAG2"))) NIL NIL)",
            "NAMESPACE (''/ '#mh/'/)()()");
        row("RFC 2342, two spaces", R"(* NAMESPACE (("INBOX." ".")) NIL  NIL)", "NAMESPACE ('INBOX.'.)()()");
        row("RFC 2971", R"(* ID ("name" "Cyrus" "version" "1.5" "os" NIL))", "ID ;NAME=Cyrus;VERSION=1.5");
        row("RFC 2971, nothing", "* ID NIL", "ID ");
        row("RFC 3501, an experiment", "* XPIG-LATIN ow-nay eaking-spay ig-pay atin-lay",
            "unknown XPIG-LATIN");
        row("UTF-8 in quotes", "* LIST () \"/\" \"Entw\xc3\xbcrfe\"", "LIST () / 'Entw\xc3\xbcrfe'");
    }
    void others() { check(); }
};

POSTHORN_TEST(TestExtensions)
#include "tst_extensions.moc"
