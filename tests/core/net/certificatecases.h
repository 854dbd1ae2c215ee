// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/certificates.h"

#include "tests/support/testpki.h"

// One server certificate and what must be said about it. The root "root" is trusted, nothing else.
struct CertificateCase {
    QByteArray name;
    posthorn_test::CertificateSpec leaf;
    QList<net::CertificateProblem> problems = {};  // empty: trusted
    QList<QByteArray> chain = {};                  // the intermediates the server sends
    QString host = QStringLiteral("mail.posthorn.test");
    const char *row = "SEC-21";  // the conformance row beside SEC-26
};

// Makes the authorities the cases need.
void makeAuthorities(posthorn_test::TestPki &pki);
QList<CertificateCase> certificateCases();
