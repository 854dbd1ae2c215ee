// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>

// A picture that somebody sent, decoded within bounds: PNG, JPEG, GIF (its first frame) and WebP by their
// octets, never drawings (SVG), which are programs. One that would be larger than 50 million pixels is none;
// one wider than `widest` is made smaller while it is read. Null: it is none of these. Pure, for any thread.
[[nodiscard]] QImage boundedPicture(QByteArray octets, int widest);
