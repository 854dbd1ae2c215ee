// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <algorithm>

namespace mime {

// Numbers and octets one after the other, the lowest octet of a number first. The first miss fails all later
// reads: they give zero and nothing.
class LittleEndian
{
public:
    explicit LittleEndian(QByteArrayView octets) noexcept : m_rest(octets) {}

    [[nodiscard]] bool atEnd() const noexcept { return m_rest.isEmpty(); }
    [[nodiscard]] bool failed() const noexcept { return m_failed; }

    quint64 number(qsizetype width) noexcept
    {
        quint64 value = 0;
        const QByteArrayView taken = octets(static_cast<quint64>(width));
        for (auto octet = taken.rbegin(); octet != taken.rend(); ++octet)
            value = value << 8 | static_cast<unsigned char>(*octet);
        return value;
    }
    QByteArrayView octets(quint64 size) noexcept
    {
        if (size > static_cast<quint64>(m_rest.size())) {
            m_failed = true;
            m_rest = {};
            return {};
        }
        const QByteArrayView taken = m_rest.first(static_cast<qsizetype>(size));
        m_rest = m_rest.sliced(taken.size());
        return taken;
    }
    // What fills up to a multiple of four; it may be missing at the very end.
    void skipPadding(quint64 size) noexcept
    {
        const auto missing = static_cast<qsizetype>((4 - size % 4) % 4);
        m_rest = m_rest.sliced(std::min(missing, m_rest.size()));
    }

private:
    QByteArrayView m_rest;
    bool m_failed = false;
};

}
