// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/crypto/keyring.h"
#include "tests/support/testpki.h"

namespace crypto_test {

// Certificates for mail, and CMS messages made with openssl. Rita's gpgsm has her own key and trusts the
// first of two authorities, not the second, which gives anybody any name.
class Certificates
{
public:
    // `listener`: where revocation lists, OCSP and issuers are to be found, if anybody should look.
    Certificates(Keyring &keys, const QByteArray &listener);

    [[nodiscard]] QByteArray error() const { return m_error + m_pki.error(); }
    // Binary; `names`: of those who sign.
    QByteArray signedData(const QByteArray &octets, const QByteArrayList &names,
                          const QStringList &more = {});
    // For Rita.
    QByteArray encrypted(const QByteArray &octets, const QString &cipher = QStringLiteral("-aes-256-cbc"));
    // Rita's gpgsm gets to know the certificate.
    void passOn(const QByteArray &name);
    // What openssl makes of a whole message; the authority that Rita trusts is known to it.
    QByteArray verified(const QByteArray &message);
    QByteArray decrypted(const QByteArray &message, const QByteArray &name);
    // SignedData that nobody has signed, with all certificates of "ann".
    QByteArray unsignedData();

private:
    void issue(const QByteArray &name, const QByteArray &issuer, const QByteArray &subject,
               const QByteArray &names);
    void takeRita();
    void write(const QByteArray &octets);
    QByteArray run(QStringList arguments, const QByteArray &octets);

    Keyring &m_keys;
    posthorn_test::TestPki m_pki;
    QByteArray m_listener;
    QByteArray m_error;
};

}
