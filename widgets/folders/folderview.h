// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/foldermodel.h"

#include <QTreeView>

// The folder tree. A click or the arrow keys open a folder; the right button asks for a menu and opens
// nothing.
class FolderView : public QTreeView
{
    Q_OBJECT

public:
    explicit FolderView(models::FolderModel &model, QWidget *parent = nullptr);

    void select(store::FolderId folder);
    [[nodiscard]] std::optional<store::FolderId> currentFolder() const;

Q_SIGNALS:
    void folderChosen(store::FolderId folder);
    // What is chosen in the list was dropped there.
    void messagesDropped(store::FolderId folder, bool copy);

protected:
    // The tree paints the ground beside a row itself: the same as the row's.
    void initViewItemOption(QStyleOptionViewItem *option) const override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void mousePressEvent(QMouseEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    [[nodiscard]] std::optional<store::FolderId> folderAt(const QPoint &at) const;
    [[nodiscard]] bool takes(const QPoint &at) const;

    models::FolderModel &m_model;
};
