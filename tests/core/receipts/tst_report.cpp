// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/part.h"

#include "tests/core/receipts/receiptworld.h"

using namespace Qt::StringLiterals;
using namespace receipts;

namespace {

ReportOptions options()
{
    ReportOptions o;
    o.from = {u"Me"_s, "Me+Tag", "Home.example"};
    o.subject = u"Read: Numbers"_s;
    o.humanText =
        u"Your message was displayed to me@home.example.\nThis does not prove that anybody read or understood it.\n"_s;
    o.date = QDateTime(QDate(2026, 3, 3), QTime(12, 0), Qt::OffsetFromUTC, -3600);
    o.messageIdRandom = QByteArray::fromHex("00112233445566778899aabbccddeeff");
    return o;
}

Request request(const QByteArray &fields = {})
{
    return *readRequest(mime::Header::parse(fields + receipt_test::requestHeader()), "me@home.example",
                        "mx.home.example");
}

QByteArray field(const Report &report, const char *name)
{
    return mime::Header::parse(report.message).first(name).value_or("(none)");
}

mime::ParsedPart part(const Report &report, std::size_t index)
{
    const auto root = mime::parseMessage(report.message).root;
    return index < root.parts.size() ? root.parts.at(index) : mime::ParsedPart();
}

QByteArray notification(const Report &report)
{
    return part(report, 1).body;
}

}

class ReportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buildsTheWholeReceiptByteForByte();
    void isAMultipartReport();
    void startsWithTextForPeople();
    void writesTheFieldsThatTheRfcAsksForAndNoOther();
    void takesOriginalFieldsOnlyFromTheMessage();
    void saysWhoSentIt();
    void goesToExactlyTheAddressesOfTheRequest();
    void threadsWithTheOriginal();
    void namesTheProgramOnlyWhenWanted();
    void returnsHeadersOnlyOnRequestAndNeverOfEncryptedMail();
    void staysWithinMailLines();
    void cannotBeInjectedInto();
    void givesTheSameOctetsForTheSameInput();
};

void ReportTest::buildsTheWholeReceiptByteForByte()
{
    COVERS("MDN-70", "MDN-72", "MDN-82", "MDN-89", "MDN-73");
    const Report report = buildReport(request(), options());
    const QByteArray boundary = QByteArray(field(report, "Content-Type")).split('"').at(1);
    const QByteArray expected =
        "From: Me <Me+Tag@Home.example>\r\n"
        "To: a@ex.org\r\n"
        "Subject: Read: Numbers\r\n"
        "Date: Tue, 3 Mar 2026 12:00:00 -0100\r\n"
        "Message-ID: <00112233445566778899aabbccddeeff@home.example>\r\n"
        "In-Reply-To: <m1@ex.org>\r\n"
        "References: <m1@ex.org>\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: multipart/report; report-type=disposition-notification;\r\n boundary=\""
        + boundary + "\"\r\n\r\n--" + boundary
        + "\r\n"
          "Content-Type: text/plain; charset=utf-8\r\n"
          "Content-Transfer-Encoding: 7bit\r\n\r\n"
          "Your message was displayed to me@home.example.\r\n"
          "This does not prove that anybody read or understood it.\r\n\r\n--"
        + boundary
        + "\r\n"
          "Content-Type: message/disposition-notification\r\n"
          "Content-Transfer-Encoding: 7bit\r\n\r\n"
          "Reporting-UA: Posthorn\r\n"
          "Final-Recipient: rfc822;Me+Tag@Home.example\r\n"
          "Original-Message-ID: <m1@ex.org>\r\n"
          "Disposition: manual-action/MDN-sent-manually; displayed\r\n\r\n--"
        + boundary + "--\r\n";
    QCOMPARE(report.message, expected);
}

void ReportTest::isAMultipartReport()
{
    COVERS("MDN-70", "MDN-73", "MDN-80");
    const auto root = mime::parseMessage(buildReport(request(), options()).message).root;
    QCOMPARE(root.info.type + '/' + root.info.subtype, QByteArray("multipart/report"));
    QCOMPARE(root.info.parameter("report-type"), u"disposition-notification"_s);
    QVERIFY(!root.info.parameter("boundary").isEmpty());
    QCOMPARE(root.parts.size(), std::size_t{2});
    QCOMPARE(root.parts.at(1).body.count("Final-Recipient:"), 1);
}

