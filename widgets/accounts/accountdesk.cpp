// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/accounts/accountdesk.h"

#include "widgets/accounts/accountdialog.h"
#include "widgets/safetext.h"

#include <QMessageBox>
#include <QPushButton>

AccountDesk::AccountDesk(std::function<QString(const QUuid &)> losses, QWidget *window)
    : QObject(window), m_losses(std::move(losses)), m_window(window)
{}

void AccountDesk::open(const QList<accounts::Account> &accounts, const QUuid &shown,
                       const std::function<QString(const QUuid &)> &remark)
{
    if (accounts.isEmpty())
        return;
    if (m_dialog != nullptr) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    m_dialog = new AccountDialog(accounts, shown, remark, m_window);
    connect(m_dialog, &AccountDialog::testWanted, this, &AccountDesk::testWanted);
    connect(m_dialog, &AccountDialog::entered, this, &AccountDesk::entered);
    connect(m_dialog, &AccountDialog::removalWanted, this, &AccountDesk::confirmRemoval);
    m_dialog->open();
}

void AccountDesk::showTestResult(const accounts::TestResult &result)
{
    if (m_dialog != nullptr)
        m_dialog->form()->showTestResult(result);
}

void AccountDesk::showProblem(const QString &sentence)
{
    if (m_dialog != nullptr)
        m_dialog->form()->showProblem(sentence);
}

void AccountDesk::showSaved(const accounts::Account &account)
{
    if (m_dialog != nullptr && m_dialog->shownAccount().id == account.id)
        m_dialog->accept();
}

void AccountDesk::showRemoved(const QUuid &account)
{
    if (m_dialog != nullptr && m_dialog->shownAccount().id == account)
        m_dialog->reject();
}

void AccountDesk::confirmRemoval(const accounts::Account &account)
{
    const QString losses = m_losses(account.id);
    auto *box = new QMessageBox(m_dialog);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Warning);
    box->setWindowTitle(tr("Remove account"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Remove the account “%1” from Posthorn?").arg(safetext::quoted(account.name))
                 + QStringLiteral("\n\n")
                 + tr("The copy of its mail on this computer is deleted, and so are changes that have not "
                      "reached the server yet. The mail on the server stays as it is.")
                 + QStringLiteral("\n\n") + (losses.isEmpty() ? QString() : losses + QStringLiteral("\n\n"))
                 + tr("What you have decided about read receipts is kept, so that none is ever sent twice."));
    auto *remove = box->addButton(tr("Remove account"), QMessageBox::DestructiveRole);
    auto *keep = box->addButton(tr("Keep it"), QMessageBox::RejectRole);
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(box, &QMessageBox::buttonClicked, this,
            [this, remove, id = account.id](QAbstractButton *clicked) {
                if (clicked == remove)
                    Q_EMIT removalWanted(id);
            });
    box->open();
}
