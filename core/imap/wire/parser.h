// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/imap/wire/response.h"

#include <QByteArrayView>

namespace imap {

// One whole response (as ResponseFramer cuts it) to its value; pure. An error concerns this response alone:
// the caller logs it and goes on with the next one (RFC 3501, 2.2.2; RFC 2683, 3.4). Tolerated deviations are
// listed in quirks.h.
[[nodiscard]] Result<Response> parseResponse(QByteArrayView frame);

}
