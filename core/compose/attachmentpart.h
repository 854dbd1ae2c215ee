// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/composition.h"
#include "core/mime/messagebuilder.h"

namespace compose {

// A file as a part: base64, or as it is where it is a message (RFC 2046, 5.2.1), with its name and size (RFC
// 2183). The name in a form that every reader takes: RFC 2231 where it is not plain, and beside that ASCII
// for those who know nothing newer. `isSigned`: no program on the way may have a reason to change a line of
// it (RFC 3156, 3), so that a message that is not safe as it is goes as a file.
[[nodiscard]] mime::EntityBuilder attachmentPart(const Attachment &attachment, bool isSigned);

// Lines that no program on the way has a reason to change, of at most `longest` octets; `isSigned`: without
// blanks at their ends as well.
[[nodiscard]] bool canGoAsItIs(QByteArrayView crlfText, qsizetype longest, bool isSigned);

// A name without a path, control characters and marks of direction: what a recipient may be shown.
[[nodiscard]] QString fileNameToSend(const QString &name);

}
