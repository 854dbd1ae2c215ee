// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/base/secret.h"

#include <QDialog>

// Asks for the password of an account. Closing it means: stay offline.
class PasswordDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Reason { Needed, EarlierOneRefused };
    PasswordDialog(const accounts::Account &account, Reason reason, QWidget *parent);

    [[nodiscard]] const accounts::Account &account() const noexcept { return m_account; }

Q_SIGNALS:
    void given(const accounts::Account &account, const Secret &password);
    void refused(const QUuid &account);

private:
    accounts::Account m_account;
};
