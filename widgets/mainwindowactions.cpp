// SPDX-License-Identifier: GPL-3.0-or-later
// What the window's actions do.
#include "widgets/accounts/accountdesk.h"
#include "widgets/accounts/firstrunpage.h"
#include "widgets/accounts/questions.h"
#include "widgets/folders/folderview.h"
#include "widgets/mainwindow_p.h"
#include "widgets/messages/messagepane.h"
#include "widgets/messages/messageview.h"
#include "widgets/operationdesk.h"
#include "widgets/reader/attachmentbar.h"
#include "widgets/reader/bodyview.h"
#include "widgets/reader/openedkindsdialog.h"
#include "widgets/reader/readerpane.h"
#include "widgets/reader/readingdesk.h"
#include "widgets/search/searchbar.h"
#include "widgets/shortcutsdialog.h"
#include "widgets/targets.h"

#include <QActionGroup>
#include <QMessageBox>
#include <QStackedWidget>

#include <array>

using namespace Qt::StringLiterals;

void MainWindowPrivate::connectActions()
{
    const auto on = [this](ActionId id, auto slot) {
        QObject::connect((*actions)[id], &QAction::triggered, q, slot);
    };
    on(ActionId::AddAccount, [this] {
        pages->setCurrentWidget(firstRun);
        firstRun->showForm();
    });
    QObject::connect(pages, &QStackedWidget::currentChanged, q, [this] { updateActions(); });
    on(ActionId::AccountSettings, [this] { openAccountSettings(); });
    on(ActionId::OpenAttachment, [this] { reading->openAttachment(); });
    on(ActionId::SaveAttachment, [this] { reading->saveAttachment(); });
    on(ActionId::SaveAllAttachments, [this] { reading->saveAllAttachments(); });
    on(ActionId::OpenedKinds,
       [this] { (new OpenedKindsDialog(OpenedKinds(context.paths.windowState()), q))->open(); });
    on(ActionId::GoOnline, [this] { goOnline(); });
    on(ActionId::SaveData, [this](bool checked) {
        savesData = checked;
        Q_EMIT q->saveDataWanted(checked);
    });
    (*actions)[ActionId::SaveData]->setToolTip(
        MainWindow::tr("Of folders that are kept offline only the headers are fetched, the text of a message "
                       "when you open it. Where the system says that data costs money, it is so anyway."));
    on(ActionId::Refresh, [this] { refresh(); });
    on(ActionId::Quit, [this] { q->close(); });
    on(ActionId::ClearSearch, [this] { messagePane->searchBar()->clear(); });
    on(ActionId::NextPane, [this] { focusNextPane(); });
    connectReaderActions();
    on(ActionId::OpenFolder, [this] { askForFolderName(); });
    on(ActionId::SendReceipt, [this] { act(ReceiptAction::Preview); });
    on(ActionId::DeclineReceipt, [this] { act(ReceiptAction::Decline); });
    on(ActionId::ReceiptNotNow, [this] { act(ReceiptAction::NotNow); });
    on(ActionId::NeverReceipts, [this] { act(ReceiptAction::NeverForSender); });
    on(ActionId::ReceiptHelp, [this] { showReceiptHelp(); });
    on(ActionId::ReceiptsCentre, [this] { showReceiptsCentre(); });
    on(ActionId::ReceiptRules, [this] { showReceiptRules(); });
    on(ActionId::Shortcuts, [this] { showShortcuts(); });
    on(ActionId::About, [this] { showAbout(); });
    connectListActions();
    connectOperationActions();
    connectComposing();
}

void MainWindowPrivate::showReceiptRules()
{
    QList<ReceiptRulesDialog::Account> named;
    for (const accounts::Account &account : std::as_const(accounts))
        named.append({account.id, account.name});
    receiptDesk->showRules(named);
}

void MainWindowPrivate::connectListActions()
{
    const auto on = [this](ActionId id, auto slot) {
        QObject::connect((*actions)[id], &QAction::triggered, q, slot);
    };
    MessageView *view = messagePane->view();
    on(ActionId::NextMessage, [view] { view->moveBy(1); });
    on(ActionId::PreviousMessage, [view] { view->moveBy(-1); });
    on(ActionId::NextUnread, [view] { view->moveToNextUnread(); });
    on(ActionId::MarkRead, [this] { operations->changeFlag("\\Seen"_ba, true); });
    on(ActionId::MarkUnread, [this] { operations->changeFlag("\\Seen"_ba, false); });
    on(ActionId::Star, [this](bool checked) { operations->changeFlag("\\Flagged"_ba, checked); });
    auto *densities = new QActionGroup(q);
    densities->addAction((*actions)[ActionId::ComfortableList]);
    densities->addAction((*actions)[ActionId::CompactList]);
    on(ActionId::ComfortableList, [view] { view->setDensity(Density::Comfortable); });
    on(ActionId::CompactList, [view] { view->setDensity(Density::Compact); });
}

