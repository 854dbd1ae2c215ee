// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/part.h"

#include <QString>

#include <optional>

namespace mime {

// The files that one part holds without MIME telling of them: those of Outlook's container (winmail.dat), and
// those between the lines of a text (uuencode, yEnc).
struct ExtractedParts {
    // Their bodies are decoded ("binary"). Their section is that of the part, ":" and a number, which no IMAP
    // section has: a server cannot be asked for them.
    std::vector<ParsedPart> parts;
    int bodies = 0;  // the first so many of them are the container's own text, in several forms
    Defects defects;
};

// Does the description alone say that there may be some?
[[nodiscard]] bool isTnef(const PartInfo &part);
// Looks into `part`; `octets` are encoded, as fetched. Total, bounded by limits.h.
[[nodiscard]] ExtractedParts extractedParts(const PartInfo &part, QByteArrayView octets);

// message/external-body (RFC 2046, 5.2.3): what it would be and where, for people. Nothing is ever fetched.
struct ExternalBody {
    QByteArray accessType;  // lower case: "anon-ftp", "mail-server", "url" …
    QString where;          // an address, as the parameters tell it
    qint64 octets = -1;     // as told; -1: not told
    PartInfo content;       // the part that is elsewhere
};
// `octets`: of its body, encoded. nullopt: it is no external body.
[[nodiscard]] std::optional<ExternalBody> externalBody(const PartInfo &part, QByteArrayView octets);

// message/partial (RFC 2046, 5.2.2): one piece of a message that came in several mails. They are never put
// together by themselves, since that would carry past every scanner what none of the pieces shows.
struct PartialMessage {
    QString id;
    int number = 0;  // from 1
    int total = 0;   // 0: not told, as is allowed but in the last one
};
[[nodiscard]] std::optional<PartialMessage> partialMessage(const PartInfo &part);

}
