// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/fieldsyntax.h"
#include "core/receipts/ownaddress.h"
#include "core/receipts/request.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using receipts::Authentication;
using receipts::Request;

namespace {

// The header block of a plain request with some fields in front of it.
Request read(const QByteArray &fields, const QByteArray &own = "me@home.example")
{
    const QByteArray octets = fields
        + "From: Ann <a@ex.org>\r\nTo: me@home.example\r\nDate: Tue, 3 Mar 2026 10:00:00 +0100\r\n\r\n";
    return receipts::readRequest(mime::Header::parse(octets), own, "mx.home.example").value_or(Request());
}

Request readWith(const QByteArray &field)
{
    return read("Disposition-Notification-To: a@ex.org\r\nMessage-ID: <m1@ex.org>\r\n" + field + "\r\n");
}

mime::PartInfo part(const char *type, const char *subtype, std::vector<mime::PartInfo> parts = {})
{
    mime::PartInfo info;
    info.type = type;
    info.subtype = subtype;
    info.parts = std::move(parts);
    return info;
}

QByteArrayList notifyTo(const Request &request)
{
    QByteArrayList list;
    for (const auto &mailbox : request.notifyTo)
        list.append(mailbox.addrSpec());
    return list;
}

}

class RequestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhoIsToBeNotified_data();
    void readsWhoIsToBeNotified();
    void asksOnlyWithTheOneField();
    void readsTheReturnPath_data();
    void readsTheReturnPath();
    void takesOriginalRecipientOnlyWhenThereIsExactlyOne_data();
    void takesOriginalRecipientOnlyWhenThereIsExactlyOne();
    void seesRequiredOptions_data();
    void seesRequiredOptions();
    void normalisesTheMessageId_data();
    void normalisesTheMessageId();
    void seesReportsFragmentsAndEncryption_data();
    void seesReportsFragmentsAndEncryption();
    void seesMachinesListsAndNewsgroups_data();
    void seesMachinesListsAndNewsgroups();
    void believesOnlyItsOwnServersAuthenticationResults_data();
    void believesOnlyItsOwnServersAuthenticationResults();
    void believesNobodyWhereItsServerIsNotKnown();
    void findsANotificationAmongTheParts();
    void keepsTheKeyOfAMessageAcrossFoldingAndCopies();
    void tellsAForgedReuseOfAMessageIdByTheFingerprint();
    void readsTheRest();
    void splitsStructuredFields();
    void survivesHostileFields();
};

void RequestTest::readsWhoIsToBeNotified_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArrayList>("expected");
    QTest::addColumn<int>("malformed");
    const auto row = [](const char *name, const QByteArray &fields, const QByteArrayList &expected,
                        int malformed = 0) { QTest::newRow(name) << fields << expected << malformed; };
    const QByteArray field("Disposition-Notification-To: ");
    row("one", field + "a@ex.org\r\n", {"a@ex.org"});
    row("any case of the name", "DISPOSITION-notification-TO: a@ex.org\r\n", {"a@ex.org"});
    row("with a name", field + "\"Ann, the first\" <a@ex.org>\r\n", {"a@ex.org"});
    row("folded with comments", field + "(x)\r\n\tAnn (y) <a@ex.org>\r\n", {"a@ex.org"});
    row("the same twice is one", field + "a@ex.org, Ann <a@EX.org>\r\n", {"a@ex.org"});
    row("quoting makes no other", field + "\"a\"@ex.org, a@ex.org\r\n", {"a@ex.org"});
    row("case of the local part does", field + "a@ex.org, A@ex.org\r\n", {"a@ex.org", "A@ex.org"});
    row("a detail makes another", field + "bob@ex.org, bob+x@ex.org\r\n", {"bob@ex.org", "bob+x@ex.org"});
    row("two fields", field + "a@ex.org\r\n" + field + "b@ex.org\r\n", {"a@ex.org", "b@ex.org"});
    row("a group", field + "Team: a@ex.org, b@ex.org;\r\n", {"a@ex.org", "b@ex.org"});
    row("an empty group", field + "undisclosed-recipients:;\r\n", {});
    row("a local part alone", field + "bob\r\n", {}, 1);
    row("one of two is broken", field + "a@ex.org, bob\r\n", {"a@ex.org"}, 1);
    const QByteArray endless = field + QByteArray("a@ex.org,").repeated(20'001) + "b@ex.org\r\n";
    row("more than anybody has", endless, {"a@ex.org"}, 1);
    row("and again", endless + endless, {"a@ex.org"}, 2);
    row("an internationalised domain",
        field
            + "a@b\xc3\xbc"
              "cher.example\r\n",
        {"a@xn--bcher-kva.example"});
}

