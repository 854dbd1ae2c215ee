// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/receiptfilter.h"

#include "widgets/displaytext.h"
#include "widgets/icons.h"

#include <QActionGroup>
#include <QMenu>

using namespace Qt::StringLiterals;
using models::ReceiptOrder;
using receipts::ColumnState;

ReceiptFilter::ReceiptFilter(QWidget *parent) : QToolButton(parent)
{
    setObjectName(u"receiptFilter"_s);
    setIcon(icons::icon(u"receipt-asked"_s));
    setToolTip(tr("Show by receipt"));
    setAccessibleName(toolTip());
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::TabFocus);
    setAutoRaise(true);
    auto *menu = new QMenu(this);
    auto *group = new QActionGroup(menu);
    const auto add = [&](const QString &text, unsigned states, const QString &icon = {}) {
        QAction *action = menu->addAction(text);
        if (!icon.isEmpty())
            action->setIcon(icons::icon(icon));
        action->setCheckable(true);
        action->setData(states);
        group->addAction(action);
        m_shown.append(action);
    };
    add(tr("All messages"), 0);
    add(tr("All that ask for a receipt"), ReceiptOrder::everyRequest);
    menu->addSeparator();
    for (int state = static_cast<int>(ColumnState::Requested);
         state <= static_cast<int>(ColumnState::Blocked); ++state) {
        const auto each = static_cast<ColumnState>(state);
        add(DisplayText::receiptName(each), ReceiptOrder::bit(each), DisplayText::receiptIcon(each));
    }
    menu->addSeparator();
    m_first = menu->addAction(tr("Requests for receipts first"));
    m_first->setCheckable(true);
    setMenu(menu);
    connect(group, &QActionGroup::triggered, this,
            [this](const QAction *action) { Q_EMIT shownWanted(action->data().toUInt()); });
    connect(m_first, &QAction::triggered, this, &ReceiptFilter::firstWanted);
    showOrder({});
}

void ReceiptFilter::showOrder(const ReceiptOrder &order)
{
    for (QAction *action : std::as_const(m_shown))
        action->setChecked(action->data().toUInt() == order.shown);
    m_first->setChecked(order.requestsFirst);
    setDown(order.shown != 0);
}

QString ReceiptFilter::sentence(const ReceiptOrder &order, int messages)
{
    const QString count = DisplayText::locale().toString(messages);
    if (order.shown == 0)
        return {};
    if (order.shown == ReceiptOrder::everyRequest)
        return tr("Only messages that ask for a receipt (%1)").arg(count);
    QStringList names;
    for (int state = 0; state <= static_cast<int>(ColumnState::Blocked); ++state) {
        if (order.shows(static_cast<ColumnState>(state)))
            names += DisplayText::receiptName(static_cast<ColumnState>(state));
    }
    //: %1 is how requests for receipts stand, as "Waiting"; %2 a number of messages
    return tr("Only receipts: %1 (%2)").arg(names.join(u", "_s), count);
}
