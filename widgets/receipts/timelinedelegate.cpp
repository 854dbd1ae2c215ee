// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/timelinedelegate.h"

#include "widgets/rowpainting.h"
#include "widgets/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

using receipts::RecipientState;
using receipts::TimelineEntry;

namespace {

// What a mark looks like.
enum class Mark { Ring, Arrow, Disc, Check, Square, Diamond, Slash, Cross };

Mark markOf(RecipientState state)
{
    switch (state) {
    case RecipientState::None:
    case RecipientState::Requested: return Mark::Ring;
    case RecipientState::Submitted:
    case RecipientState::Delayed:
    case RecipientState::Relayed:
    case RecipientState::Expanded: return Mark::Arrow;
    case RecipientState::Delivered: return Mark::Disc;
    case RecipientState::Failed:
    case RecipientState::ReportedFailure: return Mark::Cross;
    case RecipientState::Declined: return Mark::Slash;
    case RecipientState::Dispatched:
    case RecipientState::Processed: return Mark::Diamond;
    case RecipientState::Deleted: return Mark::Square;
    case RecipientState::Displayed: return Mark::Check;
    }
    return Mark::Ring;
}

QColor colorOf(const TimelineEntry &entry, const QStyleOptionViewItem &option)
{
    const rowpainting::Colors use = rowpainting::colors(option);
    if (option.state.testFlag(QStyle::State_Selected))
        return use.text;
    if (!receipts::isBelieved(entry.confidence) || entry.state == RecipientState::Declined)
        return theme::signalColor(theme::Signal::Amber, option.palette);
    if (markOf(entry.state) == Mark::Cross)
        return theme::signalColor(theme::Signal::Red, option.palette);
    return entry.state > RecipientState::Submitted ? use.accent : use.dimmed;
}

QPainterPath shapeOf(Mark mark, const QRectF &at, Qt::LayoutDirection direction)
{
    QPainterPath path;
    const QPointF middle = at.center();
    switch (mark) {
    case Mark::Square: path.addRect(at.adjusted(0.5, 0.5, -0.5, -0.5)); break;
    case Mark::Diamond:
        path.addPolygon(QPolygonF({{middle.x(), at.top()},
                                   {at.right(), middle.y()},
                                   {middle.x(), at.bottom()},
                                   {at.left(), middle.y()}}));
        path.closeSubpath();
        break;
    case Mark::Arrow:  // the way that time goes
        path.addPolygon(direction == Qt::LeftToRight
                            ? QPolygonF({at.topLeft(), {at.right(), middle.y()}, at.bottomLeft()})
                            : QPolygonF({at.topRight(), {at.left(), middle.y()}, at.bottomRight()}));
        path.closeSubpath();
        break;
    case Mark::Ring:
    case Mark::Disc:
    case Mark::Check:
    case Mark::Slash:
    case Mark::Cross: path.addEllipse(at); break;
    }
    return path;
}

// `ground` shows through what is hollow.
void paintMark(QPainter &painter, Mark mark, const QRectF &at, const QColor &color, const QColor &ground,
               Qt::LayoutDirection direction)
{
    const qreal stroke = std::max(1.5, at.width() / 8);
    const bool isHollow = mark == Mark::Ring || mark == Mark::Slash || mark == Mark::Cross;
    painter.setPen(QPen(color, stroke));
    painter.setBrush(isHollow ? ground : color);
    painter.drawPath(shapeOf(mark, at.adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2), direction));
    const QRectF inner =
        at.adjusted(at.width() * 0.3, at.height() * 0.3, -at.width() * 0.3, -at.height() * 0.3);
    if (mark == Mark::Slash || mark == Mark::Cross)
        painter.drawLine(inner.topLeft(), inner.bottomRight());
    if (mark == Mark::Cross)
        painter.drawLine(inner.topRight(), inner.bottomLeft());
    if (mark != Mark::Check)
        return;
    painter.setPen(QPen(ground, stroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF({{inner.left(), inner.center().y()},
                                    {inner.center().x() - inner.width() * 0.1, inner.bottom()},
                                    {inner.right(), inner.top()}}));
}

}

TimelineDelegate::TimelineDelegate(const models::SentMailModel *model, QObject *parent)
    : QStyledItemDelegate(parent), m_model(model)
{}

void TimelineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given,
                             const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    painter->save();
    painter->setFont(option.font);
    rowpainting::paintGround(*painter, option);
    if (m_model != nullptr && index.column() == models::SentMailModel::TimelineColumn) {
        paintTimeline(*painter, option, m_model->at(index.row()));
    } else {
        const int gap = theme::step(option.fontMetrics);
        QRect place = option.rect.adjusted(gap, 0, -gap, 0);
        if (!option.icon.isNull()) {
            const int side = option.fontMetrics.height();
            const QRect logical(place.left(), place.center().y() - side / 2, side, side);
            const bool isSelected = option.state.testFlag(QStyle::State_Selected);
            option.icon.paint(painter, rowpainting::visual(option, logical), Qt::AlignCenter,
                              isSelected ? QIcon::Selected : QIcon::Normal);
            place.adjust(option.direction == Qt::LeftToRight ? side + gap : 0, 0,
                         option.direction == Qt::LeftToRight ? 0 : -side - gap, 0);
        }
        painter->setPen(rowpainting::colors(option).text);
        rowpainting::paintLine(*painter, option, place, option.text, rowpainting::Edge::Leading);
    }
    painter->restore();
}

void TimelineDelegate::paintTimeline(QPainter &painter, const QStyleOptionViewItem &option,
                                     const receipts::SentRow &row) const
{
    const auto &timeline = row.history.timeline;
    if (timeline.empty())
        return;
    const rowpainting::Colors use = rowpainting::colors(option);
    const QColor ground = option.state.testFlag(QStyle::State_Selected)
        ? theme::selectionGround(option.palette, QPalette::Active)
        : option.palette.color(QPalette::Base);
    const int unit = theme::step(option.fontMetrics);
    const int side = 3 * unit;
    const int stride = side + 3 * unit;
    const QString when = option.text;  // of the last step
    const int words = option.fontMetrics.horizontalAdvance(when) + (when.isEmpty() ? 0 : 2 * unit);
    const int room = std::max(1, (option.rect.width() - words - 2 * unit) / stride);
    // What came last counts most.
    const auto shown = std::min<std::size_t>(timeline.size(), static_cast<std::size_t>(room));
    const std::size_t first = timeline.size() - shown;
    const int y = option.rect.center().y();
    painter.setRenderHint(QPainter::Antialiasing);
    const int left = option.rect.left() + unit;
    const auto place = [&](std::size_t i) {
        return QRectF(rowpainting::visual(
            option, QRect(left + static_cast<int>(i) * stride, y - side / 2, side, side)));
    };
    painter.setPen(QPen(theme::blend(use.dimmed, ground, 0.4), 1));
    if (shown > 1)
        painter.drawLine(place(0).center(), place(shown - 1).center());
    for (std::size_t i = 0; i < shown; ++i) {
        const TimelineEntry &entry = timeline[first + i];
        paintMark(painter, markOf(entry.state), place(i), colorOf(entry, option), ground, option.direction);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(use.dimmed);
    const int text = left + static_cast<int>(shown) * stride - unit;
    rowpainting::paintLine(
        painter, option,
        rowpainting::visual(
            option, QRect(text, option.rect.top(), option.rect.right() - text - unit, option.rect.height())),
        when, rowpainting::Edge::Leading);
}

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(option.fontMetrics.height() + 3 * theme::step(option.fontMetrics));
    return size;
}