void RequestTest::readsWhoIsToBeNotified()
{
    COVERS("MDN-57", "MDN-58");
    QFETCH(QByteArray, fields);
    QFETCH(QByteArrayList, expected);
    const Request request = read(fields);
    QCOMPARE(notifyTo(request), expected);
    QTEST(request.malformedAddresses, "malformed");
    QCOMPARE(request.requestFields, static_cast<int>(fields.toLower().count("disposition-notification-to:")));
}

void RequestTest::asksOnlyWithTheOneField()
{
    const auto asks = [](const QByteArray &octets) {
        return receipts::asksForReceipt(mime::Header::parse(octets));
    };
    QVERIFY(asks("Disposition-Notification-To: a@ex.org\r\n\r\n"));
    QVERIFY(asks("Disposition-Notification-To:\r\n\r\n"));  // broken, but asking
    QVERIFY(!asks("Return-Receipt-To: a@ex.org\r\nX-Confirm-Reading-To: a@ex.org\r\n\r\n"));
    QVERIFY(!asks("Subject: x\r\n\r\nDisposition-Notification-To: a@ex.org\r\n"));
    QVERIFY(!receipts::readRequest(mime::Header::parse("Subject: x\r\n\r\n"), "me@home.example",
                                   "mx.home.example"));
}

void RequestTest::readsTheReturnPath_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("address");
    const auto row = [](const char *name, const QByteArray &fields, Request::ReturnPath kind,
                        const QByteArray &address = {}) {
        QTest::newRow(name) << fields << static_cast<int>(kind) << address;
    };
    row("missing", "", Request::ReturnPath::Missing);
    row("one", "Return-Path: <a@ex.org>\r\n", Request::ReturnPath::One, "a@ex.org");
    row("without brackets", "Return-Path: a@ex.org\r\n", Request::ReturnPath::One, "a@ex.org");
    row("null", "Return-Path: <>\r\n", Request::ReturnPath::Null);
    row("null with blanks", "Return-Path:  < > \r\n", Request::ReturnPath::Null);
    row("several: the topmost", "Return-Path: <a@ex.org>\r\nReceived: x\r\nReturn-Path: <b@ex.org>\r\n",
        Request::ReturnPath::Several, "a@ex.org");
    row("null on top of the sender's own", "Return-Path: <>\r\nReturn-Path: <a@ex.org>\r\n",
        Request::ReturnPath::Null);
    row("nonsense", "Return-Path: <not an address\r\n", Request::ReturnPath::One);
}

void RequestTest::readsTheReturnPath()
{
    COVERS("MDN-59", "MDN-61");
    QFETCH(QByteArray, fields);
    QFETCH(int, kind);
    QFETCH(QByteArray, address);
    const Request request = read(fields + "Disposition-Notification-To: a@ex.org\r\n");
    QCOMPARE(static_cast<int>(request.returnPathKind), kind);
    QCOMPARE(request.returnPath.isEmpty() ? QByteArray() : request.returnPath.addrSpec(), address);
}

void RequestTest::takesOriginalRecipientOnlyWhenThereIsExactlyOne_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("none") << QByteArray("X: y") << QByteArray();
    QTest::newRow("one") << QByteArray("Original-Recipient: rfc822;Me+Tag@Home.example")
                         << QByteArray("rfc822;Me+Tag@Home.example");
    QTest::newRow("two") << QByteArray("Original-Recipient: rfc822;x@y.z\r\nOriginal-Recipient: rfc822;x@y.z")
                         << QByteArray();
    QTest::newRow("no type") << QByteArray("Original-Recipient: me@home.example") << QByteArray();
    QTest::newRow("no address") << QByteArray("Original-Recipient: rfc822; ") << QByteArray();
    QTest::newRow("not ASCII") << QByteArray("Original-Recipient: rfc822;m\xc3\xa9@home.example")
                               << QByteArray();
}

void RequestTest::takesOriginalRecipientOnlyWhenThereIsExactlyOne()
{
    COVERS("MDN-86");
    QFETCH(QByteArray, field);
    QTEST(readWith(field).originalRecipient.value_or(QByteArray()), "expected");
}

