// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/receiptscentre.h"

#include "widgets/icons.h"
#include "widgets/receipts/receipthelp.h"
#include "widgets/theme.h"

#include <QAction>
#include <QTabWidget>

using namespace Qt::StringLiterals;

ReceiptsCentre::ReceiptsCentre(const AskedTab::Context &context, QWidget *parent)
    : QMainWindow(parent), m_clock(context.clock), m_tabs(new QTabWidget(this)),
      m_sent(new SentTab(context.clock, m_tabs)), m_asked(new AskedTab(context, m_tabs)),
      m_activity(new ActivityTab(m_tabs))
{
    setWindowTitle(tr("Receipts Centre"));
    setWindowIcon(icons::applicationIcon());
    setObjectName(u"receiptsCentre"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(windowTitle());
    m_tabs->addTab(m_sent, tr("&My sent mail"));
    m_tabs->addTab(m_asked, tr("&Asked of me"));
    m_tabs->addTab(m_activity, tr("Acti&vity"));
    setCentralWidget(m_tabs);
    auto *closing = new QAction(this);
    closing->setShortcuts({QKeySequence(QKeySequence::Close), QKeySequence(Qt::Key_Escape)});
    connect(closing, &QAction::triggered, this, &QWidget::close);
    addAction(closing);
    connect(m_sent->model(), &models::SentMailModel::pageWanted, this, &ReceiptsCentre::sentMailWanted);
    connect(m_activity, &ActivityTab::linesWanted, this, &ReceiptsCentre::activityWanted);
    connect(m_activity, &ActivityTab::exportFailed, this, &ReceiptsCentre::exportFailed);
    connect(m_sent, &SentTab::messageWanted, this, &ReceiptsCentre::messageWanted);
    connect(m_asked, &AskedTab::messageWanted, this, &ReceiptsCentre::messageWanted);
    connect(m_asked, &AskedTab::headerWanted, this, &ReceiptsCentre::headerWanted);
    theme::resizeWithin(this, {250, 130});
    ReceiptHelp::openOnF1(this);
}

ReceiptsCentre::~ReceiptsCentre() = default;

void ReceiptsCentre::refresh()
{
    m_sent->model()->refresh();
    m_activity->model()->refresh();
}

void ReceiptsCentre::applyChanges(const store::ChangeSet &changes)
{
    m_asked->apply(changes);
}

void ReceiptsCentre::ledgerChanged()
{
    m_asked->refreshStates();
    m_activity->model()->refresh();
}

void ReceiptsCentre::reportsChanged()
{
    constexpr std::chrono::milliseconds soon{300};
    if (!m_soon)
        m_soon = m_clock.alarm(soon, [this] {
            m_soon.reset();
            m_sent->model()->refresh();
        });
}
