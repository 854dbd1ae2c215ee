// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/textmenu.h"

#include "widgets/reader/linkdialog.h"
#include "widgets/safetext.h"

#include <QApplication>
#include <QClipboard>

using namespace Qt::StringLiterals;

TextMenu::TextMenu(const Over &over, QWidget *parent) : QMenu(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"textMenu"_s);
    const QUrl link(over.link);
    if (LinkDialog::mayOpen(link)) {
        const bool isMail = link.scheme().toLower() == u"mailto"_s;
        const QString copied = isMail ? safetext::line(link.path()) : link.toString(QUrl::FullyEncoded);
        addAction(isMail ? tr("Copy &address") : tr("Copy &link address"), this,
                  [copied] { QApplication::clipboard()->setText(copied); });
        addSeparator();
    }
    QAction *copy = addAction(tr("&Copy"), this, &TextMenu::copyWanted);
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(over.hasSelection);
    QAction *all = addAction(tr("&Select all"), this, &TextMenu::selectAllWanted);
    all->setShortcut(QKeySequence::SelectAll);
    all->setEnabled(over.hasText);
    addSeparator();
    addAction(tr("&Find in this text…"), this, &TextMenu::findWanted)->setEnabled(over.hasText);
}
