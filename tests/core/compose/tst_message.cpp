// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/message.h"
#include "core/mime/flowed.h"
#include "core/mime/parameter.h"
#include "core/mime/part.h"

#include "tests/core/compose/generated.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using compose::Composition;
using mime::Mailbox;

namespace {

Composition letter()
{
    Composition mail;
    mail.from = {u"René Example"_s, "rene", "example.org"};
    mail.to = {{.mailbox = {u"Ann"_s, "ann", "example.net"}}};
    mail.subject = u"Grüße"_s;
    mail.text = u"Hi,\nall is well.\n"_s;
    return mail;
}

QByteArray made(const Composition &mail)
{
    return compose::messageOf(mail, generated::stamp(0));
}

mime::ParsedMessage parsed(const Composition &mail)
{
    return mime::parseMessage(made(mail));
}

// Why these octets would not do; empty: they do.
QByteArray faultOf(const QByteArray &octets, qsizetype longestLine)
{
    const QByteArray rest = QByteArray(octets).replace("\r\n", "");
    if (rest.contains('\r') || rest.contains('\n'))
        return "a bare CR or LF";
    if (rest.contains('\0'))
        return "NUL";
    for (const QByteArray &line : octets.split('\n')) {
        if (line.size() > longestLine + 1)
            return "a long line: " + line;
    }
    return {};
}

// Which fields a message of ours may have, beside X-Mood.
const QByteArrayList expectedFields{
    "From",       "Reply-To",   "To",           "Cc",           "Bcc",
    "Subject",    "Date",       "Message-ID",   "In-Reply-To",  "References",
    "Importance", "X-Priority", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"};

QByteArray unexpectedField(const mime::Header &header, const QByteArray &extra = "X-Mood")
{
    for (const mime::HeaderField &field : header.fields()) {
        if (!expectedFields.contains(field.name) && field.name != extra)
            return field.name;
        if (header.count(field.name) != 1)
            return field.name + " twice";
    }
    return {};
}

qsizetype leavesOf(const mime::ParsedPart &part)
{
    if (!part.info.isMultipart())
        return 1;
    qsizetype leaves = 0;
    for (const mime::ParsedPart &inside : part.parts)
        leaves += leavesOf(inside);
    return leaves;
}

const mime::ParsedPart *leafOf(const mime::ParsedPart &part, QByteArrayView subtype)
{
    if (!part.info.isMultipart())
        return part.info.subtype == subtype ? &part : nullptr;
    for (const mime::ParsedPart &inside : part.parts) {
        if (const auto *found = leafOf(inside, subtype))
            return found;
    }
    return nullptr;
}

}

class ComposedMessageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAPlainLetter()
    {
        COVERS("SEC-126");
        QCOMPARE(made(letter()),
                 "From: =?utf-8?Q?Ren=C3=A9_Example?= <rene@example.org>\r\n"
                 "To: Ann <ann@example.net>\r\n"
                 "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n"
                 "Date: Sun, 22 Nov 2026 12:00:00 +0000\r\n"
                 "Message-ID: <30313233343536373839616263646566"
                 "30@example.org>\r\n"
                 "MIME-Version: 1.0\r\n"
                 "Content-Type: text/plain; charset=utf-8; format=flowed\r\n"
                 "Content-Transfer-Encoding: 7bit\r\n"
                 "\r\n"
                 "Hi,\r\nall is well.\r\n"_ba);
    }

    void saysTheTimeWithoutTheZone()
    {
        COVERS("SEC-126");
        const compose::Stamp there{.now =
                                       QDateTime(QDate(2026, 11, 22), QTime(23, 0), Qt::OffsetFromUTC, 39600),
                                   .random = "0123456789abcdef"};
        QVERIFY(compose::messageOf(letter(), there).contains("Date: Sun, 22 Nov 2026 12:00:00 +0000\r\n"));
    }

