// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/message.h"
#include "core/compose/protectedentity.h"
#include "core/mime/part.h"

#include "tests/core/compose/generated.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using compose::Form;

class ProtectedEntityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Nothing is lost between the halves, and no field of the content stays outside.
    void dividesAMessage()
    {
        for (int number = 0; number < 500; ++number) {
            const auto kind = number % 2 == 0 ? generated::Kind::Ordinary : generated::Kind::Hostile;
            compose::Composition mail = generated::composition(number, kind);
            mail.redirected.reset();
            const QByteArray message = compose::messageOf(mail, generated::stamp(number));
            const compose::Halves halves = compose::halvesOf(message);
            QCOMPARE(compose::wholeOf(halves).size(), message.size());
            QVERIFY(!halves.header.toLower().contains("\r\ncontent-"));
            QVERIFY(!halves.entity.toLower().contains("\r\nfrom:") || halves.entity.contains("\r\n\r\n"));
            QVERIFY(halves.header.isEmpty() || halves.header.endsWith("\r\n"));
            QVERIFY(halves.entity.toLower().startsWith("content-"));
        }
    }

    void keepsFoldedFieldsTogether()
    {
        const compose::Halves halves =
            compose::halvesOf("Subject: a\r\n b\r\nContent-Type: multipart/mixed;\r\n\tboundary=x\r\nX-Last: "
                              "c\r\n\r\n--x--\r\n");
        QCOMPARE(halves.header, "Subject: a\r\n b\r\nX-Last: c\r\n"_ba);
        QCOMPARE(halves.entity, "Content-Type: multipart/mixed;\r\n\tboundary=x\r\n\r\n--x--\r\n"_ba);
    }

    void standsOctetByOctet()
    {
        const QByteArray entity = "Content-Type: text/plain\r\n\r\nHello\r\n\r\n";
        for (const Form form : {Form::OpenPgp, Form::Smime}) {
            const QByteArray whole =
                compose::signedEntity(form, entity, "-----BEGIN\nline\n", "pgp-sha512", "random");
            const auto root = mime::parseMessage(whole).root;
            QCOMPARE(root.info.subtype, "signed"_ba);
            QCOMPARE(root.parts.size(), std::size_t{2});
            QCOMPARE(root.info.parameter("micalg"), u"pgp-sha512"_s);
            const QByteArray boundary = "--" + root.info.parameter("boundary").toLatin1();
            const qsizetype begin = whole.indexOf(boundary) + boundary.size() + 2;
            QCOMPARE(whole.sliced(begin, whole.indexOf("\r\n" + boundary, begin) - begin), entity);
            QVERIFY(!whole.contains("line\n\r") && !QByteArray(whole).replace("\r\n", "").contains('\n'));
        }
    }

    void saysNothingInItsNames()
    {
        const QByteArray pgp = compose::encryptedEntity(Form::OpenPgp, "-----BEGIN\n", {}, "random");
        const auto root = mime::parseMessage(pgp).root;
        QCOMPARE(root.info.subtype, "encrypted"_ba);
        QCOMPARE(root.parts.at(0).info.subtype, "pgp-encrypted"_ba);
        QCOMPARE(root.parts.at(0).body.trimmed(), "Version: 1"_ba);
        QCOMPARE(root.parts.at(1).info.subtype, "octet-stream"_ba);
        const auto cms =
            mime::parseMessage(compose::encryptedEntity(Form::Smime, "octets", "enveloped-data", {})).root;
        QCOMPARE(cms.info.parameter("smime-type"), u"enveloped-data"_s);
        QCOMPARE(mime::decodeTransfer(cms.body, cms.info.encoding), "octets"_ba);
    }

    void isKeptInADraft()
    {
        compose::Composition mail = generated::composition(7, generated::Kind::Ordinary);
        const QByteArray unprotected = compose::serialize(mail);
        mail.protection = {true, true, Form::Smime, {{"ann@example.org", "ABCD"}}};
        const auto read = compose::deserialize(compose::serialize(mail));
        QVERIFY(read);
        QCOMPARE(read->protection, mail.protection);
        // What nobody wishes to protect is written as it always was.
        QCOMPARE(unprotected.at(0), char{1});
        QVERIFY(!compose::deserialize(unprotected)->protection.isAny());
    }
};

POSTHORN_TEST(ProtectedEntityTest)
#include "tst_protectedentity.moc"
