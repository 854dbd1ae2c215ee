// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/models/messagecolumns.h"

#include <QStyledItemDelegate>

enum class Density { Comfortable, Compact };

// Paints the rows of the message list: comfortable, two lines in one wide column; or compact, one line in
// columns.
class MessageDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit MessageDelegate(Clock &clock, QObject *parent = nullptr);  // the clock for relative dates

    void setDensity(Density density) { m_density = density; }
    void setHoveredRow(int row) { m_hoveredRow = row; }  // -1: none
    [[nodiscard]] int hoveredRow() const noexcept { return m_hoveredRow; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    // Where the arrow is that folds the conversation which begins with the row.
    [[nodiscard]] QRect arrowOf(const QStyleOptionViewItem &option) const;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    void paintTwoLines(QPainter &painter, const QStyleOptionViewItem &option,
                       const models::MessageItem &item) const;
    void paintCell(QPainter &painter, const QStyleOptionViewItem &option, const models::MessageItem &item,
                   models::MessageColumn column) const;

    Clock &m_clock;
    Density m_density = Density::Comfortable;
    int m_hoveredRow = -1;
};
