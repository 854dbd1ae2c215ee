// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/provenauthor.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

// Whether our own server vouches for the author.
class ProvenAuthorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theServerVouchesOrNot_data()
    {
        QTest::addColumn<QByteArray>("results");  // of the Authentication-Results that is ours
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<bool>("isProven");
        const auto row = [](const char *name, const char *results, bool isProven,
                            const char *from = "Ann <ann@shop.example>") {
            QTest::newRow(name) << QByteArray(results) << QByteArray(from) << isProven;
        };
        row("DMARC passed", "dmarc=pass header.from=shop.example", true);
        row("in capitals", "dmarc=pass header.from=SHOP.Example", true);
        row("beyond ASCII", "dmarc=pass header.from=xn--bcher-kva.example", true,
            "a@b\xc3\xbc"
            "cher.example");
        row("DMARC of another domain", "dmarc=pass header.from=evil.example", false);
        row("DMARC of the domain above", "dmarc=pass header.from=example", false);
        row("DMARC of nobody", "dmarc=pass", false);
        row("DMARC failed", "dmarc=fail header.from=shop.example", false);
        row("DMARC failed and DKIM passed",
            "dmarc=fail header.from=shop.example; dkim=pass header.d=shop.example", false);
        row("no policy", "dmarc=none header.from=shop.example", false);
        row("signed by the domain", "dkim=pass header.d=shop.example header.s=x", true);
        row("signed by the domain above", "dkim=pass header.d=shop.example", true, "a@mail.shop.example");
        row("signed by a part of the domain", "dkim=pass header.d=mail.shop.example", false);
        row("signed by a top-level domain", "dkim=pass header.d=example", false);
        row("signed by one that ends alike", "dkim=pass header.d=op.example", false);
        row("signed for an identity", "dkim=pass header.i=@shop.example", true);
        row("signed by a sender of mail", "dkim=pass header.d=mailer.example", false);
        row("the second of two signatures", "dkim=fail header.d=x.example; dkim=pass header.d=shop.example",
            true);
        row("a signature that failed", "dkim=fail header.d=shop.example", false);
        row("the envelope alone", "spf=pass smtp.mailfrom=shop.example", false);
        row("nothing", "none", false);
        row("two authors", "dmarc=pass header.from=shop.example", false, "a@shop.example, b@shop.example");
        row("an address in the name", "dmarc=pass header.from=shop.example", false,
            "\"boss@bank.example\" <a@shop.example>");
        row("no author", "dmarc=pass header.from=shop.example", false, "Ann");
    }
    void theServerVouchesOrNot()
    {
        COVERS("SEC-115");
        QFETCH(QByteArray, results);
        QFETCH(QByteArray, from);
        QFETCH(bool, isProven);
        const auto header = mime::Header::parse("Authentication-Results: mx.home.example; " + results
                                                + "\r\nFrom: " + from + "\r\nSubject: x\r\n\r\n");
        const auto author = mime::provenAuthor(header, "mx.home.example");
        QCOMPARE(author.has_value(), isProven);
        if (author)
            QVERIFY(from.contains(author->addrSpec()));
        QVERIFY(!mime::provenAuthor(header, {}));  // nobody is believed
        QVERIFY(!mime::provenAuthor(header, "mx.elsewhere.example"));
    }

    void whatCameInWithTheMessageIsNotBelieved()
    {
        COVERS("SEC-115");
        const auto header = mime::Header::parse(
            "Authentication-Results: mx.home.example; spf=pass smtp.mailfrom=evil.example\r\n"
            "Received: from evil.example by mx.home.example\r\n"
            "Authentication-Results: mx.home.example; dmarc=pass header.from=shop.example\r\n"
            "From: ann@shop.example\r\n\r\n");
        QVERIFY(!mime::provenAuthor(header, "mx.home.example"));
    }
};

POSTHORN_TEST(ProvenAuthorTest)
#include "tst_provenauthor.moc"
