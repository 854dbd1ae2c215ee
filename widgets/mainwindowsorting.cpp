// SPDX-License-Identifier: GPL-3.0-or-later
// The message list by its columns.
#include "widgets/mainwindow_p.h"
#include "widgets/messages/listsorter.h"
#include "widgets/messages/messagepane.h"
#include "widgets/messages/messageview.h"
#include "widgets/receipts/receiptarranger.h"
#include "widgets/targets.h"

void MainWindowPrivate::makeSorter()
{
    sorter = new ListSorter(
        {context.paths.cacheDatabase(), context.paths.windowState(), *messages, context.clock}, q);
    MessageView *view = messagePane->view();
    QObject::connect(sorter, &ListSorter::changed, view,
                     [this, view] { view->showRequestsFirst(messages->order().requestsFirst); });
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
}

void MainWindowPrivate::showSorting()
{
    sorter->showFolder(folder, folder && targets::isOwnMail(*folder));
    if (arranger->wanted().requestsFirst)
        sorter->showPlain();
}
