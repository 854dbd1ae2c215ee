// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/timebins.h"

#include <QWidget>

#include <optional>
#include <utility>

// How many of the messages that were found are from which time, as bars from the oldest to the newest in the
// direction of the text: years, months, weeks or days, as there is room. A stretch is chosen by dragging, or
// by arrow keys with Shift and Enter; a wheel or Enter on one bar looks closer, Escape or the wheel the other
// way looks at all again. A screen reader finds each bar as a child with a sentence of its own.
class Histogram : public QWidget
{
    Q_OBJECT

public:
    explicit Histogram(QWidget *parent = nullptr);

    void show(const std::vector<search::DayCount> &days);  // ascending
    [[nodiscard]] int bars() const noexcept { return static_cast<int>(m_bins.bins.size()); }
    [[nodiscard]] int currentBar() const noexcept { return m_current; }
    [[nodiscard]] QString sentence(int bar) const;  // "March 2024: 12 messages"
    [[nodiscard]] QRect placeOf(int bar) const;     // the whole height, in the widget's coordinates
    void choose(int bar);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void daysWanted(QDate first, QDate last);  // only those between, both included
    void allWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    void arrange();
    void moveTo(int bar, bool extends);
    void look();  // at what is chosen
    [[nodiscard]] std::pair<int, int> chosen() const;
    [[nodiscard]] int barAt(const QPoint &place) const;
    [[nodiscard]] QRect plot() const;
    [[nodiscard]] QString title(int bar) const;
    void paintBars(QPainter &painter) const;
    void paintTimes(QPainter &painter) const;

    std::vector<search::DayCount> m_days;
    search::TimeBins m_bins;
    int m_current = -1;  // the bar with the keyboard, and where a stretch ends
    int m_anchor = -1;   // where it begins
    int m_hovered = -1;
    bool m_isDragging = false;
};
