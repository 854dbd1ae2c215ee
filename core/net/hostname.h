// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace net {

// Is a certificate with these subjectAltName entries for the host the user entered? (RFC 7817, 3; RFC 9525,
// 6) Never falls back to the common name. An address is looked for among the addresses alone, a name among
// the names alone; a wildcard is a whole left-most label and stands for exactly one. `dnsNames` and
// `addresses` are the server's words: anything strange in them (NUL, other than LDH and dots, empty labels)
// does not match.
[[nodiscard]] bool isCertificateForHost(const QString &host, const QStringList &dnsNames,
                                        const QStringList &addresses);

}
