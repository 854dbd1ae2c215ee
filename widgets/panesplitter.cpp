// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panesplitter.h"

#include "widgets/theme.h"

#include <QPainter>

namespace {

class HairlineHandle final : public QSplitterHandle
{
public:
    using QSplitterHandle::QSplitterHandle;

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), palette().color(QPalette::Window));
        QRect line = rect();
        if (orientation() == Qt::Horizontal)
            line.setRect(width() / 2, 0, 1, height());
        else
            line.setRect(0, height() / 2, width(), 1);
        painter.fillRect(line, theme::hairline(palette()));
    }
};

}

PaneSplitter::PaneSplitter(Qt::Orientation orientation, QWidget *parent) : QSplitter(orientation, parent)
{
    setHandleWidth(3);
    setChildrenCollapsible(false);
}

QSplitterHandle *PaneSplitter::createHandle()
{
    return new HairlineHandle(orientation(), this);
}
