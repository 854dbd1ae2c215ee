// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/part.h"

namespace mime {

// A text part decoded.
struct TextContent {
    QString text;        // line ends LF, no NUL
    QByteArray charset;  // in which it was read
    Defects defects;
};

// Transfer and charset decoded; `octets` are encoded as fetched. The charset is `chosen` if somebody chose
// one; else the label's, unless it cannot be true; else, of HTML, that of its <meta>; else a guess
// (charsetguess.h). UTF-7 is never believed for HTML, where it hides markup from others' filters.
[[nodiscard]] TextContent decodedTextPart(const PartInfo &part, QByteArrayView octets,
                                          QByteArrayView chosen = {});

}
