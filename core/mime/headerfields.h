// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace mime {

// Lines without their ends, as views. An LF ends a line, with any CR before it; a bare CR does so only where
// there is no LF at all (very old Macintosh mail): otherwise it could begin a field that no other program
// sees.
class LineReader
{
public:
    explicit LineReader(QByteArrayView octets) noexcept;

    [[nodiscard]] bool atEnd() const noexcept { return m_rest.isEmpty(); }
    [[nodiscard]] QByteArrayView rest() const noexcept { return m_rest; }
    QByteArrayView next() noexcept;

private:
    QByteArrayView m_rest;
    char m_end;
};

// How long the field name at the start of this line is; 0: the line begins no field.
[[nodiscard]] qsizetype fieldNameLength(QByteArrayView line) noexcept;

}
