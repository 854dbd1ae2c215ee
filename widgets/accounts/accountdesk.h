// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/status.h"
#include "core/base/secret.h"

#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>

class AccountDialog;
class QWidget;

// The settings of the accounts there are: one dialog at a time, and the question before one is removed. Saves
// and removes nothing itself.
class AccountDesk : public QObject
{
    Q_OBJECT

public:
    // `losses`: what is lost with an account, in sentences; empty: nothing.
    AccountDesk(std::function<QString(const QUuid &)> losses, QWidget *window);

    // `remark`: what is to be known of an account's server; empty: nothing.
    void open(const QList<accounts::Account> &accounts, const QUuid &shown,
              const std::function<QString(const QUuid &)> &remark);
    void showTestResult(const accounts::TestResult &result);
    void showProblem(const QString &sentence);         // while the dialog is open
    void showSaved(const accounts::Account &account);  // it is as it was entered now
    void showRemoved(const QUuid &account);

Q_SIGNALS:
    void testWanted(const accounts::Account &account, const Secret &password);
    void entered(const accounts::Account &account, const Secret &password);
    void removalWanted(const QUuid &account);

private:
    void confirmRemoval(const accounts::Account &account);

    std::function<QString(const QUuid &)> m_losses;
    QWidget *m_window;
    QPointer<AccountDialog> m_dialog;
};
