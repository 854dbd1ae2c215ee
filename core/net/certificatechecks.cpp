// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/certificatechecks.h"

#include "core/net/der.h"
#include "core/net/hostname.h"

#include <QCryptographicHash>
#include <QSslCertificateExtension>
#include <QSslKey>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace net {

namespace {

constexpr int leastBitsOfModulus = 2048;  // RSA and DSA
constexpr int leastBitsOfCurve = 224;

struct Meaning {
    QSslError::SslError error;
    CertificateProblem problem;
};

// Not named: Other.
constexpr auto meanings = std::to_array<Meaning>({
    {QSslError::CertificateExpired, CertificateProblem::Expired},
    {QSslError::CertificateNotYetValid, CertificateProblem::NotYetValid},
    {QSslError::HostNameMismatch, CertificateProblem::HostNameMismatch},
    {QSslError::SelfSignedCertificate, CertificateProblem::SelfSigned},
    {QSslError::SelfSignedCertificateInChain, CertificateProblem::UnknownAuthority},
    {QSslError::UnableToGetIssuerCertificate, CertificateProblem::UnknownAuthority},
    {QSslError::UnableToGetLocalIssuerCertificate, CertificateProblem::UnknownAuthority},
    {QSslError::UnableToVerifyFirstCertificate, CertificateProblem::UnknownAuthority},
    {QSslError::CertificateUntrusted, CertificateProblem::UnknownAuthority},
    {QSslError::CertificateRevoked, CertificateProblem::Revoked},
    {QSslError::CertificateBlacklisted, CertificateProblem::Revoked},
    {QSslError::InvalidPurpose, CertificateProblem::InvalidPurpose},
    {QSslError::CertificateRejected, CertificateProblem::InvalidPurpose},
    {QSslError::InvalidCaCertificate, CertificateProblem::InvalidChain},
    {QSslError::PathLengthExceeded, CertificateProblem::InvalidChain},
    {QSslError::CertificateSignatureFailed, CertificateProblem::InvalidChain},
    {QSslError::UnableToDecryptCertificateSignature, CertificateProblem::InvalidChain},
    {QSslError::UnableToDecodeIssuerPublicKey, CertificateProblem::InvalidChain},
    {QSslError::SubjectIssuerMismatch, CertificateProblem::InvalidChain},
    {QSslError::AuthorityIssuerSerialNumberMismatch, CertificateProblem::InvalidChain},
    {QSslError::InvalidNotBeforeField, CertificateProblem::InvalidChain},
    {QSslError::InvalidNotAfterField, CertificateProblem::InvalidChain},
});

CertificateProblem meaningOf(QSslError::SslError error)
{
    const auto found = std::find_if(meanings.begin(), meanings.end(),
                                    [error](const Meaning &each) { return each.error == error; });
    return found == meanings.end() ? CertificateProblem::Other : found->problem;
}

QStringList alternativeNames(const QSslCertificate &certificate, QSsl::AlternativeNameEntryType type)
{
    return certificate.subjectAlternativeNames().values(type);
}

bool hasWeakKey(const QSslCertificate &certificate)
{
    const QSslKey key = certificate.publicKey();
    switch (key.algorithm()) {
    case QSsl::Rsa:
    case QSsl::Dsa: return key.length() < leastBitsOfModulus;
    case QSsl::Ec: return key.length() < leastBitsOfCurve;
    case QSsl::Dh:
    case QSsl::Opaque: break;  // Ed25519 and the like: one strength, and enough
    }
    return false;
}

// The leaf, and the one that signed it unless that is a root: the strength of a root's signature on itself
// means nothing. Not further up: what servers add there (old cross-signatures) is often no part of the chain
// that is built.
bool isAnythingWeak(const QList<QSslCertificate> &chain)
{
    const QSslCertificate &leaf = chain.first();
    if (hasWeakKey(leaf) || hasWeakSignature(leaf.toDer()))
        return true;
    if (chain.size() < 2)
        return false;
    const QSslCertificate &issuer = chain.at(1);
    return hasWeakKey(issuer) || (!issuer.isSelfSigned() && hasWeakSignature(issuer.toDer()));
}

// RFC 5280, 4.2.1.10. The library tells a violation as "unspecified".
bool hasNameConstraints(const QSslCertificate &certificate)
{
    const QList<QSslCertificateExtension> extensions = certificate.extensions();
    return std::any_of(extensions.begin(), extensions.end(),
                       [](const QSslCertificateExtension &each) { return each.oid() == "2.5.29.30"_L1; });
}

// An "unspecified" finding, as near as it can be named: weakness and name constraints have no code of their
// own.
void nameUnspecified(QList<CertificateProblem> &problems, const QList<QSslCertificate> &chain)
{
    if (!problems.contains(CertificateProblem::Other))
        return;
    const bool isConstrained = std::any_of(chain.begin(), chain.end(), hasNameConstraints);
    if (problems.contains(CertificateProblem::WeakKeyOrSignature))
        problems.removeAll(CertificateProblem::Other);
    else if (isConstrained)
        problems.replace(problems.indexOf(CertificateProblem::Other), CertificateProblem::InvalidChain);
}

QString nameOf(const QString &displayName, const QStringList &organizations)
{
    return organizations.isEmpty() ? displayName : displayName + " ("_L1 + organizations.first() + u')';
}

}

