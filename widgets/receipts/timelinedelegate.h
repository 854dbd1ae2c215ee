// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/sentmailmodel.h"

#include <QStyledItemDelegate>

// Rows of the Receipts Centre: the ground that all lists share, and in the column for it what came back, a
// mark for each step on a line of time. The marks differ in shape, not in colour alone.
class TimelineDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    // `model` outlives the delegate; nullptr: no column has a line of time.
    explicit TimelineDelegate(const models::SentMailModel *model, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintTimeline(QPainter &painter, const QStyleOptionViewItem &option,
                       const receipts::SentRow &row) const;

    const models::SentMailModel *m_model;
};
