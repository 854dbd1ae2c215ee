// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/certificatestore.h"

namespace store {

Result<std::vector<CertificateDecision>> certificateDecisions(const Database &user)
{
    auto query = user.prepare("SELECT host, port, sha256 FROM certificates ORDER BY host, port, sha256");
    if (!query)
        return query.error();
    std::vector<CertificateDecision> decisions;
    while (true) {
        const auto row = query->step();
        if (!row)
            return row.error();
        if (!*row)
            return decisions;
        decisions.push_back({query->text(0), static_cast<quint16>(query->integer(1)), query->blob(2)});
    }
}

// Another decision for the same place is another row: the certificate is part of the key, so that accepting
// one never covers a second.
Result<void> rememberCertificate(const Database &user, const CertificateDecision &decision)
{
    auto insert = user.prepare("INSERT OR IGNORE INTO certificates (host, port, sha256) VALUES (?, ?, ?)");
    if (!insert)
        return insert.error();
    insert->bind(1, decision.host).bind(2, qint64{decision.port}).bind(3, decision.sha256);
    if (const auto done = insert->step(); !done)
        return done.error();
    return {};
}

}
