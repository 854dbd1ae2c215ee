// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>
#include <QWidget>

class EmptyState;
class QHBoxLayout;
class QStackedWidget;

// What the Receipts Centre's tabs have in common: a line of controls over a long list, and what stands in its
// place while there is nothing in it.
class CentreTab : public QWidget
{
    Q_OBJECT

public:
    explicit CentreTab(const QString &name, QWidget *parent = nullptr);

    [[nodiscard]] QTreeView *view() const noexcept { return m_view; }

protected:
    [[nodiscard]] QHBoxLayout *controls() const noexcept { return m_controls; }
    // After the model was set: its column widths in steps of the grid; the one with 0 takes what is left.
    void setColumns(const QList<int> &widths);
    void showEmpty(const QString &icon, const QString &heading, const QString &sentence);
    void showList();

private:
    QHBoxLayout *m_controls;
    QStackedWidget *m_stack;
    QTreeView *m_view;
    EmptyState *m_empty;
};
