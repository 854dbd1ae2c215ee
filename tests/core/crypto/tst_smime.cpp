// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/cmsshape.h"

#include <QTcpServer>

#include "tests/core/crypto/certificates.h"
#include "tests/core/crypto/mails.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace crypto_test;
using crypto::CmsShape;
using crypto::Consent;

Q_DECLARE_METATYPE(crypto::CmsShape)

namespace {

const QByteArray secret = "The meeting is at nine.";
const QByteArray other = "Send the money to Mallory.";

}

// Messages with S/MIME, made with openssl, honest and forged. Their certificates name a listener of ours as
// the place where one could ask about them.
class SmimeTest : public QObject
{
    Q_OBJECT

private:
    QTcpServer m_listener;
    std::unique_ptr<Keyring> m_keys;
    std::unique_ptr<Certificates> m_certificates;
    std::unique_ptr<crypto::Backend> m_backend;

    crypto::Opened open(const QByteArray &entity, const QByteArray &author = fromAnn,
                        Consent consent = Consent::ByItself)
    {
        crypto::Request asked = request(entity, author);
        asked.consent = consent;
        return crypto::openMessage(asked, *m_backend);
    }
    QByteArray signedBy(const QByteArray &who)
    {
        return smimeSigned(textPart(secret), m_certificates->signedData(textPart(secret), {who}));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_backend = crypto::makeBackend();
        if (m_backend->unavailability(crypto::Scheme::Smime) == crypto::Failure::NotBuilt)
            QSKIP("S/MIME is not tested at all: this build has no GPGME");
        QVERIFY(m_listener.listen(QHostAddress::LocalHost));
        m_keys = std::make_unique<Keyring>();
        m_certificates = std::make_unique<Certificates>(
            *m_keys, "http://127.0.0.1:" + QByteArray::number(m_listener.serverPort()));
        QVERIFY2(m_keys->error().isEmpty(), m_keys->error().constData());
        QVERIFY2(m_certificates->error().isEmpty(), m_certificates->error().constData());
        m_backend = crypto::makeBackend(m_keys->home(Keyring::Side::Reader));
    }
    void cleanup()
    {
        QVERIFY2(!m_keys || m_certificates->error().isEmpty(), m_certificates->error().constData());
    }
    void cleanupTestCase() { m_keys.reset(); }

    void showsWhoHasSignedAMessage()
    {
        const auto detached = open(signedBy("ann"));
        QCOMPARE(said(detached.signature), "Valid"_ba);
        QCOMPARE(detached.signature.signer.address, "ann@example.org"_ba);
        QCOMPARE(detached.signature.signer.name, u"Ann Example"_s);
        QCOMPARE(shownText(detached), secret);
        const auto opaque = open(
            cmsPart("signed-data", m_certificates->signedData(textPart(secret), {"ann"}, {u"-nodetach"_s})));
        QCOMPARE(said(opaque.signature), "Valid"_ba);
        QCOMPARE(shownText(opaque), secret);
    }

    // Nothing in this form tells whether somebody has changed it on the way.
    void decryptsAndSaysWhatThatIsWorth()
    {
        COVERS("SEC-88");
        const QByteArray mail = cmsPart("enveloped-data", m_certificates->encrypted(signedBy("ann")));
        for (const Consent consent : {Consent::ByItself, Consent::Asked}) {
            const auto opened = open(mail, fromAnn, consent);
            QCOMPARE(said(opened.decryption), "Open"_ba);
            QCOMPARE(said(opened.signature), "Valid"_ba);
            QCOMPARE(shownText(opened), secret);
            QVERIFY(!opened.decryption.isTamperProof);
        }
        const auto mislabelled = cmsPart("authEnveloped-data", m_certificates->encrypted(signedBy("ann")));
        QCOMPARE(said(open(mislabelled, fromAnn, Consent::Asked).decryption), "Refused Malformed"_ba);
    }

    void isValidForNobodyElse_data();
    void isValidForNobodyElse();
    void asksNobodyAboutCertificates();
    void tellsCmsMessagesByTheirOctets_data();
    void tellsCmsMessagesByTheirOctets();
};

