// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// Bars where the text of a message will be, while it is on its way; and how far it is, where that takes long.
class Skeleton : public QWidget
{
    Q_OBJECT

public:
    explicit Skeleton(QWidget *parent = nullptr);

    void showProgress(qint64 octets, qint64 of);  // `octets` 0: nothing is said; `of` 0: not known

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintProgress(QPainter &painter, int top) const;

    qint64 m_octets = 0, m_of = 0;
};
