// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/parameter.h"
#include "core/mime/part.h"

namespace mime {

// What is said about one part, as octets: from its header or from a BODYSTRUCTURE (RFC 3501, 7.4.2), whose
// strings are as raw as a header's. Names of types and encodings in any case.
struct PartFields {
    QByteArray type, subtype;
    RawParameters parameters;
    QByteArray encoding;
    QByteArray disposition;
    RawParameters dispositionParameters;
    QByteArray contentId, description;
    qint64 octets = 0;
};
// Decoded into a PartInfo without section and parts: for BODYSTRUCTURE, where the caller adds the parts and
// then calls assignSections() (partsections.h).
[[nodiscard]] PartInfo describedPart(const PartFields &fields);

// A container whose parts have no Content-Type says what they are.
enum class PartContext { Message, Ordinary, Digest };
[[nodiscard]] PartInfo describedPart(const Header &header, PartContext context, Defects &defects);

}
