// SPDX-License-Identifier: GPL-3.0-or-later
// The Receipts Centre, and what is known of a report that is shown.
#include "widgets/errortext.h"
#include "widgets/folders/folderchooser.h"
#include "widgets/folders/folderview.h"
#include "widgets/mainwindow_p.h"
#include "widgets/messages/messagepane.h"
#include "widgets/messages/messageview.h"
#include "widgets/reader/readerpane.h"
#include "widgets/reader/readingdesk.h"
#include "widgets/receipts/centrewords.h"
#include "widgets/receipts/receiptscentre.h"
#include "widgets/receipts/selectionreceipts.h"
#include "widgets/search/searchbar.h"

#include <algorithm>

AskedTab::Context MainWindowPrivate::askedContext()
{
    return {context.reader, context.clock, *receiptDesk, [this](const QUuid &id) { return account(id); },
            [this](const store::MessageRow &row, const store::Folder &in) {
                return listReceipts->view(row, in,
                                          receipts::columnState(row.asksForReceipt, row.flags,
                                                                receiptDesk->ledgerState(row.receiptKey)));
            }};
}

void MainWindowPrivate::showReceiptsCentre()
{
    if (!centre) {
        centre = new ReceiptsCentre(askedContext(), q);
        centre->setWindowFlag(Qt::Window);
        QObject::connect(centre, &ReceiptsCentre::sentMailWanted, q, &MainWindow::sentMailWanted);
        QObject::connect(centre, &ReceiptsCentre::activityWanted, q, &MainWindow::activityWanted);
        QObject::connect(centre, &ReceiptsCentre::headerWanted, q,
                         [this](store::CopyId copy) { Q_EMIT q->contentWanted(copy, {}); });
        QObject::connect(centre, &ReceiptsCentre::messageWanted, q,
                         [this](store::CopyId copy) { openMessage(copy); });
        QObject::connect(centre, &ReceiptsCentre::exportFailed, q, [this](const Error &why) {
            showNotice(MainWindow::tr("The activity was not exported. %1").arg(ErrorText::sentence(why)));
        });
    }
    if (!centre->isVisible())  // closed, it goes on with what was decided in it
        centre->refresh();
    centre->show();
    centre->raise();
    centre->activateWindow();
}

// The one that is open, and those that go on with what was decided in them.
QList<SelectionReceipts *> MainWindowPrivate::selectionPanels() const
{
    return q->findChildren<SelectionReceipts *>(QString(), Qt::FindDirectChildrenOnly);
}

void MainWindowPrivate::tellCentre()
{
    if (centre)
        centre->ledgerChanged();
    for (SelectionReceipts *panel : selectionPanels())
        panel->tab()->refreshStates();
}

void MainWindowPrivate::tellCentre(const store::ChangeSet &changes)
{
    if (centre)
        centre->applyChanges(changes);
    for (SelectionReceipts *panel : selectionPanels())
        panel->tab()->apply(changes);
    const auto shown = reading->current();
    for (const store::FolderChange &change : changes.folders) {
        const auto &arrived = change.contentArrived;
        if (shown && std::find(arrived.begin(), arrived.end(), *shown) != arrived.end())
            showReportCard();
    }
}

void MainWindowPrivate::tellCentre(store::CopyId notFetched)
{
    if (centre)
        centre->asked()->giveUp(notFetched);
    for (SelectionReceipts *panel : selectionPanels())
        panel->tab()->giveUp(notFetched);
}

void MainWindowPrivate::showReportCard()
{
    const auto shown = reading->isDisplayed() ? reading->current() : std::nullopt;
    const auto report = shown ? context.reader.report(*shown) : std::nullopt;
    if (!report || report->matches.empty()) {
        reader->showReportCard(std::nullopt);
        return;
    }
    const QByteArray &sent = report->matches.front().sent;
    const bool isMailHere = !sent.isEmpty() && context.reader.sentCopy(sent);
    reader->showReportCard(CentreWords::card(*report, isMailHere, reportFolders.contains(accountShown())));
}

void MainWindowPrivate::actOnReport(int action)
{
    if (action == static_cast<int>(CentreWords::CardAction::FileReports)) {
        choosePlaceForReports(accountShown());
        return;
    }
    const auto shown = reading->current();
    const auto report = shown ? context.reader.report(*shown) : std::nullopt;
    if (!report || report->matches.empty())
        return;
    if (const auto mail = context.reader.sentCopy(report->matches.front().sent))
        openMessage(*mail);
}

void MainWindowPrivate::choosePlaceForReports(const QUuid &account)
{
    if (reportFolders.contains(account)) {
        Q_EMIT q->reportFolderWanted(account, {});
        return;
    }
    std::vector<store::Folder> possible = folders->foldersInOrder(account);
    std::erase_if(possible, [](const store::Folder &each) {
        return !each.selectable || each.role == store::FolderRole::Inbox;
    });
    auto *dialog = new FolderChooser(MainWindow::tr("Move receipts and delivery reports to"),
                                     MainWindow::tr("Move from now on"), {std::move(possible)}, q);
    QObject::connect(dialog, &FolderChooser::chosen, q, [this, account](const store::Folder &chosen) {
        Q_EMIT q->reportFolderWanted(account, chosen.mailbox);
    });
    dialog->open();
}

// In its folder, as if it had been chosen there.
void MainWindowPrivate::openMessage(store::CopyId copy)
{
    const auto row = context.reader.row(copy);
    if (!row) {
        showNotice(MainWindow::tr("This message is no longer here."));
        return;
    }
    m_toOpen = copy;
    if (!folder || folder->id != row->folder) {
        folderView->select(row->folder);
        openFolder(row->folder);
    }
    if (messages->isNarrowed() && messages->rowOf(copy) < 0)
        messagePane->searchBar()->clear();
    openWhatIsThere();
    q->raise();
    q->activateWindow();
}

// Of a large folder the rows come in pieces.
void MainWindowPrivate::openWhatIsThere()
{
    if (!m_toOpen || messages->rowOf(*m_toOpen) < 0)
        return;
    const store::CopyId copy = *std::exchange(m_toOpen, std::nullopt);
    messagePane->view()->select(copy);
    reading->open(copy, ReceiptDesk::Shown::Passing);
}

void MainWindow::showSentMail(const receipts::SentPage &page)
{
    if (d->centre)
        d->centre->sent()->model()->take(page);
}

void MainWindow::showReportsChanged()
{
    if (d->centre)
        d->centre->reportsChanged();
}

void MainWindow::showReportFolders(const QHash<QUuid, QByteArray> &folders)
{
    d->reportFolders = folders;
    d->showReportCard();
}

void MainWindow::showActivity(const receipts::ActivityPage &page)
{
    if (d->centre)
        d->centre->activity()->take(page);
}
