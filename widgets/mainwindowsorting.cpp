// SPDX-License-Identifier: GPL-3.0-or-later
// The message list by its columns.
#include "widgets/mainwindow_p.h"
#include "widgets/messages/listsorter.h"
#include "widgets/messages/messagepane.h"
#include "widgets/messages/messageview.h"
#include "widgets/receipts/receiptarranger.h"
#include "widgets/targets.h"

#include <QItemSelectionModel>
#include <QMenu>

void MainWindowPrivate::makeSorter()
{
    sorter = new ListSorter(
        {context.paths.cacheDatabase(), context.paths.windowState(), *messages, context.clock}, q);
    MessageView *view = messagePane->view();
    QObject::connect(sorter, &ListSorter::changed, q, [this, view] {
        view->showRequestsFirst(messages->order().requestsFirst);
        updateActions();
    });
    // Requests first is an order of its own: one of the two holds.
    const auto sortBy = [this](const models::SortOrder &order) {
        arranger->putRequestsFirst(false);
        sorter->sortBy(order);
    };
    QObject::connect(view, &MessageView::sortWanted, q, sortBy);
    QObject::connect(sorter, &ListSorter::chosen, q, sortBy);
    QObject::connect(arranger, &ReceiptArranger::changed, q, [this] {
        if (arranger->wanted().requestsFirst && !sorter->wanted().isPlain())
            sorter->showPlain();
    });
    (*actions)[ActionId::SortBy]->setMenu(sorter->makeMenu(q));
    const auto on = [this](ActionId id, auto slot) {
        QObject::connect((*actions)[id], &QAction::triggered, q, slot);
    };
    on(ActionId::Conversations, [sortBy](bool wanted) {
        sortBy({models::MessageColumn::Date, true, wanted});
    });
    on(ActionId::FoldAll, [view] { view->foldAll(true); });
    on(ActionId::UnfoldAll, [view] { view->foldAll(false); });
    on(ActionId::SelectConversation, [view] { view->selectConversation(); });
    on(ActionId::NextConversation, [view] { view->moveToNextConversation(); });
}

void MainWindowPrivate::updateSorting()
{
    const bool isThreaded = folder && messages->sortOrder().threaded && !messages->isNarrowed();
    (*actions)[ActionId::Conversations]->setChecked(sorter->wanted().threaded);
    for (const ActionId id : {ActionId::FoldAll, ActionId::UnfoldAll, ActionId::NextConversation})
        (*actions)[id]->setEnabled(isMailShown() && isThreaded);
    (*actions)[ActionId::SelectConversation]->setEnabled(
        isMailShown() && isThreaded && messagePane->view()->selectionModel()->hasSelection());
}

void MainWindowPrivate::showSorting()
{
    sorter->showFolder(folder, folder && targets::isOwnMail(*folder));
    if (arranger->wanted().requestsFirst)
        sorter->showPlain();
}
