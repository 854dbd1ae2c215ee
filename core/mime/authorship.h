// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/address.h"
#include "core/mime/header.h"

#include <QByteArrayList>
#include <QString>

#include <vector>

namespace mime {

// One thing in a header that lets a message appear to be somebody else's, or that leads an answer to somebody
// else. None of them proves anything; people are told what was found, and judge.
struct AuthorFinding {
    enum class Kind {
        // Warnings: honest programs do not write this.
        SeveralFromFields,     // RFC 5322, 3.6 wants one; programs choose differently
        NoAuthor,              // no From field, or none with an address in it
        UnclearAuthor,         // its address can be read in more than one way
        DisguisedAddress,      // encoded words, line ends or NUL where the address stands
        OtherAddressInName,    // `shown` is the address in the name, `actual` the sender's
        HiddenText,            // characters without width or that turn the direction around
        LookAlikeDomain,       // `actual` may be mistaken for `shown`
        MixedScripts,          // `actual`: the domain in ASCII
        AuthenticationFailed,  // our own server says so; `actual`: the method
        AuthenticatedOther,    // our own server authenticated `actual`, and the author's domain is `shown`
        // Notes: usual enough, and worth knowing before one answers.
        SeveralAuthors,   // more than one mailbox in From
        SenderElsewhere,  // the Sender field has another domain: `actual`
        RepliesElsewhere  // the Reply-To field has another domain: `actual`
    };
    Kind kind = Kind::NoAuthor;
    QString shown, actual;  // decoded, not safe to be shown as they are

    friend bool operator==(const AuthorFinding &, const AuthorFinding &) = default;
};

[[nodiscard]] constexpr bool isWarning(AuthorFinding::Kind kind) noexcept
{
    return kind < AuthorFinding::Kind::SeveralAuthors;
}

struct AuthorContext {
    // The authserv-id whose Authentication-Results are believed (RFC 8601, 5); empty: none's.
    QByteArray authenticationServer;
    // The addr-specs of the reader: domains that look like theirs are told.
    QByteArrayList ownAddresses;
};

// Pure and total. Each kind at most once, warnings first, in the order above.
[[nodiscard]] std::vector<AuthorFinding> authorFindings(const Header &header, const AuthorContext &context);

}
