// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/partdescription.h"
#include "core/mime/partsections.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using mime::PartInfo;

namespace {

PartInfo part(const QByteArray &type, std::vector<PartInfo> parts = {})
{
    PartInfo info;
    info.type = type.split('/').front();
    info.subtype = type.split('/').back();
    info.parts = std::move(parts);
    return info;
}

QByteArray shown(const PartInfo &info)
{
    QByteArray text = info.section + '=' + info.subtype;
    for (const PartInfo &inside : info.parts)
        text += ' ' + shown(inside);
    return text;
}

}

class PartSectionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The example tree of RFC 3501, 6.4.5.
    void numbersPartsAsTheRfcDoes()
    {
        COVERS("I4-156");
        PartInfo inner = part(
            "multipart/mixed",
            {part("image/gif"),
             part("message/rfc822",
                  {part("multipart/mixed",
                        {part("text/plain"),
                         part("multipart/alternative", {part("text/plain"), part("text/richtext")})})})});
        PartInfo root =
            part("multipart/mixed",
                 {part("text/plain"), part("application/octet-stream"),
                  part("message/rfc822",
                       {part("multipart/mixed", {part("text/plain"), part("application/octet-stream")})}),
                  inner});
        mime::assignSections(root);
        QCOMPARE(
            shown(root),
            "=mixed 1=plain 2=octet-stream 3=rfc822 3=mixed 3.1=plain 3.2=octet-stream "
            "4=mixed 4.1=gif 4.2=rfc822 4.2=mixed 4.2.1=plain 4.2.2=alternative 4.2.2.1=plain 4.2.2.2=richtext"_ba);
    }

    void numbersTheBodyOfAMessageThatIsNoMultipart()
    {
        COVERS("I4-156");
        PartInfo text = part("text/plain");
        mime::assignSections(text);
        QCOMPARE(shown(text), "1=plain"_ba);
        PartInfo message = part("message/rfc822", {part("text/plain")});
        mime::assignSections(message);
        QCOMPARE(shown(message), "1=rfc822 1.1=plain"_ba);
        PartInfo forwarded =
            part("multipart/mixed",
                 {part("text/plain"), part("message/rfc822", {part("message/rfc822", {part("text/html")})})});
        mime::assignSections(forwarded);
        QCOMPARE(shown(forwarded), "=mixed 1=plain 2=rfc822 2.1=rfc822 2.1.1=html"_ba);
    }

    void findsPartsByTheirNumber()
    {
        const auto message = mime::parseMessage(
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n--b\r\nContent-Type: "
            "message/rfc822\r\n\r\n"
            "Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\ninner\r\n--c--\r\n--b--\r\n");
        const auto body = [&](QByteArrayView section) {
            const auto *found = mime::partAt(message.root, section);
            return found != nullptr ? found->body : "none"_ba;
        };
        QCOMPARE(body("1"), "one"_ba);
        QCOMPARE(body("2.1"), "inner"_ba);
        QCOMPARE(mime::partAt(message.root, "2")->info.subtype, "rfc822"_ba);
        QCOMPARE(mime::partAt(message.root, ""), &message.root);
        QCOMPARE(body("3"), "none"_ba);
        QCOMPARE(body("2.1.1"), "none"_ba);
        QCOMPARE(body("21"), "none"_ba);
    }

    void decodesWhatAServerSaysAboutAPart()
    {
        COVERS("I4-161");
        const PartInfo info = mime::describedPart(
            {.type = "APPLICATION",
             .subtype = "PDF",
             .parameters = {{"NAME", "=?utf-8?Q?n=C3=A9.pdf?="}},
             .encoding = "BASE64",
             .disposition = "ATTACHMENT",
             .dispositionParameters = {{"FILENAME*0*", "utf-8''%C3%A9"}, {"filename*1", "x.pdf"}},
             .contentId = "<id@x>",
             .description = "=?iso-8859-1?Q?=E9?=",
             .octets = 12});
        QCOMPARE(info.type, "application"_ba);
        QCOMPARE(info.fileName, u"éx.pdf"_s);
        QCOMPARE(info.parameter("name"), u"né.pdf"_s);
        QCOMPARE(info.description, u"é"_s);
        QCOMPARE(info.contentId, "id@x"_ba);
        QCOMPARE(info.encoding, "base64"_ba);
        const PartInfo empty = mime::describedPart(mime::PartFields{});  // NIL and "" alike
        QCOMPARE(empty, PartInfo());
    }
};

POSTHORN_TEST(PartSectionsTest)
#include "tst_partsections.moc"