    void keepsTheNameItHas()
    {
        Composition mail = letter();
        mail.messageId = "<kept@example.org>";
        mail.inReplyTo = "<a@b>";
        mail.references = {"<x@y>", "<a@b>"};
        const mime::Header header = parsed(mail).root.header;
        QCOMPARE(header.first("Message-ID").value(), "<kept@example.org>"_ba);
        QCOMPARE(header.first("In-Reply-To").value(), "<a@b>"_ba);
        QCOMPARE(header.first("References").value(), "<x@y> <a@b>"_ba);
    }

    void writesDomainsInAsciiWhereThatIsEnough()
    {
        Composition mail = letter();
        mail.to = {{.mailbox = {{}, "ann", "müller.example"}}, {.mailbox = {{}, "иван", "müller.example"}}};
        QCOMPARE(parsed(mail).root.header.first("To").value(),
                 "ann@xn--mller-kva.example, иван@müller.example"_ba);
    }

    void leavesOutWhatIsNoAddress()
    {
        COVERS("SEC-120");
        Composition mail = letter();
        mail.to.push_back({.mailbox = {u"x"_s, "a\r\nBcc: b", "example.org"}});
        mail.to.push_back({.mailbox = {u"x"_s, "nowhere", {}}});
        QCOMPARE(parsed(mail).root.header.first("To").value(), "Ann <ann@example.net>"_ba);
    }

    void writesHtmlBesideTheText()
    {
        Composition mail = letter();
        mail.rich = {{{.runs = {{.text = u"Dear "_s}, {.text = u"Ann"_s, .isBold = true}}},
                      {.kind = compose::Paragraph::Kind::Bullet, .runs = {{.text = u"one < two"_s}}}}};
        const mime::ParsedMessage message = parsed(mail);
        QCOMPARE(message.root.info.subtype, "alternative"_ba);
        QCOMPARE(message.root.parts.size(), 2U);
        QCOMPARE(mime::readableText(message.root.parts[0].info, message.root.parts[0].body),
                 u"Dear Ann\n* one < two\n"_s);
        const QByteArray html = mime::decodeTransfer(message.root.parts[1].body, "quoted-printable");
        QVERIFY2(html.contains("<div>Dear <b>Ann</b></div>"), html.constData());
        QVERIFY(html.contains("<li>one &lt; two</li>"));
    }

    void putsPicturesBesideTheirHtml()
    {
        Composition mail = letter();
        mail.rich = {{{.runs = {{.text = u"cat"_s, .picture = "cat1@posthorn.invalid"}}}}};
        mail.attachments = {compose::attachmentOf("GIF89a", u"cat.gif"_s, "image/gif")};
        mail.attachments.front().contentId = "cat1@posthorn.invalid";
        const mime::ParsedMessage message = parsed(mail);
        const mime::ParsedPart &related = message.root.parts.at(1);
        QCOMPARE(related.info.subtype, "related"_ba);
        QCOMPARE(related.parts.at(1).info.contentId, "cat1@posthorn.invalid"_ba);
        QCOMPARE(mime::attachments(message.root.info).size(), 0U);

        mail.rich = {{{.runs = {{.text = u"no cat"_s}}}}};  // taken out of the text: a file
        QCOMPARE(mime::attachments(parsed(mail).root.info).size(), 1U);
    }

