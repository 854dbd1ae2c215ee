// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/reminderdialog.h"

#include "widgets/composer/composertext.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace {

constexpr std::size_t mostShown = 8;

}

ReminderDialog::ReminderDialog(const std::vector<compose::Reminder> &reminders, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Before it goes"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    auto *title = theme::label(tr("Send it like this?"), theme::Wrap::Yes, this);
    title->setFont(theme::titleFont(font()));
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 4, 3, this);
    layout->addWidget(title);
    for (std::size_t i = 0; i < std::min(reminders.size(), mostShown); ++i)
        layout->addWidget(theme::label(ComposerText::reminder(reminders[i]), theme::Wrap::Yes, this));
    if (reminders.size() > mostShown) {
        const auto more = static_cast<int>(reminders.size() - mostShown);
        layout->addWidget(theme::label(tr("And %n more.", nullptr, more), theme::Wrap::Yes, this));
    }
    auto *buttons = new QDialogButtonBox(this);
    auto *back = buttons->addButton(tr("&Go on writing"), QDialogButtonBox::RejectRole);
    auto *send = buttons->addButton(tr("&Send anyway"), QDialogButtonBox::AcceptRole);
    send->setAutoDefault(false);
    back->setDefault(true);
    back->setFocus();
    layout->addWidget(buttons);
    setMinimumWidth(100 * theme::step(this));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}