void ReportTest::startsWithTextForPeople()
{
    COVERS("MDN-71", "MDN-92");
    ReportOptions o = options();
    o.humanText = u"Ihre Nachricht wurde angezeigt – ob sie gelesen wurde, weiß niemand.\n"_s;
    const auto text = part(buildReport(request(), o), 0);
    QCOMPARE(text.info.type + '/' + text.info.subtype, QByteArray("text/plain"));
    QCOMPARE(text.info.parameter("charset"), u"utf-8"_s);
    QCOMPARE(text.info.encoding, QByteArray("quoted-printable"));
    QCOMPARE(mime::readableText(text.info, text.body).trimmed(), o.humanText.trimmed());
}

void ReportTest::writesTheFieldsThatTheRfcAsksForAndNoOther()
{
    COVERS("MDN-85", "MDN-93", "MDN-94", "MDN-95", "MDN-96");
    const QByteArray body =
        notification(buildReport(request("Original-Recipient: rfc822;x@y.z\r\n"), options()));
    QByteArrayList names;
    for (const auto &line : body.trimmed().split('\n'))
        names.append(line.left(line.indexOf(':')));
    QCOMPARE(names,
             (QByteArrayList{"Reporting-UA", "Original-Recipient", "Final-Recipient", "Original-Message-ID",
                             "Disposition"}));
    QVERIFY(!body.contains(" \r\n"));
    QVERIFY(!body.contains("denied") && !body.contains("failed")
            && !body.contains('/' + QByteArray("error")));
    QVERIFY(
        std::all_of(body.begin(), body.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
}

void ReportTest::takesOriginalFieldsOnlyFromTheMessage()
{
    COVERS("MDN-86", "MDN-87", "MDN-88");
    const auto lines = [](const QByteArray &header) {
        return notification(buildReport(
            *readRequest(mime::Header::parse(header), "me@home.example", "mx.home.example"), options()));
    };
    const QByteArray plain = receipt_test::requestHeader();
    QVERIFY(lines("Original-Recipient: rfc822;Alias@ex.org\r\n" + plain)
                .contains("Original-Recipient: rfc822;Alias@ex.org\r\n"));
    QVERIFY(
        lines("Original-Recipient: x400-90;a=b\r\n" + plain).contains("Original-Recipient: x400-90;a=b\r\n"));
    QVERIFY(!lines(plain).contains("Original-Recipient"));
    QVERIFY(!lines("Original-Recipient: rfc822;a@b\r\nOriginal-Recipient: rfc822;c@d\r\n" + plain)
                 .contains("Original-Recipient"));
    QByteArray nameless = plain;
    nameless.replace("Message-ID: <m1@ex.org>\r\n", "");
    QVERIFY(!lines(nameless).contains("Original-Message-ID"));
    QVERIFY(lines(nameless).contains("Final-Recipient: rfc822;Me+Tag@Home.example\r\n"));
    const Report report = buildReport(
        *readRequest(mime::Header::parse(nameless), "me@home.example", "mx.home.example"), options());
    QCOMPARE(field(report, "In-Reply-To"), QByteArray("(none)"));
    QCOMPARE(field(report, "References"), QByteArray("(none)"));
}

void ReportTest::saysWhoSentIt()
{
    COVERS("MDN-77", "MDN-90", "MDN-91", "MDN-79");
    ReportOptions o = options();
    const Report manual = buildReport(request(), o);
    QCOMPARE(field(manual, "From"), QByteArray("Me <Me+Tag@Home.example>"));
    QVERIFY(notification(manual).contains("Disposition: manual-action/MDN-sent-manually; displayed\r\n"));
    QCOMPARE(field(manual, "Auto-Submitted"), QByteArray("(none)"));
    o.mode = SendingMode::Automatic;
    const Report automatic = buildReport(request(), o);
    QVERIFY(
        notification(automatic).contains("Disposition: manual-action/MDN-sent-automatically; displayed\r\n"));
    QCOMPARE(field(automatic, "Auto-Submitted"), QByteArray("auto-replied"));
    QCOMPARE(field(manual, "Message-ID"), '<' + manual.messageId + '>');
    QVERIFY(manual.messageId != "m1@ex.org");
}

void ReportTest::goesToExactlyTheAddressesOfTheRequest()
{
    COVERS("MDN-46", "MDN-76");
    QByteArray header = receipt_test::requestHeader();
    header.replace("<a@ex.org>\r\n\r\n",
                   "\"Bcc: x@y.z\" <a@ex.org>,\r\n \"b c\"@ex.org, A@ex.org, a@EX.ORG\r\n\r\n");
    const Report report = buildReport(
        *readRequest(mime::Header::parse(header), "me@home.example", "mx.home.example"), options());
    QCOMPARE(report.recipients, (std::vector<QByteArray>{"a@ex.org", "\"b c\"@ex.org", "A@ex.org"}));
    QCOMPARE(field(report, "To"), QByteArray("a@ex.org, \"b c\"@ex.org, A@ex.org"));
    QCOMPARE(field(report, "Cc"), QByteArray("(none)"));
    QCOMPARE(field(report, "Bcc"), QByteArray("(none)"));
    QCOMPARE(field(report, "Disposition-Notification-To"), QByteArray("(none)"));
}

void ReportTest::threadsWithTheOriginal()
{
    const Report report = buildReport(request("References: <r1@x> (c) <r2@x>\r\n"), options());
    QCOMPARE(field(report, "In-Reply-To"), QByteArray("<m1@ex.org>"));
    QCOMPARE(field(report, "References"), QByteArray("<r1@x> <r2@x> <m1@ex.org>"));
    QByteArray many = "References:";
    for (int i = 0; i < 500; ++i)
        many += " <r" + QByteArray::number(i) + "@x>";
    const QByteArray kept = field(buildReport(request(many + "\r\n"), options()), "References");
    QVERIFY(kept.startsWith("<r0@x> <r480@x> ") && kept.endsWith(" <r499@x> <m1@ex.org>"));
}

void ReportTest::namesTheProgramOnlyWhenWanted()
{
    COVERS("MDN-83", "MDN-84");
    ReportOptions o = options();
    QVERIFY(notification(buildReport(request(), o)).startsWith("Reporting-UA: Posthorn\r\n"));
    o.reportingUa.clear();
    const QByteArray bare = buildReport(request(), o).message;
    QVERIFY(!bare.contains("Reporting-UA") && !bare.contains("Posthorn"));
    QVERIFY(!bare.contains("User-Agent") && !bare.contains("X-Mailer") && !bare.contains("Linux"));
}

void ReportTest::returnsHeadersOnlyOnRequestAndNeverOfEncryptedMail()
{
    COVERS("MDN-74", "MDN-75", "MDN-98");
    ReportOptions o = options();
    QCOMPARE(mime::parseMessage(buildReport(request(), o).message).root.parts.size(), std::size_t{2});
    o.includeHeaders = "Subject: Merger \xc3\xa9\nX-Long: " + QByteArray(300, 'x') + "\n";
    const auto third = part(buildReport(request(), o), 2);
    QCOMPARE(third.info.type + '/' + third.info.subtype, QByteArray("text/rfc822-headers"));
    QCOMPARE(mime::decodeTransfer(third.body, third.info.encoding).trimmed(),
             "Subject: Merger \xc3\xa9\r\nX-Long: " + QByteArray(300, 'x'));
    const Report encrypted = buildReport(request("Content-Type: multipart/encrypted\r\n"), o);
    QCOMPARE(mime::parseMessage(encrypted.message).root.parts.size(), std::size_t{2});
    QVERIFY(!encrypted.message.contains("Merger"));
}

void ReportTest::staysWithinMailLines()
{
    QByteArray header = receipt_test::requestHeader();
    header.replace("<m1@ex.org>", '<' + QByteArray(880, 'm') + "@ex.org>");
    ReportOptions o = options();
    o.subject = QString(500, QChar(0x00e9));
    o.humanText = QString(3000, u'x');
    const Report report =
        buildReport(*readRequest(mime::Header::parse(header), "me@home.example", "mx.home.example"), o);
    for (const QByteArray &line : report.message.split('\n'))
        QVERIFY(line.size() <= 999 && (line.isEmpty() || line.endsWith('\r')));
    QVERIFY(std::all_of(report.message.begin(), report.message.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
}

void ReportTest::cannotBeInjectedInto()
{
    ReportOptions o = options();
    o.subject = u"Read: x\r\nBcc: evil@ex.org\r\n\r\nbody"_s;
    o.reportingUa = "P\r\nDisposition: automatic-action/MDN-sent-automatically; deleted";
    o.from.name = u"x\nBcc: evil@ex.org"_s;
    Request asked = request();
    asked.references = "<r1@x>\r\nBcc: evil@ex.org";
    asked.originalRecipient = "rfc822;x@y.z\r\nError: made up";
    const Report report = buildReport(asked, o);
    QCOMPARE(field(report, "Bcc"), QByteArray("(none)"));
    QCOMPARE(mime::parseMessage(report.message).root.parts.size(), std::size_t{2});
    const auto lines = notification(report).trimmed().split('\n');
    QCOMPARE(lines.size(), 5);
    QVERIFY(!notification(report).contains("\nError:"));
}

void ReportTest::givesTheSameOctetsForTheSameInput()
{
    QCOMPARE(buildReport(request(), options()), buildReport(request(), options()));
    ReportOptions o = options();
    o.messageIdRandom = "another";
    QVERIFY(buildReport(request(), o).messageId != buildReport(request(), options()).messageId);
}

POSTHORN_TEST(ReportTest)
#include "tst_report.moc"