void RequestTest::seesRequiredOptions_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("required");
    QTest::newRow("required") << QByteArray("foo=required,bar") << true;
    QTest::newRow("optional") << QByteArray("x=optional,1") << false;
    QTest::newRow("case and blanks") << QByteArray("X = (c) ReQuired , 1") << true;
    QTest::newRow("folded") << QByteArray("x=\r\n required,1") << true;
    QTest::newRow("the second of two") << QByteArray("x=optional,1; y=required,2") << true;
    QTest::newRow("the word elsewhere") << QByteArray("x=optional,required; required=optional,1") << false;
    QTest::newRow("in quotes") << QByteArray("x=optional,\"a;b=required,c\"") << false;
    QTest::newRow("without a value") << QByteArray("x=required") << true;
    QTest::newRow("without a name") << QByteArray("=required,1") << true;
    QTest::newRow("empty") << QByteArray("") << false;
    QTest::newRow("two fields") << QByteArray(
        "x=optional,1\r\nDisposition-Notification-Options: y=required,1")
                                << true;
}

void RequestTest::seesRequiredOptions()
{
    COVERS("MDN-63", "MDN-64");
    QFETCH(QByteArray, value);
    QTEST(readWith("Disposition-Notification-Options: " + value).requiredOption, "required");
}

void RequestTest::normalisesTheMessageId_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("plain") << QByteArray("<M1@ex.org>") << QByteArray("<M1@ex.org>");
    QTest::newRow("comments around") << QByteArray("(x) <m1@ex.org> (y)") << QByteArray("<m1@ex.org>");
    QTest::newRow("blanks inside") << QByteArray("< m1 @ex.org >") << QByteArray("<m1@ex.org>");
    QTest::newRow("folded") << QByteArray("\r\n <m1@ex.org>") << QByteArray("<m1@ex.org>");
    QTest::newRow("without brackets") << QByteArray("m1@ex.org") << QByteArray("<m1@ex.org>");
    QTest::newRow("empty") << QByteArray("") << QByteArray();
    QTest::newRow("empty brackets") << QByteArray("<>") << QByteArray();
    QTest::newRow("words") << QByteArray("no message id") << QByteArray();
    QTest::newRow("8 bit") << QByteArray("<m\xe9@ex.org>") << QByteArray();
    QTest::newRow("unclosed") << QByteArray("<m1@ex.org") << QByteArray();
    QTest::newRow("too long for a line")
        << QByteArray('<' + QByteArray(950, 'x') + "@ex.org>") << QByteArray();
}

void RequestTest::normalisesTheMessageId()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    const Request request = read("Disposition-Notification-To: a@ex.org\r\nMessage-ID: " + value + "\r\n");
    QCOMPARE(request.messageId, expected);
    QVERIFY(!request.key.value.isEmpty());
}

void RequestTest::seesReportsFragmentsAndEncryption_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("seen");
    const auto row = [](const char *type, const char *seen) {
        QTest::newRow(type) << QByteArray(type) << QByteArray(seen);
    };
    row("text/plain", "");
    row("multipart/report; report-type=disposition-notification; boundary=x", "report");
    row("Multipart/REPORT; report-type=delivery-status", "report");
    row("message/disposition-notification", "report");
    row("(c) message/partial; id=x; number=1", "fragment");
    row("multipart/encrypted; protocol=\"application/pgp-encrypted\"", "encrypted");
    row("application/pkcs7-mime; smime-type=enveloped-data", "encrypted");
    row("application/pkcs7-mime; name=smime.p7m", "encrypted");
    row("application/x-pkcs7-mime; smime-type=\"Enveloped-Data\"", "encrypted");
    row("application/pkcs7-mime; smime-type=signed-data", "");
    row("multipart/signed; protocol=\"application/pgp-signature\"", "");
    row("multipart/mixed; boundary=\"multipart/report\"", "");
}

void RequestTest::seesReportsFragmentsAndEncryption()
{
    COVERS("MDN-50", "MDN-65");
    QFETCH(QByteArray, type);
    const Request request = readWith("Content-Type: " + type);
    QTEST(QByteArray(request.isReport          ? "report"
                         : request.isFragment  ? "fragment"
                         : request.isEncrypted ? "encrypted"
                                               : ""),
          "seen");
}

void RequestTest::seesMachinesListsAndNewsgroups_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("seen");
    const auto row = [](const char *field, const char *seen) {
        QTest::newRow(field) << QByteArray(field) << QByteArray(seen);
    };
    row("Auto-Submitted: no", "");
    row("Auto-Submitted: (c) NO ; x=y", "");
    row("Auto-Submitted: auto-generated", "automatic");
    row("Auto-Submitted: Auto-Replied (vacation)", "automatic");
    row("Precedence: junk", "automatic");
    row("Precedence: Bulk", "list");
    row("Precedence: list", "list");
    row("Precedence: first-class", "");
    row("List-Id: Friends <friends.ex.org>", "list");
    row("LIST-POST: <mailto:friends@ex.org>", "list");
    row("List-Unsubscribe: <https://ex.org/u>", "list");
    row("X-List-Id: x", "");
    row("Newsgroups: comp.mail.mime", "newsgroup");
    row("Resent-To: me@home.example", "resent");
    row("resent-message-id: <r@ex.org>", "resent");
}

