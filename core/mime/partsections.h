// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/part.h"

namespace mime {

// Numbers a tree as IMAP does (RFC 3501, 6.4.5): the parts of a multipart count from 1; the body of a message
// that is no multipart is its part 1; a multipart directly inside message/rfc822 shares that part's number.
// `root` is a whole message's.
void assignSections(PartInfo &root);
void assignSections(ParsedMessage &message);  // both trees in it

// The part of that number in a parsed message; for a number shared by an embedded message and its multipart,
// the embedded message. Null: there is none. The pointer is into `root`.
[[nodiscard]] const ParsedPart *partAt(const ParsedPart &root, QByteArrayView section);

}
