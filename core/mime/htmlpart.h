// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/part.h"

namespace mime {

// The HTML form of what readablePart() shows: that part itself, or another form of the same alternative (RFC
// 2046, 5.1.4). Null when there is none. The pointer is into `root`.
[[nodiscard]] const PartInfo *htmlPart(const PartInfo &root);

// The pictures that HTML can name by their Content-ID (RFC 2392), wherever they stand. The pointers are into
// `root`.
[[nodiscard]] std::vector<const PartInfo *> picturesWithId(const PartInfo &root);

// An HTML part as text that is still HTML. UTF-7 is read as what it looks like: no mail needs it, and it
// hides markup. `charset`: chosen by somebody, else empty.
[[nodiscard]] QString htmlSource(const PartInfo &part, QByteArrayView octets, QByteArrayView charset = {});

}
