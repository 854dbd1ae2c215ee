// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/unsubscribedialog.h"

#include "widgets/reader/banner.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

// In its ASCII form: letters of another script cannot pass for the ones they look like.
QString hostOf(const QString &page)
{
    return safetext::quoted(QUrl(page).host(QUrl::FullyEncoded));
}

QPushButton *addButton(QDialogButtonBox *buttons, const QString &text)
{
    QPushButton *button = buttons->addButton(text, QDialogButtonBox::ActionRole);
    button->setAutoDefault(false);
    return button;
}

QLabel *selectable(const QString &text, QWidget *parent)
{
    QLabel *label = theme::label(text, theme::Wrap::Yes, parent);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

}

UnsubscribeDialog::UnsubscribeDialog(const mime::ListUnsubscribe &ways, bool isJunk, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Unsubscribe"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *words = new QVBoxLayout(this);
    theme::setSpace(words, 4, 3, this);
    if (isJunk) {
        auto *warning = new Banner(this);
        warning->show(
            {theme::Signal::Amber, u"warning"_s,
             tr("This message lies with the junk. Whoever unsubscribes from junk tells its sender that "
                "somebody reads it here.")});
        words->addWidget(warning);
    }
    auto *buttons = new QDialogButtonBox(this);
    if (ways.isOneClick)
        addOneClick(words, buttons, ways.page);
    else if (ways.mail)
        addMail(words, buttons, *ways.mail);
    else
        words->addWidget(theme::label(tr("This can be done on a page of %1.").arg(hostOf(ways.page)),
                                      theme::Wrap::Yes, this));
    if (!ways.isOneClick && !ways.page.isEmpty()) {
        QPushButton *page = addButton(buttons, tr("Open the page of %1…").arg(hostOf(ways.page)));
        connect(page, &QPushButton::clicked, this, [this, at = ways.page] {
            accept();
            Q_EMIT pageWanted(QUrl(at));
        });
    }
    // Who writes or goes to a page leaves elsewhere, and says here nothing about staying.
    QPushButton *stay = buttons->addButton(ways.isOneClick ? tr("Stay subscribed") : tr("Close"),
                                           QDialogButtonBox::RejectRole);
    stay->setDefault(true);
    words->addWidget(buttons);
    setMinimumWidth(100 * theme::step(this));
    stay->setFocus();
    connect(stay, &QPushButton::clicked, this, &QDialog::reject);
}

void UnsubscribeDialog::addOneClick(QBoxLayout *words, QDialogButtonBox *buttons, const QString &page)
{
    QLabel *heading = theme::label(tr("Tell %1 that you do not want its mail any more?").arg(hostOf(page)),
                                   theme::Wrap::Yes, this);
    heading->setFont(theme::titleFont(font()));
    QLabel *whole = selectable(safetext::line(page), this);
    theme::setDimmed(whole);
    words->addWidget(heading);
    words->addWidget(
        theme::label(tr("This address is asked once. It may tell the sender who you are, and the "
                        "server learns from where you ask; nothing else is sent."),
                     theme::Wrap::Yes, this));
    words->addWidget(whole);
    connect(addButton(buttons, tr("Unsubscribe")), &QPushButton::clicked, this, [this, page] {
        accept();
        Q_EMIT oneClickWanted(page);
    });
}

void UnsubscribeDialog::addMail(QBoxLayout *words, QDialogButtonBox *buttons,
                                const mime::ListUnsubscribe::Mail &mail)
{
    words->addWidget(theme::label(tr("To leave this list, write to this address:"), theme::Wrap::Yes, this));
    QLabel *address = selectable(safetext::address(mail.address), this);
    address->setFont(theme::strongFont(font()));
    words->addWidget(address);
    if (!mail.subject.isEmpty())
        words->addWidget(selectable(tr("with the subject: %1").arg(safetext::quoted(mail.subject)), this));
    if (!mail.body.isEmpty())
        words->addWidget(selectable(tr("and the text: %1").arg(safetext::quoted(mail.body)), this));
    connect(addButton(buttons, tr("Copy address")), &QPushButton::clicked, this,
            [text = QString::fromUtf8(mail.address)] { QApplication::clipboard()->setText(text); });
}
