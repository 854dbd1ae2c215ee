// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/messages/messagedelegate.h"

#include "core/models/messagelistmodel.h"
#include "widgets/displaytext.h"
#include "widgets/icons.h"
#include "widgets/rowpainting.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QTableView>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;
using models::MessageColumn;
using models::MessageItem;
using models::MessageListModel;
using rowpainting::Edge;

namespace {

void paintDot(QPainter &painter, const QRect &place, const QColor &color)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(place);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void paintIcon(QPainter &painter, const QStyleOptionViewItem &option, const QRect &logical,
               const QString &name, const QColor &color)
{
    painter.drawPixmap(rowpainting::visual(option, logical),
                       icons::pixmap(name, logical.width(), color, painter.device()->devicePixelRatioF()));
}

// A row that is not read yet: bars where the text will be.
void paintHollow(QPainter &painter, const QStyleOptionViewItem &option)
{
    const int unit = theme::step(option.fontMetrics);
    const QColor color =
        theme::blend(option.palette.color(QPalette::Base), option.palette.color(QPalette::Text), 0.1);
    const int width = option.rect.width();
    const QRect bar(option.rect.left() + 5 * unit, option.rect.center().y() - unit / 2, width / 3, unit);
    painter.fillRect(rowpainting::visual(option, bar), color);
}

// In a narrow list some marks have no column: they stand behind the subject, which gets what is left.
QRect paintMarksWithoutColumn(QPainter &painter, const QStyleOptionViewItem &option, QRect place,
                              const MessageItem &item)
{
    struct Mark {
        MessageColumn column;
        QString icon;
        bool isSet;
        QColor color;
    };
    const auto *table = qobject_cast<const QTableView *>(option.widget);
    const auto use = rowpainting::colors(option);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const int unit = theme::step(option.fontMetrics);
    const int side = std::min(4 * unit, option.rect.height());
    for (const Mark &mark :
         {Mark{MessageColumn::Flag, u"flag"_s, item.flags.has(store::Flags::Flagged),
               isSelected ? use.text : theme::signalColor(theme::Signal::Amber, option.palette)},
          Mark{MessageColumn::Attachment, u"attachment"_s, item.row.hasAttachment, use.dimmed}}) {
        if (!mark.isSet || table == nullptr || !table->isColumnHidden(models::columnIndex(mark.column)))
            continue;
        const QRect at(place.right() - side + 1, place.center().y() - side / 2 + 1, side, side);
        paintIcon(painter, option, at, mark.icon, mark.color);
        place.setRight(place.right() - side - unit);
    }
    return place;
}

// Deeper ones are no further in: there must be room for what they say.
constexpr int deepest = 6;
int indentOf(const MessageItem &item, int unit)
{
    return std::min(item.depth, deepest) * 4 * unit;
}

// How many there are, behind the text, which leaves room for that.
void paintWithCount(QPainter &painter, const QStyleOptionViewItem &option, const QRect &line,
                    const QString &text, const MessageItem &item)
{
    if (item.conversation == 0) {
        rowpainting::paintLine(painter, option, rowpainting::visual(option, line), text, Edge::Leading);
        return;
    }
    const QString count = QLocale().toString(item.conversation);
    const QFont caption = theme::captionFont(option.font);
    const int width = QFontMetrics(caption).horizontalAdvance(count);
    const int gap = 2 * theme::step(option.fontMetrics);
    const QRect forText = line.adjusted(0, 0, -width - gap, 0);
    const int used =
        rowpainting::paintLine(painter, option, rowpainting::visual(option, forText), text, Edge::Leading);
    painter.setFont(caption);
    painter.setPen(rowpainting::colors(option).dimmed);
    rowpainting::paintLine(painter, option, rowpainting::visual(option, line.adjusted(used + gap, 0, 0, 0)),
                           count, Edge::Leading);
}

bool isUnread(const MessageItem &item)
{
    return item.hasUnread || !item.flags.has(store::Flags::Seen);
}

// Pointing to what is folded, else down at what is not.
void paintArrow(QPainter &painter, const QStyleOptionViewItem &option, const QRect &place,
                const MessageItem &item)
{
    if (item.conversation == 0)
        return;
    const qreal side = place.width() / 2.0;
    QPolygonF arrow;
    if (item.isFolded)
        arrow << QPointF(-side / 2, -side) << QPointF(side / 2, 0) << QPointF(-side / 2, side);
    else
        arrow << QPointF(-side, -side / 2) << QPointF(0, side / 2) << QPointF(side, -side / 2);
    if (option.direction == Qt::RightToLeft)
        arrow = QTransform::fromScale(-1, 1).map(arrow);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(QRectF(place).center());
    painter.setPen(QPen(rowpainting::colors(option).dimmed, theme::step(option.fontMetrics) / 3.0));
    painter.drawPolyline(arrow);
    painter.restore();
}

struct Mark {
    QString icon;
    bool amber = false;
};

// The small icons at the far edge, outermost first.
QList<Mark> marksOf(const MessageItem &item)
{
    QList<Mark> marks;
    if (item.flags.has(store::Flags::Flagged))
        marks.append({u"flag"_s, true});
    if (item.row.hasAttachment)
        marks.append({u"attachment"_s});
    if (const QString receipt = DisplayText::receiptIcon(item.receipt); !receipt.isEmpty())
        marks.append({receipt});
    if (item.flags.has(store::Flags::Answered))
        marks.append({u"reply"_s});
    return marks;
}

constexpr qreal arrivingOpacity = 0.6;  // there as soon as the server has done it

}

