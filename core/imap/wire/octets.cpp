// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/octets.h"

#include <QByteArray>

#include <algorithm>
#include <cmath>

namespace imap {

quint64 leadingNumber(QByteArrayView text) noexcept
{
    constexpr qsizetype longest = 40;  // no honest number is longer
    constexpr double largest = 9.0e18;
    bool isNumber = false;
    const double value = text.first(std::min(text.size(), longest)).toByteArray().toDouble(&isNumber);
    if (!isNumber || !std::isfinite(value) || value < 1)
        return 0;
    return static_cast<quint64>(std::min(value, largest));
}

}
