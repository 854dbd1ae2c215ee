// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/commandtext.h"

#include <QString>

namespace imap::sync {

// Plain words and "quoted phrases" as UID SEARCH criteria: every one of them somewhere in header or text (RFC
// 3501, 6.4.4). CHARSET UTF-8 only when something is not ASCII, because some servers refuse any CHARSET
// (I4-145). Empty criteria for text without a word.
[[nodiscard]] CommandText searchCriteria(QStringView text);
[[nodiscard]] QStringList searchWords(QStringView text);

}
