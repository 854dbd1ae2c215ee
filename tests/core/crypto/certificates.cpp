// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/crypto/certificates.h"

#include <QCryptographicHash>
#include <QFile>

using namespace Qt::StringLiterals;

namespace crypto_test {

Certificates::Certificates(Keyring &keys, const QByteArray &listener) : m_keys(keys), m_listener(listener)
{
    const QByteArray authority = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n"
                                 "subjectKeyIdentifier=hash\n";
    for (const char *name : {"known", "unknown"})
        m_pki.issue({.name = name,
                     .issuer = {},
                     .subject = QByteArray("/O=Posthorn tests/CN=Authority ") + name,
                     .extensions = authority,
                     .key = name == QByteArray("known") ? "rsa2048" : "ec-ca"});
    issue("ann", "known", "CN=Ann Example", "email:ann@example.org");
    issue("mallory", "known", "CN=ann@example.org", "email:mallory@example.net");
    issue("eve", "unknown", "CN=Ann Example", "email:ann@example.org");
    issue("server", "known", "CN=ann@example.org", "DNS:ann.example.org");
    takeRita();
}

// Those of mail name where somebody could ask about them, and so be told who reads what when.
void Certificates::issue(const QByteArray &name, const QByteArray &issuer, const QByteArray &subject,
                         const QByteArray &names)
{
    m_pki.issue(
        {.name = name,
         .issuer = issuer,
         .subject = "/O=Posthorn tests/" + subject,
         .extensions = "basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\n"
                       "extendedKeyUsage=emailProtection\nauthorityKeyIdentifier=keyid\nsubjectAltName="
             + names + "\ncrlDistributionPoints=URI:" + m_listener + "/crl\nauthorityInfoAccess=OCSP;URI:"
             + m_listener + "/ocsp,caIssuers;URI:" + m_listener + "/ca\n",
         .key = "rsa1024"});
}

// Her key is made by gpgsm itself and certified here.
void Certificates::takeRita()
{
    m_keys.setPinentryObliging(true);
    const QByteArray wish = "Key-Type: RSA\nKey-Length: 2048\nKey-Usage: sign, encrypt\n"
                            "Name-DN: CN=Rita,O=Posthorn tests\nName-Email: rita@example.org\n";
    const QByteArray csr =
        m_keys.run(Keyring::Side::Reader, u"gpgsm"_s, {u"--batch"_s, u"--armor"_s, u"--gen-key"_s}, wish);
    m_keys.setPinentryObliging(false);
    QFile file(m_pki.folder() + u"/rita.csr"_s);
    if (!file.open(QIODevice::WriteOnly) || file.write(csr) != csr.size())
        m_error = "cannot write";
    file.close();
    m_pki.run({u"x509"_s, u"-req"_s, u"-in"_s, u"rita.csr"_s, u"-CA"_s, m_pki.file("known"), u"-CAkey"_s,
               m_pki.keyFile("known"), u"-CAcreateserial"_s, u"-days"_s, u"3000"_s, u"-copy_extensions"_s,
               u"copyall"_s, u"-out"_s, u"rita.pem"_s});
    QFile trusted(m_keys.home(Keyring::Side::Reader) + u"/trustlist.txt"_s);
    if (trusted.open(QIODevice::WriteOnly))
        trusted.write(m_pki.certificate("known").digest(QCryptographicHash::Sha1).toHex().toUpper()
                      + " S relax\n");
    trusted.close();
    m_keys.run(Keyring::Side::Reader, u"gpgconf"_s, {u"--reload"_s, u"gpg-agent"_s});
    for (const QString &each : {m_pki.file("known"), m_pki.folder() + u"/rita.pem"_s})
        m_keys.run(Keyring::Side::Reader, u"gpgsm"_s, {u"--disable-dirmngr"_s, u"--import"_s, each});
}

void Certificates::passOn(const QByteArray &name)
{
    m_keys.run(Keyring::Side::Reader, u"gpgsm"_s, {u"--disable-dirmngr"_s, u"--import"_s, m_pki.file(name)});
}

QByteArray Certificates::verified(const QByteArray &message)
{
    write(message);
    return m_pki.run({u"cms"_s, u"-verify"_s, u"-in"_s, u"octets"_s, u"-CAfile"_s, m_pki.file("known"),
                      u"-purpose"_s, u"any"_s});
}

QByteArray Certificates::decrypted(const QByteArray &message, const QByteArray &name)
{
    write(message);
    return m_pki.run({u"cms"_s, u"-decrypt"_s, u"-in"_s, u"octets"_s, u"-recip"_s, m_pki.file(name),
                      u"-inkey"_s, m_pki.keyFile(name)});
}

void Certificates::write(const QByteArray &octets)
{
    QFile file(m_pki.folder() + u"/octets"_s);
    if (!file.open(QIODevice::WriteOnly) || file.write(octets) != octets.size())
        m_error = "cannot write";
}

QByteArray Certificates::run(QStringList arguments, const QByteArray &octets)
{
    write(octets);
    return m_pki.run(QStringList{u"cms"_s} + arguments
                     + QStringList{u"-binary"_s, u"-in"_s, u"octets"_s, u"-outform"_s, u"DER"_s});
}

QByteArray Certificates::signedData(const QByteArray &octets, const QByteArrayList &names,
                                    const QStringList &more)
{
    QStringList arguments{u"-sign"_s, u"-md"_s, u"sha256"_s};
    for (const QByteArray &name : names)
        arguments += {u"-signer"_s, m_pki.file(name), u"-inkey"_s, m_pki.keyFile(name)};
    return run(arguments
                   + QStringList{u"-certfile"_s, m_pki.file(names.front() == "eve" ? "unknown" : "known")}
                   + more,
               octets);
}

QByteArray Certificates::encrypted(const QByteArray &octets, const QString &cipher)
{
    QFile rita(m_pki.folder() + u"/rita.pem"_s);
    return rita.exists() ? run({u"-encrypt"_s, cipher, u"-recip"_s, rita.fileName()}, octets) : QByteArray();
}

QByteArray Certificates::unsignedData()
{
    return m_pki.run(
        {u"crl2pkcs7"_s, u"-nocrl"_s, u"-certfile"_s, m_pki.file("ann"), u"-outform"_s, u"DER"_s});
}

}
