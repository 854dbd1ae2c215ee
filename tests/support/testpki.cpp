// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testpki.h"

#include <QFile>
#include <QHash>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace posthorn_test {

namespace {

constexpr int opensslTimeout = 30'000;

constexpr const char *configuration = R"(
[ca]
default_ca = test
[test]
database = index.txt
new_certs_dir = .
policy = anything
unique_subject = no
rand_serial = yes
default_md = sha256
[anything]
organizationName = optional
commonName = optional
[req]
distinguished_name = name
[name]
)";

QString text(const QByteArray &ascii)
{
    return QString::fromLatin1(ascii);
}

}

TestPki::TestPki()
{
    write(u"openssl.cnf"_s, configuration);
    write(u"index.txt"_s, {});
    for (const char *key : {"ec", "ec-ca", "rsa1024", "rsa2048"})
        makeKey(key);
}

void TestPki::write(const QString &name, const QByteArray &content)
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        m_error = "cannot write " + name.toUtf8();
}

QByteArray TestPki::run(const QStringList &arguments)
{
    if (!isValid())
        return {};
    QProcess openssl;
    openssl.setWorkingDirectory(m_folder.path());
    openssl.start(u"openssl"_s, arguments);
    if (!openssl.waitForFinished(opensslTimeout) || openssl.exitStatus() != QProcess::NormalExit
        || openssl.exitCode() != 0) {
        m_error = arguments.join(u' ').toUtf8() + ": " + openssl.errorString().toUtf8() + ' '
            + openssl.readAllStandardError();
        return {};
    }
    return openssl.readAllStandardOutput();
}

void TestPki::makeKey(const QByteArray &name)
{
    QStringList arguments{u"genpkey"_s, u"-out"_s, text(name + ".key"), u"-algorithm"_s};
    if (name.startsWith("rsa"))
        arguments << u"RSA"_s << u"-pkeyopt"_s << text("rsa_keygen_bits:" + name.sliced(3));
    else
        arguments << u"EC"_s << u"-pkeyopt"_s << u"ec_paramgen_curve:P-256"_s;
    run(arguments);
}

QSslCertificate TestPki::issue(const CertificateSpec &spec)
{
    m_keys.insert(spec.name, spec.key);
    write(text(spec.name + ".ext"), spec.extensions);
    run({u"req"_s, u"-new"_s, u"-config"_s, u"openssl.cnf"_s, u"-key"_s, text(spec.key + ".key"), u"-subj"_s,
         text(spec.subject), u"-out"_s, text(spec.name + ".csr")});
    QStringList arguments{u"ca"_s,          u"-batch"_s,
                          u"-notext"_s,     u"-config"_s,
                          u"openssl.cnf"_s, u"-preserveDN"_s,

                          u"-in"_s,         text(spec.name + ".csr"),
                          u"-out"_s,        text(spec.name + ".pem"),
                          u"-md"_s,         text(spec.digest),
                          u"-startdate"_s,  text(spec.from),
                          u"-enddate"_s,    text(spec.until),
                          u"-extfile"_s,    text(spec.name + ".ext")};
    if (spec.issuer.isEmpty())
        arguments << u"-selfsign"_s << u"-keyfile"_s << text(spec.key + ".key");
    else
        arguments << u"-cert"_s << text(spec.issuer + ".pem") << u"-keyfile"_s
                  << text(m_keys.value(spec.issuer) + ".key");
    run(arguments);
    return certificate(spec.name);
}

QSslCertificate TestPki::certificate(const QByteArray &name) const
{
    return QSslCertificate::fromPath(file(name), QSsl::Pem).value(0);
}

ServerIdentity TestPki::identity(const QByteArray &leaf, const QList<QByteArray> &intermediates) const
{
    ServerIdentity identity;
    identity.chain.append(certificate(leaf));
    for (const QByteArray &name : intermediates)
        identity.chain.append(certificate(name));
    QFile file(keyFile(leaf));
    if (file.open(QIODevice::ReadOnly)) {
        const QByteArray pem = file.readAll();
        identity.key = QSslKey(pem, m_keys.value(leaf).startsWith("rsa") ? QSsl::Rsa : QSsl::Ec);
    }
    return identity;
}

QString TestPki::file(const QByteArray &name) const
{
    return m_folder.filePath(text(name + ".pem"));
}

QString TestPki::keyFile(const QByteArray &name) const
{
    return m_folder.filePath(text(m_keys.value(name) + ".key"));
}

QByteArray TestPki::rawDnsName(const QByteArray &octets)
{
    const auto size = static_cast<char>(octets.size());
    const QByteArray name = QByteArray("\x82") + size + octets;  // dNSName [2] IA5String
    const QByteArray names = QByteArray("\x30") + static_cast<char>(name.size()) + name;
    return "subjectAltName=DER:" + names.toHex(':') + '\n';
}

}
