// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/certificates.h"

#include <algorithm>

namespace net {

namespace {

bool isSameServer(const AcceptedCertificate &decision, const QString &host, quint16 port)
{
    return decision.port == port && decision.host.compare(host, Qt::CaseInsensitive) == 0;
}

}

std::optional<QByteArray> AcceptedCertificates::find(const QString &host, quint16 port) const
{
    const auto decision = std::find_if(m_all.begin(), m_all.end(), [&](const AcceptedCertificate &each) {
        return isSameServer(each, host, port);
    });
    if (decision == m_all.end())
        return std::nullopt;
    return decision->sha256;
}

void AcceptedCertificates::accept(const AcceptedCertificate &decision)
{
    m_all.removeIf(
        [&](const AcceptedCertificate &each) { return isSameServer(each, decision.host, decision.port); });
    m_all.append(decision);
}

}
