// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/web.h"
#include "core/mime/listunsubscribe.h"

#include <QObject>
#include <QPointer>
#include <QUrl>

class HeaderPanel;
class UnsubscribeDialog;

// Offers to leave the list whose message is open, asks before anything is told to it, and says how that
// ended. Asks no server itself.
class UnsubscribeDesk : public QObject
{
    Q_OBJECT

public:
    UnsubscribeDesk(HeaderPanel &panel, QWidget *window);

    void open(const mime::ListUnsubscribe &ways, bool isJunk);  // of the message that is on screen now
    void take(const accounts::UnsubscribeEnd &end);

Q_SIGNALS:
    void wanted(const accounts::UnsubscribeOrder &order);  // a person has said yes
    void pageWanted(const QUrl &page);
    void said(const QString &sentence);

private:
    void ask();

    HeaderPanel &m_panel;
    QWidget *m_window;
    mime::ListUnsubscribe m_ways;
    bool m_isJunk = false;
    quint64 m_serial = 0;
    QPointer<UnsubscribeDialog> m_dialog;
};
