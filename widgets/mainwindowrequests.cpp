// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done about the requests for receipts in the message list: put in order, shown alone, answered
// together.
#include "widgets/mainwindow_p.h"
#include "widgets/messages/messagepane.h"
#include "widgets/messages/messageview.h"
#include "widgets/reader/readingdesk.h"
#include "widgets/receipts/receiptarranger.h"
#include "widgets/receipts/receiptfilter.h"
#include "widgets/receipts/receipthelp.h"
#include "widgets/receipts/selectionreceipts.h"
#include "widgets/targets.h"

#include <QItemSelectionModel>
#include <QMenu>

using models::ReceiptOrder;
using receipts::ColumnState;

namespace {

constexpr std::chrono::milliseconds frame{16};
constexpr unsigned toAnswer = ReceiptOrder::bit(ColumnState::Requested);

int rowsIn(const QItemSelection &chosen)
{
    int rows = 0;
    for (const QItemSelectionRange &range : chosen)
        rows += range.height();
    return rows;
}

}

void MainWindowPrivate::makeArranger()
{
    arranger = new ReceiptArranger({context.reader, *messages, context.clock,
                                    [this](const store::MessageRow &row) {
                                        const auto state =
                                            receipts::columnState(row.asksForReceipt, row.flags,
                                                                  receiptDesk->ledgerState(row.receiptKey));
                                        return receiptView(row, state).state;
                                    }},
                                   q);
    QObject::connect(arranger, &ReceiptArranger::changed, q, [this] {
        const ReceiptOrder &wanted = arranger->wanted();
        messagePane->showReceiptOrder(wanted, arranger->isLooking());
        (*actions)[ActionId::RequestsFirst]->setChecked(wanted.requestsFirst);
        (*actions)[ActionId::OnlyRequests]->setChecked(wanted.shown == toAnswer);
        updateActions();
    });
    const auto putFirst = [this](bool first) { arranger->putRequestsFirst(first); };
    const auto show = [this](unsigned states) { arranger->show(states); };
    QObject::connect(messagePane->receiptFilter(), &ReceiptFilter::firstWanted, q, putFirst);
    QObject::connect(messagePane->receiptFilter(), &ReceiptFilter::shownWanted, q, show);
    QObject::connect(messagePane->view(), &MessageView::requestsFirstWanted, q, putFirst);
    QObject::connect((*actions)[ActionId::RequestsFirst], &QAction::triggered, q, putFirst);
    QObject::connect((*actions)[ActionId::OnlyRequests], &QAction::triggered, q,
                     [show](bool checked) { show(checked ? toAnswer : 0); });
}

void MainWindowPrivate::showMessageMenu(const QPoint &at)
{
    MessageView *view = messagePane->view();
    if (!view->selectionModel()->hasSelection())
        return;
    auto *menu = new QMenu(view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("messageMenu"));
    menu->setToolTipsVisible(true);
    const QList<QList<ActionId>> groups{
        {ActionId::Reply, ActionId::ReplyAll, ActionId::ReplyList, ActionId::Forward,
         ActionId::ForwardAttached, ActionId::Redirect, ActionId::EditAsNew},
        {ActionId::SendReceipt, ActionId::DeclineReceipt, ActionId::ReceiptNotNow, ActionId::NeverReceipts},
        {ActionId::MarkRead, ActionId::MarkUnread, ActionId::Star},
        {ActionId::Archive, ActionId::Junk, ActionId::MoveTo, ActionId::CopyTo, ActionId::Delete},
        {ActionId::MoreLike}};
    for (const QList<ActionId> &group : groups) {
        menu->addSeparator();
        for (const ActionId id : group)
            menu->addAction((*actions)[id]);
    }
    menu->popup(view->viewport()->mapToGlobal(at));
}

// Which of the two marks would change something. Of many rows nobody looks at each.
void MainWindowPrivate::updateSeenActions(bool isPossible, const QString &whyNot)
{
    constexpr int enough = 200;
    const QItemSelection chosen = messagePane->view()->selectionModel()->selection();
    const bool isMany = rowsIn(chosen) > enough;
    bool someUnread = isMany, someRead = isMany;
    for (const QItemSelectionRange &range : isMany ? QItemSelection() : chosen) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const auto item = messages->itemAt(row);
            const bool isRead = item && item->flags.has(store::Flags::Seen);
            someUnread |= !isRead;
            someRead |= isRead || !item;  // what is not known may be either
        }
    }
    allow(ActionId::MarkRead, isPossible && someUnread, whyNot);
    allow(ActionId::MarkUnread, isPossible && someRead, whyNot);
}

