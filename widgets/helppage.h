// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTextBrowser;

// A page of help: a window of its own, from our resources alone. Nothing is ever loaded from elsewhere, and
// there is no link to follow.
class HelpPage : public QWidget
{
    Q_OBJECT

protected:
    // `name`: of the file in the resources, without its language; `language`: of the translation, as "de".
    HelpPage(const QString &title, const QString &name, const QString &language, QWidget *parent);

    // A window beside `parent` that goes with it; the one that is there already comes to the front.
    template <typename Page>
    static void openAs(QWidget *parent)
    {
        auto *help = parent->findChild<Page *>(QString(), Qt::FindDirectChildrenOnly);
        if (help == nullptr)
            help = new Page(parent);
        help->show();
        help->raise();
        help->activateWindow();
    }

private:
    void layTables();

    QTextBrowser *m_page;
};
