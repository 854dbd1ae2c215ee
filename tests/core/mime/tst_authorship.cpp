// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/authenticationresults.h"
#include "core/mime/authorship.h"
#include "core/mime/lookalike.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using mime::AuthorFinding;
using Kind = AuthorFinding::Kind;

namespace {

const char *nameOf(Kind kind)
{
    switch (kind) {
    case Kind::SeveralFromFields: return "SeveralFromFields";
    case Kind::NoAuthor: return "NoAuthor";
    case Kind::UnclearAuthor: return "UnclearAuthor";
    case Kind::DisguisedAddress: return "DisguisedAddress";
    case Kind::OtherAddressInName: return "OtherAddressInName";
    case Kind::HiddenText: return "HiddenText";
    case Kind::LookAlikeDomain: return "LookAlikeDomain";
    case Kind::MixedScripts: return "MixedScripts";
    case Kind::AuthenticationFailed: return "AuthenticationFailed";
    case Kind::AuthenticatedOther: return "AuthenticatedOther";
    case Kind::SeveralAuthors: return "SeveralAuthors";
    case Kind::SenderElsewhere: return "SenderElsewhere";
    case Kind::RepliesElsewhere: return "RepliesElsewhere";
    }
    return "?";
}

// "Kind shown actual" each; the angle brackets of what is empty are left out
QByteArray found(const QByteArray &header)
{
    QByteArrayList all;
    for (const AuthorFinding &finding :
         mime::authorFindings(mime::Header::parse(header), {"mx.home.example", {"me@paypal.example"}})) {
        QByteArray text = nameOf(finding.kind);
        for (const QString &each : {finding.shown, finding.actual})
            text += each.isEmpty() ? QByteArray() : '[' + each.toUtf8() + ']';
        all.append(text);
    }
    return all.join(' ');
}

}

class AuthorshipTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatMisleads_data()
    {
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("findings");
        const auto row = [](const char *rows, const char *name, const QByteArray &header,
                            const char *findings) {
            QTest::newRow(name) << QString::fromLatin1(rows) << header << QByteArray(findings);
        };
        const auto from = [&](const char *rows, const char *name, const QByteArray &value,
                              const char *findings) { row(rows, name, "From: " + value + "\r\n", findings); };
        // honest mail
        from("SEC-81", "plain", "Ann Example <ann@example.org>", "");
        from("SEC-78", "folded with a tab", "Ann Example\r\n\t<ann@example.org>", "");
        from("SEC-78", "an encoded word folded with a tab", "=?utf-8?Q?Ann?=\r\n\t<ann@example.org>", "");
        from("SEC-81", "address alone", "ann@example.org", "");
        from("SEC-81", "own address as name", "\"ann@example.org\" <ann@example.org>", "");
        from("SEC-81", "address of the same house as name", "\"ann@example.org\" <bounce@mail.example.org>",
             "");
        from("SEC-81", "an at sign that is no address", "\"Ann @ Work\" <ann@example.org>", "");
        from("SEC-82", "a language of its own",
             "a@b\xc3\xbc"
             "cher.example",
             "");
        from("SEC-82", "the same in punycode", "a@xn--bcher-kva.example", "");
        from("SEC-82", "Japanese and Latin",
             "a@\xe6\x97\xa5\xe6\x9c\xac"
             "abc.example",
             "");
        from("SEC-82", "Russian below a Russian top level", "a@\xd0\xbe\xd1\x81\xd0\xb0.\xd1\x80\xd1\x84",
             "");
        from("SEC-83", "Hebrew with marks of direction", "\"\xe2\x80\x8f\xd7\xa9\xd7\x9c\" <a@b.example>",
             "");
        // names
        from("SEC-81", "another address as name", "\"chair@bank.example\" <m@evil.example>",
             "OtherAddressInName[chair@bank.example][chair@bank.example <m@evil.example>]");
        from("SEC-81", "another address within the name",
             "\"The Chair, chair@bank.example.\" <m@evil.example>",
             "OtherAddressInName[chair@bank.example][The Chair, chair@bank.example. <m@evil.example>]");
        from("SEC-81", "in an encoded word", "=?utf-8?Q?chair=40bank.example?= <m@evil.example>",
             "OtherAddressInName[chair@bank.example][chair@bank.example <m@evil.example>]");
        from("SEC-81", "with an at sign of full width",
             "\"chair\xef\xbc\xa0"
             "bank.example\" <m@evil.example>",
             "OtherAddressInName[chair@bank.example][chair\xef\xbc\xa0"
             "bank.example <m@evil.example>]");
        from("SEC-79", "blanks that push",
             "\"Bank" + QByteArray("\xe2\xa0\x80").repeated(40) + "\" <m@evil.example>", "HiddenText");
        from("SEC-79", "zero width", "\"Ba\xe2\x80\x8bnk\" <m@evil.example>", "HiddenText");
        from("SEC-83", "override of direction", "\"Bank \xe2\x80\xaemoc\" <m@evil.example>", "HiddenText");
        from("SEC-83", "isolates", "\"Bank \xe2\x81\xa7moc\" <m@evil.example>", "HiddenText");
        // addresses
        from("SEC-78", "encoded word as local part", "=?utf-8?Q?a=40bank.example?=@evil.example",
             "DisguisedAddress");
        from("SEC-78", "encoded word in brackets", "<=?utf-8?Q?a=40bank.example?=@evil.example>",
             "DisguisedAddress");
        from("SEC-78", "NUL behind an encoded address",
             "=?utf-8?b?" + QByteArray("chair@bank.example").toBase64() + "?==?utf-8?Q?=00?=@evil.example",
             "UnclearAuthor DisguisedAddress");
        from("SEC-78", "line end behind an encoded address",
             "=?utf-8?Q?chair=40bank.example=0A?=@evil.example", "DisguisedAddress");
        from("SEC-78", "line end in the name", "=?utf-8?Q?chair=40bank.example=0A?= <m@evil.example>",
             "DisguisedAddress OtherAddressInName[chair@bank.example][chair@bank.example <m@evil.example>]");
        from("SEC-78", "a control in the name", "=?utf-8?Q?Bank=08?= <m@evil.example>", "DisguisedAddress");
        from("SEC-78", "raw NUL", QByteArray("\"Ba\0nk\" <m@evil.example>", 24), "DisguisedAddress");
        from("SEC-79", "zero width in the address", "a\xe2\x80\x8b@b.example", "HiddenText");
        from("SEC-80", "two addresses", "Ann <a@b.example> <c@d.example>", "UnclearAuthor");
        from("SEC-80", "two at signs", "<a@b@c.example>", "UnclearAuthor");
        from("SEC-80", "group", "Friends: a@b.example;", "UnclearAuthor");
        from("SEC-80", "several", "a@b.example, c@d.example", "SeveralAuthors");
        from("SEC-80", "no address", "Ann Example", "NoAuthor");
        from("SEC-80", "empty", "", "NoAuthor");
        row("SEC-80", "no field", "Subject: x\r\n", "NoAuthor");
        row("SEC-80", "two fields", "From: a@b.example\r\nFrom: c@d.example\r\n", "SeveralFromFields");
        row("SEC-80", "Sender of another house", "From: a@b.example\r\nSender: c@d.example\r\n",
            "SenderElsewhere[a@b.example][c@d.example]");
        row("SEC-80", "Sender of a list",
            "From: a@b.example\r\nSender: l-bounces@d.example\r\nList-Id: <l.d.example>\r\n", "");
        row("SEC-81", "a list in its author's place",
            "From: \"a@b.example via L\" <l@d.example>\r\nList-Post: <mailto:l@d.example>\r\n", "");
        row("SEC-80", "Sender of the same house", "From: a@b.example\r\nSender: c@mail.b.example\r\n", "");
        // domains
        from("SEC-82", "Cyrillic among Latin", "a@p\xd0\xb0ypal.example",
             "LookAlikeDomain[paypal.example][xn--pypal-4ve.example]");
        from("SEC-82", "the same in punycode", "a@xn--pypal-4ve.example",
             "LookAlikeDomain[paypal.example][xn--pypal-4ve.example]");
        from("SEC-82", "Cyrillic alone that spells Latin", "a@\xd0\xbe\xd1\x81\xd0\xb0.example",
             "LookAlikeDomain[oca.example][xn--80a1aj.example]");
        from("SEC-82", "Greek among Latin",
             "a@g\xce\xbf"
             "ogle.example",
             "LookAlikeDomain[google.example][xn--gogle-rce.example]");
        from("SEC-82", "scripts mixed to a word of none", "a@ba\xd1\x8f.example",
             "MixedScripts[ba\xd1\x8f.example][xn--ba-wnc.example]");
        from("SEC-82", "digits for letters of my own domain", "a@paypa1.example",
             "LookAlikeDomain[paypal.example][paypa1.example]");
        from("SEC-82", "an accent on my own domain", "a@p\xc3\xa1ypal.example",
             "LookAlikeDomain[paypal.example][xn--pypal-xqa.example]");
        from("SEC-82", "my own domain", "a@PayPal.example", "");
        // answers
        row("SEC-84", "Reply-To elsewhere", "From: a@b.example\r\nReply-To: Ann <c@d.example>\r\n",
            "RepliesElsewhere[a@b.example][c@d.example]");
        row("SEC-84", "Reply-To in the same house", "From: a@b.example\r\nReply-To: c@b.example\r\n", "");
        row("SEC-84", "Reply-To of a list",
            "From: a@b.example\r\nReply-To: l@lists.example\r\nList-Post: <mailto:l@lists.example>\r\n", "");
        row("SEC-84", "Reply-To elsewhere on a list",
            "From: a@b.example\r\nReply-To: c@d.example\r\nList-Post: <mailto:l@lists.example>\r\n",
            "RepliesElsewhere[a@b.example][c@d.example]");
        // authentication
        const QByteArray ours = "Authentication-Results: mx.home.example; ", ann = "From: a@b.example\r\n";
        row("SEC-85", "passed", ours + "dmarc=pass header.from=b.example\r\n" + ann, "");
        row("SEC-85", "failed", ours + "spf=pass; dmarc=fail (p=none) header.from=b.example\r\n" + ann,
            "AuthenticationFailed[DMARC]");
        row("SEC-85", "failed, in capitals and with a version",
            "Authentication-Results: MX.home.example 1; DMARC/1 = FAIL\r\n" + ann,
            "AuthenticationFailed[DMARC]");
        row("SEC-85", "another server's", "Authentication-Results: mx.evil.example; dmarc=fail\r\n" + ann,
            "");
        row("SEC-85", "ours in a comment of another's",
            "Authentication-Results: (mx.home.example;) mx.evil.example; dmarc=fail\r\n" + ann, "");
        row("SEC-85", "brought along by the sender, below ours",
            ours + "dmarc=fail\r\nReceived: by mx\r\n" + ours + "dmarc=pass\r\n" + ann,
            "AuthenticationFailed[DMARC]");
        row("SEC-85", "a failure below the boundary says nothing",
            ours + "dmarc=pass\r\nReceived: by mx\r\n" + ours + "dmarc=fail\r\n" + ann, "");
        row("SEC-85", "two fields of ours", ours + "spf=pass\r\n" + ours + "dmarc=fail\r\n" + ann,
            "AuthenticationFailed[DMARC]");
        row("SEC-85", "passed for another", ours + "dmarc=pass header.from=evil.example\r\n" + ann,
            "AuthenticatedOther[b.example][evil.example]");
        row("SEC-85", "SPF alone failed", ours + "spf=fail smtp.mailfrom=x.example\r\n" + ann,
            "AuthenticationFailed[SPF]");
        row("SEC-85", "SPF failed on the way, DKIM passed",
            ours + "spf=fail; dkim=pass header.d=b.example\r\n" + ann, "");
        row("SEC-85", "soft failures say nothing", ours + "spf=softfail; dkim=none\r\n" + ann, "");
        row("SEC-85", "none", "Authentication-Results: mx.home.example; none\r\n" + ann, "");
    }
    void findsWhatMisleads()
    {
        QFETCH(QString, rows);
        const posthorn_test::Coverage covered(rows);
        QFETCH(QByteArray, header);
        QTEST(found(header), "findings");
    }

    // Letters that are mistaken for Latin ones (UTS 39), each for its own.
    void everyLookAlikeIsTheLetterItLooksLike()
    {
        COVERS("SEC-82");
        const QString strange = u"\u0131\u0138\u01c0\u0251\u0261\u0269\u026a\u0280\u028f\u029f\u03b1\u03b3"
                                u"\u03b7\u03b9\u03ba\u03bd\u03bf\u03c1\u03c3\u03c4\u03c5\u03c7\u03c9\u03f3"
                                u"\u0430\u0432\u0433\u0435\u043a\u043c\u043d\u043e\u043f\u0440\u0441\u0442"
                                u"\u0443\u0445\u044c\u0455\u0456\u0458\u0475\u04ab\u04af\u04bb\u04bd\u04cf"
                                u"\u0501\u051b\u051d\u0561\u0563\u0566\u0570\u0578\u057d\u0581\u0585"_s;
        const QString latin = u"iklagiirylaynikvopotuxwjabrekmhonpctyxbsijvcyheldqwwqqhnugo"_s;
        QCOMPARE(strange.size(), latin.size());
        for (qsizetype i = 0; i < strange.size(); ++i)
            QCOMPARE(mime::skeleton(strange.mid(i, 1)), mime::skeleton(latin.mid(i, 1)));
    }

    void nobodyIsBelievedWithoutAName()
    {
        COVERS("SEC-85");
        const auto header =
            mime::Header::parse("Authentication-Results: ; dmarc=fail\r\nFrom: a@b.example\r\n");
        QVERIFY(mime::authorFindings(header, {}).empty());
        QVERIFY(mime::trustedResults(header, {}).empty());
    }

    void readsAuthenticationResults()
    {
        const auto read =
            mime::parseAuthenticationResults("mx.example (a;b) 1; dkim=pass reason=\"good; signature\" "
                                             "header.d=x.example; spf=fail smtp.mailfrom=y; none");
        QCOMPARE(read.server, QByteArray("mx.example"));
        QCOMPARE(read.results.size(), 2U);
        QCOMPARE(read.results.front().method, QByteArray("dkim"));
        QCOMPARE(read.results.front().result, QByteArray("pass"));
        QCOMPARE(read.results.front().property("reason"), QByteArray("good; signature"));
        QCOMPARE(read.results.front().property("header.d"), QByteArray("x.example"));
        QCOMPARE(read.results.back().property("smtp.mailfrom"), QByteArray("y"));
        QVERIFY(read.results.back().property("nothing").isEmpty());
    }

    void warningsComeFirst()
    {
        const auto all = mime::authorFindings(
            mime::Header::parse(
                "Reply-To: x@y.example\r\nFrom: \"a@b.example\" <c@d.example>, e@f.example\r\n"),
            {});
        QCOMPARE(all.size(), 3U);
        QVERIFY(mime::isWarning(all.front().kind) && !mime::isWarning(all.at(1).kind));
    }

    void domainsHaveAnAsciiForm()
    {
        COVERS("SEC-82");
        QCOMPARE(mime::asciiDomain("b\xc3\xbc"
                                   "cher.example"),
                 u"xn--bcher-kva.example"_s);
        QCOMPARE(mime::unicodeDomain("XN--BCHER-KVA.example"), u"bücher.example"_s);
        QCOMPARE(mime::asciiDomain("[192.0.2.1]"), u"[192.0.2.1]"_s);
        QVERIFY(!mime::mixesScripts(u"日本語カタカナひらがなlatin"));
        QVERIFY(mime::mixesScripts(u"аb"));
        QCOMPARE(mime::skeleton(u"Рауpаl"), mime::skeleton(u"paypal"));
    }
};

POSTHORN_TEST(AuthorshipTest)
#include "tst_authorship.moc"
