// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/imap/wire/response.h"

#include <QByteArray>

namespace imap {

// One whole response (as ResponseFramer cuts it) to its value; pure. The strings of FETCH data are slices of
// `frame`, and their lists live in one piece of memory: whoever keeps such a string for long takes a copy. An
// error concerns this response alone: the caller logs it and goes on with the next one (RFC 3501, 2.2.2; RFC
// 2683, 3.4). Tolerated deviations are listed in quirks.h.
[[nodiscard]] Result<Response> parseResponse(const QByteArray &frame);

}
