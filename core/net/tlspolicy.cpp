// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/tlspolicy.h"

#include "core/base/logging.h"

#include <QSslCertificate>

namespace net {

namespace {

// Read once a run: some four hundred files, a tenth of a second. Only accounts with a CA file of their own
// need it.
const QList<QSslCertificate> &systemAuthorities()
{
    static const QList<QSslCertificate> all = QSslConfiguration::systemCaCertificates();
    return all;
}

QList<QSslCertificate> authoritiesOf(const QString &caFile)
{
    auto all = QSslCertificate::fromPath(caFile, QSsl::Pem, QSslCertificate::PatternSyntax::FixedString);
    if (all.isEmpty())
        qCWarning(logNet) << "no certificate in" << caFile;
    return all;
}

}

QSslConfiguration tlsConfiguration(const QString &caFile)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setSslOption(QSsl::SslOptionDisableCompression, true);
    configuration.setSslOption(QSsl::SslOptionDisableLegacyRenegotiation, true);
    configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
    configuration.setSslOption(QSsl::SslOptionDisableSessionSharing, true);
    configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, true);
    if (!caFile.isEmpty()) {
        // Adding to the list ends Qt's loading of the system's CAs on demand, so they are named.
        configuration.setCaCertificates(systemAuthorities() + authoritiesOf(caFile));
    }
    return configuration;
}

}
