// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// One line between panes that belong together, in place of frames.
class Hairline : public QWidget
{
    Q_OBJECT

public:
    explicit Hairline(QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;
};
