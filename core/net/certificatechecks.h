// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/certificates.h"

#include <QSslCertificate>
#include <QSslError>

namespace net {

// What this peer may be blamed for: what the TLS library found about the chain, and what we add where it is
// too lenient: the host name without a fall-back to the common name (RFC 7817, 3), keys and signatures too
// weak to mean anything. Pure. `chain` is as the server sent it, leaf first. The result is sorted and has no
// duplicates; empty means trusted.
[[nodiscard]] QList<CertificateProblem> certificateProblems(const QString &host,
                                                            const QList<QSslCertificate> &chain,
                                                            const QList<QSslError> &libraryErrors);

// The leaf's fingerprint: what a decision binds to.
[[nodiscard]] QByteArray fingerprint(const QSslCertificate &certificate);

[[nodiscard]] CertificateQuestion certificateQuestion(const QString &host, quint16 port,
                                                      const QSslCertificate &leaf,
                                                      QList<CertificateProblem> problems);

// Signed with MD2, MD4, MD5 or SHA-1. Reads the DER, since QSslCertificate does not tell; what cannot be read
// is weak.
[[nodiscard]] bool hasWeakSignature(const QByteArray &der);

}
