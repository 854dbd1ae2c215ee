// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstring>
#include <optional>

namespace store {

// A quick hash over values, in their order: notices what a disk or a hand has changed in a row, where SQLite
// itself only sees damage to its pages' structure. Not for secrets, and no protection from somebody who can
// hash. The same on every machine of one byte order; never changes, since it is stored.
class Seal
{
public:
    Seal &add(qint64 number) noexcept
    {
        mix(static_cast<quint64>(number));
        return *this;
    }
    Seal &add(std::optional<qint64> number) noexcept
    {
        mix(number ? 1 : 2);
        return add(number.value_or(0));
    }
    Seal &add(QByteArrayView octets) noexcept
    {
        mix(static_cast<quint64>(octets.size()));
        const char *at = octets.data();
        qsizetype left = octets.size();
        for (; left >= qsizetype{sizeof(quint64)};
             left -= qsizetype{sizeof(quint64)}, at += sizeof(quint64)) {
            quint64 word = 0;
            std::memcpy(&word, at, sizeof word);
            mix(word);
        }
        quint64 last = 0;
        if (left > 0)
            std::memcpy(&last, at, static_cast<std::size_t>(left));
        mix(last);
        return *this;
    }

    [[nodiscard]] quint64 wide() const noexcept
    {
        quint64 value = m_state ^ (m_state >> 32U);
        value *= 0xd6e8feb86659fd93U;
        return value ^ (value >> 32U);
    }
    [[nodiscard]] qint64 value() const noexcept { return static_cast<qint64>(wide() & 0x7fffffffU); }

private:
    void mix(quint64 word) noexcept
    {
        m_state = (m_state ^ word) * 0x9e3779b97f4a7c15U;
        m_state ^= m_state >> 29U;
    }
    quint64 m_state = 0x8a5cd789635d2dffU;
};

}
