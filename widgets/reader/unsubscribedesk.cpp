// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/unsubscribedesk.h"

#include "widgets/errortext.h"
#include "widgets/reader/headerpanel.h"
#include "widgets/reader/unsubscribedialog.h"
#include "widgets/safetext.h"

UnsubscribeDesk::UnsubscribeDesk(HeaderPanel &panel, QWidget *window)
    : QObject(window), m_panel(panel), m_window(window)
{
    connect(&m_panel, &HeaderPanel::unsubscribeWanted, this, &UnsubscribeDesk::ask);
}

void UnsubscribeDesk::open(const mime::ListUnsubscribe &ways, bool isJunk)
{
    m_ways = ways;
    m_isJunk = isJunk;
    m_panel.offerUnsubscribe(!ways.isEmpty());
}

void UnsubscribeDesk::ask()
{
    if (m_dialog || m_ways.isEmpty())
        return;
    m_dialog = new UnsubscribeDialog(m_ways, m_isJunk, m_window);
    connect(m_dialog, &UnsubscribeDialog::oneClickWanted, this, [this](const QString &page) {
        Q_EMIT wanted({++m_serial, page, mime::oneClickForm});
    });
    connect(m_dialog, &UnsubscribeDialog::pageWanted, this, &UnsubscribeDesk::pageWanted);
    m_dialog->open();
}

void UnsubscribeDesk::take(const accounts::UnsubscribeEnd &end)
{
    const QString host = safetext::quoted(end.host);
    Q_EMIT said(end.error ? tr("You are not unsubscribed: %1 has not accepted it. %2")
                                .arg(host, ErrorText::sentence(end.error->kind))
                          : tr("%1 has accepted that you do not want its mail any more.").arg(host));
}
