// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/listunsubscribe.h"

#include <QDialog>
#include <QUrl>

class QBoxLayout;
class QDialogButtonBox;

// Asks before anything is told to a list, and names who would be told. Nothing is the default.
class UnsubscribeDialog : public QDialog
{
    Q_OBJECT

public:
    // `isJunk`: the message lies where one should not answer at all.
    UnsubscribeDialog(const mime::ListUnsubscribe &ways, bool isJunk, QWidget *parent);

Q_SIGNALS:
    void oneClickWanted(const QString &page);
    void pageWanted(const QUrl &page);  // in the browser; who shows it asks once more

private:
    void addOneClick(QBoxLayout *words, QDialogButtonBox *buttons, const QString &page);
    void addMail(QBoxLayout *words, QDialogButtonBox *buttons, const mime::ListUnsubscribe::Mail &mail);
};
