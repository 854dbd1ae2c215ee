// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/flowlayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

FlowLayout::FlowLayout(QWidget *parent) : QLayout(parent) {}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.append(item);
}

void FlowLayout::insertBeforeLast(QWidget *widget)
{
    addWidget(widget);
    if (m_items.size() > 1)
        m_items.swapItemsAt(m_items.size() - 1, m_items.size() - 2);
    invalidate();
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange({0, 0, width, 0}, false);
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items)
        size = size.expandedTo(item->minimumSize());
    const QMargins around = contentsMargins();
    return size + QSize(around.left() + around.right(), around.top() + around.bottom());
}

int FlowLayout::arrange(const QRect &rect, bool moves) const
{
    const QMargins around = contentsMargins();
    const QRect inside = rect.marginsRemoved(around);
    const int gap = std::max(spacing(), 0);
    const auto direction = parentWidget()->layoutDirection();
    int x = inside.left(), y = inside.top(), lineHeight = 0;
    for (QLayoutItem *item : m_items) {
        const bool isLast = item == m_items.back();
        const QSize wanted = isLast ? item->minimumSize().expandedTo({0, item->sizeHint().height()})
                                    : item->sizeHint().boundedTo({inside.width(), item->sizeHint().height()});
        if (x > inside.left() && x + wanted.width() > inside.right() + 1) {
            x = inside.left();
            y += lineHeight + gap;
            lineHeight = 0;
        }
        const int width = isLast ? inside.right() + 1 - x : wanted.width();
        if (moves)
            item->setGeometry(QStyle::visualRect(direction, inside, {x, y, width, wanted.height()}));
        x += width + gap;
        lineHeight = std::max(lineHeight, wanted.height());
    }
    return y + lineHeight - rect.top() + around.bottom();
}
