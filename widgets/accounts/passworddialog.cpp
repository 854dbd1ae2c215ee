// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/accounts/passworddialog.h"

#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

PasswordDialog::PasswordDialog(const accounts::Account &account, Reason reason, QWidget *parent)
    : QDialog(parent), m_account(account)
{
    setWindowTitle(tr("Password"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *title = theme::label(tr("The password for %1").arg(safetext::quoted(account.address)),
                               theme::Wrap::Yes, this);
    title->setFont(theme::titleFont(font()));
    const QString why = reason == Reason::EarlierOneRefused
        ? tr("The server did not accept the user name or the password.")
        : tr("It is asked for by %1.").arg(safetext::quoted(account.imap.endpoint.host));
    auto *edit = new QLineEdit(this);
    edit->setEchoMode(QLineEdit::Password);
    edit->setAccessibleName(tr("Password"));
    auto *buttons = new QDialogButtonBox(this);
    auto *signIn = buttons->addButton(tr("Sign in"), QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Stay offline"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    signIn->setDefault(true);
    signIn->setEnabled(false);

    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 4, 3, this);
    layout->addWidget(title);
    layout->addWidget(theme::label(why, theme::Wrap::Yes, this));
    layout->addWidget(edit);
    layout->addWidget(buttons);
    setMinimumWidth(100 * theme::step(this));
    edit->setFocus();
    connect(edit, &QLineEdit::textChanged, signIn,
            [signIn](const QString &text) { signIn->setEnabled(!text.isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, [this, edit](int result) {
        if (result == Accepted)
            Q_EMIT given(m_account, Secret(edit->text().toUtf8()));
        else
            Q_EMIT refused(m_account.id);
        edit->clear();
    });
}
