// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/origin.h"

#include "core/receipts/fieldsyntax.h"

#include <QList>

#include <algorithm>

namespace receipts {

namespace {

// "dmarc=pass (comment) …" among the results of RFC 8601, 2.2: the method's result in lower case.
QByteArray dmarcResult(QByteArrayView resinfo)
{
    const qsizetype equals = resinfo.indexOf('=');
    if (equals < 0)
        return {};
    const QByteArray method = resinfo.first(equals).trimmed().toByteArray().toLower();
    if (method != "dmarc" && !method.startsWith("dmarc/"))
        return {};
    return resinfo.sliced(equals + 1).trimmed().toByteArray().simplified().split(' ').constFirst().toLower();
}

// authserv-id [CFWS authres-version] (RFC 8601, 2.2).
bool isBy(const QByteArray &authserv, const QByteArray &server)
{
    QByteArray id = authserv.split(' ').constFirst();
    if (id.size() >= 2 && id.startsWith('"') && id.endsWith('"'))
        id = id.sliced(1, id.size() - 2);
    return id.compare(server, Qt::CaseInsensitive) == 0;
}

}

// Every other field may be the sender's own praise.
Authentication readAuthentication(const mime::Header &header, const QByteArray &server)
{
    if (server.isEmpty())
        return Authentication::Unknown;
    for (const QByteArray &field : header.all("Authentication-Results")) {
        const auto results = splitOutsideQuotes(withoutComments(field), ';');
        if (!isBy(results.front(), server))
            continue;
        Authentication found = Authentication::Unknown;
        for (auto result = results.begin() + 1; result != results.end(); ++result) {
            const QByteArray dmarc = dmarcResult(*result);
            if (dmarc == "fail")
                return Authentication::Failed;
            if (dmarc == "pass")
                found = Authentication::Passed;
        }
        return found;
    }
    return Authentication::Unknown;
}

bool isAutoSubmitted(const mime::Header &header)
{
    const auto fields = header.all("Auto-Submitted");
    return std::any_of(fields.begin(), fields.end(), [](const QByteArray &field) {
        return splitOutsideQuotes(withoutComments(field), ';').front().toLower() != "no";
    });
}

}
