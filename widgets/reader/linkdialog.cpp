// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/linkdialog.h"

#include "widgets/reader/banner.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

bool LinkDialog::mayOpen(const QUrl &url)
{
    const QString scheme = url.scheme().toLower();
    return url.isValid() && (scheme == u"http"_s || scheme == u"https"_s || scheme == u"mailto"_s);
}

LinkDialog::LinkDialog(const QUrl &url, const QString &claimedHost, QWidget *parent) : QDialog(parent)
{
    const bool mail = url.scheme().toLower() == u"mailto"_s;
    setWindowTitle(tr("Open an address"));
    setAttribute(Qt::WA_DeleteOnClose);
    // The host in its ASCII form: letters of another script cannot pass for the ones they look like.
    const QString host = mail ? safetext::line(url.path()) : QString::fromLatin1(QUrl::toAce(url.host()));
    auto *heading = theme::label(mail ? tr("Write to this address?") : tr("Open this page in the browser?"),
                                 theme::Wrap::Yes, this);
    heading->setFont(theme::titleFont(font()));
    auto *where = theme::label(safetext::line(host), theme::Wrap::Yes, this);
    where->setFont(theme::strongFont(font()));
    auto *whole = theme::label(safetext::line(url.toString(QUrl::FullyEncoded)), theme::Wrap::Yes, this);
    whole->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    theme::setDimmed(whole);

    auto *buttons = new QDialogButtonBox(this);
    auto *open = buttons->addButton(mail ? tr("Write") : tr("Open page"), QDialogButtonBox::ActionRole);
    auto *cancel = buttons->addButton(tr("Stay here"), QDialogButtonBox::RejectRole);
    open->setAutoDefault(false);
    cancel->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 4, 3, this);
    for (QLabel *label : {heading, where, whole})
        layout->addWidget(label);
    if (!claimedHost.isEmpty()) {
        auto *warning = new Banner(this);
        warning->show({theme::Signal::Amber, u"warning"_s,
                       tr("The message calls this link %1, but it leads elsewhere.")
                           .arg(safetext::quoted(claimedHost))});
        layout->insertWidget(1, warning);
    }
    layout->addWidget(buttons);
    setMinimumWidth(100 * theme::step(this));
    cancel->setFocus();

    connect(open, &QPushButton::clicked, this, [this, url] {
        if (mayOpen(url))
            QDesktopServices::openUrl(url);
        accept();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}
