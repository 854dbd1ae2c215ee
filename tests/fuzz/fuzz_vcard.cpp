// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdlib>

#include "tests/fuzz/cardtarget.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    if (!fuzz::cards(QByteArrayView(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size))))
        std::abort();
    return 0;
}