MessageDelegate::MessageDelegate(Clock &clock, QObject *parent) : QStyledItemDelegate(parent), m_clock(clock)
{}

void MessageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &cell,
                            const QModelIndex &index) const
{
    QStyleOptionViewItem option = cell;
    option.state.setFlag(QStyle::State_MouseOver, index.row() == m_hoveredRow);  // the table knows cells only
    painter->save();
    rowpainting::paintGround(*painter, option);
    if (index.data(MessageListModel::ArrivingRole).toBool())
        painter->setOpacity(arrivingOpacity);
    const QVariant item = index.data(MessageListModel::ItemRole);
    // Still there, but marked: the next program that expunges removes it (RFC 3501, 2.3.2).
    if (item.isValid() && item.value<MessageItem>().flags.has(store::Flags::Deleted))
        option.font.setStrikeOut(true);
    if (!item.isValid())
        paintHollow(*painter, option);
    else if (m_density == Density::Comfortable)
        paintTwoLines(*painter, option, item.value<MessageItem>());
    else
        paintCell(*painter, option, item.value<MessageItem>(), static_cast<MessageColumn>(index.column()));
    painter->restore();
}

QRect MessageDelegate::arrowOf(const QStyleOptionViewItem &option) const
{
    const int unit = theme::step(option.fontMetrics);
    const int side = 3 * unit;
    const bool isCompact = m_density == Density::Compact;
    const int left = option.rect.left() + (isCompact ? 4 : 1) * unit;
    const int middle = isCompact ? option.rect.center().y()
                                 : option.rect.bottom() - 2 * unit - option.fontMetrics.height() / 2;
    return rowpainting::visual(option, {left, middle - side / 2, side, side});
}

QSize MessageDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex & /*index*/) const
{
    const int unit = theme::step(option.fontMetrics);
    if (m_density == Density::Compact)
        return {8 * unit, option.fontMetrics.height() + 2 * unit};
    return {60 * unit, 2 * option.fontMetrics.height() + 5 * unit};
}

bool MessageDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                                const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QVariant item = index.data(MessageListModel::ItemRole);
    if (!item.isValid())
        return false;
    const auto message = item.value<MessageItem>();
    const QString receipt = DisplayText::receiptState(message);
    QString text = DisplayText::subject(message.row.subject) + u'\n'
        + tr("%1 · %2").arg(message.toOthers ? DisplayText::correspondent(message)
                                             : safetext::address(message.row.fromAddress),
                            DisplayText::fullDate(message.row.date));
    if (!receipt.isEmpty())
        text += u'\n' + receipt;
    if (!message.folder.isEmpty())
        text += u'\n' + tr("In %1").arg(message.folder);
    // Escaped, since a tool tip guesses whether its text is rich (SEC: no markup of a sender is ever
    // interpreted).
    QToolTip::showText(event->globalPos(),
                       u"<p style='white-space:pre-wrap'>"_s + text.toHtmlEscaped() + u"</p>"_s, view);
    return true;
}

