// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/receipthelp.h"

#include <QShortcut>

using namespace Qt::StringLiterals;

void ReceiptHelp::open(QWidget *parent)
{
    openAs<ReceiptHelp>(parent);
}

void ReceiptHelp::openOnF1(QWidget *window)
{
    auto *key = new QShortcut(QKeySequence(Qt::Key_F1), window);
    connect(key, &QShortcut::activated, window, [window] { open(window); });
}

ReceiptHelp::ReceiptHelp(QWidget *parent)
    : HelpPage(
        tr("Read receipts"), u"receipts"_s,
        //: The language of the help page that is shown: "en" or, where there is a page in it, another one
        tr("en", "help page"), parent)
{}