void RequestTest::seesMachinesListsAndNewsgroups()
{
    COVERS("MDN-62");
    QFETCH(QByteArray, field);
    const Request r = readWith(field);
    QTEST(QByteArray(r.isAutomatic         ? "automatic"
                         : r.isMailingList ? "list"
                         : r.isNewsgroup   ? "newsgroup"
                         : r.isResent      ? "resent"
                                           : ""),
          "seen");
}

void RequestTest::believesOnlyItsOwnServersAuthenticationResults_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("expected");
    const auto row = [](const char *name, const QByteArray &fields, Authentication expected) {
        QTest::newRow(name) << fields << static_cast<int>(expected);
    };
    const QByteArray field("Authentication-Results: mx.home.example");
    row("none", "X: y", Authentication::Unknown);
    row("pass", field + "; spf=fail; dmarc=pass header.from=ex.org", Authentication::Passed);
    row("fail", field + "; spf=pass; dkim=pass; dmarc=fail (p=reject) header.from=ex.org",
        Authentication::Failed);
    row("case, version, folding", field + " 1;\r\n\tDMARC/1 = Fail\r\n reason=\"x\"", Authentication::Failed);
    row("only DKIM", field + "; dkim=pass header.d=ex.org", Authentication::Unknown);
    row("none=none", field + "; dmarc=none", Authentication::Unknown);
    row("a pass below is the sender's", field + "; dmarc=none\r\n" + field + "; dmarc=pass",
        Authentication::Unknown);
    row("a pass in a comment", field + "; spf=none (; dmarc=pass)", Authentication::Unknown);
    row("a pass in quotes", field + "; spf=none reason=\"; dmarc=pass\"", Authentication::Unknown);
    row("another server's", "Authentication-Results: evil.example; dmarc=pass", Authentication::Unknown);
    row("another server's above ours",
        "Authentication-Results: evil.example; dmarc=pass\r\n" + field + "; dmarc=fail",
        Authentication::Failed);
    row("a name that only begins like ours", field + ".evil; dmarc=pass", Authentication::Unknown);
    row("no name", "Authentication-Results: ; dmarc=pass", Authentication::Unknown);
    row("quoted, in another case", "Authentication-Results: \"MX.home.example\"; dmarc=pass",
        Authentication::Passed);
    row("both", field + "; dmarc=pass; dmarc=fail", Authentication::Failed);
}

void RequestTest::believesOnlyItsOwnServersAuthenticationResults()
{
    COVERS("MDN-66", "SEC-85");
    QFETCH(QByteArray, fields);
    QTEST(static_cast<int>(readWith(fields).authentication), "expected");
}

void RequestTest::believesNobodyWhereItsServerIsNotKnown()
{
    COVERS("MDN-66", "SEC-85");
    const auto header = mime::Header::parse("Authentication-Results: mx.home.example; dmarc=pass\r\n"
                                            "Disposition-Notification-To: a@ex.org\r\n\r\n");
    QVERIFY(receipts::readRequest(header, "me@home.example", {})->authentication == Authentication::Unknown);
}

void RequestTest::findsANotificationAmongTheParts()
{
    COVERS("MDN-50");
    const mime::PartInfo text;
    const auto notification = part("message", "global-disposition-notification");
    QVERIFY(receipts::hasNotificationPart(part("multipart", "mixed", {text, notification})));
    const auto nested = part("multipart", "mixed", {part("multipart", "report"), text});
    QVERIFY(receipts::hasNotificationPart(nested));
    const auto forwarded = part("message", "rfc822", {nested});
    QVERIFY(!receipts::hasNotificationPart(part("multipart", "mixed", {text, forwarded})));
    QVERIFY(!receipts::hasNotificationPart(text));
}

