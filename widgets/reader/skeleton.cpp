// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/skeleton.h"

#include "widgets/theme.h"

#include <QPainter>

#include <array>

Skeleton::Skeleton(QWidget *parent) : QWidget(parent)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAccessibleName(tr("The message is being loaded"));
}

void Skeleton::paintEvent(QPaintEvent * /*event*/)
{
    // Widths as running text has them, in hundredths of the column.
    static constexpr std::array<int, 8> widths{62, 94, 88, 97, 41, 0, 91, 70};
    QPainter painter(this);
    const int unit = theme::step(this);
    const int column = qMin(width() - 8 * unit, 46 * fontMetrics().height());
    const QColor color = theme::blend(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.08);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.setRenderHint(QPainter::Antialiasing);
    int y = 4 * unit;
    for (const int share : widths) {
        QRect bar(4 * unit, y, column * share / 100, 2 * unit);
        if (isRightToLeft())
            bar.moveRight(width() - 4 * unit);
        painter.drawRoundedRect(bar, unit / 2.0, unit / 2.0);
        y += 5 * unit;
    }
}
