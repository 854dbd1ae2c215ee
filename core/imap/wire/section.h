// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace imap {

// The one spelling of a section (the text between the brackets of BODY[…]) that BodySection::section uses, so
// that an answer can be compared with a request: upper case, header field names unquoted, sorted, each once,
// with single spaces (RFC 3501, 6.4.5 and 7.4.2: servers re-case, quote and reorder them).
[[nodiscard]] QByteArray canonicalSection(QByteArrayView section);

}
