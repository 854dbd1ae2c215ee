// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/response.h"

// Responses as a server would write them: strings as literals, every field in its place. What is printed and
// read again is the same value. Only tests need it.
namespace print {

// nullopt: a value that no grammatical response has (a flag with a quote in it, a section with a line break).
[[nodiscard]] std::optional<QByteArray> response(const imap::Response &value);
[[nodiscard]] QByteArray envelope(const imap::Envelope &value);
[[nodiscard]] QByteArray body(const imap::BodyStructure &value);

}
