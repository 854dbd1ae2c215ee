// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/draftsdialog.h"

#include "widgets/displaytext.h"
#include "widgets/roomyrows.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

enum Column { SubjectColumn, RecipientsColumn, ChangedColumn, ColumnCount };

}

DraftsDialog::DraftsDialog(Kind kind, const std::vector<ComposerDesk::Kept> &drafts, const QDateTime &now,
                           QWidget *parent)
    : QDialog(parent), m_kind(kind), m_now(now), m_list(new QTreeWidget(this))
{
    const bool isDrafts = kind == Kind::Drafts;
    setWindowTitle(isDrafts ? tr("What you have begun to write") : tr("New from a template"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_list->setAccessibleName(windowTitle());
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setItemDelegate(new RoomyRows(m_list));
    m_list->setAllColumnsShowFocus(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setColumnCount(ColumnCount);
    m_list->setHeaderLabels({tr("Subject"), tr("To"), tr("Changed")});
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(SubjectColumn, QHeaderView::Stretch);
    m_list->setColumnWidth(RecipientsColumn, 44 * theme::step(this));
    m_list->setColumnWidth(ChangedColumn, 26 * theme::step(this));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_open = buttons->addButton(tr("&Open"), QDialogButtonBox::ActionRole);
    m_discard = buttons->addButton(tr("&Discard…"), QDialogButtonBox::ActionRole);
    m_open->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 4, 2, this);
    layout->addWidget(theme::label(
        isDrafts ? tr("These mails are kept on this computer until you send or discard them.")
                 : tr("A new mail begins as the template is; the template stays. Templates are kept on this "
                      "computer."),
        theme::Wrap::Yes, this));
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
    theme::resizeWithin(this, {150, 80});
    connect(m_list, &QTreeWidget::itemActivated, this, &DraftsDialog::openChosen);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &DraftsDialog::updateButtons);
    connect(m_open, &QPushButton::clicked, this, &DraftsDialog::openChosen);
    connect(m_discard, &QPushButton::clicked, this, &DraftsDialog::askBeforeDiscard);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    setDrafts(drafts);
}

void DraftsDialog::setDrafts(const std::vector<ComposerDesk::Kept> &drafts)
{
    const QList<QUuid> before = chosen();
    m_list->clear();
    for (const ComposerDesk::Kept &draft : drafts) {
        QStringList people;
        for (const QString &each : draft.recipients)
            people.append(safetext::line(each));
        const QString to = people.join(", "_L1);
        auto *item = new QTreeWidgetItem(m_list,
                                         {safetext::line(DisplayText::subject(draft.subject)), to,
                                          DisplayText::listDate(draft.changed, m_now)});
        item->setData(0, Qt::UserRole, draft.draft);
        item->setSelected(before.contains(draft.draft));
    }
    if (m_list->selectedItems().isEmpty() && m_list->topLevelItemCount() > 0)
        m_list->setCurrentItem(m_list->topLevelItem(0));
    updateButtons();
    if (drafts.empty())
        close();
}

QList<QUuid> DraftsDialog::chosen() const
{
    QList<QUuid> drafts;
    const auto items = m_list->selectedItems();
    for (const QTreeWidgetItem *item : items)
        drafts.append(item->data(0, Qt::UserRole).toUuid());
    return drafts;
}

void DraftsDialog::updateButtons()
{
    m_open->setEnabled(!chosen().isEmpty());
    m_discard->setEnabled(!chosen().isEmpty());
}

void DraftsDialog::openChosen()
{
    const auto drafts = chosen();
    for (const QUuid &draft : drafts)
        Q_EMIT openWanted(draft);
}

void DraftsDialog::askBeforeDiscard()
{
    const auto drafts = chosen();
    auto *question = new QMessageBox(
        QMessageBox::NoIcon, tr("Discard"),
        m_kind == Kind::Drafts ? tr("Discard %n mail(s) that you have begun to write? They cannot be brought "
                                    "back.",
                                    nullptr, static_cast<int>(drafts.size()))
                               : tr("Discard %n template(s)? They cannot be brought back.", nullptr,
                                    static_cast<int>(drafts.size())),
        QMessageBox::NoButton, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowModality(Qt::WindowModal);
    auto *discards = question->addButton(tr("&Discard"), QMessageBox::DestructiveRole);
    question->setDefaultButton(question->addButton(tr("&Keep"), QMessageBox::RejectRole));
    connect(discards, &QPushButton::clicked, this, [this, drafts] {
        for (const QUuid &draft : drafts)
            Q_EMIT discardWanted(draft);
    });
    question->open();
}
