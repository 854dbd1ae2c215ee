// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/helppage.h"

// The help page on read receipts.
class ReceiptHelp : public HelpPage
{
    Q_OBJECT

public:
    static void open(QWidget *parent);
    static void openOnF1(QWidget *window);

private:
    friend class HelpPage;
    explicit ReceiptHelp(QWidget *parent);
};
