// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/net/certificatecases.h"

using namespace Qt::StringLiterals;
using net::CertificateProblem;
using posthorn_test::CertificateSpec;
using posthorn_test::TestPki;

namespace {

const QByteArray anAuthority = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n";
const QByteArray aServer = "basicConstraints=critical,CA:FALSE\nextendedKeyUsage=serverAuth\n";

QByteArray serverFor(const QByteArray &names)
{
    return aServer + "subjectAltName=" + names + '\n';
}

const QByteArray goodServer = serverFor("DNS:mail.posthorn.test");

CertificateSpec signedBy(const QByteArray &issuer, const QByteArray &extensions = goodServer)
{
    CertificateSpec spec;
    spec.issuer = issuer;
    spec.extensions = extensions;
    return spec;
}

CertificateSpec authority(const QByteArray &name, const QByteArray &issuer,
                          const QByteArray &extensions = anAuthority)
{
    CertificateSpec spec = signedBy(issuer, extensions);
    spec.name = name;
    spec.subject = "/O=Posthorn tests/CN=" + name;
    spec.key = "ec-ca";
    return spec;
}

QList<CertificateCase> trustedCases()
{
    return {
        {"trusted", signedBy("root"), {}, {}, u"mail.posthorn.test"_s, "I4-200"},
        {"trusted through an intermediate", signedBy("intermediate"), {}, {"intermediate"}},
        {"trusted RSA 2048",
         [] {
             auto s = signedBy("root");
             s.key = "rsa2048";
             return s;
         }(),
         {}},
        {"trusted wildcard",
         signedBy("root", serverFor("DNS:*.posthorn.test")),
         {},
         {},
         u"mail.posthorn.test"_s,
         "I4-201"},
        {"trusted address", signedBy("root", serverFor("IP:127.0.0.1")), {}, {}, u"127.0.0.1"_s, "I4-201"},
        {"trusted as its own authority's second name",
         signedBy("root", serverFor("DNS:x.test,DNS:mail.posthorn.test")),
         {}},
        {"trusted inside name constraints",
         signedBy("constrained", serverFor("DNS:ok.posthorn.example")),
         {},
         {"constrained"},
         u"ok.posthorn.example"_s},
    };
}

QList<CertificateCase> nameCases()
{
    const QList wrongHost{CertificateProblem::HostNameMismatch};
    const QString host = u"mail.posthorn.test"_s;
    CertificateSpec commonNameOnly = signedBy("root", aServer);
    commonNameOnly.subject = "/CN=mail.posthorn.test";
    CertificateSpec commonNameBesideOthers = signedBy("root", serverFor("DNS:other.posthorn.test"));
    commonNameBesideOthers.subject = "/CN=mail.posthorn.test";
    CertificateSpec addressAsCommonName = signedBy("root", aServer);
    addressAsCommonName.subject = "/CN=127.0.0.1";
    return {
        {"wrong host", signedBy("root", serverFor("DNS:other.posthorn.test")), wrongHost, {}, host, "SEC-19"},
        {"common name alone", commonNameOnly, wrongHost, {}, host, "I4-201"},
        {"common name beside other names", commonNameBesideOthers, wrongHost, {}, host, "I4-201"},
        {"no name at all", signedBy("root", aServer), wrongHost, {}, host, "SEC-19"},
        {"NUL in the name",
         signedBy("root", aServer + TestPki::rawDnsName(QByteArray("mail.posthorn.test\0.evil.test", 29))),
         wrongHost,
         {},
         host,
         "SEC-19"},
        {"NUL after the name",
         signedBy("root", aServer + TestPki::rawDnsName(QByteArray("mail.posthorn.test\0", 19))),
         wrongHost,
         {},
         host,
         "SEC-19"},
        {"wildcard for two labels",
         signedBy("root", serverFor("DNS:*.posthorn.test")),
         wrongHost,
         {},
         u"a.b.posthorn.test"_s,
         "SEC-19"},
        {"wildcard for none",
         signedBy("root", serverFor("DNS:*.posthorn.test")),
         wrongHost,
         {},
         u"posthorn.test"_s,
         "SEC-19"},
        {"wildcard within a label",
         signedBy("root", serverFor("DNS:m*.posthorn.test")),
         wrongHost,
         {},
         host,
         "SEC-19"},
        {"wildcard for a whole domain",
         signedBy("root", serverFor("DNS:*.test")),
         wrongHost,
         {},
         u"posthorn.test"_s,
         "SEC-19"},
        {"wildcard in the middle",
         signedBy("root", serverFor("DNS:mail.*.test")),
         wrongHost,
         {},
         host,
         "SEC-19"},
        {"address written as a name",
         signedBy("root", serverFor("DNS:127.0.0.1")),
         wrongHost,
         {},
         u"127.0.0.1"_s,
         "SEC-19"},
        {"address as common name", addressAsCommonName, wrongHost, {}, u"127.0.0.1"_s, "I4-201"},
        {"another address",
         signedBy("root", serverFor("IP:127.0.0.2")),
         wrongHost,
         {},
         u"127.0.0.1"_s,
         "SEC-19"},
        {"mail address only",
         signedBy("root", serverFor("email:postmaster@mail.posthorn.test")),
         wrongHost,
         {},
         host,
         "SEC-19"},
    };
}

QList<CertificateCase> timeCases()
{
    CertificateSpec expired = signedBy("root");
    expired.until = "20210101000000Z";
    CertificateSpec future = signedBy("root");
    future.from = "20980101000000Z";
    CertificateSpec expiredAndWrong = expired;
    expiredAndWrong.extensions = serverFor("DNS:other.posthorn.test");
    const QString host = u"mail.posthorn.test"_s;
    return {
        {"expired", expired, {CertificateProblem::Expired}, {}, host, "SEC-18"},
        {"not yet valid", future, {CertificateProblem::NotYetValid}, {}, host, "SEC-18"},
        {"expired and for another host",
         expiredAndWrong,
         {CertificateProblem::Expired, CertificateProblem::HostNameMismatch},
         {},
         host,
         "SEC-18"},
        {"expired intermediate",
         signedBy("expired-authority"),
         {CertificateProblem::Expired},
         {"expired-authority"},
         host,
         "SEC-18"},
    };
}

QList<CertificateCase> chainCases()
{
    const QList unknown{CertificateProblem::UnknownAuthority};
    const QList broken{CertificateProblem::InvalidChain};
    const QList noAuthority{CertificateProblem::InvalidPurpose, CertificateProblem::InvalidChain};
    const QList notForSigning = noAuthority + QList{CertificateProblem::Other};
    CertificateSpec forged = signedBy("forged-root");
    forged.key = "ec";
    const QString host = u"mail.posthorn.test"_s;
    return {
        {"self-signed", signedBy({}), {CertificateProblem::SelfSigned}, {}, host, "SEC-20"},
        {"unknown authority", signedBy("stranger"), unknown, {}, host, "SEC-20"},
        {"unknown authority, sent along", signedBy("stranger"), unknown, {"stranger"}, host, "SEC-20"},
        {"missing intermediate", signedBy("intermediate"), unknown, {}},
        {"signed by a server's certificate", signedBy("not-an-authority"), noAuthority, {"not-an-authority"}},
        {"signed by one that may not sign", signedBy("may-not-sign"), notForSigning, {"may-not-sign"}},
        {"authority without basic constraints", signedBy("unconstrained"), notForSigning, {"unconstrained"}},
        {"path too long", signedBy("too-deep"), broken, {"too-deep", "no-deeper"}},
        {"signed with another's key", signedBy("forged-root"), {CertificateProblem::InvalidChain}},
        {"outside name constraints", signedBy("constrained"), broken, {"constrained"}},
        {"excluded by name constraints", signedBy("excluding"), broken, {"excluding"}},
    };
}

QList<CertificateCase> strengthCases()
{
    const QList weak{CertificateProblem::WeakKeyOrSignature};
    CertificateSpec md5 = signedBy("root");
    md5.digest = "md5";
    md5.issuer = "rsa-root";
    CertificateSpec sha1 = signedBy("root");
    sha1.digest = "sha1";
    CertificateSpec shortKey = signedBy("root");
    shortKey.key = "rsa1024";
    const QByteArray onlyClients = "basicConstraints=critical,CA:FALSE\nextendedKeyUsage="
                                   "clientAuth\nsubjectAltName=DNS:mail.posthorn.test\n";
    return {
        {"MD5 signature",
         md5,
         {CertificateProblem::UnknownAuthority, CertificateProblem::WeakKeyOrSignature}},
        {"SHA-1 signature", sha1, weak},
        {"1024-bit key", shortKey, weak},
        {"SHA-1 signature on the intermediate", signedBy("sha1-authority"), weak, {"sha1-authority"}},
        {"1024-bit intermediate", signedBy("short-authority"), weak, {"short-authority"}},
        {"for clients only", signedBy("root", onlyClients), {CertificateProblem::InvalidPurpose}},
        {"authority for clients only",
         signedBy("client-authority"),
         {CertificateProblem::InvalidPurpose},
         {"client-authority"}},
    };
}

}

