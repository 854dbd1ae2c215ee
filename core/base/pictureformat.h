// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

// "png", "jpeg", "gif" or "webp", by the first octets alone; empty: none of them, or too little of it. What
// is written about a picture may be anything, and drawings (SVG) are programs.
[[nodiscard]] QByteArray pictureFormat(QByteArrayView octets);

// As many octets tell the format, or that it is none.
inline constexpr qsizetype pictureFormatOctets = 12;
