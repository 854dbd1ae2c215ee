// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>

namespace posthorn_test {

// One certificate to be made. Signed by `issuer`, or by itself when that is empty.
struct CertificateSpec {
    QByteArray name;  // a file name of ours
    QByteArray issuer;
    QByteArray subject = "/O=Posthorn tests/CN=server";
    QByteArray extensions;  // lines of an openssl extension section
    QByteArray key = "ec";  // "ec", "ec-ca" or "rsa1024", "rsa2048": one key each, shared by all that name it
    QByteArray digest = "sha256";
    QByteArray from = "20200101000000Z";
    QByteArray until = "20991231235959Z";
};

// What a server shows: its chain, leaf first, and the leaf's key.
struct ServerIdentity {
    QList<QSslCertificate> chain;
    QSslKey key;
};

// A certification authority for one program's tests, made with the openssl program in a temporary folder.
// Nothing of it is checked in, nothing outlives it.
class TestPki
{
public:
    TestPki();

    // False: the openssl program is missing, or did not do what it was asked; error() says what.
    [[nodiscard]] bool isValid() const { return m_error.isEmpty(); }
    [[nodiscard]] QByteArray error() const { return m_error; }

    QSslCertificate issue(const CertificateSpec &spec);
    [[nodiscard]] QSslCertificate certificate(const QByteArray &name) const;
    // The leaf and the intermediates by name. The leaf's key is found by itself.
    [[nodiscard]] ServerIdentity identity(const QByteArray &leaf,
                                          const QList<QByteArray> &intermediates = {}) const;
    [[nodiscard]] QString file(const QByteArray &name) const;  // PEM
    [[nodiscard]] QString keyFile(const QByteArray &name) const;
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    // Runs openssl in the folder; its output, empty on failure.
    QByteArray run(const QStringList &arguments);

    // A subjectAltName extension with one dNSName of any octets.
    [[nodiscard]] static QByteArray rawDnsName(const QByteArray &octets);

private:
    void makeKey(const QByteArray &name);
    void write(const QString &name, const QByteArray &content);

    QTemporaryDir m_folder;
    QHash<QByteArray, QByteArray> m_keys;  // certificate → key
    QByteArray m_error;
};

}
