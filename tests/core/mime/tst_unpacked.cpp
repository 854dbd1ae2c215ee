// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/htmlpart.h"
#include "core/mime/partsections.h"
#include "core/mime/unpacked.h"

#include "tests/support/testcase.h"
#include "tests/support/tnefsample.h"

using namespace Qt::StringLiterals;

namespace {

// A message with the octets of all its leaves.
struct Sample {
    mime::PartInfo structure;
    QHash<QByteArray, QByteArray> octets;

    explicit Sample(const QByteArray &message)
    {
        mime::ParsedMessage parsed = mime::parseMessage(message);
        mime::assignSections(parsed);
        structure = parsed.root.info;
        add(parsed.root);
    }
    [[nodiscard]] std::optional<mime::UnpackedMessage> unpacked() const
    {
        return mime::unpacked(structure, [this](const QByteArray &section) {
            return octets.contains(section) ? std::optional(octets[section]) : std::nullopt;
        });
    }

private:
    void add(const mime::ParsedPart &part)
    {
        if (part.parts.empty())
            octets.insert(part.info.section, part.body);
        for (const mime::ParsedPart &child : part.parts)
            add(child);
    }
};

QByteArray mixed(const QByteArray &parts)
{
    return "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + parts + "--b--\r\n";
}

QByteArray textPart(const QByteArray &text)
{
    return "--b\r\nContent-Type: text/plain\r\n\r\n" + text + "\r\n";
}

QByteArray winmail(const QByteArray &container)
{
    return "--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: "
           "base64\r\n\r\n"
        + container.toBase64() + "\r\n";
}

QStringList attachedNames(const mime::PartInfo &root)
{
    QStringList names;
    for (const mime::PartInfo *part : mime::attachments(root))
        names += part->fileName;
    return names;
}

const QByteArray uuencoded = "begin 644 a.txt\r\n%:&5L;&\\\r\n`\r\nend\r\n";

}

class UnpackedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesOfTheContainerTakeItsPlace()
    {
        const Sample sample(mixed(textPart("Hello") + winmail(tnefsample::withFile("plan.pdf", "%PDF-1"))));
        const auto message = sample.unpacked();
        QVERIFY(message);
        QCOMPARE(attachedNames(message->structure), QStringList{u"plan.pdf"_s});
        QCOMPARE(message->sections.size(), 1U);
        QCOMPARE(message->sections.front(), std::pair("2:1"_ba, "%PDF-1"_ba));
        QCOMPARE(mime::holderOf("2:1"), "2"_ba);
        QCOMPARE(mime::holderOf("2.1"), QByteArray());
        QCOMPARE(message->structure.parts.at(1).fileName, u"winmail.dat"_s);
        QCOMPARE(mime::readablePart(message->structure)->section, "1"_ba);
    }

    void aDamagedContainerStaysBesideWhatCouldBeRead()
    {
        const QByteArray whole = tnefsample::withFile("plan.pdf", "%PDF-1");
        const Sample sample(mixed(textPart("Hello") + winmail(whole + "\x02\x10")));
        const auto message = sample.unpacked();
        QVERIFY(message);
        QCOMPARE(attachedNames(message->structure), QStringList({u"plan.pdf"_s, u"winmail.dat"_s}));
    }

    void whatIsNotHereOrHoldsNothingStaysAsItIs()
    {
        Sample sample(mixed(textPart("Hello") + winmail(tnefsample::withFile("a", "b"))));
        sample.octets.remove("2");
        QVERIFY(!sample.unpacked());
        QVERIFY(!Sample(mixed(textPart("Hello") + winmail("garbage"))).unpacked());
        QVERIFY(!Sample("Subject: x\r\n\r\nbegin 5 minutes later\r\n").unpacked());
    }

    void theContainersTextIsShownWhereThereIsNoOther()
    {
        const Sample sample("Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\n"
                            + tnefsample::withText("The text itself"));
        QVERIFY(mime::readablePart(sample.structure) == nullptr);
        QCOMPARE(mime::textSource(sample.structure)->section, "1"_ba);
        const auto message = sample.unpacked();
        QVERIFY(message);
        const mime::PartInfo *text = mime::readablePart(message->structure);
        QVERIFY(text != nullptr);
        QCOMPARE(text->section, "1:1"_ba);
        QCOMPARE(mime::readableText(*text, message->sections.front().second), u"The text itself"_s);
        QVERIFY(attachedNames(message->structure).isEmpty());
    }

    void theContainersTextIsAFileWhereThereIsAnother()
    {
        const Sample sample(mixed(textPart("Hello") + winmail(tnefsample::withText("The text itself"))));
        const auto message = sample.unpacked();
        QVERIFY(message);
        QCOMPARE(mime::readablePart(message->structure)->section, "1"_ba);
        QCOMPARE(attachedNames(message->structure), QStringList{u"message.txt"_s});
    }

    void filesBetweenTheLinesLeaveTheText()
    {
        const Sample sample("Subject: x\r\n\r\nbefore\r\n" + uuencoded + "after\r\n");
        const auto message = sample.unpacked();
        QVERIFY(message);
        QCOMPARE(attachedNames(message->structure), QStringList{u"a.txt"_s});
        const mime::PartInfo *text = mime::readablePart(message->structure);
        QCOMPARE(text->section, "1:0"_ba);
        QCOMPARE(message->sections.front().first, "1:0"_ba);
        QCOMPARE(message->sections.front().second, "before\r\nafter\r\n"_ba);
        QCOMPARE(message->sections.back(), std::pair("1:1"_ba, "hello"_ba));
    }

    void textWithinAnAlternativeKeepsItsOtherForm()
    {
        const Sample sample("Content-Type: multipart/alternative; boundary=b\r\n\r\n"
                            + textPart("x\r\n" + uuencoded)
                            + "--b\r\nContent-Type: text/html\r\n\r\n<p>x\r\n--b--\r\n");
        const auto message = sample.unpacked();
        QVERIFY(message);
        QCOMPARE(mime::readablePart(message->structure)->section, "1:0"_ba);
        QCOMPARE(mime::htmlPart(message->structure)->section, "2"_ba);
        QCOMPARE(attachedNames(message->structure), QStringList{u"a.txt"_s});
    }

    void oneRequestBringsWhatIsRead_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("withHtml");
        QTest::addColumn<QByteArray>("plainOnly");
        const QByteArray html = "--b\r\nContent-Type: text/html\r\n\r\n";
        const QByteArray alternative = "Content-Type: multipart/alternative; boundary=b\r\n\r\n";
        QTest::newRow("text") << "Subject: x\r\n\r\nHello"_ba
                              << "1"_ba
                              << "1"_ba;
        QTest::newRow("two forms") << alternative + textPart("a text") + html + "<p>x\r\n--b--\r\n"
                                   << "1 2"_ba
                                   << "1"_ba;
        QTest::newRow("HTML alone") << "Content-Type: text/html\r\n\r\n<p>x"_ba
                                    << "1"_ba
                                    << "1"_ba;
        QTest::newRow("large HTML comes later")
            << alternative + textPart("a text") + html + QByteArray(300'000, 'x') + "\r\n--b--\r\n"
            << "1"_ba
            << "1"_ba;
        QTest::newRow("small container") << mixed(textPart("a text") + winmail("x")) << "1 2"_ba
                                         << "1 2"_ba;
        QTest::newRow("large container is an attachment like others")
            << mixed(textPart("a text") + winmail(QByteArray(300'000, 'x'))) << "1"_ba
            << "1"_ba;
        QTest::newRow("a container for want of text")
            << "Content-Type: application/ms-tnef\r\n\r\n" + QByteArray(300'000, 'x') << "1"_ba
            << "1"_ba;
        QTest::newRow("nothing to read") << "Content-Type: image/png\r\n\r\nx"_ba
                                         << ""_ba
                                         << ""_ba;
        QTest::newRow("attachments stay")
            << mixed(textPart("a text") + "--b\r\nContent-Type: application/pdf\r\n\r\nx\r\n") << "1"_ba
            << "1"_ba;
    }

    void oneRequestBringsWhatIsRead()
    {
        QFETCH(QByteArray, message);
        const Sample sample(message);
        QTEST(mime::sectionsToRead(sample.structure, mime::TextForms::WithHtml).join(' '), "withHtml");
        QTEST(mime::sectionsToRead(sample.structure, mime::TextForms::PlainOnly).join(' '), "plainOnly");
    }
};

POSTHORN_TEST(UnpackedTest)
#include "tst_unpacked.moc"