void SmimeTest::isValidForNobodyElse_data()
{
    QTest::addColumn<QByteArray>("entity");
    QTest::addColumn<QByteArray>("author");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &entity, const QByteArray &expected,
                        const QByteArray &author = fromAnn) {
        QTest::newRow(name) << entity << author << expected;
    };
    const QByteArray text = textPart(secret), forged = textPart(other);
    const auto make = [&](const QByteArrayList &names, const QStringList &more = {}) {
        return m_certificates->signedData(text, names, more);
    };
    const QByteArray opaque = make({"ann"}, {u"-nodetach"_s});
    row("another text", smimeSigned(forged, make({"ann"})), "Bad DoesNotMatch");
    row("a signature that brings her text", smimeSigned(forged, opaque), "Unverifiable ContentInSignature");
    row("nobody has signed", smimeSigned(forged, m_certificates->unsignedData()), "Unverifiable NoSignature");
    row("nobody has signed, in one piece", cmsPart("signed-data", m_certificates->unsignedData()),
        "Unverifiable OddStructure");
    row("certificates alone", cmsPart("certs-only", m_certificates->unsignedData()),
        "Unverifiable NoSignature");
    row("two have signed", smimeSigned(text, make({"ann", "mallory"})), "Unverifiable SeveralSignatures");
    row("two have signed, in one piece", cmsPart("signed-data", make({"ann", "mallory"}, {u"-nodetach"_s})),
        "Unverifiable SeveralSignatures");
    row("an authority that gives any name", signedBy("eve"), "GoodButUnknownKey KeyNotTrusted");
    row("her address as a common name", signedBy("mallory"), "WrongAddress AddressDiffers");
    row("a certificate without an address", signedBy("server"), "WrongAddress AddressDiffers");
    row("another one in From", signedBy("ann"), "WrongAddress AddressDiffers", "From: bob@example.org\r\n");
    row("two in From", signedBy("ann"), "WrongAddress AuthorUnclear",
        "From: ann@example.org, bob@example.org\r\n");
    row("it is called another thing", cmsPart("certs-only", opaque), "Unverifiable TypesDisagree");
    row("it is called encrypted", cmsPart("enveloped-data", opaque), "Unverifiable TypesDisagree");
    row("something behind it", cmsPart("signed-data", opaque + "x"), "Unverifiable OddStructure");
    row("his text around her message", multipart("mixed", {forged, cmsPart("signed-data", opaque)}),
        "Unsigned");
    row("OpenPGP in its place", smimeSigned(text, m_keys->signature("ann", text)),
        "Unverifiable OddStructure");
    row("its place in OpenPGP", pgpSigned(text, make({"ann"})), "Unverifiable ContentInSignature");
}

void SmimeTest::isValidForNobodyElse()
{
    COVERS("SEC-87");
    QFETCH(QByteArray, entity);
    QFETCH(QByteArray, author);
    const auto opened = open(entity, author);
    QTEST(said(opened.signature), "expected");
    QVERIFY(opened.signature.status != crypto::Judgement::Status::Valid);
}

// No revocation list, no OCSP, no issuer is fetched, and nobody is asked whether to trust anybody.
void SmimeTest::asksNobodyAboutCertificates()
{
    COVERS("SEC-109");
    const int before = m_keys->pinentryCalls();
    for (const char *who : {"ann", "eve", "mallory"})
        QVERIFY(open(signedBy(who)).signature.signature.has_value());
    QVERIFY(!m_listener.waitForNewConnection(0));
    QVERIFY(!QFile::exists(m_keys->home(Keyring::Side::Reader) + u"/S.dirmngr"_s));
    QCOMPARE(m_keys->pinentryCalls(), before);
}

void SmimeTest::tellsCmsMessagesByTheirOctets_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<CmsShape>("expected");
    using Kind = CmsShape::Kind;
    const QByteArray text = textPart(secret);
    const auto make = [&](const QByteArrayList &names, const QStringList &more = {}) {
        return m_certificates->signedData(text, names, more);
    };
    const QByteArray detached = make({"ann"});
    QTest::newRow("detached") << detached << CmsShape{Kind::SignedData, false, true, 1};
    QTest::newRow("with content") << make({"ann"}, {u"-nodetach"_s})
                                  << CmsShape{Kind::SignedData, true, true, 1};
    QTest::newRow("streamed") << make({"ann"}, {u"-nodetach"_s, u"-stream"_s})
                              << CmsShape{Kind::SignedData, true, true, 1};
    QTest::newRow("two signers") << make({"ann", "mallory"}) << CmsShape{Kind::SignedData, false, true, 2};
    QTest::newRow("no signer") << m_certificates->unsignedData()
                               << CmsShape{Kind::SignedData, false, true, 0};
    QTest::newRow("encrypted") << m_certificates->encrypted(text)
                               << CmsShape{Kind::EnvelopedData, false, false, 0};
    QTest::newRow("encrypted, streamed") << m_certificates->encrypted(text, u"-aes-256-gcm"_s)
                                         << CmsShape{Kind::AuthEnvelopedData, false, false, 0};
    QTest::newRow("an octet behind it") << detached + '\n' << CmsShape();
    QTest::newRow("an octet missing") << detached.chopped(1) << CmsShape();
    QTest::newRow("nothing") << QByteArray() << CmsShape();
    QTest::newRow("without end") << QByteArray("\x30\x80", 2).repeated(5000) << CmsShape();
    QTest::newRow("a length beyond all") << QByteArray("\x30\x84\xff\xff\xff\xff") << CmsShape();
    QTest::newRow("text") << "Good signature"_ba << CmsShape();
}

void SmimeTest::tellsCmsMessagesByTheirOctets()
{
    QFETCH(QByteArray, octets);
    QTEST(crypto::cmsShape(octets), "expected");
    for (qsizetype end = 0; end < octets.size() - 1; end += 7)  // never reads beyond
        QCOMPARE(crypto::cmsShape(QByteArray(octets.constData(), end)), CmsShape());
}

POSTHORN_TEST(SmimeTest)

#include "tst_smime.moc"
