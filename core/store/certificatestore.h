// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace store {

// The user's decisions on certificates, in user.db. Plain values: net/ has its own type for them, app/
// converts.
struct CertificateDecision {
    QString host;
    quint16 port = 0;
    QByteArray sha256;
    friend bool operator==(const CertificateDecision &, const CertificateDecision &) = default;
};
[[nodiscard]] Result<std::vector<CertificateDecision>> certificateDecisions(const Database &user);
[[nodiscard]] Result<void> rememberCertificate(const Database &user, const CertificateDecision &decision);

}
