// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSplitter>

// Panes side by side with one hairline between them; what can be grabbed is wider than what is seen.
class PaneSplitter : public QSplitter
{
    Q_OBJECT

public:
    explicit PaneSplitter(Qt::Orientation orientation, QWidget *parent = nullptr);

protected:
    QSplitterHandle *createHandle() override;
};
