// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/slice.h"

namespace imap {

QByteArray sliceOf(const QByteArray &owner, QByteArrayView octets)
{
    // Qt shares whole arrays only; but a QByteArray is a counted block, a pointer into it and a size, and
    // nothing says that the pointer must be the block's start. data_ptr() has no const form; nothing is
    // changed but the count.
    auto *const block = const_cast<QByteArray &>(owner).data_ptr().d_ptr();
    if (block == nullptr)
        return octets.toByteArray();  // not counted: somebody else's memory
    block->ref();
    QByteArray::DataPointer part(block, const_cast<char *>(octets.data()), octets.size());
    QByteArray slice;
    slice.data_ptr().swap(part);
    return slice;
}

}