    void namesFilesForEveryReader_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("sent");
        QTest::newRow("plain") << u"report.pdf"_s << u"report.pdf"_s;
        QTest::newRow("blanks") << u"my report 2.pdf"_s << u"my report 2.pdf"_s;
        QTest::newRow("umlauts") << u"Übersicht für März.pdf"_s << u"Übersicht für März.pdf"_s;
        QTest::newRow("long") << QString(150, u'語') + u".pdf"_s << QString(150, u'語') + u".pdf"_s;
        QTest::newRow("quotes") << u"a\"b\\c%d'e.pdf"_s << u"c%d'e.pdf"_s;
        QTest::newRow("a path") << u"/home/rene/secret/a.pdf"_s << u"a.pdf"_s;
        QTest::newRow("a path of Windows") << u"C:\\Users\\rene\\a.pdf"_s << u"a.pdf"_s;
        QTest::newRow("an override") << u"cod.\u202Efdp.exe"_s << u"cod.fdp.exe"_s;
        QTest::newRow("lines") << u"a\r\nX-Evil: 1\r\n\r\n.pdf"_s << u"aX-Evil: 1.pdf"_s;
        QTest::newRow("none") << u"  "_s << u"attachment"_s;
        QTest::newRow("endless") << QString(400, u'a') + u".pdf"_s << QString(176, u'a') + u".pdf"_s;
    }
    void namesFilesForEveryReader()
    {
        COVERS("SEC-120", "SEC-126");
        QFETCH(QString, name);
        QFETCH(QString, sent);
        Composition mail = letter();
        mail.attachments = {compose::attachmentOf("x", name, "application/pdf")};
        const QByteArray octets = made(mail);
        QCOMPARE(faultOf(octets, 78), QByteArray());
        const mime::ParsedMessage message = mime::parseMessage(octets);
        QCOMPARE(message.root.parts.size(), 2U);
        QCOMPARE(message.root.parts[1].info.fileName, sent);
        QCOMPARE(message.root.parts[1].info.type, "application"_ba);
        QVERIFY(!octets.contains("rene/secret") && !octets.contains("Users"));
        QVERIFY(octets.contains("size=1"));
    }

    void passesOnAMessageAsItIs()
    {
        COVERS("SEC-121");
        Composition mail = letter();
        mail.attachments = {
            compose::attachmentOf("Subject: in\n\ntext\n.\rmore\n", u"in.eml"_s, "message/rfc822")};
        const mime::ParsedMessage message = parsed(mail);
        QCOMPARE(message.root.parts.at(1).info.encoding, "7bit"_ba);
        QVERIFY(made(mail).contains("Subject: in\r\n\r\ntext\r\n.\r\nmore\r\n"));
        // What no message may have goes as a file, so that it arrives as it was.
        mail.attachments.front().octets = "Subject: in\n\n" + QByteArray(2000, 'x');
        QCOMPARE(parsed(mail).root.parts.at(1).info.subtype, "octet-stream"_ba);
    }

    void redirectsWithoutTouching()
    {
        Composition mail = letter();
        mail.redirected =
            compose::attachmentOf("From: a@b.example\nTo: rene@example.org\n\nText\n", {}, "message/rfc822");
        QCOMPARE(made(mail),
                 "Resent-Date: Sun, 22 Nov 2026 12:00:00 +0000\r\n"
                 "Resent-From: =?utf-8?Q?Ren=C3=A9_Example?= <rene@example.org>\r\n"
                 "Resent-To: Ann <ann@example.net>\r\n"
                 "Resent-Message-ID: <3031323334353637383961626364656630@example.org>\r\n"
                 "From: a@b.example\r\nTo: rene@example.org\r\n\r\nText\r\n"_ba);
    }

    void writesOnlyFieldsThatAreAPersons()
    {
        COVERS("SEC-120");
        Composition mail = letter();
        mail.fields = {{"X-Mood", u"fine\r\nBcc: eve@evil.example"_s},
                       {"Bcc", u"eve@evil.example"_s},
                       {"Content-Type", u"text/html"_s},
                       {"X Y", u"1"_s},
                       {"X-A: 1\r\nX-B", u"1"_s},
                       {"resent-from", u"1"_s}};
        const mime::Header header = parsed(mail).root.header;
        QCOMPARE(unexpectedField(header), QByteArray());
        QCOMPARE(header.text("X-Mood"), u"fine Bcc: eve@evil.example"_s);
        QCOMPARE(header.count("Bcc"), 0);
    }

    void choosesTheShorterEncoding()
    {
        Composition mail = letter();
        mail.text = u"Grüße aus Köln\n"_s;
        QVERIFY(made(mail).contains("quoted-printable"));
        mail.text = QString(60, u'語') + u'\n';
        QVERIFY(made(mail).contains("base64"));
        mail.text = QString(200, u'x') + u'\n';  // one word, which may not be cut
        QVERIFY(made(mail).contains("quoted-printable"));
        mail.text = u".\nFrom here on\n"_s;
        QCOMPARE(faultOf(made(mail), 78), QByteArray());
        QVERIFY(!made(mail).contains("\r\n.\r\n") && !made(mail).contains("\r\nFrom here"));
    }

    // Nothing of any value becomes structure, whatever it is.
    void keepsItsStructureWhateverIsInIt()
    {
        COVERS("SEC-119", "SEC-120", "SEC-121");
        const int rounds = qEnvironmentVariableIntValue("POSTHORN_COMPOSITIONS") > 0
            ? qEnvironmentVariableIntValue("POSTHORN_COMPOSITIONS")
            : 10'000;
        for (int number = 0; number < rounds; ++number) {
            const Composition mail = generated::composition(number, generated::Kind::Hostile);
            const QByteArray octets = compose::messageOf(mail, generated::stamp(number));
            const QByteArray at = QByteArray::number(number) + ": ";
            const QByteArray fault = faultOf(octets, 998);
            QVERIFY2(fault.isEmpty(), (at + fault).constData());
            if (mail.redirected)
                continue;
            const mime::ParsedMessage message = mime::parseMessage(octets);
            const QByteArray extra = mail.fields.empty() ? QByteArray() : mail.fields.front().name;
            const QByteArray field = unexpectedField(message.root.header, extra);
            QVERIFY2(field.isEmpty(), (at + field).constData());
            const auto files = static_cast<qsizetype>(mail.attachments.size());
            QVERIFY2(leavesOf(message.root) == files + (mail.rich ? 2 : 1), at.constData());
            for (const mime::Mailbox &to :
                 mime::parseAddressList(message.root.header.first("To").value_or(QByteArray())).mailboxes)
                QVERIFY2(to.localPart != "eve", at.constData());
        }
    }

    void isReadAsItWasWritten()
    {
        for (int number = 0; number < 1000; ++number) {
            const Composition mail = generated::composition(number, generated::Kind::Ordinary);
            const QByteArray octets = compose::messageOf(mail, generated::stamp(number));
            const QByteArray at = QByteArray::number(number);
            QVERIFY2(faultOf(octets, 78).isEmpty(), (at + faultOf(octets, 78)).constData());
            const mime::ParsedMessage message = mime::parseMessage(octets);
            QVERIFY2(message.defects.count() == 0, at.constData());
            QCOMPARE(message.root.header.text("Subject"), mail.subject);
            const auto to = mime::parseAddressList(message.root.header.first("To").value()).mailboxes;
            QCOMPARE(to.size(), mail.to.size());
            QCOMPARE(to.back().name, mail.to.back().mailbox.name);
            const auto *text = leafOf(message.root, "plain");
            QVERIFY(text != nullptr);
            const mime::FlowedText sent = mime::flowed(mail.text);
            QCOMPARE(mime::readableText(text->info, text->body), mime::unflowed(sent.text, sent.delSp));
            const auto files = mime::attachments(message.root.info);
            QCOMPARE(files.size(), mail.attachments.size());
            for (std::size_t i = 0; i < files.size(); ++i)
                QCOMPARE(files[i]->fileName, mail.attachments[i].name.trimmed());
        }
    }

    void saysHowLargeItWillBe()
    {
        Composition mail = letter();
        mail.attachments = {compose::attachmentOf(QByteArray(500'000, 'x'), u"a"_s, "text/plain")};
        const qint64 real = made(mail).size();
        QVERIFY(std::abs(compose::sizeOf(mail) - real) < real / 50);
    }
};

POSTHORN_TEST(ComposedMessageTest)
#include "tst_message.moc"
