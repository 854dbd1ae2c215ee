// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/failuresdialog.h"

#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int lacksFolderRole = Qt::UserRole + 1;

}

FailuresDialog::FailuresDialog(QWidget *parent) : QDialog(parent), m_list(new QListWidget(this))
{
    setWindowTitle(tr("Changes that were not made"));
    m_list->setAccessibleName(windowTitle());
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setWordWrap(true);
    m_list->setSpacing(theme::step(this) / 2);
    m_list->setAlternatingRowColors(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_create = buttons->addButton(tr("Create folder and try again"), QDialogButtonBox::ActionRole);
    m_retry = buttons->addButton(tr("Try again"), QDialogButtonBox::ActionRole);
    m_forget = buttons->addButton(tr("Forget"), QDialogButtonBox::ActionRole);
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 4, 2, this);
    layout->addWidget(theme::label(tr("These changes could not be made on the server and were undone here."),
                                   theme::Wrap::Yes, this));
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
    theme::resizeWithin(this, {120, 80});
    connect(m_create, &QPushButton::clicked, this, [this] { Q_EMIT createWanted(chosen()); });
    connect(m_list, &QListWidget::itemSelectionChanged, this, &FailuresDialog::updateButtons);
    connect(m_retry, &QPushButton::clicked, this, [this] {
        for (const qint64 id : chosen())
            Q_EMIT retryWanted(id);
    });
    connect(m_forget, &QPushButton::clicked, this, [this] {
        for (const qint64 id : chosen())
            Q_EMIT forgetWanted(id);
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void FailuresDialog::setFailures(const std::vector<Failure> &failures)
{
    const QList<qint64> before = chosen();
    m_list->clear();
    for (const Failure &failure : failures) {
        auto *item = new QListWidgetItem(failure.what + u'\n' + failure.why, m_list);
        item->setData(Qt::UserRole, failure.id);
        item->setData(lacksFolderRole, failure.lacksFolder);
        if (before.contains(failure.id))
            m_list->setCurrentItem(item, QItemSelectionModel::Select);
    }
    if (before.isEmpty())
        m_list->setCurrentRow(0);  // as it opens
    updateButtons();
    if (failures.empty())
        close();
}

void FailuresDialog::updateButtons()
{
    const auto items = m_list->selectedItems();
    const bool allLackFolders = !items.isEmpty()
        && std::all_of(items.begin(), items.end(),
                       [](const QListWidgetItem *item) { return item->data(lacksFolderRole).toBool(); });
    m_create->setVisible(allLackFolders);
    m_retry->setEnabled(!items.isEmpty());
    m_forget->setEnabled(!items.isEmpty());
}

QList<qint64> FailuresDialog::chosen() const
{
    QList<qint64> ids;
    const auto items = m_list->selectedItems();
    for (const QListWidgetItem *item : items)
        ids.append(item->data(Qt::UserRole).toLongLong());
    return ids;
}
