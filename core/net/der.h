// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace net {

// Walks DER (X.690) without interpreting more than tags and lengths. A view: the octets must outlive it. What
// is not there, or does not fit, reads as empty; nothing is ever read beyond the view.
class DerReader
{
public:
    static constexpr quint8 ObjectIdentifier = 0x06;
    static constexpr quint8 Sequence = 0x30;
    static constexpr quint8 context(quint8 number) noexcept { return static_cast<quint8>(0xA0 | number); }

    explicit DerReader(QByteArrayView octets) noexcept : m_rest(octets) {}

    [[nodiscard]] quint8 nextTag() const noexcept
    {
        return m_rest.isEmpty() ? quint8{0} : static_cast<quint8>(m_rest.front());
    }
    // The contents of the next element, if it has this tag; otherwise nothing is taken.
    [[nodiscard]] QByteArrayView take(quint8 tag) noexcept;
    [[nodiscard]] DerReader enter(quint8 tag) noexcept { return DerReader(take(tag)); }

private:
    QByteArrayView m_rest;
};

}