QByteArray fingerprint(const QSslCertificate &certificate)
{
    return certificate.isNull() ? QByteArray() : certificate.digest(QCryptographicHash::Sha256);
}

QList<CertificateProblem> certificateProblems(const QString &host, const QList<QSslCertificate> &chain,
                                              const QList<QSslError> &libraryErrors)
{
    if (chain.isEmpty())
        return {CertificateProblem::Other};
    QList<CertificateProblem> problems;
    for (const QSslError &error : libraryErrors)
        problems.append(meaningOf(error.error()));
    const QSslCertificate &leaf = chain.first();
    if (!isCertificateForHost(host, alternativeNames(leaf, QSsl::DnsEntry),
                              alternativeNames(leaf, QSsl::IpAddressEntry)))
        problems.append(CertificateProblem::HostNameMismatch);
    if (isAnythingWeak(chain))
        problems.append(CertificateProblem::WeakKeyOrSignature);
    nameUnspecified(problems, chain);
    std::sort(problems.begin(), problems.end());
    problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
    return problems;
}

CertificateQuestion certificateQuestion(const QString &host, quint16 port, const QSslCertificate &leaf,
                                        QList<CertificateProblem> problems)
{
    CertificateQuestion question;
    question.host = host;
    question.port = port;
    question.problems = std::move(problems);
    question.sha256 = fingerprint(leaf);
    question.subject = nameOf(leaf.subjectDisplayName(), leaf.subjectInfo(QSslCertificate::Organization));
    question.issuer = nameOf(leaf.issuerDisplayName(), leaf.issuerInfo(QSslCertificate::Organization));
    question.names = alternativeNames(leaf, QSsl::DnsEntry) + alternativeNames(leaf, QSsl::IpAddressEntry);
    question.validFrom = leaf.effectiveDate();
    question.validUntil = leaf.expiryDate();
    return question;
}

namespace {

// The contents of OBJECT IDENTIFIERs.
constexpr auto weakAlgorithms = std::to_array<const char *>({
    "\x2A\x86\x48\x86\xF7\x0D\x01\x01\x02",  // md2WithRSAEncryption
    "\x2A\x86\x48\x86\xF7\x0D\x01\x01\x03",  // md4WithRSAEncryption
    "\x2A\x86\x48\x86\xF7\x0D\x01\x01\x04",  // md5WithRSAEncryption
    "\x2A\x86\x48\x86\xF7\x0D\x01\x01\x05",  // sha1WithRSAEncryption
    "\x2B\x0E\x03\x02\x1D",                  // sha1WithRSASignature (OIW)
    "\x2A\x86\x48\xCE\x38\x04\x03",          // id-dsa-with-sha1
    "\x2A\x86\x48\xCE\x3D\x04\x01",          // ecdsa-with-SHA1
});
constexpr const char *rsassaPss = "\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0A";
constexpr const char *sha1 = "\x2B\x0E\x03\x02\x1A";

// RSASSA-PSS-params ::= SEQUENCE { hashAlgorithm [0] HashAlgorithm DEFAULT sha1, … }             (RFC
// 4055, 3.1)
bool isPssWithSha1(DerReader &parameters)
{
    DerReader all = parameters.enter(DerReader::Sequence);
    if (all.nextTag() != DerReader::context(0))
        return true;
    DerReader hash = all.enter(DerReader::context(0)).enter(DerReader::Sequence);
    return hash.take(DerReader::ObjectIdentifier) == QByteArrayView(sha1);
}

}

// Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm AlgorithmIdentifier, signatureValue }  (RFC
// 5280, 4.1)
bool hasWeakSignature(const QByteArray &der)
{
    DerReader certificate = DerReader(der).enter(DerReader::Sequence);
    (void)certificate.take(DerReader::Sequence);
    DerReader algorithm = certificate.enter(DerReader::Sequence);
    const QByteArrayView oid = algorithm.take(DerReader::ObjectIdentifier);
    if (oid.isEmpty() || std::find(weakAlgorithms.begin(), weakAlgorithms.end(), oid) != weakAlgorithms.end())
        return true;
    return oid == QByteArrayView(rsassaPss) && isPssWithSha1(algorithm);
}

}
