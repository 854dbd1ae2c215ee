// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outbox/outboxdesk.h"

#include "widgets/displaytext.h"
#include "widgets/outbox/outboxwindow.h"
#include "widgets/outbox/outboxwords.h"

using namespace Qt::StringLiterals;
using models::OutboxModel;
using outbox::MailState;
using outbox::OutboxEntry;

namespace {

// What is only held for a moment, or has gone but for its copy, is nothing to look after.
bool isWaiting(const OutboxEntry &entry)
{
    return OutboxWords::isScheduled(entry) || entry.state == MailState::Queued
        || entry.state == MailState::Sending;
}

}

OutboxDesk::OutboxDesk(Clock &clock, QWidget *window)
    : QObject(window), m_clock(clock), m_window(window),
      m_model(new OutboxModel({[](OutboxModel::Column column) { return OutboxWords::heading(column); },
                               [&clock](const OutboxEntry &entry, OutboxModel::Column column) {
                                   return OutboxWords::cell(entry, column, clock.now());
                               },
                               [&clock](const OutboxEntry &entry) {
                                   const QString why = OutboxWords::why(entry, clock.now());
                                   return why.isEmpty() ? QString()
                                                        : u"<qt>%1</qt>"_s.arg(why.toHtmlEscaped());
                               }},
                              this))
{}

OutboxDesk::~OutboxDesk()
{
    delete m_page;  // it reads the model
}

void OutboxDesk::show(const OutboxEntry &entry)
{
    m_model->show(entry);
    summarize();
}

void OutboxDesk::remove(const QUuid &mail)
{
    m_model->remove(mail);
    summarize();
}

void OutboxDesk::open(const QUuid &mail)
{
    if (!m_page) {
        m_page = new OutboxWindow(*m_model, m_clock, m_window);
        m_page->setWindowFlag(Qt::Window);
        connect(m_page, &OutboxWindow::sendNowWanted, this, &OutboxDesk::sendNowWanted);
        connect(m_page, &OutboxWindow::editWanted, this, &OutboxDesk::editWanted);
        connect(m_page, &OutboxWindow::othersWanted, this, &OutboxDesk::othersWanted);
        connect(m_page, &OutboxWindow::againWanted, this, &OutboxDesk::againWanted);
        connect(m_page, &OutboxWindow::giveUpWanted, this, &OutboxDesk::giveUpWanted);
    }
    m_page->select(mail);
    m_page->show();
    m_page->raise();
    m_page->activateWindow();
}

QStringList OutboxDesk::subjectsOf(const QUuid &account) const
{
    QStringList subjects;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const OutboxEntry &entry = m_model->at(row);
        if (entry.account == account && entry.state != MailState::Sent)
            subjects.append(DisplayText::subject(entry.subject));
    }
    return subjects;
}

void OutboxDesk::summarize()
{
    int waiting = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        waiting += isWaiting(m_model->at(row)) ? 1 : 0;
    const int forUser = m_model->waitingForUser();
    Q_EMIT summaryChanged(OutboxWords::summary(waiting, forUser), forUser > 0);
}
