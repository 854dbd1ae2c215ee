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
        QPainter(this).fillRect(rect(), theme::hairline(palette()));
    }
};

}

PaneSplitter::PaneSplitter(Qt::Orientation orientation, QWidget *parent) : QSplitter(orientation, parent)
{
    setHandleWidth(1);  // one hairline; Qt widens what can be grabbed
    setChildrenCollapsible(false);
}

QSplitterHandle *PaneSplitter::createHandle()
{
    return new HairlineHandle(orientation(), this);
}
