// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/savedsearchmodel.h"

#include <QListView>
#include <QWidget>

class QMenu;
class QToolButton;

// The rows of the kept searches. A click or the arrow keys open one; the right button asks for a menu and
// opens nothing.
class SearchesView : public QListView
{
    Q_OBJECT

public:
    explicit SearchesView(models::SavedSearchModel &model, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(int row);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void mousePressEvent(QMouseEvent *event) override;
    void initViewItemOption(QStyleOptionViewItem *option) const override;
};

// The kept searches above the folders, under a heading that folds them.
class SearchesPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SearchesPanel(models::SavedSearchModel &model, QWidget *parent = nullptr);

    [[nodiscard]] SearchesView *view() const { return m_view; }
    // The one that is on show; nullopt: none of them.
    void setCurrent(const std::optional<search::SavedSearch> &saved);
    [[nodiscard]] bool isOpen() const noexcept { return m_isOpen; }
    void setOpen(bool open);

Q_SIGNALS:
    void chosen(const search::SavedSearch &saved);
    void removalWanted(int row);

private:
    void showMenu(const QPoint &at);
    void addHidden(QMenu *menu);
    void fit();

    models::SavedSearchModel &m_model;
    QToolButton *m_heading;
    SearchesView *m_view;
    std::optional<search::SavedSearch> m_current;
    bool m_isOpen = true;
};
