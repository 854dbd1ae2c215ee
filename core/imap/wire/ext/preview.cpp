// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/ext/preview.h"

namespace imap {

// "PREVIEW" SP nstring                                                                       (RFC 8970, 6)
void preview(Cursor &in, FetchItems &items)
{
    in.space();
    items.preview = Preview{in.keepUnlessNil(in.nstring())};
}

}
