// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QUrl>

// Asks before an address from a message is opened, and shows where it really leads. The default is not to.
class LinkDialog : public QDialog
{
    Q_OBJECT

public:
    // Only http, https and mailto are ever offered.
    [[nodiscard]] static bool mayOpen(const QUrl &url);
    // `claimedHost`: what the text of the link looks like, when that is another host; empty otherwise.
    LinkDialog(const QUrl &url, const QString &claimedHost, QWidget *parent);
};
