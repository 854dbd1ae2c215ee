// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/buttonflow.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

ButtonFlow::~ButtonFlow()
{
    qDeleteAll(m_items);
}

void ButtonFlow::setWraps(bool wraps)
{
    m_wraps = wraps;
    invalidate();
}

void ButtonFlow::addItem(QLayoutItem *item)
{
    m_items.append(item);
}

QLayoutItem *ButtonFlow::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

QSize ButtonFlow::sizeHint() const
{
    QSize size;
    for (const QLayoutItem *item : m_items) {
        const QSize hint = item->sizeHint();
        size = {size.width() + (size.width() > 0 ? spacing() : 0) + hint.width(),
                std::max(size.height(), hint.height())};
    }
    return size.grownBy(contentsMargins());
}

QSize ButtonFlow::minimumSize() const
{
    if (!m_wraps)
        return sizeHint();
    QSize size;
    for (const QLayoutItem *item : m_items)
        size = size.expandedTo(item->sizeHint());
    return size.grownBy(contentsMargins());
}

int ButtonFlow::heightForWidth(int width) const
{
    return flow({0, 0, width, 0}, Do::Measure);
}

void ButtonFlow::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    flow(rect, Do::Place);
}

// The height it takes. Lines begin at the leading edge; a button wider than the line has one of its own.
int ButtonFlow::flow(const QRect &rect, Do what) const
{
    const QRect inner = rect.marginsRemoved(contentsMargins());
    const auto direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    int x = inner.left(), y = inner.top(), lineHeight = 0;
    for (QLayoutItem *item : m_items) {
        const QSize size{std::min(item->sizeHint().width(), std::max(inner.width(), 0)),
                         item->sizeHint().height()};
        if (lineHeight > 0 && x + size.width() > inner.right() + 1) {
            x = inner.left();
            y += lineHeight + spacing();
            lineHeight = 0;
        }
        if (what == Do::Place)
            item->setGeometry(QStyle::visualRect(direction, rect, {{x, y}, size}));
        x += size.width() + spacing();
        lineHeight = std::max(lineHeight, size.height());
    }
    return y + lineHeight - rect.top() + contentsMargins().bottom();
}