void makeAuthorities(TestPki &pki)
{
    pki.issue(authority("root", {}));
    pki.issue(authority("stranger", {}));
    pki.issue(authority("intermediate", "root"));
    pki.issue(authority("not-an-authority", "root", aServer));
    pki.issue(authority("unconstrained", "root", "keyUsage=digitalSignature\n"));
    pki.issue(authority("may-not-sign", "root",
                        "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,digitalSignature\n"));
    pki.issue(authority("no-deeper", "root", "basicConstraints=critical,CA:TRUE,pathlen:0\n"));
    pki.issue(authority("too-deep", "no-deeper"));
    pki.issue(authority("constrained", "root",
                        anAuthority + "nameConstraints=critical,permitted;DNS:posthorn.example\n"));
    pki.issue(authority("excluding", "root",
                        anAuthority + "nameConstraints=critical,excluded;DNS:posthorn.test\n"));
    pki.issue(authority("client-authority", "root", anAuthority + "extendedKeyUsage=clientAuth\n"));
    CertificateSpec forged = authority("forged-root", {});
    forged.subject = "/O=Posthorn tests/CN=root";
    forged.key = "ec";
    pki.issue(forged);
    CertificateSpec rsaRoot = authority("rsa-root", {});
    rsaRoot.key = "rsa2048";
    pki.issue(rsaRoot);
    CertificateSpec expired = authority("expired-authority", "root");
    expired.until = "20210101000000Z";
    pki.issue(expired);
    CertificateSpec sha1 = authority("sha1-authority", "root");
    sha1.digest = "sha1";
    pki.issue(sha1);
    CertificateSpec shortKey = authority("short-authority", "root");
    shortKey.key = "rsa1024";
    pki.issue(shortKey);
}

QList<CertificateCase> certificateCases()
{
    QList<CertificateCase> all = trustedCases() + nameCases() + timeCases() + chainCases() + strengthCases();
    for (CertificateCase &each : all) {
        each.leaf.name = each.name;
        each.leaf.name.replace(' ', '-').replace(',', "");
        if (each.leaf.name.contains("'"))
            each.leaf.name.replace('\'', "");
    }
    return all;
}
