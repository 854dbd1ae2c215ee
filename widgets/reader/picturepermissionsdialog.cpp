// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/picturepermissionsdialog.h"

#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using store::PicturePermission;

PicturePermissionsDialog::PicturePermissionsDialog(QWidget *parent)
    : QDialog(parent), m_list(new QListWidget(this)), m_drop(new QPushButton(tr("Remove"), this))
{
    setWindowTitle(tr("Remote pictures"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_list->setAccessibleName(windowTitle());
    m_drop->setObjectName(QStringLiteral("remove"));
    m_drop->setAutoDefault(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 4, 3, this);
    layout->addWidget(
        theme::label(tr("Remote pictures of these senders are always shown, where your mail server "
                        "confirms that a message is theirs. The banner above a message adds to "
                        "the list."),
                     theme::Wrap::Yes, this));
    layout->addWidget(m_list, 1);
    layout->addWidget(m_drop, 0, Qt::AlignRight);
    layout->addWidget(buttons);
    theme::resizeWithin(this, {110, 90});
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_drop, &QPushButton::clicked, this, &PicturePermissionsDialog::drop);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) { m_drop->setEnabled(row >= 0); });
    setPermissions({});
}

void PicturePermissionsDialog::setPermissions(const std::vector<PicturePermission> &permissions)
{
    const int row = m_list->currentRow();
    m_permissions = permissions;
    m_list->clear();
    for (const PicturePermission &each : m_permissions) {
        const QString whose = safetext::quoted(each.value);
        m_list->addItem(each.scope == PicturePermission::Scope::Domain ? tr("Everybody at %1").arg(whose)
                                                                       : whose);
    }
    m_list->setCurrentRow(std::min(std::max(row, 0), m_list->count() - 1));
    m_drop->setEnabled(m_list->currentRow() >= 0);
}

void PicturePermissionsDialog::drop()
{
    const int row = m_list->currentRow();
    if (row >= 0)
        Q_EMIT dropWanted(m_permissions[static_cast<std::size_t>(row)]);
}
