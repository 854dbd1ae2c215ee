// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/flowlayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::setWraps(bool wraps)
{
    m_wraps = wraps;
    invalidate();
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

QSize FlowLayout::sizeHint() const
{
    if (m_last == Last::Fills)
        return minimumSize();
    QSize size;
    for (const QLayoutItem *item : m_items) {
        const QSize hint = wanted(item, QLAYOUTSIZE_MAX);
        const int gap = size.width() > 0 ? std::max(spacing(), 0) : 0;
        size = {size.width() + gap + hint.width(), std::max(size.height(), hint.height())};
    }
    return size.grownBy(contentsMargins());
}

QSize FlowLayout::minimumSize() const
{
    if (!m_wraps)
        return sizeHint();
    QSize size;
    for (const QLayoutItem *item : m_items)
        size = size.expandedTo(m_last == Last::Fills ? item->minimumSize() : item->sizeHint());
    return size.grownBy(contentsMargins());
}

QSize FlowLayout::wanted(const QLayoutItem *item, int room) const
{
    const QSize hint = item->sizeHint();
    if (m_last == Last::Fills && item == m_items.back())
        return item->minimumSize().expandedTo({0, hint.height()});
    return hint.boundedTo({std::max(room, 0), hint.height()});
}

// What is wider than a line has one of its own.
int FlowLayout::arrange(const QRect &rect, bool moves) const
{
    const QRect inside = rect.marginsRemoved(contentsMargins());
    const int gap = std::max(spacing(), 0);
    const auto direction = parentWidget() != nullptr ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    int x = inside.left(), y = inside.top(), lineHeight = 0;
    for (QLayoutItem *item : m_items) {
        const QSize size = wanted(item, inside.width());
        if (x > inside.left() && x + size.width() > inside.right() + 1) {
            x = inside.left();
            y += lineHeight + gap;
            lineHeight = 0;
        }
        const bool fills = m_last == Last::Fills && item == m_items.back();
        const int width = fills ? inside.right() + 1 - x : size.width();
        if (moves)
            item->setGeometry(QStyle::visualRect(direction, rect, {x, y, width, size.height()}));
        x += width + gap;
        lineHeight = std::max(lineHeight, size.height());
    }
    return y + lineHeight - rect.top() + contentsMargins().bottom();
}
