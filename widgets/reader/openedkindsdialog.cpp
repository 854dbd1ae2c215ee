// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/openedkindsdialog.h"

#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

OpenedKindsDialog::OpenedKindsDialog(OpenedKinds kinds, QWidget *parent)
    : QDialog(parent), m_kinds(std::move(kinds)), m_list(new QListWidget(this)),
      m_askAgain(new QPushButton(tr("&Ask again"), this))
{
    setWindowTitle(tr("Attachments opened without a question"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_list->setAccessibleName(windowTitle());
    m_askAgain->setAutoDefault(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 4, 3, this);
    layout->addWidget(theme::label(
        tr("Files of these kinds are handed to other programs without a question. What can do harm by itself "
           "is never opened. The question before an attachment is opened adds to the list."),
        theme::Wrap::Yes, this));
    layout->addWidget(m_list, 1);
    layout->addWidget(m_askAgain, 0, Qt::AlignRight);
    layout->addWidget(buttons);
    theme::resizeWithin(this, {100, 80});
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_askAgain, &QPushButton::clicked, this, &OpenedKindsDialog::askAgain);
    connect(m_list, &QListWidget::currentRowChanged, m_askAgain,
            [this](int row) { m_askAgain->setEnabled(row >= 0); });
    show(0);
}

void OpenedKindsDialog::show(int row)
{
    m_extensions = m_kinds.all();
    m_list->clear();
    for (const QString &extension : std::as_const(m_extensions))
        m_list->addItem(u'.' + safetext::line(extension));
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    m_askAgain->setEnabled(m_list->currentRow() >= 0);
}

void OpenedKindsDialog::askAgain()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    m_kinds.remove(m_extensions.at(row));
    show(row);
}
