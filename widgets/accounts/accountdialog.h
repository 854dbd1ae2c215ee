// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "widgets/accounts/accountform.h"

#include <QDialog>
#include <QList>

#include <functional>

class QScrollArea;

// What is known of an account, to be changed. With several accounts it also chooses among them.
class AccountDialog : public QDialog
{
    Q_OBJECT

public:
    using Remark = std::function<QString(const QUuid &account)>;  // on its server; empty: none
    AccountDialog(const QList<accounts::Account> &accounts, const QUuid &shown, Remark remark,
                  QWidget *parent);

    [[nodiscard]] AccountForm *form() const noexcept { return m_form; }
    [[nodiscard]] const accounts::Account &shownAccount() const noexcept { return m_shown; }

Q_SIGNALS:
    void testWanted(const accounts::Account &account, const Secret &password);
    void entered(const accounts::Account &account, const Secret &password);
    void removalWanted(const accounts::Account &account);

private:
    void show(const accounts::Account &account);

    QList<accounts::Account> m_accounts;
    accounts::Account m_shown;
    Remark m_remark;
    QScrollArea *m_area;
    AccountForm *m_form = nullptr;
};
