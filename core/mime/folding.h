// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace mime {

// The lines we write (RFC 5322, 2.1.1 asks for 78 at most, RFC 2047 for 76 where encoded words are).
inline constexpr qsizetype lineLimit = 76;

// One logical line cut into lines at its blanks (RFC 5322, 2.2.3): unfolding it gives the same octets. The
// first line already holds `column` octets. A word longer than a line stays whole.
[[nodiscard]] QByteArray folded(QByteArrayView line, qsizetype column);

// For values that go into a field: CR, LF and every other control octet become blanks, so that no value can
// begin a field or end the header.
[[nodiscard]] QByteArray withoutLineEnds(QByteArrayView value);

}
