// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/senttab.h"

#include "widgets/receipts/centrewords.h"
#include "widgets/receipts/timelinedelegate.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>

using namespace Qt::StringLiterals;
using models::SentMailModel;

namespace {

// The newest report that is still there.
std::optional<store::CopyId> newestReport(const receipts::SentRow &row)
{
    for (auto entry = row.history.timeline.rbegin(); entry != row.history.timeline.rend(); ++entry) {
        const auto found = row.reports.constFind(entry->source);
        if (!entry->source.isEmpty() && found != row.reports.cend())
            return *found;
    }
    return row.reports.isEmpty() ? std::nullopt : std::optional(row.reports.cbegin().value());
}

}

SentTab::SentTab(Clock &clock, QWidget *parent)
    : CentreTab(tr("My sent mail"), parent),
      m_model(new SentMailModel({[](SentMailModel::Column column) { return CentreWords::heading(column); },
                                 [&clock](const receipts::SentRow &row, SentMailModel::Column column) {
                                     return CentreWords::cell(row, column, clock.now());
                                 },
                                 [&clock](const receipts::SentRow &row, SentMailModel::Column column) {
                                     return CentreWords::spoken(row, column, clock.now());
                                 },
                                 [](const receipts::SentRow &row) {
                                     const QString who = safetext::address(row.recipient.addrSpec());
                                     return who.toHtmlEscaped() + u'\n' + CentreWords::timeline(row);
                                 }},
                                this)),
      m_which(new QComboBox(this))
{
    m_which->addItem(tr("Mail that asked for receipts"));
    m_which->addItem(tr("Reports about nothing you sent"));
    m_which->setAccessibleName(tr("What is shown"));
    QLabel *caveat = theme::label(tr("A receipt says what a program claims. That none came says nothing."),
                                  theme::Wrap::No, this);
    theme::setDimmed(caveat);
    controls()->addWidget(m_which);
    controls()->addWidget(caveat, 1);
    view()->setModel(m_model);
    view()->setItemDelegate(new TimelineDelegate(m_model, view()));
    setColumns({0, 44, 54, 30, 54});
    view()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view(), &QWidget::customContextMenuRequested, this, &SentTab::showMenu);
    connect(view(), &QAbstractItemView::activated, this, &SentTab::openReport);
    connect(m_which, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_model->show(index == 0 ? SentMailModel::Which::Sent : SentMailModel::Which::Unmatched);
        showState();
    });
    connect(m_model, &SentMailModel::settled, this, &SentTab::showState);
    showState();
}

void SentTab::showState()
{
    if (m_model->rowCount() > 0 || m_model->isAsking())
        showList();
    else if (m_which->currentIndex() == 0)
        showEmpty(u"receipt-asked"_s, tr("Nothing sent that asked for a receipt"),
                  tr("Messages in your Sent folders that ask for a read receipt are shown here, with what "
                     "came back from each recipient. Open a Sent folder once to have it looked through."));
    else
        showEmpty(u"receipt-asked"_s, tr("No report without a message"),
                  tr("Receipts and delivery reports that fit none of your messages are kept apart here."));
}

void SentTab::openReport(const QModelIndex &index)
{
    const receipts::SentRow &row = m_model->at(index.row());
    if (const auto report = newestReport(row))
        Q_EMIT messageWanted(*report);
    else if (row.mail)
        Q_EMIT messageWanted(*row.mail);
}

void SentTab::openMail(const QModelIndex &index)
{
    if (const auto mail = m_model->at(index.row()).mail)
        Q_EMIT messageWanted(*mail);
}

void SentTab::showMenu(const QPoint &at)
{
    const QModelIndex index = view()->indexAt(at);
    if (!index.isValid())
        return;
    const receipts::SentRow &row = m_model->at(index.row());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QPersistentModelIndex kept(index);
    QAction *report = menu->addAction(tr("Open the &report"), this, [this, kept] {
        if (kept.isValid())
            openReport(kept);
    });
    report->setEnabled(!row.reports.isEmpty());
    QAction *mail = menu->addAction(tr("Open the sent &message"), this, [this, kept] {
        if (kept.isValid())
            openMail(kept);
    });
    mail->setEnabled(row.mail.has_value());
    menu->popup(view()->viewport()->mapToGlobal(at));
}
