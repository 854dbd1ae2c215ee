// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/original.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

mime::PartInfo leaf(const QByteArray &type, const QByteArray &subtype, const QByteArray &section)
{
    mime::PartInfo part;
    part.type = type;
    part.subtype = subtype;
    part.section = section;
    part.octets = 100;
    return part;
}

mime::PartInfo multipart(const QByteArray &subtype, std::vector<mime::PartInfo> parts)
{
    mime::PartInfo root;
    root.type = "multipart";
    root.subtype = subtype;
    root.parts = std::move(parts);
    return root;
}

mime::PartInfo file()
{
    mime::PartInfo part = leaf("application", "pdf", "2");
    part.disposition = "attachment";
    part.fileName = u"plan.pdf"_s;
    return part;
}

mime::PartInfo picture()
{
    mime::PartInfo part = leaf("image", "png", "2");
    part.contentId = "p@example.org";
    return part;
}

}

// A draft of another program takes the place of what is on the server only where nothing of it is lost.
class OriginalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsWhatADraftOfOursCannotHold_data()
    {
        QTest::addColumn<mime::PartInfo>("structure");
        QTest::addColumn<int>("files");
        QTest::addColumn<bool>("isWholly");
        const auto text = leaf("text", "plain", "1"), html = leaf("text", "html", "1");
        QTest::newRow("text") << text << 0 << true;
        QTest::newRow("text and a file") << multipart("mixed", {text, file()}) << 1 << true;
        QTest::newRow("its file is not here") << multipart("mixed", {text, file()}) << 0 << false;
        QTest::newRow("HTML alone") << html << 0 << false;
        QTest::newRow("HTML beside text")
            << multipart("alternative", {text, leaf("text", "html", "2")}) << 0 << false;
        QTest::newRow("a picture within") << multipart("related", {html, picture()}) << 0 << false;
        QTest::newRow("OpenPGP") << multipart(
            "encrypted",
            {leaf("application", "pgp-encrypted", "1"), leaf("application", "octet-stream", "2")})
                                 << 1 << false;
        QTest::newRow("S/MIME") << leaf("application", "pkcs7-mime", "1") << 1 << false;
        QTest::newRow("signed") << multipart("signed", {text, leaf("application", "pgp-signature", "2")}) << 0
                                << false;
    }
    void knowsWhatADraftOfOursCannotHold()
    {
        QFETCH(mime::PartInfo, structure);
        QFETCH(int, files);
        compose::Original made;
        made.files.resize(static_cast<std::size_t>(files));
        const store::MessageContent content{
            .id = {}, .header = {}, .structure = structure, .sections = {{"1", "text"}, {"2", "more"}}};
        QTEST(original::isWholly(made, content), "isWholly");
    }

    void doesNotTakeATextThatIsNotHereForAnEmptyOne()
    {
        const store::MessageContent content{
            .id = {}, .header = {}, .structure = leaf("text", "plain", "1"), .sections = {}};
        QVERIFY(!original::isWholly({}, content));
    }
};

POSTHORN_TEST(OriginalTest)
#include "tst_original.moc"
