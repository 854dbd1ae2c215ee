// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/address.h"
#include "core/mime/limits.h"

#include <QElapsedTimer>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

// "name[local@domain] …", then the defects
QString shown(const mime::AddressList &list)
{
    QStringList all;
    for (const mime::Mailbox &mailbox : list.mailboxes)
        all += mailbox.name + u'[' + QString::fromUtf8(mailbox.localPart) + u'@'
            + QString::fromUtf8(mailbox.domain) + u']';
    return all.join(u' ') + (list.defects > 0 ? u" !"_s + QString::number(list.defects) : QString());
}

mime::Mailbox mailbox(const QByteArray &raw)
{
    const auto list = mime::parseAddressList(raw);
    return list.mailboxes.empty() ? mime::Mailbox() : list.mailboxes.front();
}

}

class AddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parsesListsInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *raw, const QString &expected) {
            QTest::newRow(name) << QByteArray(raw) << expected;
        };
        row("nothing", "", u""_s);
        row("bare", "a@b.org", u"[a@b.org]"_s);
        row("in brackets", "<a@b.org>", u"[a@b.org]"_s);
        row("with a name", "Ann Example <a@b>", u"Ann Example[a@b]"_s);
        row("with a quoted name", "\"Example, Ann\" <a@b>", u"Example, Ann[a@b]"_s);
        row("escapes in the name", "\"A \\\"B\\\" \\\\C\" <a@b>", u"A \"B\" \\C[a@b]"_s);
        row("words and quotes", "Ann \"the Great\" Example <a@b>", u"Ann the Great Example[a@b]"_s);
        row("dots in the name", "John Q. Public <a@b>", u"John Q. Public[a@b]"_s);
        row("two", "a@b, c@d", u"[a@b] [c@d]"_s);
        row("folded", "a@b,\r\n\tC <c@d>", u"[a@b] C[c@d]"_s);
        row("empty pieces", ", a@b,, ,c@d,", u"[a@b] [c@d]"_s);
        row("semicolons for commas", "a@b; c@d", u"[a@b] [c@d]"_s);
        row("name in a comment", "a@b (Ann Example)", u"Ann Example[a@b]"_s);
        row("comments everywhere", "(x)Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>",
            u"Pete[pete@silly.test]"_s);
        row("comments nested", "a@b (one (two (three)))", u"one (two (three))[a@b]"_s);
        row("RFC 5322, A.1.2", "\"Joe Q. Public\" <john.q.public@example.com>",
            u"Joe Q. Public[john.q.public@example.com]"_s);
        row("RFC 5322, A.1.2, list", "Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>",
            u"Mary Smith[mary@x.test] [jdoe@example.org] Who?[one@y.test]"_s);
        row("RFC 5322, A.1.2, quotes",
            "<boss@nil.test>, \"Giant; \\\"Big\\\" Box\" <sysservices@example.net>",
            u"[boss@nil.test] Giant; \"Big\" Box[sysservices@example.net]"_s);
        row("RFC 5322, A.1.3, group", "A Group:Ed Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;",
            u"Ed Jones[c@a.test] [joe@where.test] John[jdoe@one.test]"_s);
        row("RFC 5322, A.1.3, empty group", "Undisclosed recipients:;", u""_s);
        row("group and mailboxes", "x@y, G: a@b;, c@d", u"[x@y] [a@b] [c@d]"_s);
        row("group without an end", "G: a@b, c@d", u"[a@b] [c@d]"_s);
        row("quoted group name", "\"a, b\": c@d;", u"[c@d]"_s);
        row("RFC 5322, A.6.1", "Joe Q. Public <john.q.public@example.com>",
            u"Joe Q. Public[john.q.public@example.com]"_s);
        row("route", "<@a.test,@b.test:joe@where.test>", u"[joe@where.test]"_s);
        row("route and more", "Mary <@node.test:mary@example.net>, , jdoe@test . example",
            u"Mary[mary@example.net] [jdoe@test.example]"_s);
        row("blanks around dots", "john . smith @ example . org", u"[john.smith@example.org]"_s);
        row("comments around dots", "john(x).(y)smith@(z)example.org", u"x[john.smith@example.org]"_s);
        row("quoted local part", "\"john smith\"@b", u"[john smith@b]"_s);
        row("quoted local part with @", "\"a@b\"@c", u"[a@b@c]"_s);
        row("quoted pair in the local part", "\"a\\\"b\"@c", u"[a\"b@c]"_s);
        row("domain literal", "a@[192.0.2.1]", u"[a@[192.0.2.1]]"_s);
        row("domain literal, IPv6", "X <a@[IPv6:2001:db8::1]>", u"X[a@[IPv6:2001:db8::1]]"_s);
        row("dots at odd places", "a..b.@docomo.test", u"[a..b.@docomo.test]"_s);
        row("plus and signs", "a+b=c/d!e@f", u"[a+b=c/d!e@f]"_s);
        row("encoded name", "=?utf-8?Q?Ren=C3=A9?= <r@b>", u"René[r@b]"_s);
        row("encoded name in two words", "=?utf-8?Q?Ren=C3=A9?=\r\n =?utf-8?Q?_D.?= <r@b>",
            u"René D.[r@b]"_s);
        row("encoded name in quotes", "\"=?utf-8?Q?Ren=C3=A9?=\" <r@b>", u"René[r@b]"_s);
        row("encoded comment", "r@b (=?utf-8?Q?Ren=C3=A9?=)", u"René[r@b]"_s);
        row("comma in an encoded name", "=?utf-8?Q?Ex=C3=A4mple,_Ann?= <a@b>", u"Exämple, Ann[a@b]"_s);
        row("bracket and at in an encoded name", "=?utf-8?Q?<x@y>?= <a@b>", u"<x@y>[a@b]"_s);
        row("encoded comma", "=?utf-8?Q?A=2CB?= <a@b>, c@d", u"A,B[a@b] [c@d]"_s);
        row("raw UTF-8 name", "Ren\xc3\xa9 <r@b>", u"René[r@b]"_s);
        row("raw Latin 1 name", "Ren\xe9 <r@b>", u"René[r@b]"_s);
        row("UTF-8 address", "\xc3\xa9@\xc3\xbc.test", u"[é@ü.test]"_s);
        row("address as name", "ann@example.org <ann@example.org>", u"ann@example.org[ann@example.org]"_s);
        row("quoted address as name", "\"ann@example.org\" <bob@example.net>",
            u"ann@example.org[bob@example.net]"_s);
        row("no blank before the bracket", "Ann<a@b>", u"Ann[a@b]"_s);
        row("quotes without a blank", "\"Ann\"<a@b>", u"Ann[a@b]"_s);
        row("blanks in brackets", "Ann < a@b >", u"Ann[a@b]"_s);
        row("no closing bracket", "Ann <a@b", u"Ann[a@b]"_s);
        row("no closing bracket, then another", "Ann <a@b, Bob <c@d>", u"Ann[a@b] Bob[c@d]"_s);
        row("no opening bracket", "a@b>", u"[a@b]"_s);
        row("brackets twice", "<<a@b>>", u"[a@b]"_s);
        row("no brackets", "Ann Example a@b", u"Ann Example[a@b] !1"_s);
        row("no comma", "a@b c@d", u"[a@b] [c@d] !1"_s);
        row("local user", "root (Cron)", u" !1"_s);
        row("words alone", "undisclosed-recipients", u" !1"_s);
        row("empty brackets", "<>", u" !1"_s);
        row("name alone in brackets", "Ann <ann>", u" !1"_s);
        row("no local part", "<@b>", u" !1"_s);
        row("no domain", "a@", u" !1"_s);
        row("two at signs", "a@b@c", u" !1"_s);
        row("blank in the local part", "<a b@c>", u" !1"_s);
        row("quote without an end", "\"Ann <a@b>", u"\"Ann[a@b]"_s);
        row("quote without an end among others", "\"A\" <a@b>, \"B <c@d>", u"A[a@b] \"B[c@d]"_s);
        row("comment without an end", "a@b (Ann", u"Ann[a@b]"_s);
        row("literal without an end", "a@[1.2", u" !1"_s);
        row("something good after something bad", "nonsense, a@b", u"[a@b] !1"_s);
    }
    void parsesListsInEveryForm()
    {
        QFETCH(QByteArray, raw);
        QTEST(shown(mime::parseAddressList(raw)), "expected");
    }

    void countsGroups()
    {
        QCOMPARE(mime::parseAddressList("A: a@b;, B:;, c@d").groups, 2);
        QCOMPARE(mime::parseAddressList("a@b").groups, 0);
    }

    // What programs disagree on is one reading and a defect, never a choice made silently.
    void marksAmbiguousSenders_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *raw, const char *expected) {
            QTest::newRow(raw) << QByteArray(raw) << QString::fromUtf8(expected);
        };
        row("Name <a@b> <c@d>", "Name[a@b] !1");
        row("<a@b> <c@d>", "[a@b] !1");
        row("<a@b> c@d", "[a@b] !1");
        row("a@b <c@d>", "a@b[c@d]");
        row("<a@b@c>", " !1");
        row("a@b, <c@d", "[a@b] [c@d]");
        row("\"<a@b>\" <c@d>", "<a@b>[c@d]");
        row("(a@b) <c@d>", "a@b[c@d]");
        row("<a@b(c@d)>", "c@d[a@b]");
        row("<(c@d)a@b>", "c@d[a@b]");
        row("a@b(<c@d>)", "<c@d>[a@b]");
        row("<a@b>, <c@d>", "[a@b] [c@d]");
        row("\"a\\\" <x@y>, b\" <c@d>", "a\" <x@y>, b[c@d]");
        row("<>, a@b", "[a@b] !1");
        row("G: <a@b> <c@d>;", "[a@b] !1");
    }
    void marksAmbiguousSenders()
    {
        COVERS("SEC-80");
        QFETCH(QByteArray, raw);
        QTEST(shown(mime::parseAddressList(raw)), "expected");
    }

    // Mailsploit: encoded words, NUL and line ends that put another address before people's eyes.
    void decodesNothingInsideAnAddress_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::newRow("encoded address") << "=?utf-8?b?cG90dXNAd2hpdGVob3VzZS5nb3Y=?=@example.org"_ba;
        QTest::newRow("encoded address, Q") << "<=?utf-8?Q?potus=40whitehouse.gov?=@example.org>"_ba;
        QTest::newRow("encoded NUL")
            << "=?utf-8?b?cG90dXNAd2hpdGVob3VzZS5nb3Y=?==?utf-8?Q?=00?=@example.org"_ba;
        QTest::newRow("encoded line end") << "=?utf-8?Q?potus=40whitehouse.gov=0A=00?=@example.org"_ba;
        QTest::newRow("encoded brackets") << "\"=?utf-8?Q?=3Cpotus=40whitehouse.gov=3E?=\"@example.org"_ba;
        QTest::newRow("NUL") << QByteArray("potus@whitehouse.gov\0@example.org", 33);
        QTest::newRow("NUL in brackets") << QByteArray("<potus@whitehouse.gov\0@example.org>", 35);
        QTest::newRow("quoted") << "\"potus@whitehouse.gov\"@example.org"_ba;
        QTest::newRow("escaped blank") << "\"potus@whitehouse.gov\\ \"@example.org"_ba;
        QTest::newRow("folded") << "potus@whitehouse.gov\r\n @example.org"_ba;
        QTest::newRow("comment") << "(potus@whitehouse.gov)<x@example.org>"_ba;
        QTest::newRow("parentheses") << "potus@whitehouse.gov(@example.org"_ba;
    }
    void decodesNothingInsideAnAddress()
    {
        COVERS("SEC-78");
        QFETCH(QByteArray, raw);
        const auto list = mime::parseAddressList(raw);
        if (QLatin1StringView(QTest::currentDataTag()) == "parentheses"_L1) {
            QCOMPARE(shown(list), u"@example.org[potus@whitehouse.gov]"_s);  // says what it is
            return;
        }
        QVERIFY(list.mailboxes.size() == 1 || list.defects > 0);
        for (const mime::Mailbox &found : list.mailboxes) {
            QCOMPARE(found.domain, "example.org"_ba);
            QVERIFY(!found.localPart.contains('\0') && !found.localPart.contains('\n'));
            QVERIFY(found.display().endsWith("example.org"_L1)
                    || found.display().endsWith("example.org>"_L1));
        }
    }

    void parsesPaths_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *raw, const QString &expected) {
            QTest::newRow(raw) << QByteArray(raw) << expected;
        };
        row("<>", u"null"_s);
        row(" < > ", u"null"_s);
        row("(comment) <(nobody)>", u"null"_s);
        row("<a@b>", u"a@b"_s);
        row("a@b", u"a@b"_s);
        row(" (c) <a@b.org> (d)", u"a@b.org"_s);
        row("<@r,@s:a@b>", u"a@b"_s);
        row("<\"a b\"@c>", u"a b@c"_s);
        row("<a@[192.0.2.1]>", u"a@[192.0.2.1]"_s);
        row("", u"invalid"_s);
        row("<", u"invalid"_s);
        row("<a>", u"invalid"_s);
        row("<a@b> <c@d>", u"invalid"_s);
        row("<a@b>, <c@d>", u"invalid"_s);
        row("Ann <a@b>", u"invalid"_s);
        row("<<a@b>>", u"invalid"_s);
        row("garbage", u"invalid"_s);
        row("<a@b", u"invalid"_s);
        row("\x01\xff@", u"invalid"_s);
    }
    void parsesPaths()
    {
        QFETCH(QByteArray, raw);
        const mime::Path path = mime::parsePath(raw);
        const QString shownPath = !path.isValid ? u"invalid"_s
            : path.isNull                       ? u"null"_s
                          : QString::fromUtf8(path.mailbox.localPart + '@' + path.mailbox.domain);
        QTEST(shownPath, "expected");
        QCOMPARE(path.mailbox.isEmpty(), !path.isValid || path.isNull);
    }

    void comparesAddressesAsReceiptsMust_data()
    {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::addColumn<bool>("same");
        const auto row = [](const char *a, const char *b, bool same) {
            QTest::newRow((QByteArray(a) + " and " + b).constData())
                << QByteArray(a) << QByteArray(b) << same;
        };
        row("bob@ex.org", "bob@ex.org", true);
        row("\"Bob\"@EX.org", "Bob@ex.ORG", true);
        row("Robert <bob@ex.org>", "bob@ex.org (B.)", true);
        row("\"b\\ob\"@ex.org", "bob@ex.org", true);
        row("bob@ex.org", "Bob@ex.org", false);
        row("bob+x@ex.org", "bob@ex.org", false);
        row("bob-x@ex.org", "bob@ex.org", false);
        row("b.ob@gmail.com", "bob@gmail.com", false);
        row("bob@mail.ex.org", "bob@ex.org", false);
        row("bob@ex.org.", "bob@ex.org", false);
        row("bob@\xc3\x9c.test", "bob@\xc3\xbc.test", true);
        row("\xc3\x9c@ex.org", "\xc3\xbc@ex.org", false);
        row("nobody", "nobody", false);
    }
    void comparesAddressesAsReceiptsMust()
    {
        COVERS("MDN-57", "MDN-58");
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);
        QTEST(mime::sameAddress(mailbox(a), mailbox(b)), "same");
        QTEST(mime::sameAddress(mailbox(b), mailbox(a)), "same");
    }

    void staysLinearAndBounded_data()
    {
        QTest::addColumn<QByteArray>("unit");
        for (const char *unit :
             {"a@b,", "a@b;",   ":;", "g:",  "<", ">",  "<@", "<@,", "<@a,",    "(",       "()",  "((\\",
              "\"",   "\"\\\"", "[",  "a@[", "@", "a@", "a ", ",",   "=?a?q?,", "=?a?q?x", "a@b "})
            QTest::newRow(unit) << QByteArray(unit);
    }
    void staysLinearAndBounded()
    {
        COVERS("SEC-62");
        QFETCH(QByteArray, unit);
        const QByteArray bomb = unit.repeated((unit == "a@b," ? 5'000'000 : 1'000'000) / unit.size());
        QElapsedTimer timer;
        timer.start();
        const auto list = mime::parseAddressList(bomb);
        QVERIFY(list.mailboxes.size()
                <= size_t{mime::limits::addresses} + 5000);  // the last piece is read whole
        QVERIFY(mime::parsePath(bomb).mailbox.isEmpty());
        QVERIFY2(timer.elapsed() < 15'000, QByteArray::number(timer.elapsed()).constData());
    }
};

POSTHORN_TEST(AddressTest)
#include "tst_address.moc"
