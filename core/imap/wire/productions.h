// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/cursor.h"
#include "core/imap/wire/response.h"

// The productions of RFC 3501, 9 that other files of this room use. Each reads from the cursor and leaves its
// first error there; what it returns after an error is meaningless.
namespace imap {

[[nodiscard]] ResponseText responseText(Cursor &in);  // parse_text.cpp
[[nodiscard]] ResponseCode responseCode(
    QByteArrayView code);                         // parse_code.cpp; without the brackets; never fails
[[nodiscard]] FetchItems fetchItems(Cursor &in);  // parse_fetch.cpp
[[nodiscard]] Envelope envelope(Cursor &in);      // parse_envelope.cpp
[[nodiscard]] BodyStructure body(Cursor &in);     // parse_body.cpp
[[nodiscard]] ListData listData(Cursor &in, ListData::Command command);  // parse_list.cpp
[[nodiscard]] std::vector<QByteArray> flagList(Cursor &in);              // parse_list.cpp
[[nodiscard]] List<QByteArray> fetchedFlags(Cursor &in);                 // parse_list.cpp
[[nodiscard]] std::optional<char> delimiter(Cursor &in);                 // parse_list.cpp
[[nodiscard]] StatusData statusData(Cursor &in);                         // parse_status.cpp
[[nodiscard]] SearchData searchData(Cursor &in);                         // parse_search.cpp
[[nodiscard]] std::vector<QByteArray> astringsToEnd(Cursor &in);         // parse_text.cpp; *(SP astring)
[[nodiscard]] std::vector<QByteArray> wordList(Cursor &in);  // parse_text.cpp; capability-data and its like

}
