// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/folders/folderchooser.h"

#include "widgets/displaytext.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

FolderChooser::FolderChooser(const QString &title, const QString &choose, Folders folders, QWidget *parent)
    : QDialog(parent), m_folders(std::move(folders)), m_filter(new QLineEdit(this)),
      m_list(new QListWidget(this))
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    m_filter->setPlaceholderText(tr("Type a part of its name"));
    m_filter->setAccessibleName(tr("Part of the folder's name"));
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    m_list->setAccessibleName(tr("Folders"));
    m_list->setUniformItemSizes(true);
    const int side = 4 * theme::step(this);
    m_list->setIconSize({side, side});
    for (const store::Folder &folder : m_folders.list) {
        const models::FolderItem named{{}, {}, folder.name, folder};
        const QString account = m_folders.accounts.value(folder.account);
        const QString path = DisplayText::folderPath(folder);
        m_list->addItem(new QListWidgetItem(icons::icon(DisplayText::folderIcon(named)),
                                            account.isEmpty() ? path : tr("%1: %2").arg(account, path)));
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_choose = buttons->addButton(choose, QDialogButtonBox::AcceptRole);
    m_choose->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 4, 2, this);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
    theme::resizeWithin(this, {90, 100});
    connect(m_filter, &QLineEdit::textChanged, this, &FolderChooser::filter);
    connect(m_list, &QListWidget::currentItemChanged, this,
            [this](const QListWidgetItem *current) { m_choose->setEnabled(current != nullptr); });
    connect(m_list, &QListWidget::itemActivated, this, &FolderChooser::choose);
    connect(buttons, &QDialogButtonBox::accepted, this, &FolderChooser::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_choose->setEnabled(false);
}

void FolderChooser::filter(const QString &text)
{
    QListWidgetItem *first = nullptr;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        const bool fits = item->text().contains(text.trimmed(), Qt::CaseInsensitive);
        item->setHidden(!fits);
        if (fits && first == nullptr)
            first = item;
    }
    // Until somebody has said something, nothing is chosen: Enter must not move mail to whatever comes first.
    m_list->setCurrentItem(text.trimmed().isEmpty() ? nullptr : first);
}

void FolderChooser::choose()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (item == nullptr || item->isHidden() || !isVisible())
        return;
    const store::Folder folder = m_folders.list.at(static_cast<std::size_t>(m_list->row(item)));
    accept();
    Q_EMIT chosen(folder);
}

bool FolderChooser::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            const int step = key == Qt::Key_Up ? -1 : 1;
            for (int row = m_list->currentRow() + step; row >= 0 && row < m_list->count(); row += step) {
                if (!m_list->item(row)->isHidden()) {
                    m_list->setCurrentRow(row);
                    break;
                }
            }
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}
