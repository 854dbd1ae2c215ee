// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/origin.h"

#include "core/mime/authenticationresults.h"
#include "core/receipts/fieldsyntax.h"

#include <algorithm>

namespace receipts {

// Every other field may be the sender's own praise.
Authentication readAuthentication(const mime::Header &header, const QByteArray &server)
{
    const auto trusted = mime::trustedResults(header, server);
    Authentication found = Authentication::Unknown;
    if (trusted.empty())
        return found;
    for (const mime::AuthenticationResult &result : trusted.front().results) {
        if (result.method == "dmarc" && result.result == "fail")
            return Authentication::Failed;
        if (result.method == "dmarc" && result.result == "pass")
            found = Authentication::Passed;
    }
    return found;
}

bool isAutoSubmitted(const mime::Header &header)
{
    const auto fields = header.all("Auto-Submitted");
    return std::any_of(fields.begin(), fields.end(), [](const QByteArray &field) {
        return splitOutsideQuotes(withoutComments(field), ';').front().toLower() != "no";
    });
}

}
