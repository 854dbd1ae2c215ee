// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/provenauthor.h"

#include "core/mime/authenticationresults.h"
#include "core/mime/authorship.h"
#include "core/mime/lookalike.h"

#include <algorithm>

namespace mime {

namespace {

// Of "@example.org", "a@example.org" and "example.org" alike.
QString domainOf(const QByteArray &value)
{
    return asciiDomain(value.sliced(value.lastIndexOf('@') + 1)).toLower();
}

// The domain itself or one above it. A single label is above everything and vouches for nothing.
bool vouchesFor(const QString &signer, const QString &author)
{
    return signer.contains(u'.') && (author == signer || author.endsWith(u'.' + signer));
}

bool isProof(const AuthenticationResult &result, const QString &author)
{
    if (result.result != "pass")
        return false;
    if (result.method == "dmarc")
        return domainOf(result.property("header.from")) == author;
    if (result.method != "dkim")
        return false;
    const QByteArray domain = result.property("header.d");
    return vouchesFor(domainOf(domain.isEmpty() ? result.property("header.i") : domain), author);
}

}

std::optional<Mailbox> provenAuthor(const Header &header, const QByteArray &authenticationServer)
{
    const AddressList from = parseAddressList(header.first("From").value_or(QByteArray()));
    const auto findings = authorFindings(header, {authenticationServer, {}});
    const bool isDoubtful = std::any_of(findings.begin(), findings.end(),
                                        [](const AuthorFinding &each) { return isWarning(each.kind); });
    if (isDoubtful || from.mailboxes.size() != 1)
        return std::nullopt;
    const Mailbox &author = from.mailboxes.front();
    const QString domain = domainOf(author.domain);
    for (const AuthenticationResults &field : trustedResults(header, authenticationServer)) {
        for (const AuthenticationResult &each : field.results) {
            if (isProof(each, domain))
                return author;
        }
    }
    return std::nullopt;
}

}
