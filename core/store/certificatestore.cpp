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

// The last decision for a place is the one that counts: it replaces an earlier one, so that a certificate
// that was given up is never trusted again.
Result<void> rememberCertificate(const Database &user, const CertificateDecision &decision)
{
    auto transaction = Transaction::begin(user);
    if (!transaction)
        return transaction.error();
    auto forget = user.prepare("DELETE FROM certificates WHERE lower(host) = lower(?) AND port = ?");
    if (!forget)
        return forget.error();
    forget->bind(1, decision.host).bind(2, qint64{decision.port});
    if (const auto done = forget->step(); !done)
        return done.error();
    auto insert = user.prepare("INSERT OR IGNORE INTO certificates (host, port, sha256) VALUES (?, ?, ?)");
    if (!insert)
        return insert.error();
    insert->bind(1, decision.host).bind(2, qint64{decision.port}).bind(3, decision.sha256);
    if (const auto done = insert->step(); !done)
        return done.error();
    return transaction->commit();
}

}
