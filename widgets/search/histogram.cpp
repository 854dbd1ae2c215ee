// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/histogram.h"

#include "widgets/displaytext.h"
#include "widgets/search/histogramaccess.h"
#include "widgets/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

Histogram::Histogram(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Messages found, by time"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    HistogramAccess::install();
}

QSize Histogram::sizeHint() const
{
    return {80 * theme::step(this), 18 * theme::step(this)};
}

QSize Histogram::minimumSizeHint() const
{
    return {20 * theme::step(this), 18 * theme::step(this)};
}

void Histogram::show(const std::vector<search::DayCount> &days)
{
    m_days = days;
    arrange();
}

void Histogram::arrange()
{
    const int widest = std::max(1, plot().width() / (2 * theme::step(this)));
    auto bins = search::timeBins(m_days, DisplayText::locale().firstDayOfWeek(), widest);
    if (bins != m_bins) {
        const bool isSame = bins.bins.size() == m_bins.bins.size() && bins.unit == m_bins.unit;
        m_bins = std::move(bins);
        if (!isSame && !m_isDragging)
            m_current = m_anchor = -1;
        if (!isSame)
            HistogramAccess::barsChanged(this);
    }
    m_current = std::min(m_current, bars() - 1);
    m_anchor = std::min(m_anchor, bars() - 1);
    m_hovered = -1;
    update();
}

void Histogram::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

QRect Histogram::plot() const
{
    const int unit = theme::step(this);
    return rect().adjusted(2 * unit, unit, -2 * unit, -5 * unit);
}

QRect Histogram::placeOf(int bar) const
{
    const QRect area = plot();
    const auto edge = [&](int at) { return area.left() + area.width() * at / std::max(1, bars()); };
    const QRect place(edge(bar), area.top(), edge(bar + 1) - edge(bar), area.height());
    return QStyle::visualRect(layoutDirection(), area, place);
}

int Histogram::barAt(const QPoint &place) const
{
    const QRect area = plot();
    const QPoint logical =
        QStyle::visualPos(layoutDirection(), area, {std::clamp(place.x(), area.left(), area.right()), 0});
    return bars() == 0 ? -1 : std::min(bars() - 1, (logical.x() - area.left()) * bars() / area.width());
}

QString Histogram::title(int bar) const
{
    const search::TimeBin &bin = m_bins.bins[static_cast<std::size_t>(bar)];
    const QLocale locale = DisplayText::locale();
    switch (m_bins.unit) {
    case search::DateUnit::Day: return locale.toString(bin.first, QLocale::LongFormat);
    case search::DateUnit::Week:
        return tr("%1 to %2")
            .arg(locale.toString(bin.first, QLocale::ShortFormat),
                 locale.toString(bin.last, QLocale::ShortFormat));
    case search::DateUnit::Month: return locale.toString(bin.first, u"MMMM yyyy"_s);
    case search::DateUnit::Year: break;
    }
    return locale.toString(bin.first, u"yyyy"_s);
}

QString Histogram::sentence(int bar) const
{
    if (bar < 0 || bar >= bars())
        return {};
    const qint64 messages = m_bins.bins[static_cast<std::size_t>(bar)].messages;
    //: A time and how many messages are from then
    return tr("%1: %n message(s)", nullptr, static_cast<int>(messages)).arg(title(bar));
}

std::pair<int, int> Histogram::chosen() const
{
    return std::minmax(m_anchor < 0 ? m_current : m_anchor, m_current);
}

void Histogram::choose(int bar)
{
    moveTo(bar, false);
    look();
}

void Histogram::look()
{
    const auto [first, last] = chosen();
    if (first < 0 || bars() == 0)
        return;
    const QDate from = m_bins.bins[static_cast<std::size_t>(first)].first;
    const QDate to = m_bins.bins[static_cast<std::size_t>(last)].last;
    const auto begin = m_bins.bins.begin();
    const bool isEmpty =
        std::all_of(begin + first, begin + last + 1, [](const auto &bin) { return bin.messages == 0; });
    m_anchor = m_current = -1;
    update();
    if (!isEmpty)  // to look closer at nothing would show nothing, and not the way back
        Q_EMIT daysWanted(from, to);
}

void Histogram::moveTo(int bar, bool extends)
{
    if (bars() == 0)
        return;
    const int before = m_current;
    m_current = std::clamp(bar, 0, bars() - 1);
    if (!extends)
        m_anchor = m_current;
    else if (m_anchor < 0)
        m_anchor = std::max(before, 0);
    update();
    HistogramAccess::barFocused(this, m_current);
}

void Histogram::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || bars() == 0)
        return;
    m_isDragging = true;
    moveTo(barAt(event->position().toPoint()), event->modifiers().testFlag(Qt::ShiftModifier));
}

void Histogram::mouseMoveEvent(QMouseEvent *event)
{
    m_hovered = barAt(event->position().toPoint());
    if (m_isDragging)
        moveTo(m_hovered, true);
    update();
}

