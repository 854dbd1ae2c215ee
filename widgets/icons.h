// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

// The project's own symbolic icons, painted in the text colour of the palette that counts when they are
// painted. They are preferred to the desktop theme's, so that all of one window come from one hand.
namespace icons {

[[nodiscard]] QIcon icon(const QString &name);
// For delegates that choose the colour themselves; `size` in device-independent pixels. Kept in QPixmapCache.
[[nodiscard]] QPixmap pixmap(const QString &name, int size, const QColor &color, qreal devicePixelRatio);
[[nodiscard]] QIcon applicationIcon();

}
