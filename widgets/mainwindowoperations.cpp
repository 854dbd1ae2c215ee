// SPDX-License-Identifier: GPL-3.0-or-later
// What the window does with messages and folders, and what it shows of it until the server has done it.
#include "core/journal/outcome.h"
#include "widgets/folders/folderview.h"
#include "widgets/mainwindow_p.h"
#include "widgets/messages/messagepane.h"
#include "widgets/messages/messageview.h"
#include "widgets/noticebar.h"
#include "widgets/operationdesk.h"
#include "widgets/operationtext.h"
#include "widgets/serverlevels.h"
#include "widgets/statusline.h"

#include <QMenu>

using namespace Qt::StringLiterals;
using journal::MoveMessages;
using store::FolderRole;

void MainWindowPrivate::connectOperations()
{
    QObject::connect(operations, &OperationDesk::wanted, q, &MainWindow::operationWanted);
    QObject::connect(operations, &OperationDesk::undoWanted, q, &MainWindow::undoWanted);
    QObject::connect(operations, &OperationDesk::retryWanted, q, &MainWindow::retryWanted);
    QObject::connect(operations, &OperationDesk::forgetWanted, q, &MainWindow::forgetWanted);
    QObject::connect(operations, &OperationDesk::changed, q, [this](const journal::Operation &operation) {
        refreshTarget(operation);
        if (!std::holds_alternative<journal::ChangeFlags>(operation)) {
            // What was taken away is behind: the next message has its place.
            const int place = messagePane->view()->firstChosenRow();
            refreshOverlay();
            messagePane->view()->goOnAt(place);
        }
        refreshCounts();
    });
    QObject::connect(operations, &OperationDesk::listsChanged, q, [this] { updateFolderActions(); });
    QObject::connect(operations, &OperationDesk::said, statusLine, &StatusLine::showMessage);
    QObject::connect(operations, &OperationDesk::noticed, q,
                     [this](const QString &words) { showNotice(words); });
    QObject::connect(folderView, &FolderView::messagesDropped, q, [this](store::FolderId id, bool copy) {
        const auto to = folders->folder(id);
        if (!to || !folder)
            return;
        if (copy)
            operations->copyTo(*to);
        else
            operations->moveTo(*to, MoveMessages::Wish::Move);
    });
    QObject::connect(folderView, &QWidget::customContextMenuRequested, q,
                     [this](const QPoint &at) { showFolderMenu(at); });
    folderView->setContextMenuPolicy(Qt::CustomContextMenu);
}

void MainWindowPrivate::connectOperationActions()
{
    const auto on = [this](ActionId id, auto slot) {
        QObject::connect((*actions)[id], &QAction::triggered, q, slot);
    };
    on(ActionId::Undo, [this] { undo(); });
    on(ActionId::Delete, [this] { operations->remove(); });
    on(ActionId::DeleteForGood, [this] { operations->removeForGood(); });
    on(ActionId::Archive,
       [this] { operations->moveToRole(FolderRole::Archive, MoveMessages::Wish::Archive); });
    on(ActionId::Junk, [this] { operations->moveToRole(FolderRole::Junk, MoveMessages::Wish::Junk); });
    on(ActionId::MoveTo, [this] { operations->chooseTarget(false); });
    on(ActionId::CopyTo, [this] { operations->chooseTarget(true); });
    on(ActionId::NewFolder, [this] { operations->createFolder(); });
    on(ActionId::RenameFolder, [this] { operations->renameFolder(); });
    on(ActionId::DeleteFolder, [this] { operations->deleteFolder(); });
    on(ActionId::SubscribeFolder, [this] { operations->subscribe(true); });
    on(ActionId::UnsubscribeFolder, [this] { operations->subscribe(false); });
    on(ActionId::WatchFolder, [this](bool checked) { watchFolder(checked); });
    on(ActionId::NotDone, [this] { operations->showFailures(); });
}

void MainWindowPrivate::updateFolderActions()
{
    const Actions &all = *actions;
    const bool isSeen = isMailShown();
    const auto current = isSeen ? folderInHand() : std::nullopt;
    const bool takesBack = isSeen && undoBar != nullptr && undoesSending();
    all[ActionId::Undo]->setEnabled(takesBack || (isSeen && operations->canUndo()));
    all[ActionId::Undo]->setText(takesBack ? MainWindow::tr("&Undo send") : operations->undoText());
    all[ActionId::NotDone]->setEnabled(operations->failures() > 0);
    using Ability = ServerLevels::Ability;
    const auto whyNot = [&](Ability ability) {
        return current ? ServerLevels::whyNot(ability, levels.value(current->account)) : QString();
    };
    const bool isOrdinary = current && current->role == FolderRole::None;
    allow(ActionId::NewFolder, current.has_value(), whyNot(Ability::ChangeFolders));
    allow(ActionId::RenameFolder, isOrdinary, whyNot(Ability::ChangeFolders));
    allow(ActionId::DeleteFolder, isOrdinary, whyNot(Ability::ChangeFolders));
    allow(ActionId::SubscribeFolder, current && !current->subscribed, whyNot(Ability::Subscribe));
    allow(ActionId::UnsubscribeFolder, current && current->subscribed, whyNot(Ability::Subscribe));
    updateWatching(current);
}

