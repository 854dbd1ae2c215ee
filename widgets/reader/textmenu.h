// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

// What can be done with the text under the mouse, or with the keyboard's place in it. Qt's own menus offer
// more than is safe or sensible for somebody else's text. Deletes itself when it closes.
class TextMenu : public QMenu
{
    Q_OBJECT

public:
    struct Over {
        QString link;  // that the menu was asked for on; only addresses that may be followed count
        bool hasSelection = false;
        bool hasText = false;
    };
    TextMenu(const Over &over, QWidget *parent);

Q_SIGNALS:
    void copyWanted();
    void selectAllWanted();
    void findWanted();
};

// Over one of the views of a message; `link`: an address under the mouse, empty if there is none.
template <typename View>
void showTextMenu(View *view, const QString &link, const QPoint &at)
{
    const bool hasText = !view->document()->isEmpty();
    auto *menu = new TextMenu({link, view->textCursor().hasSelection(), hasText}, view);
    QObject::connect(menu, &TextMenu::copyWanted, view, &View::copy);
    QObject::connect(menu, &TextMenu::selectAllWanted, view, &View::selectAll);
    QObject::connect(menu, &TextMenu::findWanted, view, &View::findWanted);
    menu->popup(at);
}
