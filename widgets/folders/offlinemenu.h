// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"

#include <QCoreApplication>
#include <QMenu>

#include <functional>
#include <optional>

// How much of a folder is kept on this computer, as a menu: nothing, the last months, everything.
class OfflineMenu : public QMenu
{
    Q_OBJECT

public:
    // `why`: why it cannot be chosen; empty: it can.
    OfflineMenu(const store::Folder &folder, const QString &why, QWidget *parent);

Q_SIGNALS:
    void chosen(std::optional<int> months);  // nullopt: not kept; 0: everything

private:
    void add(const QString &text, std::optional<int> months, std::optional<int> now);
};
