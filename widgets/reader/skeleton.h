// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// Bars where the text of a message will be, while it is on its way.
class Skeleton : public QWidget
{
    Q_OBJECT

public:
    explicit Skeleton(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};
