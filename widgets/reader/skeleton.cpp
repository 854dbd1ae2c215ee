// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/skeleton.h"

#include "widgets/reader/attachmenttext.h"
#include "widgets/theme.h"

#include <QPainter>

#include <algorithm>
#include <array>

Skeleton::Skeleton(QWidget *parent) : QWidget(parent)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAccessibleName(tr("The message is being loaded"));
}

void Skeleton::showProgress(qint64 octets, qint64 of)
{
    m_octets = octets;
    m_of = of;
    setAccessibleDescription(octets > 0 ? AttachmentText::progress(octets, of) : QString());
    update();
}

void Skeleton::paintProgress(QPainter &painter, int top) const
{
    const int unit = theme::step(this);
    QRect line(4 * unit, top, qMin(width() - 8 * unit, 20 * fontMetrics().height()), unit);
    if (isRightToLeft())
        line.moveRight(width() - 4 * unit);
    if (m_of > 0) {
        painter.drawRect(line);
        const auto done = static_cast<int>(line.width() * std::min(m_octets, m_of) / m_of);
        QRect part = line;
        part.setWidth(done);
        if (isRightToLeft())
            part.moveRight(line.right());
        painter.fillRect(part, palette().color(QPalette::Highlight));
    }
    painter.setPen(theme::dimmedText(palette()));
    const QRect words(4 * unit, line.bottom() + unit, width() - 8 * unit, fontMetrics().height());
    painter.drawText(words, Qt::AlignLeading | Qt::TextSingleLine, AttachmentText::progress(m_octets, m_of));
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
    if (m_octets > 0)
        paintProgress(painter, y + unit);
}
