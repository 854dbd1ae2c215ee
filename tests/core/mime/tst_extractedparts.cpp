// SPDX-License-Identifier: GPL-3.0-or-later
// Files within parts; known answers for their forms are in messages/files.txt.
#include "core/mime/compressedrtf.h"
#include "core/mime/embeddedfiles.h"
#include "core/mime/extractedparts.h"
#include "core/mime/limits.h"
#include "core/mime/tnef.h"

#include <QElapsedTimer>

#include "tests/support/testcase.h"
#include "tests/support/tnefsample.h"

using namespace Qt::StringLiterals;

namespace {

mime::ParsedPart parsed(const QByteArray &message)
{
    return mime::parseMessage(message).root;
}

using tnefsample::littleEndian;

const QByteArray signature = tnefsample::beginning();

QByteArray attribute(quint64 id, const QByteArray &data)
{
    return tnefsample::attribute(2, id, data);
}

constexpr quint64 begins = 0x9002, dataOfFile = 0x800f, properties = 0x9005;

}

class ExtractedPartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileHasWhatAnAttachmentHas()
    {
        const mime::ParsedPart root =
            parsed("Subject: x\r\n\r\nbegin 644 a.txt\r\n%:&5L;&\\\r\n`\r\nend\r\n");
        const auto extracted = mime::extractedParts(root.info, root.body);
        QCOMPARE(extracted.parts.size(), 1U);
        const mime::PartInfo &info = extracted.parts.front().info;
        QCOMPARE(info.fileName, u"a.txt"_s);
        QCOMPARE(info.section, "1:1"_ba);
        QCOMPARE(info.encoding, "binary"_ba);
        QCOMPARE(info.disposition, "attachment"_ba);
        QCOMPARE(info.octets, 5);
        QCOMPARE(mime::decodeTransfer(extracted.parts.front().body, info.encoding), "hello"_ba);
    }

    // Where no attribute says the subject, a property does; an attribute is the later word.
    void aSubjectIsFoundAmongTheProperties()
    {
        const auto topic = [](const QByteArray &text) {  // PidTagConversationTopic, 8-bit
            const QByteArray padded = (text + '\0').leftJustified((text.size() + 4) / 4 * 4, '\0');
            return tnefsample::attribute(
                1, 0x9003,
                littleEndian(1, 4) + littleEndian(0x1e, 2) + littleEndian(0x37, 2) + littleEndian(1, 4)
                    + littleEndian(static_cast<quint64>(text.size()) + 1, 4) + padded);
        };
        QCOMPARE(mime::parseTnef(signature + topic("a topic")).subject, u"a topic"_s);
        const QByteArray subject = tnefsample::attribute(1, 0x8004, QByteArray("the subject", 12));
        QCOMPARE(mime::parseTnef(signature + subject + topic("a topic")).subject, u"the subject"_s);
    }

    void aTextTellsWhereTheFileIs()
    {
        const QByteArray text = "before\nbegin 644 a\n%:&5L;&\\\n`\nend\nafter\n";
        const auto files = mime::embeddedFiles(text);
        QCOMPARE(files.size(), 1U);
        QCOMPARE(text.first(files.front().from), "before\n"_ba);
        QCOMPARE(text.sliced(files.front().to), "after\n"_ba);
    }

    void externalBodiesAreDescribedAndNotFetched_data()
    {
        QTest::addColumn<QByteArray>("parameters");
        QTest::addColumn<QByteArray>("accessType");
        QTest::addColumn<QString>("where");
        QTest::addColumn<qint64>("octets");
        const auto row = [](const char *name, const char *parameters, const char *type, const QString &where,
                            qint64 octets) {
            QTest::newRow(name) << QByteArray(parameters) << QByteArray(type) << where << octets;
        };
        row("FTP", "access-type=ANON-FTP; site=\"ftp.example\"; directory=pub; name=\"a.ps\"; size=12",
            "anon-ftp", u"ftp.example/pub/a.ps"_s, 12);
        row("mail server", "access-type=mail-server; server=\"list@x.example\"; subject=\"send\"",
            "mail-server", u"list@x.example"_s, -1);
        row("URL, folded (RFC 2017)", "access-type=URL; URL=\"http://x.example/\r\n a.pdf\"", "url",
            u"http://x.example/a.pdf"_s, -1);
        row("local file", "access-type=local-file; name=\"/etc/passwd\"", "local-file", u"/etc/passwd"_s, -1);
        row("nothing told", "", "", QString(), -1);
        row("a size that is none", "access-type=url; size=-5", "url", QString(), -1);
    }
    void externalBodiesAreDescribedAndNotFetched()
    {
        COVERS("SEC-100");
        QFETCH(QByteArray, parameters);
        const mime::ParsedPart root = parsed("Content-Type: message/external-body; " + parameters
                                             + "\r\n\r\nContent-Type: application/postscript\r\nContent-ID: "
                                               "<1@x>\r\n\r\nTHIS IS NOT THE BODY\r\n");
        const auto body = mime::externalBody(root.info, root.body);
        QVERIFY(body);
        QTEST(body->accessType, "accessType");
        QTEST(body->where, "where");
        QTEST(body->octets, "octets");
        QCOMPARE(body->content.type + '/' + body->content.subtype, "application/postscript"_ba);
        QCOMPARE(body->content.contentId, "1@x"_ba);
        QVERIFY(root.parts.empty());
    }

    void partialMessagesAreNeverPutTogether()
    {
        const QByteArray type = "Content-Type: message/partial; id=\"a@b\"; number=2; total=3\r\n\r\n";
        const mime::ParsedPart root = parsed(type + "Content-Type: application/x-evil\r\n\r\nx");
        const auto piece = mime::partialMessage(root.info);
        QVERIFY(piece);
        QCOMPARE(piece->id, u"a@b"_s);
        QCOMPARE(piece->number, 2);
        QCOMPARE(piece->total, 3);
        QVERIFY(root.parts.empty());
        QVERIFY(!mime::partialMessage(parsed("Content-Type: text/plain\r\n\r\n").info));
        QVERIFY(!mime::externalBody(root.info, root.body));
        QCOMPARE(
            mime::partialMessage(parsed("Content-Type: message/partial; number=-7\r\n\r\n").info)->number, 0);
    }

    void boundsTheFilesInAText()
    {
        COVERS("SEC-65", "SEC-71");
        QElapsedTimer timer;
        timer.start();
        const QByteArray one = "begin 644 a\n%:&5L;&\\\n`\nend\n";
        QCOMPARE(mime::embeddedFiles(one.repeated(100'000)).size(), size_t{mime::limits::files});
        QCOMPARE(mime::embeddedFiles("=ybegin size=1 name=x\n"_ba.repeated(100'000)).size(), 1U);
        QVERIFY(mime::embeddedFiles("begin 644 a\n"_ba.repeated(100'000)).empty());
        QVERIFY2(timer.elapsed() < 20'000, QByteArray::number(timer.elapsed()).constData());
    }

    void boundsTheFilesInAContainer()
    {
        COVERS("SEC-65", "SEC-74");
        const auto many = mime::parseTnef(signature + attribute(begins, {}).repeated(100'000));
        QCOMPARE(many.files.size(), size_t{mime::limits::files});
        QVERIFY(many.defects.has(mime::Defect::FileLimit));
        // One in the other, deeper than anybody packs them.
        QByteArray nested = signature + attribute(begins, {}) + attribute(dataOfFile, "x");
        const QByteArray message = QByteArray::fromHex("0703020000000000c000000000000046");
        for (int depth = 0; depth < 30; ++depth) {
            const QByteArray object = message + nested;
            const QByteArray padding((4 - object.size() % 4) % 4, '\0');
            nested = signature + attribute(begins, {})
                + attribute(properties,
                            littleEndian(1, 4) + littleEndian(0x3701000d, 4) + littleEndian(1, 4)
                                + littleEndian(static_cast<quint64>(object.size()), 4) + object + padding);
        }
        mime::PartInfo info;
        info.type = "application";
        info.subtype = "ms-tnef";
        const auto extracted = mime::extractedParts(info, nested);
        QCOMPARE(extracted.parts.size(), 1U);
        QVERIFY(extracted.parts.front().body.startsWith(signature));  // what is deeper stays as it is
    }

    void lyingSizesCostNothing()
    {
        COVERS("SEC-74");
        for (const quint64 size : {quint64{0xffffffff}, quint64{0x7fffffff}, quint64{0x80000000}}) {
            const QByteArray attributeHead = '\1' + littleEndian(0x9003, 2) + littleEndian(6, 2);
            QVERIFY(mime::parseTnef(signature + attributeHead + littleEndian(size, 4) + "x")
                        .defects.has(mime::Defect::DamagedFile));
            const QByteArray counted =
                littleEndian(size, 4) + littleEndian(0x1000001e, 4) + littleEndian(size, 4);
            QVERIFY(mime::parseTnef(signature + attribute(0x9003, counted))
                        .defects.has(mime::Defect::DamagedFile));
            const QByteArray rtf =
                littleEndian(size, 4) + littleEndian(size, 4) + "LZFu" + "\0\0\0\0"_ba + "\0abc"_ba;
            QVERIFY(mime::decompressedRtf(rtf)->size() <= 8);
        }
        QVERIFY(!mime::decompressedRtf("short"));
        QVERIFY(!mime::decompressedRtf(QByteArray(40, 'x')));
    }

    void compressedTextGrowsNoFurtherThanItCan()
    {
        COVERS("SEC-74");
        // Nothing but references of seventeen octets: the most that two octets can tell.
        const QByteArray packed =
            (QByteArray("\xff", 1) + QByteArray("\x00\x0f", 2).repeated(8)).repeated(10'000);
        const QByteArray rtf =
            littleEndian(0, 4) + littleEndian(0xffffffff, 4) + "LZFu" + littleEndian(0, 4) + packed;
        const auto text = mime::decompressedRtf(rtf);
        QVERIFY(text && text->size() <= 17 * 8 * 10'000);
    }
};

POSTHORN_TEST(ExtractedPartsTest)
#include "tst_extractedparts.moc"
