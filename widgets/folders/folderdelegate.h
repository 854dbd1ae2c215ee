// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

// A row of the folder pane, whatever it opens.
struct FolderRowLook {
    QString icon;  // empty: it has none, and is what others are below
    QString name, count;
    bool isStrong = false;  // there is something new
    bool isDimmed = false;  // it cannot be opened
};
void paintFolderRow(QPainter *painter, const QStyleOptionViewItem &option, const FolderRowLook &look);
[[nodiscard]] QSize folderRowSize(const QStyleOptionViewItem &option);

// Paints a row of the folder tree: icon, name, unread count at the far edge. Unread is semibold, not only a
// colour.
class FolderDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};
