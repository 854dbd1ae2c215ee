// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/header.h"
#include "core/mime/messagebuilder.h"
#include "core/mime/part.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using mime::EntityBuilder;
using mime::Mailbox;

namespace {

qsizetype longestLine(const QByteArray &octets)
{
    qsizetype longest = 0;
    for (const QByteArray &line : octets.split('\n'))
        longest = std::max(longest, line.endsWith('\r') ? line.size() - 1 : line.size());
    return longest;
}

bool hasOnlyCrlf(const QByteArray &octets)
{
    return QByteArray(octets).replace("\r\n", "").count('\r') == 0
        && QByteArray(octets).replace("\r\n", "").count('\n') == 0;
}

}

class MessageBuilderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAMessageAsTheRfcPrintsIt()
    {
        EntityBuilder builder;
        builder.mailboxes("From", {{u"René Example"_s, "rene", "example.org"}})
            .mailboxes("To", {{u"Ann"_s, "ann", "example.net"}, {{}, "bob", "example.net"}})
            .text("Subject", u"Grüße")
            .date("Date", QDateTime(QDate(2026, 11, 14), QTime(12, 34, 56), Qt::OffsetFromUTC, 3600))
            .field("MIME-Version", "1.0")
            .plainTextBody(u"Hi,\nça va?\n");
        QCOMPARE(builder.build(),
                 "From: =?utf-8?Q?Ren=C3=A9_Example?= <rene@example.org>\r\n"
                 "To: Ann <ann@example.net>, bob@example.net\r\n"
                 "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n"
                 "Date: Sat, 14 Nov 2026 12:34:56 +0100\r\n"
                 "MIME-Version: 1.0\r\n"
                 "Content-Type: text/plain; charset=utf-8\r\n"
                 "Content-Transfer-Encoding: quoted-printable\r\n"
                 "\r\n"
                 "Hi,\r\n=C3=A7a va?\r\n"_ba);
    }

    void leavesShortAsciiTextAsItIs()
    {
        QCOMPARE(
            EntityBuilder().plainTextBody(u"a = b\nc").build(),
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\na = b\r\nc"_ba);
        QVERIFY(EntityBuilder().plainTextBody(u"From a\n").build().contains("\r\n\r\n=46rom a\r\n"));
        QVERIFY(EntityBuilder().plainTextBody(u"a \nb").build().contains("quoted-printable"));
    }

    void writesAReportThatParsesToTheSame()
    {
        const QByteArray fields = "Final-Recipient: rfc822;rene@example.org\r\nDisposition: "
                                  "manual-action/MDN-sent-manually; displayed\r\n";
        std::vector<EntityBuilder> parts(2);
        parts[0].plainTextBody(u"Prečteno.\n");
        parts[1].field("Content-Type", "message/disposition-notification").body(fields);
        EntityBuilder builder;
        builder.field("MIME-Version", "1.0")
            .multipart("report; report-type=disposition-notification", parts, "seed");
        const QByteArray octets = builder.build();
        QCOMPARE(builder.build(), octets);  // the same input gives the same octets
        QVERIFY(longestLine(octets) <= 76);
        QVERIFY(hasOnlyCrlf(octets));
        const mime::ParsedMessage message = mime::parseMessage(octets);
        QCOMPARE(message.defects.count(), 0);
        QCOMPARE(message.root.info.subtype, "report"_ba);
        QCOMPARE(message.root.info.parameter("report-type"), u"disposition-notification"_s);
        QCOMPARE(message.root.parts.size(), size_t{2});
        QCOMPARE(mime::readableText(message.root.parts[0].info, message.root.parts[0].body),
                 u"Prečteno.\n"_s);
        QCOMPARE(message.root.parts[1].info.subtype, "disposition-notification"_ba);
        QCOMPARE(message.root.parts[1].body, fields);
    }

    void takesABoundaryThatOccursInNoPart()
    {
        EntityBuilder part;
        part.plainTextBody(u"x");
        EntityBuilder first;
        first.multipart("mixed", {part}, "seed");
        const QByteArray boundary =
            mime::parseMessage(first.build()).root.info.parameter("boundary").toLatin1();
        EntityBuilder hostile;
        hostile.field("Content-Type", "text/plain").body("--" + boundary + "--\r\n");
        EntityBuilder second;
        second.multipart("mixed", {hostile, part}, "seed");
        const auto root = mime::parseMessage(second.build()).root;
        QVERIFY(root.info.parameter("boundary").toLatin1() != boundary);
        QCOMPARE(root.parts.size(), size_t{2});
        QCOMPARE(root.parts[0].body, "--" + boundary + "--\r\n");
        QVERIFY(EntityBuilder().multipart("mixed", {part}, "other").build() != first.build());
    }

    void givesEveryValueBackAfterParsing_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString &text :
             {u""_s, u"plain"_s, u"Žluťoučký kůň"_s, u"x"_s.repeated(300), u"word "_s.repeated(80).trimmed(),
              u"日本語"_s.repeated(60), u"=?utf-8?Q?x?="_s, u"a: b; c=\"d\""_s,
              u"\U0001F600 \U0001F469\u200D\U0001F680"_s, u"עברית و عربي"_s})
            QTest::newRow(text.left(20).toUtf8().constData()) << text;
    }
    void givesEveryValueBackAfterParsing()
    {
        QFETCH(QString, text);
        const std::vector<Mailbox> list{{text, "a", "b.org"},
                                        {u"Other, Name"_s, "c d", "e.org"},
                                        {{}, "f", "g.org"},
                                        {text, "h", "i.org"}};
        EntityBuilder builder;
        builder.text("Subject", text)
            .mailboxes("To", list)
            .text("A-Field-With-A-Name-That-Is-Itself-Very-Long-As-Some-Programs-Make-Them", text)
            .plainTextBody(text);
        const QByteArray octets = builder.build();
        QVERIFY(longestLine(octets) <= 78 || text.size() == 300);
        QVERIFY(hasOnlyCrlf(octets));
        const auto root = mime::parseMessage(octets).root;
        QCOMPARE(root.header.text("Subject"), text);
        QCOMPARE(mime::parseAddressList(*root.header.first("To")).mailboxes, list);
        QCOMPARE(mime::readableText(root.info, root.body), text);
        QCOMPARE(root.header.defects(), 0);
    }

    void foldsLongFieldsAtTheirBlanks()
    {
        QByteArray references;
        for (int i = 0; i < 30; ++i)
            references += "<0123456789abcdef" + QByteArray::number(i) + "@example.org> ";
        const QByteArray octets = EntityBuilder().field("References", references).build();
        QVERIFY(longestLine(octets) <= 76);
        QCOMPARE(mime::Header::parse(octets).first("References"), references.trimmed());
    }

    void leavesOutAddressFieldsWithoutAnAddress()
    {
        QCOMPARE(EntityBuilder().mailboxes("To", {}).date("Date", {}).build(), "\r\n"_ba);
    }

    // No value, whatever is in it, makes another field or ends the header.
    void cannotBeInjectedInto()
    {
        COVERS("SEC-120");
        quint32 state = 4711;
        const auto random = [&](quint32 below) {
            return ((state = state * 1664525 + 1013904223) >> 16) % below;
        };
        const QString letters = u"ab \r\n\r\n\t\0:=?\u00e9\u2028\u0085<>@,\"\\;"_s;
        for (int i = 0; i < 10'000; ++i) {
            QString text;
            for (int j = 0; j < 24; ++j)
                text += letters.at(static_cast<qsizetype>(random(static_cast<quint32>(letters.size()))));
            text += u"\r\nBcc: evil@x\r\n\r\nbody"_s;
            const QByteArray octets = EntityBuilder()
                                          .field(text.toUtf8(), "1")
                                          .field("Message-ID", text.toUtf8())
                                          .field("X-Latin", text.toLatin1())
                                          .text("Subject", text)
                                          .mailboxes("To", {{text, text.toUtf8(), text.toUtf8()}})
                                          .field("X-Last", "end")
                                          .build();
            const auto header = mime::Header::parse(octets);
            QCOMPARE(header.fields().size(), size_t{6});
            QCOMPARE(header.defects(), 0);
            QCOMPARE(header.first("X-Last"), "end"_ba);
            QVERIFY(!header.first("Bcc"));
            QVERIFY(octets.endsWith("X-Last: end\r\n\r\n"));
            QVERIFY(hasOnlyCrlf(octets) && !octets.contains('\0'));
        }
    }

    void makesMessageIdsWithoutTheNameOfThisHost()
    {
        QCOMPARE(mime::makeMessageId("\x01\xfe\x7f", "example.org"), "<01fe7f@example.org>"_ba);
        QCOMPARE(mime::makeMessageId("x", "m\xc3\xbcller.test"), "<78@xn--mller-kva.test>"_ba);
        QCOMPARE(mime::makeMessageId("x", ""), "<78@posthorn.invalid>"_ba);
        QVERIFY(!mime::makeMessageId("x", "a\r\nBcc: b>@c").contains('\n'));
    }
};

POSTHORN_TEST(MessageBuilderTest)
#include "tst_messagebuilder.moc"
