// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>
#include <QList>

class Histogram;

// What a screen reader is told of a histogram: a chart whose children are its bars.
class HistogramAccess : public QAccessibleWidget
{
    Q_DISABLE_COPY_MOVE(HistogramAccess)

public:
    explicit HistogramAccess(Histogram *histogram);
    ~HistogramAccess() override;

    static void install();  // once is enough, more does no harm
    static void barsChanged(Histogram *histogram);
    static void barFocused(Histogram *histogram, int bar);

    [[nodiscard]] int childCount() const override;
    [[nodiscard]] QAccessibleInterface *child(int index) const override;
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override;
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override;
    [[nodiscard]] QAccessibleInterface *focusChild() const override;

private:
    [[nodiscard]] Histogram &histogram() const;
    void forget() const;
    mutable QList<QAccessible::Id> m_bars;  // made when they are asked for
};
