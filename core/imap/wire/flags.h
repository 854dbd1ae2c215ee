// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace imap {

// Flags and keywords compare without regard to case (RFC 3501, 9; RFC 3503, 5).
[[nodiscard]] inline bool sameFlag(QByteArrayView a, QByteArrayView b) noexcept
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

}