// Opening reads: after the receipt gate has run, and only where the mark can be kept.
void MainWindowPrivate::markSeen(const store::MessageRow &row, const store::Folder &in)
{
    const bool readOnly = in.state && in.state->readOnly;
    if (!readOnly && !operations->effectiveFlags(row).has(store::Flags::Seen))
        operations->request(
            journal::ChangeFlags{journal::Targets::of(targets::durable(row, in)), "\\Seen"_ba, true});
}

// Behind the page for accounts nobody sees what would be done, and to what.
bool MainWindowPrivate::isMailShown() const
{
    return pages->currentWidget() != firstRun;
}

void MainWindowPrivate::updateActions()
{
    const Actions &all = *actions;
    const auto current = messages->itemAt(messagePane->view()->currentIndex().row());
    const bool isSeen = isMailShown();
    const bool chosen = isSeen && messagePane->view()->selectionModel()->hasSelection();
    const bool isStarred = current && current->flags.has(store::Flags::Flagged);
    const QString whyNot = chosen && isChosenReadOnly()
        ? MainWindow::tr("This folder can only be read at the moment.")
        : QString();
    for (const ActionId id : {ActionId::Star, ActionId::Delete, ActionId::DeleteForGood, ActionId::Archive,
                              ActionId::Junk, ActionId::MoveTo})
        allow(id, chosen, whyNot);
    updateSeenActions(chosen, whyNot);
    all[ActionId::Star]->setChecked(chosen && isStarred);
    all[ActionId::CopyTo]->setEnabled(chosen);
    all[ActionId::MoreLike]->setEnabled(chosen && current.has_value());
    updateFolderActions();
    const std::size_t attached =
        isSeen && reading->isDisplayed() ? reader->attachmentBar()->parts().size() : 0;
    all[ActionId::OpenAttachment]->setEnabled(attached > 0);
    all[ActionId::SaveAttachment]->setEnabled(attached > 0);
    all[ActionId::SaveAllAttachments]->setEnabled(attached > 1);
    all[ActionId::AccountSettings]->setEnabled(!accounts.isEmpty());
    all[ActionId::OpenFolder]->setEnabled(!accounts.isEmpty());
    for (const ActionId id :
         {ActionId::SendReceipt, ActionId::DeclineReceipt, ActionId::ReceiptNotNow, ActionId::NeverReceipts})
        allow(id, isSeen && mayActOnReceipts(), whyNoReceipts());
    for (const ActionId id : {ActionId::Search, ActionId::ClearSearch, ActionId::NextMessage,
                              ActionId::PreviousMessage, ActionId::NextUnread, ActionId::Refresh})
        all[id]->setEnabled(isSeen && folder.has_value());
    for (const ActionId id :
         {ActionId::RequestsFirst, ActionId::OnlyRequests, ActionId::SortBy, ActionId::Conversations})
        allow(id, isSeen && folder.has_value(),
              messages->isWide() ? MainWindow::tr("Only within one folder.") : QString());
    const bool compact = messagePane->view()->density() == Density::Compact;
    all[compact ? ActionId::CompactList : ActionId::ComfortableList]->setChecked(true);
    updateReaderActions();
    updateComposing();
    updateSorting();
}

void MainWindowPrivate::focusNextPane()
{
    const std::array<QWidget *, 3> panes{folderView, messagePane->view(), reader->body()};
    std::size_t next = 0;
    for (std::size_t i = 0; i < panes.size(); ++i) {
        if (panes[i]->hasFocus())
            next = i + 1;
    }
    for (std::size_t tries = 0; tries < panes.size(); ++tries) {
        QWidget *pane = panes[(next + tries) % panes.size()];
        if (pane->isVisible()) {
            pane->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

void MainWindowPrivate::goOnline()
{
    questions->forgetRefusals();
    Q_EMIT q->goOnlineWanted(currentAccount());
}

// Who asks for it wants it now, also after "Stay offline".
void MainWindowPrivate::refresh()
{
    if (isOffline(currentAccount()))
        goOnline();
    Q_EMIT q->refreshWanted();
}

void MainWindowPrivate::openAccountSettings()
{
    accountDesk->open(accounts, currentAccount(), [this](const QUuid &id) {
        const auto inbox = folders->folderOfRole(id, store::FolderRole::Inbox);
        const auto known = inbox ? context.reader.folder(*inbox) : std::nullopt;
        return ReceiptWords::server(sendingServers.contains(id), known ? known->state : std::nullopt);
    });
}

void MainWindowPrivate::showShortcuts()
{
    auto *dialog = new ShortcutsDialog(*actions, q);
    dialog->open();
}

void MainWindowPrivate::showAbout()
{
    auto *box = new QMessageBox(q);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(MainWindow::tr("About Posthorn"));
    box->setTextFormat(Qt::PlainText);
    box->setText(MainWindow::tr("Posthorn %1").arg(u"" POSTHORN_VERSION ""_s));
    box->setInformativeText(
        MainWindow::tr("Mail, and the say over what goes back about it.\n\nFree software under the GNU "
                       "General Public License, version 3 or later."));
    box->setStandardButtons(QMessageBox::Close);
    box->open();
}
