// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/helppage.h"

// The help page on signing and encrypting.
class SealingHelp : public HelpPage
{
    Q_OBJECT

public:
    static void open(QWidget *parent);

private:
    friend class HelpPage;
    explicit SealingHelp(QWidget *parent);
};
