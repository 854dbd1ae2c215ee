// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace mime {

// A part of `buffer` that shares its memory: the buffer lives as long as its last slice, so a slice never
// dangles, and writing to one copies it first, as with any QByteArray. Like QByteArray::fromRawData() it is
// not followed by a zero octet. Keep slices inside a parsed message; what is stored longer is copied, or one
// Message-ID keeps 30 MB alive.
[[nodiscard]] inline QByteArray slice(const QByteArray &buffer, qsizetype from, qsizetype size)
{
    if (size <= 0)
        return {};
    QByteArray owner = buffer;
    auto *shared = owner.data_ptr().d_ptr();
    if (shared == nullptr)
        return {buffer.constData() + from, size};  // somebody else's memory: a copy
    shared->ref();
    return QByteArray(QByteArray::DataPointer(shared, owner.data_ptr().data() + from, size));
}

}
