// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/heap.h"

#ifdef __SANITIZE_ADDRESS__
// Its header comes with clang alone.
extern "C" size_t __sanitizer_get_current_allocated_bytes();
#else
#include <malloc.h>
#endif

qint64 heapOctets()
{
#ifdef __SANITIZE_ADDRESS__
    return qint64(__sanitizer_get_current_allocated_bytes());
#else
    const auto info = ::mallinfo2();
    return qint64(info.uordblks + info.hblkhd);
#endif
}
