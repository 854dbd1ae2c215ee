// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/folders/offlinemenu.h"

OfflineMenu::OfflineMenu(const store::Folder &folder, const QString &why, QWidget *parent)
    : QMenu(tr("Keep &offline"), parent)
{
    setToolTipsVisible(true);
    const std::optional<int> now = folder.keptOfflineMonths;
    add(tr("&Not kept"), std::nullopt, now);
    add(tr("Last &month"), 1, now);
    add(tr("Last &three months"), 3, now);
    add(tr("Last &year"), 12, now);
    add(tr("&All messages"), 0, now);
    if (why.isEmpty())
        return;
    const auto all = actions();
    for (QAction *action : all) {
        action->setEnabled(false);
        action->setToolTip(why);
    }
    addSeparator();
    addAction(why)->setEnabled(false);
}

void OfflineMenu::add(const QString &text, std::optional<int> months, std::optional<int> now)
{
    QAction *action = addAction(text);
    action->setCheckable(true);
    action->setChecked(months == now);
    connect(action, &QAction::triggered, this, [this, months] { Q_EMIT chosen(months); });
}
