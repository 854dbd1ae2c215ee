// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

// In which encoding the text of the message that is shown is read: as it says itself, or as somebody chooses
// who sees that it says something wrong. For this message alone.
class EncodingMenu : public QMenu
{
    Q_OBJECT

public:
    explicit EncodingMenu(QWidget *parent);

    void showAutomatic();  // another message is shown

Q_SIGNALS:
    void charsetChosen(const QByteArray &charset);  // empty: by the message itself
};
