// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/listunsubscribe.h"

#include "tests/support/mutated.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

const QByteArray server = "mx.home.example";

mime::ListUnsubscribe read(const QByteArray &fields)
{
    return mime::readListUnsubscribe(mime::Header::parse(fields + "From: a@shop.example\r\n\r\n"), server);
}

}

// How a list says that it can be left.
class ListUnsubscribeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesAreRead_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("page");
        QTest::addColumn<QByteArray>("address");  // of the mail
        const auto row = [](const char *name, const char *value, const char *page, const char *address) {
            QTest::newRow(name) << QByteArray(value) << QString::fromLatin1(page) << QByteArray(address);
        };
        row("a page", "<https://a.example/u?id=1>", "https://a.example/u?id=1", "");
        row("a mail", "<mailto:off@a.example>", "", "off@a.example");
        row("both", "<mailto:off@a.example>, <https://a.example/u>", "https://a.example/u", "off@a.example");
        row("the first of each",
            "<https://a.example/1>,<https://b.example/2>,<mailto:a@x.example>,<mailto:b@x.example>",
            "https://a.example/1", "a@x.example");
        row("folded within", "<https://a.example/\r\n u?id=\r\n\t1>", "https://a.example/u?id=1", "");
        row("encoded", "<mailto:off%2B7@a.example?subject=x>", "", "off+7@a.example");
        row("in the clear", "<http://a.example/u>", "", "");
        row("in the clear first", "<http://a.example/u>, <https://b.example/u>", "https://b.example/u", "");
        row("a script", "<javascript:alert(1)>, <file:///etc/passwd>, <ftp://a.example/>", "", "");
        row("without brackets", "https://a.example/u", "", "");
        row("without an end", "<https://a.example/u", "", "");
        row("words before", "leave (here) <https://a.example/u>", "", "");
        row("a password", "<https://me:secret@a.example/u>", "", "");
        row("no host", "<https:///u>", "", "");
        row("nobody", "<mailto:>", "", "");
        row("two", "<mailto:a@x.example,b@x.example>", "", "");
        row("a line end in the address", "<mailto:a@x.example%0D%0ABcc:all@x.example>", "", "");
        row("beyond ASCII", "<https://a.example/\xc3\xbc>", "", "");
        row("nothing", "", "", "");
        row("empty", "<>, <>", "", "");
    }
    void addressesAreRead()
    {
        QFETCH(QByteArray, value);
        QFETCH(QString, page);
        QFETCH(QByteArray, address);
        const auto found = read("List-Unsubscribe: " + value + "\r\n");
        QCOMPARE(found.page, page);
        QCOMPARE(found.mail ? found.mail->address : QByteArray(), address);
        QCOMPARE(found.isEmpty(), page.isEmpty() && address.isEmpty());
        QVERIFY(!found.isOneClick);
    }

    void aMailHasASubjectAndABodyAndNothingElse()
    {
        const auto found =
            read("List-Unsubscribe: <mailto:off@a.example?subject=leave%0D%0ABcc:%20x@y.example"
                 "&BODY=two%0Alines&cc=all@x.example&attach=/etc/passwd>\r\n");
        QVERIFY(found.mail);
        QVERIFY(
            *found.mail
            == (mime::ListUnsubscribe::Mail{"off@a.example", u"leaveBcc: x@y.example"_s, u"two\nlines"_s}));
    }

    void oneClickMustBeOfferedAndSigned_data()
    {
        QTest::addColumn<QByteArray>("post");
        QTest::addColumn<QByteArray>("signature");
        QTest::addColumn<QByteArray>("results");
        QTest::addColumn<bool>("isOneClick");
        const QByteArray post = "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
        const QByteArray covers =
            "v=1; d=shop.example; s=k1; h=From:List-Unsubscribe:\r\n List-Unsubscribe-Post:Date;"
            " b=AbCd\r\n EfGh";
        const QByteArray half = "v=1; d=shop.example; s=k1; h=From:List-Unsubscribe; b=AbCdEfGh";
        const QByteArray pass = "dkim=pass header.d=shop.example";
        QTest::newRow("as it should be") << post << covers << pass << true;
        QTest::newRow("with its selector") << post << covers << pass + " header.s=k1" << true;
        QTest::newRow("with its value") << post << covers << pass + " header.b=AbCdEf" << true;
        QTest::newRow("for an identity alone")
            << post << covers << "dkim=pass header.i=@shop.example"_ba << false;
        QTest::newRow("another selector") << post << covers << pass + " header.s=k2" << false;
        QTest::newRow("another signature") << post << covers << pass + " header.b=Zz" << false;
        QTest::newRow("not offered") << QByteArray() << covers << pass << false;
        QTest::newRow("offered otherwise")
            << "List-Unsubscribe-Post: One-Click=List-Unsubscribe\r\n"_ba << covers << pass << false;
        QTest::newRow("offered twice") << post + post << covers << pass << false;
        QTest::newRow("not covered") << post << half << pass << false;
        QTest::newRow("not signed") << post << QByteArray() << pass << false;
        QTest::newRow("not verified") << post << covers << "spf=pass"_ba << false;
        QTest::newRow("failed") << post << covers << "dkim=fail header.d=shop.example"_ba << false;
        QTest::newRow("verified for another")
            << post << covers << "dkim=pass header.d=other.example"_ba << false;
        QTest::newRow("one that covers and one that does not")
            << post << covers + "\r\nDKIM-Signature: " + half << pass << false;
    }
    void oneClickMustBeOfferedAndSigned()
    {
        COVERS("SEC-117");
        QFETCH(QByteArray, post);
        QFETCH(QByteArray, signature);
        QFETCH(QByteArray, results);
        QFETCH(bool, isOneClick);
        const QByteArray fields = "Authentication-Results: mx.home.example; " + results
            + "\r\nDKIM-Signature: " + signature + "\r\n" + post;
        const QByteArray field = "List-Unsubscribe: <https://a.example/u>\r\n";
        QCOMPARE(read(fields + field).isOneClick, isOneClick);
        QVERIFY(!read(fields + field + field).isOneClick);
        QVERIFY(!read(fields + "List-Unsubscribe: <mailto:off@a.example>\r\n").isOneClick);
        const auto header = mime::Header::parse(fields + field + "\r\n");
        QVERIFY(!mime::readListUnsubscribe(header, {}).isOneClick);
    }

    void muchIsCut()
    {
        QByteArray many = "List-Unsubscribe: ";
        for (int i = 0; i < 100; ++i)
            many += "<http://a.example/>, ";
        QVERIFY(read(many + "<https://a.example/u>\r\n").isEmpty());
        QVERIFY(read("List-Unsubscribe: <https://a.example/" + QByteArray(5000, 'x') + ">\r\n").isEmpty());
        const auto mail = read("List-Unsubscribe: <mailto:a@b.example?subject=" + QByteArray(900, 's')
                               + "&body=" + QByteArray(3000, 'b') + ">\r\n");
        QVERIFY(mail.mail);
        QCOMPARE(mail.mail->subject.size(), 200);
        QCOMPARE(mail.mail->body.size(), 2000);
    }

    void anythingCanStandThere()
    {
        const QByteArray whole =
            "List-Unsubscribe: <https://a.example/u>, <mailto:off@a.example?subject=x&body=y>\r\n"
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
            "DKIM-Signature: v=1; d=shop.example; h=list-unsubscribe:list-unsubscribe-post; b=AbCd\r\n"
            "Authentication-Results: mx.home.example; dkim=pass header.d=shop.example\r\n";
        Mutator mutator("<>,;:=%\r\n \"()@?&");
        for (int i = 0; i < 3000; ++i) {
            const auto found = read(mutator.mutated(whole));
            QVERIFY(found.page.isEmpty() || found.page.startsWith("https://"_L1));
            QVERIFY(!found.isOneClick || !found.page.isEmpty());
            QVERIFY(!found.mail || !found.mail->address.contains('\n'));
        }
    }
};

POSTHORN_TEST(ListUnsubscribeTest)
#include "tst_listunsubscribe.moc"
