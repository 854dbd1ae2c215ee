// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/receiptorder.h"

#include <QToolButton>

class QAction;

// Beside the search: which messages are shown by how their requests for receipts stand, and whether these
// come first. It asks for both; what holds is told by showOrder().
class ReceiptFilter : public QToolButton
{
    Q_OBJECT

public:
    explicit ReceiptFilter(QWidget *parent = nullptr);

    void showOrder(const models::ReceiptOrder &order);
    // What is shown, for the line above the list; empty: everything.
    [[nodiscard]] static QString sentence(const models::ReceiptOrder &order, int messages);

Q_SIGNALS:
    void shownWanted(unsigned states);  // ReceiptOrder::shown
    void firstWanted(bool requestsFirst);

private:
    QList<QAction *> m_shown;  // each with its states as data
    QAction *m_first;
};