void MessageDelegate::paintTwoLines(QPainter &painter, const QStyleOptionViewItem &option,
                                    const MessageItem &item) const
{
    const bool unread = isUnread(item);
    const auto use = rowpainting::colors(option);
    const int unit = theme::step(option.fontMetrics);
    const int height = option.fontMetrics.height();
    const QRect inner = option.rect.adjusted(6 * unit + indentOf(item, unit), 2 * unit, -3 * unit, -2 * unit);
    QRect first(inner.left(), inner.top(), inner.width(), height);
    QRect second(inner.left(), inner.bottom() - height + 1, inner.width(), height);

    if (unread) {
        const int side = 2 * unit;
        const QRect dot(inner.left() - 4 * unit, first.center().y() - side / 2 + 1, side, side);
        paintDot(painter, rowpainting::visual(option, dot), use.accent);
    }
    painter.setFont(theme::captionFont(option.font));
    painter.setPen(unread ? use.text : use.dimmed);
    const int dateWidth =
        rowpainting::paintLine(painter, option, rowpainting::visual(option, first),
                               DisplayText::listDate(item.row.date, m_clock.now()), Edge::Trailing);
    first.setRight(first.right() - dateWidth - 2 * unit);
    painter.setFont(unread ? theme::strongFont(option.font) : option.font);
    painter.setPen(use.text);
    paintWithCount(painter, option, first,
                   item.toOthers ? tr("To: %1").arg(DisplayText::correspondent(item))
                                 : DisplayText::correspondent(item),
                   item);
    paintArrow(painter, option, arrowOf(option), item);

    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QColor amber = theme::signalColor(theme::Signal::Amber, option.palette);
    const int side = 4 * unit;
    for (const Mark &mark : marksOf(item)) {
        const QRect place(second.right() - side + 1, second.center().y() - side / 2 + 1, side, side);
        paintIcon(painter, option, place, mark.icon, mark.amber && !selected ? amber : use.dimmed);
        second.setRight(second.right() - side - unit);
    }
    second.setRight(second.right() - unit);
    if (!item.folder.isEmpty()) {
        QRect where = second;
        where.setLeft(second.right() - second.width() / 3);
        painter.setFont(theme::captionFont(option.font));
        painter.setPen(use.dimmed);
        const int width = rowpainting::paintLine(painter, option, rowpainting::visual(option, where),
                                                 item.folder, Edge::Trailing);
        second.setRight(second.right() - width - 2 * unit);
    }
    painter.setPen(unread ? use.text : use.dimmed);
    painter.setFont(option.font);
    rowpainting::paintLine(painter, option, rowpainting::visual(option, second),
                           DisplayText::subject(item.row.subject), Edge::Leading);

    if (!selected) {
        const QRect line(inner.left(), option.rect.bottom(), option.rect.right() - inner.left() + 1, 1);
        painter.fillRect(
            rowpainting::visual(option, line),
            theme::blend(option.palette.color(QPalette::Base), option.palette.color(QPalette::Text), 0.1));
    }
    rowpainting::paintFocus(painter, option, option.rect);
}

void MessageDelegate::paintCell(QPainter &painter, const QStyleOptionViewItem &option,
                                const MessageItem &item, MessageColumn column) const
{
    const bool unread = isUnread(item);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const auto use = rowpainting::colors(option);
    const int unit = theme::step(option.fontMetrics);
    QRect place = option.rect.adjusted(unit, 0, -unit, 0);
    const int side = std::min(4 * unit, option.rect.height());
    const QRect middle(option.rect.center().x() - side / 2 + 1, option.rect.center().y() - side / 2 + 1, side,
                       side);
    const auto line = [&](const QString &text, Edge edge) {
        rowpainting::paintLine(painter, option, rowpainting::visual(option, place), text, edge);
    };
    painter.setFont(unread ? theme::strongFont(option.font) : option.font);
    painter.setPen(use.text);
    switch (column) {
    case MessageColumn::Subject:
        if (unread) {
            const QRect dot(place.left(), place.center().y() - unit + 1, 2 * unit, 2 * unit);
            paintDot(painter, rowpainting::visual(option, dot), use.accent);
            painter.setPen(use.text);
        }
        place = paintMarksWithoutColumn(painter, option, place, item);
        place.setLeft(place.left() + 3 * unit + indentOf(item, unit));
        if (item.conversation > 0 || item.depth > 0)
            place.setLeft(place.left() + 4 * unit);
        paintArrow(painter, option, arrowOf(option), item);
        paintWithCount(painter, option, place, DisplayText::subject(item.row.subject), item);
        break;
    case MessageColumn::Sender: line(DisplayText::correspondent(item), Edge::Leading); break;
    case MessageColumn::Date:
        line(DisplayText::listDate(item.row.date, m_clock.now()), Edge::Trailing);
        break;
    case MessageColumn::Size:
        painter.setPen(use.dimmed);
        line(DisplayText::size(item.row.octets), Edge::Trailing);
        break;
    case MessageColumn::Folder:
        painter.setPen(use.dimmed);
        line(item.folder, Edge::Leading);
        break;
    case MessageColumn::Flag:
        if (item.flags.has(store::Flags::Flagged)) {
            const QColor amber = theme::signalColor(theme::Signal::Amber, option.palette);
            paintIcon(painter, option, middle, u"flag"_s, selected ? use.text : amber);
        }
        break;
    case MessageColumn::Attachment:
        if (item.row.hasAttachment)
            paintIcon(painter, option, middle, u"attachment"_s, use.dimmed);
        break;
    case MessageColumn::Receipt:
        if (const QString name = DisplayText::receiptIcon(item.receipt); !name.isEmpty())
            paintIcon(painter, option, middle, name, use.dimmed);
        break;
    }
}
