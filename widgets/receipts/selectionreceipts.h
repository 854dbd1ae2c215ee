// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/receipts/askedtab.h"

#include <QDialog>

// The requests among the messages that are chosen in the list: one answer for all of them, and what becomes
// of each. It stays open beside the work; closed, it deletes itself once everything is carried out.
class SelectionReceipts : public QDialog
{
    Q_OBJECT

public:
    // Of `chosen` messages those in context.only ask for a receipt.
    SelectionReceipts(const AskedTab::Context &context, qsizetype chosen, QWidget *parent);

    [[nodiscard]] AskedTab *tab() const noexcept { return m_tab; }
    void done(int result) override;

private:
    AskedTab *m_tab;
};
