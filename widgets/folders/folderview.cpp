// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/folders/folderview.h"

#include "core/models/messagelistmodel.h"
#include "widgets/folders/folderdelegate.h"
#include "widgets/theme.h"

#include <QDropEvent>
#include <QMimeData>
#include <QMouseEvent>

FolderView::FolderView(models::FolderModel &model, QWidget *parent) : QTreeView(parent), m_model(model)
{
    setModel(&model);
    setItemDelegate(new FolderDelegate(this));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setIndentation(4 * theme::step(this));
    setMouseTracking(true);  // hover
    setTextElideMode(Qt::ElideRight);
    setDragDropMode(DropOnly);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Folders"));
    // New branches of the tree are open: nothing hides by itself.
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &parentIndex, int first, int last) {
                if (parentIndex.isValid())
                    expand(parentIndex);
                for (int row = first; row <= last; ++row)
                    expand(m_model.index(row, 0, parentIndex));
            });
}

void FolderView::select(store::FolderId folder)
{
    const QModelIndex at = m_model.indexOf(folder);
    if (at.isValid())
        setCurrentIndex(at);
}

std::optional<store::FolderId> FolderView::currentFolder() const
{
    const QVariant id = currentIndex().data(models::FolderModel::FolderIdRole);
    return id.isValid() ? std::optional(id.value<store::FolderId>()) : std::nullopt;
}

void FolderView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    if (const auto folder = currentFolder(); folder && current.flags().testFlag(Qt::ItemIsSelectable))
        Q_EMIT folderChosen(*folder);
}

// QTreeView would make the row current, and whoever only wants its menu would have opened the folder.
void FolderView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::RightButton)
        QTreeView::mousePressEvent(event);
}

// From right to left QTreeView does not paint the ground beside the row anew.
void FolderView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTreeView::selectionChanged(selected, deselected);
    viewport()->update();
}

std::optional<store::FolderId> FolderView::folderAt(const QPoint &at) const
{
    const QModelIndex index = indexAt(at);
    const QVariant id = index.data(models::FolderModel::FolderIdRole);
    return id.isValid() && index.flags().testFlag(Qt::ItemIsSelectable)
        ? std::optional(id.value<store::FolderId>())
        : std::nullopt;
}

void FolderView::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasFormat(QLatin1String(models::MessageListModel::dragType)))
        event->acceptProposedAction();
}

void FolderView::dragMoveEvent(QDragMoveEvent *event)
{
    QTreeView::dragMoveEvent(event);  // scrolls, and opens what is closed
    const bool isOurs = event->mimeData()->hasFormat(QLatin1String(models::MessageListModel::dragType));
    if (isOurs && takes(event->position().toPoint()))
        event->acceptProposedAction();
    else
        event->ignore();
}

bool FolderView::takes(const QPoint &at) const
{
    const auto to = folderAt(at);
    return to && m_model.folder(*to);
}

void FolderView::dropEvent(QDropEvent *event)
{
    const auto folder = folderAt(event->position().toPoint());
    if (!folder || !takes(event->position().toPoint())
        || !event->mimeData()->hasFormat(QLatin1String(models::MessageListModel::dragType)))
        return;
    event->accept();
    Q_EMIT messagesDropped(*folder, event->dropAction() == Qt::CopyAction);
}

void FolderView::initViewItemOption(QStyleOptionViewItem *option) const
{
    QTreeView::initViewItemOption(option);
    for (const auto group : {QPalette::Active, QPalette::Inactive})
        option->palette.setColor(group, QPalette::Highlight, theme::selectionGround(option->palette, group));
}
