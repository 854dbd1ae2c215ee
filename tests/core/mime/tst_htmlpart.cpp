// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/htmlpart.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using mime::PartInfo;

// Which part is the HTML form of what is read, and what it says.
class HtmlPartTest : public QObject
{
    Q_OBJECT

private:
    static PartInfo leaf(const char *type, const char *subtype, const char *section)
    {
        PartInfo part;
        part.type = type;
        part.subtype = subtype;
        part.section = section;
        part.octets = 100;
        return part;
    }
    static PartInfo multipart(const char *subtype, std::vector<PartInfo> parts)
    {
        PartInfo part = leaf("multipart", subtype, "");
        part.parts = std::move(parts);
        return part;
    }

private Q_SLOTS:
    void theCharsetThatIsSaidInItCounts()
    {
        const QByteArray said = "<meta charset=koi8-r><p>\xf0\xd2\xc9\xd7\xc5\xd4</p>";
        QVERIFY(mime::htmlSource(leaf("text", "html", "1"), said)
                    .contains(u"\u041f\u0440\u0438\u0432\u0435\u0442"_s));
    }
    void itIsAnotherFormOfWhatIsRead_data()
    {
        QTest::addColumn<PartInfo>("root");
        QTest::addColumn<QByteArray>("section");
        const PartInfo plain = leaf("text", "plain", "1");
        const PartInfo html = leaf("text", "html", "2");
        PartInfo attached = html;
        attached.disposition = "attachment";
        PartInfo image = leaf("image", "png", "3");
        QTest::newRow("plain text") << plain << QByteArray();
        QTest::newRow("HTML") << html << "2"_ba;
        QTest::newRow("both") << multipart("alternative", {plain, html}) << "2"_ba;
        QTest::newRow("both, with pictures")
            << multipart("alternative", {plain, multipart("related", {html, image})}) << "2"_ba;
        QTest::newRow("pictures around both")
            << multipart("related", {multipart("alternative", {plain, html}), image}) << "2"_ba;
        QTest::newRow("beside an attachment")
            << multipart("mixed", {multipart("alternative", {plain, html}), image}) << "2"_ba;
        QTest::newRow("behind an attachment")
            << multipart("mixed", {image, multipart("alternative", {plain, html})}) << "2"_ba;
        QTest::newRow("another text, not another form") << multipart("mixed", {plain, html}) << QByteArray();
        QTest::newRow("attached") << multipart("alternative", {plain, attached}) << QByteArray();
        QTest::newRow("no text at all") << image << QByteArray();
    }
    void itIsAnotherFormOfWhatIsRead()
    {
        QFETCH(PartInfo, root);
        const PartInfo *found = mime::htmlPart(root);
        const bool isHtml = found != nullptr && found->subtype == "html";
        QTEST(isHtml ? found->section : QByteArray(), "section");
    }

    void picturesHaveTheirNames()
    {
        PartInfo image = leaf("image", "png", "3");
        image.contentId = "a@b";
        const PartInfo root =
            multipart("related", {leaf("text", "html", "1"), leaf("image", "gif", "2"), image});
        const auto pictures = mime::picturesWithId(root);
        QCOMPARE(pictures.size(), 1U);
        QCOMPARE(pictures.front()->section, "3"_ba);
    }

    void markupInUtf7IsText()
    {
        COVERS("SEC-70");
        PartInfo part = leaf("text", "html", "1");
        part.encoding = "7bit";
        part.parameters = {{"charset", u"UTF-7"_s}};
        QCOMPARE(mime::htmlSource(part, "+ADw-script+AD4-"), u"+ADw-script+AD4-"_s);
        part.parameters = {{"charset", u"iso-8859-1"_s}};
        part.encoding = "quoted-printable";
        QCOMPARE(mime::htmlSource(part, "<p>=E4</p>"), u"<p>\u00e4</p>"_s);
    }
};

POSTHORN_TEST(HtmlPartTest)
#include "tst_htmlpart.moc"