void Histogram::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && std::exchange(m_isDragging, false))
        look();
}

// Half of it, around the pointer; or all.
void Histogram::wheelEvent(QWheelEvent *event)
{
    if (event->angleDelta().y() < 0) {
        Q_EMIT allWanted();
    } else if (event->angleDelta().y() > 0 && bars() > 2) {
        const int span = std::max(1, bars() / 2);
        const int first = std::clamp(barAt(event->position().toPoint()) - span / 2, 0, bars() - span);
        m_anchor = first;
        m_current = first + span - 1;
        look();
    }
    event->accept();
}

void Histogram::keyPressEvent(QKeyEvent *event)
{
    const bool extends = event->modifiers().testFlag(Qt::ShiftModifier);
    const int forward = layoutDirection() == Qt::LeftToRight ? 1 : -1;
    const int from = m_current < 0 ? bars() : m_current;  // the newest are the likeliest
    switch (event->key()) {
    case Qt::Key_Left: moveTo(from - forward, extends); return;
    case Qt::Key_Right: moveTo(m_current < 0 ? bars() - 1 : from + forward, extends); return;
    case Qt::Key_Home: moveTo(0, extends); return;
    case Qt::Key_End: moveTo(bars() - 1, extends); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: look(); return;
    case Qt::Key_Escape:
        if (m_anchor != m_current)
            moveTo(m_current, false);
        else
            Q_EMIT allWanted();
        return;
    default: QWidget::keyPressEvent(event);
    }
}

void Histogram::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_current < 0 && event->reason() != Qt::MouseFocusReason)
        moveTo(bars() - 1, false);
}

bool Histogram::event(QEvent *event)
{
    if (event->type() == QEvent::Leave) {
        m_hovered = -1;
        update();
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int bar = barAt(help->pos());
        QToolTip::showText(help->globalPos(), sentence(bar), this, bar < 0 ? QRect() : placeOf(bar));
        return true;
    }
    return QWidget::event(event);
}

void Histogram::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect area = plot();
    paintBars(painter);
    painter.fillRect(area.left(), area.bottom() + 1, area.width(), 1, theme::hairline(palette()));
    paintTimes(painter);
}

void Histogram::paintBars(QPainter &painter) const
{
    const QRect area = plot();
    qint64 most = 1;
    for (const search::TimeBin &bin : m_bins.bins)
        most = std::max(most, bin.messages);
    const QColor base = palette().color(QPalette::Base);
    const QColor accent = theme::signalColor(theme::Signal::Calm, palette());
    const auto [first, last] = chosen();
    for (int bar = 0; bar < bars(); ++bar) {
        const QRect place = placeOf(bar);
        const bool isChosen = first >= 0 && first <= bar && bar <= last;
        if (isChosen || bar == m_hovered)
            painter.fillRect(place, theme::blend(base, accent, isChosen ? 0.25 : 0.12));
        const qint64 messages = m_bins.bins[static_cast<std::size_t>(bar)].messages;
        if (messages == 0)
            continue;
        const int height = std::max(2, static_cast<int>(messages * area.height() / most));
        const int gap = place.width() > 3 ? 1 : 0;
        QPainterPath shape;  // the round corners below are outside
        shape.addRoundedRect(
            QRectF(place.left() + gap, area.bottom() + 1 - height, place.width() - 2 * gap, height + 4), 2,
            2);
        painter.save();
        painter.setClipRect(area);
        painter.fillPath(shape, isChosen || first < 0 ? accent : theme::blend(base, accent, 0.6));
        painter.restore();
    }
    if (hasFocus() && m_current >= 0) {
        painter.setPen(palette().color(QPalette::Text));
        painter.drawRect(QRectF(placeOf(m_current)).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

// Where it begins and ends; between them, of what the pointer or the keyboard is at, everything.
void Histogram::paintTimes(QPainter &painter) const
{
    if (bars() == 0)
        return;
    const int unit = theme::step(this);
    const QRect line = rect().adjusted(2 * unit, height() - 5 * unit + 2, -2 * unit, 0);
    const auto paint = [&](Qt::Alignment edge, const QString &text) {
        painter.drawText(line,
                         static_cast<int>(QStyle::visualAlignment(layoutDirection(), edge) | Qt::AlignVCenter
                                          | Qt::TextSingleLine),
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, line.width()));
    };
    painter.setFont(theme::captionFont(font()));
    painter.setPen(palette().color(QPalette::Text));
    const int told = m_hovered >= 0 ? m_hovered : hasFocus() ? m_current : -1;
    if (told >= 0) {
        paint(Qt::AlignHCenter, sentence(told));
        return;
    }
    painter.setPen(theme::dimmedText(palette()));
    paint(Qt::AlignLeft, title(0));
    if (bars() > 1)
        paint(Qt::AlignRight, title(bars() - 1));
}
