// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/certificatechecks.h"
#include "core/net/der.h"

#include "tests/support/testcase.h"
#include "tests/support/testpki.h"

using namespace Qt::StringLiterals;
using net::CertificateProblem;
using net::DerReader;
using posthorn_test::TestPki;

class TestCertificateChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void derIsNeverReadBeyondItsEnd_data();
    void derIsNeverReadBeyondItsEnd();
    void weakSignaturesAreKnownByTheirAlgorithm_data();
    void weakSignaturesAreKnownByTheirAlgorithm();
    void unspecifiedFindingsAreNamedAsNearAsCanBe();
    void findingsAreSortedWithoutDuplicates();
    void noCertificateIsAProblem();

private:
    TestPki m_pki;
};

void TestCertificateChecks::initTestCase()
{
    const QByteArray host = "subjectAltName=DNS:mail.posthorn.test\n";
    m_pki.issue({.name = "good", .issuer = {}, .extensions = host});
    m_pki.issue({.name = "short", .issuer = {}, .extensions = host, .key = "rsa1024"});
    m_pki.issue({.name = "limiting",
                 .issuer = {},
                 .extensions = "basicConstraints=CA:TRUE\nnameConstraints=permitted;DNS:x.test\n"});
    QVERIFY2(m_pki.isValid(), m_pki.error().constData());
}

void TestCertificateChecks::derIsNeverReadBeyondItsEnd_data()
{
    QTest::addColumn<QByteArray>("der");  // hexadecimal
    QTest::addColumn<QByteArray>("contents");
    QTest::newRow("short form") << "3002AABB"_ba
                                << "aabb"_ba;
    QTest::newRow("empty") << "3000"_ba
                           << ""_ba;
    QTest::newRow("long form") << "308102AABB"_ba
                               << "aabb"_ba;
    QTest::newRow("four length octets") << "308400000002AABB"_ba
                                        << "aabb"_ba;
    QTest::newRow("more follows") << "3001AA3001BB"_ba
                                  << "aa"_ba;
    QTest::newRow("nothing") << ""_ba
                             << ""_ba;
    QTest::newRow("tag alone") << "30"_ba
                               << ""_ba;
    QTest::newRow("another tag") << "3102AABB"_ba
                                 << ""_ba;
    QTest::newRow("too long") << "3003AABB"_ba
                              << ""_ba;
    QTest::newRow("much too long") << "3084FFFFFFFFAABB"_ba
                                   << ""_ba;
    QTest::newRow("five length octets") << "30850000000002AABB"_ba
                                        << ""_ba;
    QTest::newRow("indefinite length") << "3080AABB0000"_ba
                                       << ""_ba;
    QTest::newRow("cut in the length") << "308200"_ba
                                       << ""_ba;
}

void TestCertificateChecks::derIsNeverReadBeyondItsEnd()
{
    QFETCH(QByteArray, der);
    QFETCH(QByteArray, contents);
    const QByteArray octets = QByteArray::fromHex(der);
    DerReader reader(octets);
    QCOMPARE(reader.take(DerReader::Sequence).toByteArray().toHex(), contents);
}

void TestCertificateChecks::weakSignaturesAreKnownByTheirAlgorithm_data()
{
    QTest::addColumn<QByteArray>("algorithm");  // AlgorithmIdentifier, hexadecimal, without its SEQUENCE
    QTest::addColumn<bool>("weak");
    QTest::newRow("MD5 with RSA") << "06092A864886F70D010104"_ba << true;
    QTest::newRow("SHA-1 with RSA") << "06092A864886F70D010105"_ba << true;
    QTest::newRow("SHA-1 with RSA, OIW") << "06052B0E03021D"_ba << true;
    QTest::newRow("SHA-1 with DSA") << "06072A8648CE380403"_ba << true;
    QTest::newRow("SHA-1 with ECDSA") << "06072A8648CE3D0401"_ba << true;
    QTest::newRow("SHA-256 with RSA") << "06092A864886F70D01010B"_ba << false;
    QTest::newRow("SHA-256 with ECDSA") << "06082A8648CE3D040302"_ba << false;
    QTest::newRow("Ed25519") << "06032B6570"_ba << false;
    QTest::newRow("PSS by default") << "06092A864886F70D01010A3000"_ba << true;
    QTest::newRow("PSS without parameters") << "06092A864886F70D01010A"_ba << true;
    QTest::newRow("PSS with SHA-1") << "06092A864886F70D01010A300BA009300706052B0E03021A"_ba << true;
    QTest::newRow("PSS with SHA-256")
        << "06092A864886F70D01010A300FA00D300B0609608648016503040201"_ba << false;
    QTest::newRow("nothing to read") << ""_ba << true;
    QTest::newRow("not an object identifier") << "0500"_ba << true;
}

void TestCertificateChecks::weakSignaturesAreKnownByTheirAlgorithm()
{
    COVERS("SEC-21");
    QFETCH(QByteArray, algorithm);
    QFETCH(bool, weak);
    const QByteArray identifier = QByteArray::fromHex(algorithm);
    const QByteArray contents = "\x30\x01x\x30"_ba + static_cast<char>(identifier.size()) + identifier;
    const QByteArray certificate = "\x30"_ba + static_cast<char>(contents.size()) + contents;
    QCOMPARE(net::hasWeakSignature(certificate), weak);
    QVERIFY(net::hasWeakSignature(certificate.first(certificate.size() / 2)));
}

// How the library tells weakness and name constraints, where the system's policy is stricter than in our
// other tests.
void TestCertificateChecks::unspecifiedFindingsAreNamedAsNearAsCanBe()
{
    const QList<QSslError> unspecified{QSslError(QSslError::UnspecifiedError)};
    const QString host = u"mail.posthorn.test"_s;
    const QSslCertificate good = m_pki.certificate("good");
    QCOMPARE(net::certificateProblems(host, {m_pki.certificate("short")}, unspecified),
             QList{CertificateProblem::WeakKeyOrSignature});
    QCOMPARE(net::certificateProblems(host, {good, m_pki.certificate("limiting")}, unspecified),
             QList{CertificateProblem::InvalidChain});
    QCOMPARE(net::certificateProblems(host, {good}, unspecified), QList{CertificateProblem::Other});
    QCOMPARE(net::certificateProblems(host, {good}, {}), QList<CertificateProblem>());
}

void TestCertificateChecks::findingsAreSortedWithoutDuplicates()
{
    const QList<QSslError> errors{
        QSslError(QSslError::UnableToVerifyFirstCertificate), QSslError(QSslError::HostNameMismatch),
        QSslError(QSslError::UnableToGetLocalIssuerCertificate), QSslError(QSslError::CertificateExpired)};
    QCOMPARE(net::certificateProblems(u"other.test"_s, {m_pki.certificate("good")}, errors),
             (QList{CertificateProblem::Expired, CertificateProblem::HostNameMismatch,
                    CertificateProblem::UnknownAuthority}));
}

void TestCertificateChecks::noCertificateIsAProblem()
{
    QCOMPARE(net::certificateProblems(u"mail.posthorn.test"_s, {}, {}), QList{CertificateProblem::Other});
    QVERIFY(net::fingerprint(QSslCertificate()).isEmpty());
}

POSTHORN_TEST(TestCertificateChecks)

#include "tst_certificatechecks.moc"