// Of one message the reader knows; of several it is enough that some may be asked about.
bool MainWindowPrivate::mayActOnReceipts() const
{
    constexpr int enough = 200;  // rows are read one by one
    const QItemSelection chosen = messagePane->view()->selectionModel()->selection();
    const int rows = rowsIn(chosen);
    if (rows <= 1)
        return receiptDesk->mayDecide();
    if (!folder || (!messages->isWide() && targets::isOwnMail(*folder)))
        return false;
    if (rows > enough)
        return true;
    for (const QItemSelectionRange &range : chosen) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const auto item = messages->itemAt(row);
            if (item && item->receipt == ColumnState::Requested)
                return true;
        }
    }
    return false;
}

void MainWindowPrivate::act(ReceiptAction action)
{
    constexpr qsizetype fewEnough = 500;
    constexpr int piece = 1000;
    const QList<store::CopyId> chosen = messagePane->view()->selectedCopies();
    if (chosen.isEmpty() || (chosen.size() == 1 && reading->current() == chosen.first())) {
        receiptDesk->act(action);
        return;
    }
    auto asking = std::make_shared<QList<store::CopyId>>();
    const auto open = [this, asking, count = chosen.size(), action] {
        openSelectionReceipts(*asking, count, action);
    };
    if (chosen.size() <= fewEnough || messages->isWide()) {
        for (const int row : messages->rowsOf(chosen)) {  // in the list's order
            const auto item = messages->itemAt(row);
            if (item && item->row.asksForReceipt)
                asking->append(item->row.id);
        }
        open();
        return;
    }
    const auto all = std::make_shared<models::IdSet>(std::vector(chosen.begin(), chosen.end()));
    const auto take = [asking, all](store::CopyId copy) {
        if (all->contains(copy))
            asking->append(copy);
    };
    scan = std::make_unique<RequestScan>(context.reader, context.clock);
    scan->start(folder->id, piece, take, open);
}

void MainWindowPrivate::openSelectionReceipts(const QList<store::CopyId> &asking, qsizetype chosen,
                                              ReceiptAction action)
{
    if (selectionReceipts)
        selectionReceipts->close();
    AskedTab::Context asked = askedContext();
    asked.only = asking;
    selectionReceipts = new SelectionReceipts(asked, chosen, q);
    AskedTab *tab = selectionReceipts->tab();
    QObject::connect(tab, &AskedTab::headerWanted, q,
                     [this](store::CopyId copy) { Q_EMIT q->contentWanted(copy, {}); });
    QObject::connect(tab, &AskedTab::messageWanted, q, [this](store::CopyId copy) { openMessage(copy); });
    selectionReceipts->show();
    tab->begin(action);
}

void MainWindowPrivate::showReceiptHelp()
{
    ReceiptHelp::open(q);
}

// What the header says counts once it is here.
void MainWindowPrivate::refreshListReceipts(const store::ChangeSet &changes)
{
    for (const store::FolderChange &change : changes.folders) {
        for (const store::CopyId arrived : change.contentArrived) {
            listReceipts->forget(arrived);
            messages->refresh(arrived);
        }
    }
}

models::ReceiptView MainWindowPrivate::receiptView(const store::MessageRow &row, receipts::ColumnState state)
{
    if (!listReceipts || !folder)
        return {state};
    if (row.folder == folder->id)
        return listReceipts->view(row, *folder, state);
    const auto in = messages->isWide() ? folders->folder(row.folder) : std::nullopt;
    return in ? listReceipts->view(row, *in, state) : models::ReceiptView{state};
}

// The message that is open at once, the list at most once a frame: at the start the whole ledger is told.
void MainWindowPrivate::refreshReceipts()
{
    if (const auto current = reading->current())
        messages->refresh(*current);
    if (!m_refresh)
        m_refresh = context.clock.alarm(frame, [this] {
            m_refresh.reset();
            messages->refreshAll();
        });
}
