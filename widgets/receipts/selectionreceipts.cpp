// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/selectionreceipts.h"

#include "widgets/receipts/receipthelp.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QVBoxLayout>

SelectionReceipts::SelectionReceipts(const AskedTab::Context &context, qsizetype chosen, QWidget *parent)
    : QDialog(parent), m_tab(new AskedTab(context, this))
{
    setWindowTitle(tr("Receipts of the chosen messages"));
    const qsizetype asking = context.only ? context.only->size() : 0;
    auto *heading = theme::label(
        asking == 0 ? tr("None of the chosen messages asks for a receipt.")
                    : tr("%n of the chosen messages ask for a receipt.", nullptr, static_cast<int>(asking)),
        theme::Wrap::Yes, this);
    heading->setFont(theme::titleFont(font()));
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 4, 2, this);
    layout->addWidget(heading);
    if (asking > 0 && asking < chosen) {
        auto *others = theme::label(tr("The others are left alone."), theme::Wrap::Yes, this);
        theme::setDimmed(others);
        layout->addWidget(others);
    }
    layout->addWidget(m_tab, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    theme::resizeWithin(this, {280, 120});
    ReceiptHelp::openOnF1(this);
    m_tab->model()->load();
    m_tab->view()->selectAll();
    m_tab->view()->setFocus();
}

// What was decided is carried out though nobody looks any more.
void SelectionReceipts::done(int result)
{
    QDialog::done(result);
    if (m_tab->bulk()->isBusy())
        connect(m_tab->bulk(), &BulkAnswers::ended, this, &QObject::deleteLater);
    else
        deleteLater();
}
