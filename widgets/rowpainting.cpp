// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowpainting.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QStyle>

namespace rowpainting {

namespace {

QPalette::ColorGroup group(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
}

}

Colors colors(const QStyleOptionViewItem &option)
{
    const QPalette &palette = option.palette;
    if (option.state.testFlag(QStyle::State_Selected)) {
        const QColor text = palette.color(group(option), QPalette::HighlightedText);
        const QColor ground = theme::selectionGround(palette, group(option));
        const QColor dimmed = theme::blend(text, ground, 0.2);
        return {text, theme::contrast(dimmed, ground) < theme::readableContrast ? text : dimmed, text};
    }
    return {palette.color(QPalette::Text), theme::dimmedText(palette), palette.color(QPalette::Highlight)};
}

void paintGround(QPainter &painter, const QStyleOptionViewItem &option)
{
    const QPalette &palette = option.palette;
    if (option.state.testFlag(QStyle::State_Selected))
        painter.fillRect(option.rect, theme::selectionGround(palette, group(option)));
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter.fillRect(option.rect,
                         theme::blend(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.06));
}

void paintFocus(QPainter &painter, const QStyleOptionViewItem &option, const QRect &row)
{
    if (!option.state.testFlag(QStyle::State_HasFocus))
        return;
    const Colors use = colors(option);
    painter.setPen(QPen(theme::blend(use.text, use.accent, 0.5), 1, Qt::SolidLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(row).adjusted(1.5, 1.5, -1.5, -1.5));
}

int paintLine(QPainter &painter, const QStyleOptionViewItem &option, const QRect &place, const QString &text,
              Edge edge)
{
    if (place.width() <= 0 || text.isEmpty())
        return 0;
    const QFontMetrics metrics(painter.font());
    const QString shown = metrics.elidedText(text, Qt::ElideRight, place.width());
    const auto side = edge == Edge::Leading ? Qt::AlignLeft : Qt::AlignRight;
    const auto alignment =
        QStyle::visualAlignment(option.direction, side) | Qt::AlignAbsolute | Qt::AlignVCenter;
    // The text has its own direction, whatever the window's: an English date stays one in a Hebrew list.
    painter.setLayoutDirection(Qt::LayoutDirectionAuto);
    painter.drawText(place, static_cast<int>(alignment) | Qt::TextSingleLine, shown);
    return metrics.horizontalAdvance(shown);
}

QRect visual(const QStyleOptionViewItem &option, const QRect &logical)
{
    return QStyle::visualRect(option.direction, option.rect, logical);
}

}
