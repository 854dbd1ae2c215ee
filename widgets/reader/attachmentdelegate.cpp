// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/attachmentdelegate.h"

#include "widgets/icons.h"
#include "widgets/reader/attachmenttext.h"
#include "widgets/rowpainting.h"
#include "widgets/theme.h"

#include <QPainter>

using models::AttachmentItem;
using models::AttachmentModel;

namespace {

const AttachmentItem &itemOf(const QModelIndex &index)
{
    return *static_cast<const AttachmentModel *>(index.model())->itemAt(index.row());
}

QStyleOptionViewItem captioned(QStyleOptionViewItem option)
{
    option.font = theme::captionFont(option.font);
    option.fontMetrics = QFontMetrics(option.font);
    return option;
}

}

int AttachmentDelegate::pictureSide(const QFontMetrics &metrics)
{
    return 2 * metrics.height();
}

void AttachmentDelegate::paintPicture(QPainter &painter, const QStyleOptionViewItem &option,
                                      const QModelIndex &index, const QRect &place) const
{
    const AttachmentItem &item = itemOf(index);
    const QImage image = m_thumbnails.value(item.part.section);
    if (!image.isNull() && !item.assessment.risk) {
        QRect inside(QPoint(),
                     image.deviceIndependentSize().toSize().scaled(place.size(), Qt::KeepAspectRatio));
        inside.moveCenter(place.center());
        painter.drawImage(inside, image);
        return;
    }
    QRect icon(0, 0, place.width() / 2, place.height() / 2);
    icon.moveCenter(place.center());
    const QColor color = item.assessment.risk ? theme::signalColor(theme::Signal::Amber, option.palette)
                                              : rowpainting::colors(option).dimmed;
    painter.drawPixmap(icon,
                       icons::pixmap(AttachmentText::icon(item.assessment), icon.width(), color,
                                     painter.device()->devicePixelRatioF()));
}

void AttachmentDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const int unit = theme::step(option.fontMetrics);
    const auto use = rowpainting::colors(option);
    painter->save();
    rowpainting::paintGround(*painter, option);
    painter->setPen(theme::hairline(option.palette));
    painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    const int side = pictureSide(option.fontMetrics);
    const QRect picture(option.rect.left() + unit, option.rect.center().y() - side / 2, side, side);
    paintPicture(*painter, option, index, rowpainting::visual(option, picture));
    QRect line = option.rect.adjusted(side + 3 * unit, unit, -2 * unit, 0);
    line.setHeight(option.fontMetrics.height());
    painter->setPen(use.text);
    const QString name =
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, line.width());
    rowpainting::paintLine(*painter, option, rowpainting::visual(option, line), name,
                           rowpainting::Edge::Leading);
    const QStyleOptionViewItem small = captioned(option);
    line.translate(0, line.height());
    painter->setFont(small.font);
    painter->setPen(use.dimmed);
    rowpainting::paintLine(*painter, small, rowpainting::visual(option, line),
                           AttachmentText::caption(itemOf(index)), rowpainting::Edge::Leading);
    rowpainting::paintFocus(*painter, option, option.rect);
    painter->restore();
}

QSize AttachmentDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int unit = theme::step(option.fontMetrics);
    const int text =
        qMax(option.fontMetrics.horizontalAdvance(index.data().toString()),
             captioned(option).fontMetrics.horizontalAdvance(AttachmentText::caption(itemOf(index))));
    const int side = pictureSide(option.fontMetrics);
    return {qBound(30 * unit, text + side + 6 * unit, 100 * unit), side + 2 * unit};
}