void RequestTest::keepsTheKeyOfAMessageAcrossFoldingAndCopies()
{
    const auto key = [](const QByteArray &octets, const QByteArray &own = "me@home.example") {
        return receipts::requestKey(mime::Header::parse(octets), own);
    };
    const QByteArray message("Message-ID: <m1@ex.org>\r\nSubject: a\r\n\r\n");
    QVERIFY(key(message) == key("X-Copied: yes\r\nMessage-Id:\r\n <m1@ex.org> (c)\r\nSubject: b\r\n\r\n"));
    QVERIFY(key(message) == key(message, "me@HOME.example"));
    QVERIFY(key(message) != key(message, "you@home.example"));
    QVERIFY(key(message) != key("Message-ID: <m2@ex.org>\r\n\r\n"));
    const QByteArray nameless("From: a@ex.org\r\nTo: b@ex.org\r\nSubject: a long\r\n subject\r\n\r\n");
    QVERIFY(key(nameless)
            == key("From: a@ex.org\r\nTo:  b@ex.org\r\nSubject: a long subject\r\nMessage-ID: <>\r\n\r\n"));
    QVERIFY(key(nameless) != key("From: a@ex.org\r\nTo: c@ex.org\r\nSubject: a long subject\r\n\r\n"));
}

void RequestTest::tellsAForgedReuseOfAMessageIdByTheFingerprint()
{
    const Request first = readWith("Subject: one");
    const Request forged = readWith("Subject: two");
    QVERIFY(first.key == forged.key);
    QVERIFY(first.fingerprint != forged.fingerprint);
    QCOMPARE(readWith("Subject:\r\n one").fingerprint, first.fingerprint);
}

void RequestTest::readsTheRest()
{
    const Request request = readWith(
        "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nCc: \"C\" <c@ex.org>\r\nReferences: <a@x>\r\n <b@x>");
    QCOMPARE(request.subject, u"Grüße"_s);
    QCOMPARE(request.from.name, u"Ann"_s);
    QCOMPARE(request.to.size(), std::size_t{1});
    QCOMPARE(request.cc.front().addrSpec(), QByteArray("c@ex.org"));
    QCOMPARE(request.references, QByteArray("<a@x> <b@x>"));
    QCOMPARE(request.date, QDateTime(QDate(2026, 3, 3), QTime(9, 0), Qt::UTC));
    const QUuid account(u"{11111111-2222-3333-4444-555555555555}"_s);
    const auto own = [&](const QByteArray &to) {
        return receipts::ownAddressFor(mime::Header::parse("To: " + to + "\r\n\r\n"),
                                       {"x@home.example", "me@home.example"}, account);
    };
    QCOMPARE(own("Me <me@HOME.example>"), QByteArray("me@home.example"));
    QCOMPARE(own("else@ex.org"), account.toByteArray(QUuid::WithoutBraces));
}

void RequestTest::splitsStructuredFields()
{
    using receipts::messageIds, receipts::splitOutsideQuotes, receipts::withoutComments;
    QCOMPARE(withoutComments("a (b (c) \\) d) e"), QByteArray("a   e"));
    QCOMPARE(withoutComments("\"(not a comment)\" (one)"), QByteArray("\"(not a comment)\""));
    QCOMPARE(withoutComments("a (never closed"), QByteArray("a"));
    QCOMPARE(withoutComments("\"never closed ("), QByteArray("\"never closed ("));
    QCOMPARE(splitOutsideQuotes("a; \"b;\\\";c\" ;d", ';'),
             (std::vector<QByteArray>{"a", "\"b;\\\";c\"", "d"}));
    QCOMPARE(splitOutsideQuotes("", ';'), std::vector<QByteArray>{QByteArray("")});
    QCOMPARE(messageIds("<a@x> junk <b@x>(c)<c@x> <> <d e>"),
             (std::vector<QByteArray>{"<a@x>", "<b@x>", "<c@x>", "<de>"}));
    QCOMPARE(receipts::printableAscii(" a\tb\r\nc\x01\xc3\xa9 d "), QByteArray("a b c d"));
}

void RequestTest::survivesHostileFields()
{
    const QByteArrayList hostile{QByteArray(100'000, '('),    QByteArray(100'000, '<'),
                                 QByteArray(100'000, '"'),    QByteArray(100'000, ';'),
                                 QByteArray(50'000, '\\'),    QByteArray("\0\0=\0;,", 6),
                                 QByteArray("=;=;required,=")};
    for (const QByteArray &value : hostile) {
        const Request request =
            read("Disposition-Notification-To: " + value + "\r\nDisposition-Notification-Options: " + value
                 + "\r\nReturn-Path: " + value + "\r\nAuthentication-Results: " + value + "\r\nMessage-ID: "
                 + value + "\r\nContent-Type: " + value + "\r\nOriginal-Recipient: " + value + "\r\n");
        QVERIFY(request.notifyTo.empty());
        QVERIFY(!request.originalRecipient);
        QVERIFY(request.messageId.isEmpty() || request.messageId.size() < 1000);
    }
}

POSTHORN_TEST(RequestTest)
#include "tst_request.moc"