// What cannot be done says why, where that is more than having chosen nothing.
void MainWindowPrivate::allow(ActionId id, bool isPossible, const QString &whyNot)
{
    (*actions)[id]->setEnabled(isPossible && whyNot.isEmpty());
    (*actions)[id]->setToolTip(whyNot);  // empty: its own words
}

void MainWindowPrivate::showFailure(const journal::Entry &entry)
{
    if (journal::mailboxToCreate(entry)) {
        notice->say({operations->folderQuestion(entry), entry.id, MainWindow::tr("Create folder"),
                     [this, id = entry.id] { operations->createAndRetry({id}); }});
        return;
    }
    const QString words = OperationText::reason(entry.detail);
    notice->say(
        {words.isEmpty()
             ? MainWindow::tr("A change could not be made on the server and was undone.")
             : MainWindow::tr("A change could not be made on the server and was undone. %1").arg(words),
         entry.id, MainWindow::tr("Show…"), [this] { operations->showFailures(); }});
}

std::optional<store::Folder> MainWindowPrivate::folderInHand() const
{
    const QModelIndex at = m_folderMenu ? QModelIndex(m_menuFolder) : folderView->currentIndex();
    const QVariant id = at.data(models::FolderModel::FolderIdRole);
    return id.isValid() ? folders->folder(id.value<store::FolderId>()) : std::nullopt;
}

void MainWindowPrivate::showFolderMenu(const QPoint &at)
{
    auto *menu = new QMenu(folderView);
    m_folderMenu = menu;
    m_menuFolder = folderView->indexAt(at);
    updateFolderActions();
    // A menu hides before its command is carried out, which still is for this folder.
    QObject::connect(
        menu, &QMenu::aboutToHide, q,
        [this, menu] {
            if (m_folderMenu == menu)
                m_folderMenu.clear();
            updateFolderActions();
        },
        Qt::QueuedConnection);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("folderMenu"));
    menu->setToolTipsVisible(true);
    if (m_menuFolder.isValid() && m_menuFolder != folderView->currentIndex())
        menu->addSection(m_menuFolder.data().toString());  // not the one that is open
    for (const ActionId id : {ActionId::NewFolder, ActionId::RenameFolder, ActionId::DeleteFolder,
                              ActionId::SubscribeFolder, ActionId::UnsubscribeFolder, ActionId::WatchFolder})
        menu->addAction((*actions)[id]);
    addOfflineMenu(menu, m_menuFolder);
    menu->popup(folderView->viewport()->mapToGlobal(at));
}

void MainWindowPrivate::refreshOverlay()
{
    if (!folder)
        return;
    auto hidden = operations->hidden(*folder);
    const auto arriving = operations->arriving(*folder);
    const bool hasOverlay = !hidden.empty() || !arriving.empty();
    if (hasOverlay || m_hasOverlay)
        messages->setOverlay(std::move(hidden), arriving);
    m_hasOverlay = hasOverlay;
    if (messages->isWide() || !operations->away().empty() || m_hasAway) {
        const auto away = operations->away();
        messages->hideFound(away);
        m_hasAway = !away.empty();
    }
}

// At once, and then at most twenty times a second.
void MainWindowPrivate::refreshCounts()
{
    constexpr std::chrono::milliseconds pause{50};
    if (m_refreshCounts)
        return;
    folders->setUnseenDeltas(operations->unseenDeltas());
    statusLine->showWaiting(operations->waiting(), isOffline(currentAccount()));
    m_refreshCounts = context.clock.alarm(pause, [this] {
        m_refreshCounts.reset();
        folders->setUnseenDeltas(operations->unseenDeltas());
        statusLine->showWaiting(operations->waiting(), isOffline(currentAccount()));
    });
}

void MainWindowPrivate::refreshTarget(const journal::Operation &operation)
{
    const journal::Targets *targets = journal::targetsOf(operation);
    const auto in =
        targets != nullptr ? context.reader.folder(targets->account, targets->mailbox) : std::nullopt;
    if (!in || (!messages->isWide() && (!folder || in->id != folder->id)))
        return;
    constexpr std::size_t fewEnough = 50;
    if (targets->messages.size() > fewEnough) {
        messages->refreshAll();
        return;
    }
    for (const journal::Targets::Message &message : targets->messages) {
        if (const auto copy = context.reader.find(in->id, message.uid))
            messages->refresh(*copy);
    }
}
