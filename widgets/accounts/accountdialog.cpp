// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/accounts/accountdialog.h"

#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

AccountDialog::AccountDialog(const QList<accounts::Account> &accounts, const QUuid &shown, Remark remark,
                             QWidget *parent)
    : QDialog(parent), m_accounts(accounts), m_remark(std::move(remark)), m_area(new QScrollArea(this))
{
    setWindowTitle(tr("Account settings"));
    setAttribute(Qt::WA_DeleteOnClose);
    const auto known = std::find_if(m_accounts.cbegin(), m_accounts.cend(),
                                    [&](const accounts::Account &account) { return account.id == shown; });
    const auto first = known == m_accounts.cend() ? qsizetype{0} : known - m_accounts.cbegin();
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setAccessibleName(windowTitle());
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 4, 3, this);
    if (m_accounts.size() > 1) {
        auto *choice = new QComboBox(this);
        choice->setAccessibleName(tr("Account"));
        for (const accounts::Account &account : std::as_const(m_accounts))
            choice->addItem(safetext::line(account.name));
        choice->setCurrentIndex(static_cast<int>(first));
        layout->addWidget(choice);
        connect(choice, &QComboBox::currentIndexChanged, this,
                [this](int index) { show(m_accounts.at(index)); });
    }
    layout->addWidget(m_area, 1);
    show(m_accounts.at(first));
    const int unit = theme::step(this);
    const QSize room = screen()->availableSize() * 0.9;
    resize(QSize(140 * unit, m_form->sizeHint().height() + 16 * unit).boundedTo(room));
}

void AccountDialog::show(const accounts::Account &account)
{
    m_shown = account;
    m_form = new AccountForm(account, m_area);
    m_form->showRemark(m_remark(account.id));
    m_area->setWidget(m_form);  // the one that was there goes
    connect(m_form, &AccountForm::testWanted, this, &AccountDialog::testWanted);
    connect(m_form, &AccountForm::entered, this, &AccountDialog::entered);
    connect(m_form, &AccountForm::removalWanted, this, [this] { Q_EMIT removalWanted(m_shown); });
    connect(m_form, &AccountForm::cancelled, this, &QDialog::reject);
    m_form->focusFirst();
}
