// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/centretab.h"

#include "widgets/emptystate.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QStackedWidget>
#include <QVBoxLayout>

CentreTab::CentreTab(const QString &name, QWidget *parent)
    : QWidget(parent), m_controls(new QHBoxLayout), m_stack(new QStackedWidget(this)),
      m_view(new QTreeView(m_stack)), m_empty(new EmptyState(m_stack))
{
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 2, 2, this);
    theme::setSpace(m_controls, 0, 2, this);
    layout->addLayout(m_controls);
    layout->addWidget(m_stack, 1);
    m_view->setAccessibleName(name);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);  // tens of thousands of rows
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setTextElideMode(Qt::ElideRight);
    m_view->setFrameShape(QFrame::NoFrame);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
}

void CentreTab::setColumns(const QList<int> &widths)
{
    const int unit = theme::step(this);
    QHeaderView *header = m_view->header();
    header->setStretchLastSection(false);
    for (int column = 0; column < widths.size(); ++column) {
        if (widths.at(column) == 0)
            header->setSectionResizeMode(column, QHeaderView::Stretch);
        else
            m_view->setColumnWidth(column, unit * widths.at(column));
    }
}

void CentreTab::showEmpty(const QString &icon, const QString &heading, const QString &sentence)
{
    m_empty->show({icon, heading, sentence});
    m_stack->setCurrentWidget(m_empty);
}

void CentreTab::showList()
{
    m_stack->setCurrentWidget(m_view);
}
