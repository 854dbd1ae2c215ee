// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done to a folder as a whole.
#include "widgets/folders/folderbanner.h"
#include "widgets/folders/folderview.h"
#include "widgets/folders/offlinemenu.h"
#include "widgets/mainwindow_p.h"
#include "widgets/serverlevels.h"

#include <QInputDialog>
#include <QMenu>

#include <algorithm>

void MainWindowPrivate::addOfflineMenu(QMenu *menu, const QModelIndex &at)
{
    const QVariant id = at.data(models::FolderModel::FolderIdRole);
    const auto chosen = id.isValid() ? context.reader.folder(id.value<store::FolderId>()) : std::nullopt;
    if (!chosen || !chosen->selectable)
        return;
    auto *offline = new OfflineMenu(
        *chosen, ServerLevels::whyNot(ServerLevels::Ability::KeepOffline, levels.value(chosen->account)),
        menu);
    QObject::connect(offline, &OfflineMenu::chosen, q, [this, folder = *chosen](std::optional<int> months) {
        Q_EMIT q->keepOfflineWanted({folder.account, folder.mailbox, months});
    });
    menu->addSeparator();
    menu->addMenu(offline);
}

// What is unusual about a folder is said where it is shown.
void MainWindowPrivate::tellFolderState(const accounts::Notice &told)
{
    using Kind = accounts::Notice::Kind;
    const auto known = context.reader.folder(told.account, told.mailbox);
    if (!known)
        return;
    if (told.kind == Kind::MessagesWithheld)
        folderBanner->setWithheld(known->id, told.messages);
    if (told.kind == Kind::FolderGhost || told.kind == Kind::FolderBack) {
        folders->setGhost(known->id, told.kind == Kind::FolderGhost);
        folderBanner->setGhost(known->id, told.kind == Kind::FolderGhost);
    }
    showFolderState();
}

// The inbox always is.
void MainWindowPrivate::updateWatching(const std::optional<store::Folder> &current)
{
    const bool isInbox = current && current->role == store::FolderRole::Inbox;
    const QString why = isInbox ? MainWindow::tr("The inbox is always watched.")
        : current ? ServerLevels::whyNot(ServerLevels::Ability::Watch, levels.value(current->account))
                  : QString();
    allow(ActionId::WatchFolder, current && current->selectable, why);
    (*actions)[ActionId::WatchFolder]->setChecked(
        current && (isInbox || watched.value(current->account).contains(current->mailbox)));
}

void MainWindowPrivate::watchFolder(bool wanted)
{
    if (const auto current = folderInHand())
        Q_EMIT q->watchWanted(current->account, current->mailbox, wanted);
}

// Some servers list no folders, and nobody lists all that others share.
void MainWindowPrivate::askForFolderName()
{
    auto *dialog = new QInputDialog(q);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("folderNameDialog"));
    dialog->setWindowTitle(MainWindow::tr("Open folder"));
    dialog->setLabelText(MainWindow::tr("Name of the folder, as the server knows it:"));
    QObject::connect(dialog, &QInputDialog::textValueSelected, q, [this](const QString &name) {
        if (!name.trimmed().isEmpty())
            openNamed(currentAccount(), name.trimmed());
    });
    dialog->open();
}

void MainWindowPrivate::openNamed(const QUuid &account, const QString &name)
{
    const auto all = context.reader.folders(account);
    const auto known = std::find_if(all.begin(), all.end(), [&name](const store::Folder &each) {
        return each.name == name && each.selectable;
    });
    if (known != all.end()) {
        m_named = {};
        folderView->select(known->id);
        return;
    }
    m_named = {account, name};
    Q_EMIT q->folderNamed(account, name);
}
