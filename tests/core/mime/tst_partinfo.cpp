// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/part.h"
#include "core/mime/partsections.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using mime::PartInfo;

namespace {

struct Extra {
    QString fileName;
    QByteArray disposition, contentId;
    qint64 octets = 100;
};

PartInfo leaf(const QByteArray &type, const Extra &extra = {})
{
    PartInfo info;
    info.type = type.split('/').front();
    info.subtype = type.split('/').back();
    info.fileName = extra.fileName;
    info.disposition = extra.disposition;
    info.contentId = extra.contentId;
    info.octets = extra.octets;
    return info;
}

PartInfo multi(const QByteArray &subtype, std::vector<PartInfo> parts)
{
    PartInfo info = leaf("multipart/" + subtype);
    info.parts = std::move(parts);
    return info;
}

PartInfo message(std::vector<PartInfo> parts)
{
    PartInfo info = leaf("message/rfc822");
    info.parts = std::move(parts);
    return info;
}

}

class PartInfoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheTextAndTheAttachments_data()
    {
        QTest::addColumn<PartInfo>("root");
        QTest::addColumn<QByteArray>("readable");
        QTest::addColumn<QByteArray>("attached");
        const auto row = [](const char *name, PartInfo root, const char *readable, const char *attached) {
            mime::assignSections(root);
            QTest::newRow(name) << root << QByteArray(readable) << QByteArray(attached);
        };
        const PartInfo plain = leaf("text/plain"), html = leaf("text/html"),
                       pdf = leaf("application/pdf", {u"a.pdf"_s, "attachment", {}});
        const PartInfo picture = leaf("image/png", {u"logo.png"_s, "inline", "logo@x"});
        row("text", plain, "1", "");
        row("HTML", html, "1", "");
        row("a text that says it is attached, but is all there is",
            leaf("text/csv", {u"a.csv"_s, "attachment", {}}), "1", "1");
        row("a picture alone", leaf("image/png"), "-", "1");
        row("a PDF alone", pdf, "-", "1");
        row("mixed", multi("mixed", {plain, pdf}), "1", "2");
        row("attachment first", multi("mixed", {pdf, plain}), "2", "1");
        row("attached text first",
            multi("mixed", {leaf("text/plain", {u"log.txt"_s, "attachment", {}}), plain}), "2", "1");
        row("only attached texts", multi("mixed", {leaf("text/plain", {u"log.txt"_s, "attachment", {}})}),
            "-", "1");
        row("alternative", multi("alternative", {plain, html}), "1", "");
        row("alternative, HTML first", multi("alternative", {html, plain}), "2", "");
        row("alternative with a blank plain text",
            multi("alternative", {leaf("text/plain", {{}, {}, {}, 2}), html}), "2", "");
        row("alternative with an invitation", multi("alternative", {plain, html, leaf("text/calendar")}), "1",
            "3");
        row("an invitation alone", multi("alternative", {leaf("text/calendar")}), "1", "");
        row("alternative with a named calendar",
            multi("alternative", {plain, leaf("text/calendar", {u"invite.ics"_s, {}, {}})}), "1", "2");
        row("alternative with related", multi("alternative", {plain, multi("related", {html, picture})}), "1",
            "");
        row("related", multi("related", {html, picture}), "1", "");
        row("related with an attachment", multi("related", {html, picture, pdf}), "1", "3");
        row("related, picture without an id", multi("related", {html, leaf("image/gif")}), "1", "");
        row("the same picture outside of related", multi("mixed", {html, picture}), "1", "2");
        row("everything",
            multi("mixed", {multi("related", {multi("alternative", {plain, html}), picture}), pdf}), "1.1.1",
            "2");
        row("two texts", multi("mixed", {plain, plain}), "1", "2");
        row("signed by OpenPGP",
            multi("signed", {plain, leaf("application/pgp-signature", {u"signature.asc"_s, {}, {}})}), "1",
            "");
        row("signed by S/MIME",
            multi("signed",
                  {multi("mixed", {plain, pdf}),
                   leaf("application/pkcs7-signature", {u"smime.p7s"_s, "attachment", {}})}),
            "1.1", "1.2");
        row("a signature that signs nothing",
            multi("mixed", {plain, leaf("application/pgp-signature", {u"x.asc"_s, {}, {}})}), "1", "2");
        row("receipt", multi("report", {plain, leaf("message/disposition-notification")}), "1", "");
        row("delivery report", multi("report", {plain, leaf("message/delivery-status"), message({plain})}),
            "1", "3");
        row("forwarded", multi("mixed", {plain, message({multi("mixed", {plain, pdf})})}), "1", "2");
        row("only a forwarded message", message({plain}), "-", "1");
        row("digest", multi("digest", {message({plain}), message({plain})}), "-", "1 2");
        row("enriched text", multi("mixed", {leaf("text/enriched"), pdf}), "1", "2");
        row("calendar and text", multi("mixed", {leaf("text/calendar"), plain}), "2", "1");
        row("empty multipart", multi("mixed", {}), "-", "");
    }
    void findsTheTextAndTheAttachments()
    {
        QFETCH(PartInfo, root);
        const PartInfo *readable = mime::readablePart(root);
        QTEST(readable != nullptr ? readable->section : "-"_ba, "readable");
        QByteArrayList attached;
        for (const PartInfo *part : mime::attachments(root))
            attached += part->section;
        QTEST(attached.join(' '), "attached");
        QCOMPARE(mime::hasAttachments(root), !attached.isEmpty());
    }

    void estimatesDecodedSizes()
    {
        PartInfo info;
        info.octets = 4000;
        QCOMPARE(mime::decodedSizeEstimate(info), 4000);
        info.encoding = "base64";
        QCOMPARE(mime::decodedSizeEstimate(info), 3000);
    }

    void givesBackWhatItSerialised()
    {
        PartInfo root =
            multi("mixed",
                  {multi("alternative", {leaf("text/plain"), leaf("text/html")}),
                   leaf("image/png", {u"Žluťoučký\U0001F600.png"_s, "attachment", "c@x", 1LL << 40})});
        root.parts[1].parameters = {{"name", u"ŽŽ"_s}, {"x", QString()}};
        root.parts[1].description = u"déscription"_s;
        mime::assignSections(root);
        QCOMPARE(mime::deserializePartInfo(mime::serialize(root)), root);
        QCOMPARE(mime::deserializePartInfo(mime::serialize(PartInfo())), PartInfo());
    }

    void takesGarbageForAPlainText()
    {
        const QByteArray good =
            mime::serialize(multi("mixed", {leaf("text/plain"), leaf("image/png", {u"a"_s, "b", "c"})}));
        for (qsizetype size = 0; size < good.size(); ++size)
            QCOMPARE(mime::deserializePartInfo(good.first(size)), PartInfo());
        QCOMPARE(mime::deserializePartInfo(good + 'x'), PartInfo());
        QCOMPARE(mime::deserializePartInfo(QByteArray(1000, '\x7f')), PartInfo());
        QCOMPARE(mime::deserializePartInfo('\x01' + QByteArray(1000, '\xff')), PartInfo());
        quint32 state = 5;
        for (int i = 0; i < 20'000; ++i) {
            QByteArray bad = good;
            for (int changes = 0; changes < 3; ++changes) {
                state = state * 1664525 + 1013904223;
                bad[static_cast<qsizetype>(state >> 8) % bad.size()] = static_cast<char>(state >> 3);
            }
            const PartInfo info = mime::deserializePartInfo(bad);  // any value, no crash
            QVERIFY(info.parts.size() < 1000);
        }
    }
};

POSTHORN_TEST(PartInfoTest)
#include "tst_partinfo.moc"
