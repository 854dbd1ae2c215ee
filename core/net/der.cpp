// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/der.h"

#include <optional>

namespace net {

namespace {

struct Length {
    qsizetype octets = 0;  // of the length itself
    qsizetype value = 0;
};

// Definite form, at most four octets (X.690, 8.1.3).
std::optional<Length> readLength(QByteArrayView in) noexcept
{
    if (in.isEmpty())
        return std::nullopt;
    const auto first = static_cast<quint8>(in.front());
    if (first < 0x80)
        return Length{1, first};
    const qsizetype count = first & 0x7F;
    if (count == 0 || count > 4 || in.size() < count + 1)
        return std::nullopt;
    qint64 value = 0;
    for (const char octet : in.sliced(1, count))
        value = (value << 8) | static_cast<quint8>(octet);
    return Length{count + 1, static_cast<qsizetype>(value)};
}

}

QByteArrayView DerReader::take(quint8 tag) noexcept
{
    if (nextTag() != tag || m_rest.isEmpty())
        return {};
    const std::optional<Length> length = readLength(m_rest.sliced(1));
    if (!length || length->value > m_rest.size() - 1 - length->octets)
        return {};
    const QByteArrayView contents = m_rest.sliced(1 + length->octets, length->value);
    m_rest = m_rest.sliced(1 + length->octets + length->value);
    return contents;
}

}
