// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/folders/folderdelegate.h"

#include "core/models/foldermodel.h"
#include "widgets/displaytext.h"
#include "widgets/icons.h"
#include "widgets/rowpainting.h"
#include "widgets/theme.h"

#include <QLocale>
#include <QPainter>

using models::FolderItem;
using models::FolderModel;

void paintFolderRow(QPainter *painter, const QStyleOptionViewItem &option, const FolderRowLook &look)
{
    const auto use = rowpainting::colors(option);
    const int unit = theme::step(option.fontMetrics);

    painter->save();
    rowpainting::paintGround(*painter, option);
    QRect place = option.rect.adjusted(unit, 0, -2 * unit, 0);
    if (!look.icon.isEmpty()) {
        const int side = 4 * unit;
        const QRect logical(place.left(), place.center().y() - side / 2 + 1, side, side);
        painter->drawPixmap(rowpainting::visual(option, logical),
                            icons::pixmap(look.icon, side, look.isStrong ? use.text : use.dimmed,
                                          painter->device()->devicePixelRatioF()));
        place.setLeft(place.left() + side + 2 * unit);
    }
    painter->setFont(look.isStrong || look.icon.isEmpty() ? theme::strongFont(option.font) : option.font);
    if (!look.count.isEmpty()) {
        painter->setPen(look.isStrong ? use.text : use.dimmed);
        const int width = rowpainting::paintLine(*painter, option, rowpainting::visual(option, place),
                                                 look.count, rowpainting::Edge::Trailing);
        place.setRight(place.right() - width - 2 * unit);
    }
    painter->setPen(look.isDimmed ? use.dimmed : use.text);
    rowpainting::paintLine(*painter, option, rowpainting::visual(option, place), look.name,
                           rowpainting::Edge::Leading);
    rowpainting::paintFocus(*painter, option, option.rect);
    painter->restore();
}

QSize folderRowSize(const QStyleOptionViewItem &option)
{
    const int unit = theme::step(option.fontMetrics);
    return {40 * unit, option.fontMetrics.height() + 3 * unit};
}

void FolderDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const auto item = index.data(FolderModel::ItemRole).value<FolderItem>();
    const bool isAccount = item.kind == FolderItem::Kind::Account;
    paintFolderRow(painter, option,
                   {isAccount ? QString() : DisplayText::folderIcon(item),
                    index.data(Qt::DisplayRole).toString(), DisplayText::folderCount(item),
                    item.folder && item.folder->countsKnown && item.folder->unseen > 0,
                    isAccount || item.kind == FolderItem::Kind::Placeholder});
}

QSize FolderDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex & /*index*/) const
{
    return folderRowSize(option);
}
