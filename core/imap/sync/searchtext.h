// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/searchkey.h"

#include <QString>

#include <optional>

namespace imap::sync {

// Plain words and "quoted phrases" as what UID SEARCH is to look for: every one of them somewhere in header
// or text (RFC 3501, 6.4.4). nullopt for text without a word.
[[nodiscard]] std::optional<SearchKey> searchCriteria(QStringView text);
[[nodiscard]] QStringList searchWords(QStringView text);

}
