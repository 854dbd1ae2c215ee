// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/reader/printedmessage.h"

#include <QDialog>

// What a message will look like on paper, page by page. Closes when it is to be printed.
class PrintPreview : public QDialog
{
    Q_OBJECT

public:
    PrintPreview(PrintedMessage message, QWidget *parent);

Q_SIGNALS:
    void printWanted();

private:
    PrintedMessage m_message;
};
