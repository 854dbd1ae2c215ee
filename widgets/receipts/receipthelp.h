// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTextBrowser;

// The help page on read receipts: a window of its own, from our resources alone. Nothing is ever loaded from
// elsewhere, and there is no link to follow.
class ReceiptHelp : public QWidget
{
    Q_OBJECT

public:
    // A window beside `parent` that goes with it; the one that is there already comes to the front.
    static void open(QWidget *parent);
    static void openOnF1(QWidget *window);

private:
    explicit ReceiptHelp(QWidget *parent);
    void layTables();

    QTextBrowser *m_page;
};
