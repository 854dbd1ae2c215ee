// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/hairline.h"

#include "widgets/theme.h"

#include <QPainter>

Hairline::Hairline(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Hairline::paintEvent(QPaintEvent * /*event*/)
{
    QPainter(this).fillRect(rect(), theme::hairline(palette()));
}
